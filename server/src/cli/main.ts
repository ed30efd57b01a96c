import { join } from 'node:path';
import { outlineJson, outlineText } from '../features/outline-text.ts';
import { StructureAnalyser } from '../structure/analyser.ts';
import { splitLines } from '../text/lines.ts';
import { ANNOTATIONS_USAGE, annotations } from './annotations.ts';
import { check, readCheckOptions } from './check.ts';
import { readTextFile } from './read-file.ts';

// The command line. Exit codes: 0 done, 1 a file could not be read or has an error or a warning, 2 wrong usage.

const USAGE = `usage: communique outline [--json] FILE...
       communique check [--json] FILE...
       communique check [--json] --workspace FOLDER [--cache FOLDER] [--verbose] [FILE...]
${ANNOTATIONS_USAGE}
  outline   the documents of each file with their title blocks and sections
  check     problems of each file, as in the editor: FILE:LINE:COLUMN: SEVERITY CODE MESSAGE
            exit code 1 if there is an error or a warning
            --workspace FOLDER   what is cited is looked for in all texts of the folder; without FILE, all of them are checked
            --cache FOLDER       keeps what was read of them there for the next time
            --verbose            says how many were read, and how many of them the cache knew
  annotations check   problems of the files of annotations, and notes whose phrase is not found any more
  annotations export  all notes: a report in Markdown, --csv a table, --json W3C JSON-LD
  annotations merge   for git: merges files of annotations, into OURS
  --json    as JSON; lines and columns from 1

FILE may be - for standard input. Encodings (UTF-8, UTF-16, Shift_JIS, EUC-JP, ISO-2022-JP) are recognised.
`;

async function main(args: readonly string[]): Promise<number> {
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
  if (command === 'outline' && !rest.some((a) => a !== '-' && a.startsWith('-') && a !== '--json')) {
    const files = rest.filter((a) => a !== '--json');
    if (files.length > 0) return outline(files, rest.includes('--json'));
  }
  if (command === 'check') {
    const wanted = readCheckOptions(rest);
    if (wanted !== undefined) return check(wanted, join(__dirname, 'indexer.js'));
  }
  process.stderr.write(USAGE);
  return 2;
}

function outline(files: readonly string[], json: boolean): number {
  let failed = false;
  const values: unknown[] = [];
  for (const file of files) {
    const text = readTextFile(file);
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

// a reader that closes the pipe early (head) is no error
process.stdout.on('error', () => process.exit(0));
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`communique: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
