import { readFileSync } from 'node:fs';
import { decode } from '../text/encoding.ts';

/** The text of a file, - being standard input; or undefined after saying why there is none. */
export function readTextFile(file: string): string | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    process.stderr.write(`communique: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
  const { text, encoding, replaced } = decode(bytes);
  if (encoding === 'binary') {
    process.stderr.write(`communique: ${file}: not a text\n`);
    return undefined;
  }
  if (replaced > 0)
    process.stderr.write(`communique: ${file}: ${replaced} characters could not be decoded as ${encoding}\n`);
  return text;
}
