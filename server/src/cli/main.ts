import { readFileSync } from 'node:fs';
import { outlineJson, outlineText } from '../features/outline-text.ts';
import { StructureAnalyser } from '../structure/analyser.ts';
import { decode } from '../text/encoding.ts';
import { splitLines } from '../text/lines.ts';
import { ANNOTATIONS_USAGE, annotations } from './annotations.ts';
import { type CheckedProblem, Checker } from './check.ts';

// The command line. Exit codes: 0 done, 1 a file could not be read or has an error or a warning, 2 wrong usage.

const USAGE = `usage: communique outline [--json] FILE...
       communique check [--json] FILE...
${ANNOTATIONS_USAGE}
  outline   the documents of each file with their title blocks and sections
  check     problems of each file, as in the editor: FILE:LINE:COLUMN: SEVERITY CODE MESSAGE
            exit code 1 if there is an error or a warning
  annotations check   problems of the files of annotations, and notes whose phrase is not found any more
  annotations export  all notes: a report in Markdown, --csv a table, --json W3C JSON-LD
  annotations merge   for git: merges files of annotations, into OURS
  --json    as JSON; lines and columns from 1

FILE may be - for standard input. Encodings (UTF-8, UTF-16, Shift_JIS, EUC-JP, ISO-2022-JP) are recognised.
`;

function main(args: readonly string[]): number {
  const [command, ...rest] = args;
  if (command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (command === '--version') {
    process.stdout.write('communique 0.1.0\n');
    return 0;
  }
  if (command === 'annotations') {
    return annotations(rest, () => {
      process.stderr.write(USAGE);
      return 2;
    });
  }
  const files = rest.filter((a) => a === '-' || !a.startsWith('-'));
  const unknown = rest.filter((a) => a !== '-' && a.startsWith('-') && a !== '--json');
  const run = command === 'outline' ? outline : command === 'check' ? check : undefined;
  if (run === undefined || files.length === 0 || unknown.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  return run(files, rest.includes('--json'));
}

function check(files: readonly string[], json: boolean): number {
  const checker = new Checker(Intl.DateTimeFormat().resolvedOptions().locale);
  let failed = false;
  const problems: CheckedProblem[] = [];
  const readable: string[] = [];
  for (const file of files) {
    const text = read(file);
    if (text === undefined) failed = true;
    else {
      checker.add(file, text);
      readable.push(file);
    }
  }
  for (const file of readable) problems.push(...checker.check(file));
  problems.push(...checker.factProblems);
  if (json) process.stdout.write(`${JSON.stringify(problems, null, 2)}\n`);
  else {
    for (const { file, line, column, severity, code, message } of problems) {
      process.stdout.write(`${file}:${line}:${column}: ${severity} ${code} ${message}\n`);
    }
  }
  return failed || problems.some(({ severity }) => severity === 'error' || severity === 'warning') ? 1 : 0;
}

function outline(files: readonly string[], json: boolean): number {
  let failed = false;
  const values: unknown[] = [];
  for (const file of files) {
    const text = read(file);
    if (text === undefined) {
      failed = true;
      continue;
    }
    const documents = new StructureAnalyser(splitLines(text)).documents();
    if (json) values.push({ file, documents: outlineJson(documents) });
    else {
      if (files.length > 1) process.stdout.write(`${file}\n`);
      process.stdout.write(documents.length === 0 ? '(empty)\n' : outlineText(documents));
      if (files.length > 1) process.stdout.write('\n');
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(values, null, 2)}\n`);
  return failed ? 1 : 0;
}

/** The text of a file, or undefined after saying why there is none. */
function read(file: string): string | undefined {
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

// a reader that closes the pipe early (head) is no error
process.stdout.on('error', () => process.exit(0));
process.exitCode = main(process.argv.slice(2));
