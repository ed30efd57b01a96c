import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeReferenceText, ownTitle } from './references.ts';

/** A file of the archive: its title is that of document n, and it cites the titles of some that come after it. */
export interface ArchiveFile {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

const DOCUMENT_BYTES = 8192;
/** Documents end with a section, so that they are larger than they were asked for. */
const AT_MOST = 1.5 * DOCUMENT_BYTES;
const IN_A_DIRECTORY = 100;

/** The texts of the first `count` documents of a long text with dates and references, one for each file; the same for the same seed. */
export function makeArchive(folder: string, count: number, seed: number): ArchiveFile[] {
  const all = makeReferenceText(count * AT_MOST, seed, undefined, DOCUMENT_BYTES);
  const files: ArchiveFile[] = [];
  for (let n = 0, from = 0; n < count; n++) {
    const next = all.indexOf(`\n${ownTitle(n + 1, seed)}\n`, from);
    if (next < 0) throw new Error(`no document ${n + 1}`);
    const text = all.slice(from, next + 1);
    from = next + 1;
    const directory = join(folder, String(Math.floor(n / IN_A_DIRECTORY)));
    if (n % IN_A_DIRECTORY === 0) mkdirSync(directory, { recursive: true });
    const path = join(directory, `${n}.communique.txt`);
    writeFileSync(path, text);
    files.push({ path, title: ownTitle(n, seed), text });
  }
  return files;
}
