import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import {
  type Anchor,
  AnchorText,
  anchorAll,
  ENGLISH_REPORT,
  exportCsv,
  exportJsonLd,
  exportMarkdown,
  JAPANESE_REPORT,
  mergeSidecars,
  readSidecar,
  SIDECAR_SUFFIX,
  type SidecarFile,
  sidecarBytes,
  sidecarName,
  sourceOfFile,
} from '../annotations/index.ts';
import { annotationMessagesFor } from '../features/annotation-messages.ts';
import { decode } from '../text/encoding.ts';

export const ANNOTATIONS_USAGE = `       communique annotations check [--json] FILE|FOLDER...
       communique annotations export [--json|--csv] FILE|FOLDER...
       communique annotations merge BASE OURS THEIRS
`;

/** Characters of a quote in a message. */
const SHOWN = 40;

/** A sidecar as it was read, with its text where there is one. */
interface Read {
  readonly path: string;
  readonly file: SidecarFile;
  readonly text: string;
  /** By annotation; undefined without the text. */
  readonly anchors: (Anchor | undefined)[] | undefined;
}

/** `communique annotations …`; the exit code: 0 done, 1 problems or conflicts or a file that could not be read, 2 wrong usage. */
export function annotations(args: readonly string[], usage: () => number): number {
  const [command, ...rest] = args;
  const flags = rest.filter((arg) => arg.startsWith('-'));
  const names = rest.filter((arg) => !arg.startsWith('-'));
  const locale = Intl.DateTimeFormat().resolvedOptions().locale;
  if (command === 'merge' && names.length === 3 && flags.length === 0) return merge(names[0], names[1], names[2]);
  if (names.length === 0) return usage();
  if (command === 'check' && flags.every((flag) => flag === '--json')) {
    return withSidecars(names, (read) => check(read, flags.length > 0, locale));
  }
  if (command === 'export' && flags.length <= 1 && flags.every((flag) => flag === '--json' || flag === '--csv')) {
    return withSidecars(names, (read) => exported(read, flags[0], locale));
  }
  return usage();
}

function check(all: readonly Read[], asJson: boolean, locale: string): number {
  const messages = annotationMessagesFor(locale);
  const found = all.flatMap(({ path, file, text, anchors }) => {
    const at = (line: number, severity: string, code: string, message: string) => ({
      file: path,
      line: line + 1,
      column: 1,
      severity,
      code,
      message,
    });
    const problems = file.problems.map((problem) => {
      const severity = problem.code === 'duplicate-id' ? 'warning' : 'error';
      return at(problem.line, severity, problem.code, messages.problem(problem));
    });
    if (anchors === undefined) problems.push(at(0, 'warning', 'text-missing', messages.textMissing(basename(text))));
    file.annotations.forEach(({ id, target }, i) => {
      if (anchors?.[i]?.status !== 'orphan' || target.kind !== 'text') return;
      const quote = [...(target.quote?.exact ?? '').replace(/\s+/g, ' ')];
      const shown = quote.length > SHOWN ? `${quote.slice(0, SHOWN).join('')}…` : quote.join('');
      problems.push(at(file.lineOf(id) ?? 0, 'warning', 'orphan', messages.orphan(shown)));
    });
    return problems.sort((a, b) => a.line - b.line);
  });
  if (asJson) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else {
    for (const { file, line, column, severity, code, message } of found) {
      process.stdout.write(`${file}:${line}:${column}: ${severity} ${code} ${message}\n`);
    }
  }
  return found.length > 0 ? 1 : 0;
}

function exported(all: readonly Read[], flag: string | undefined, locale: string): number {
  const entries = all.map(({ file, text, anchors }) => ({
    document: slashes(text),
    annotations: file.annotations,
    ...(anchors === undefined ? {} : { anchors }),
  }));
  if (flag === '--csv') process.stdout.write(exportCsv(entries));
  else if (flag === '--json') {
    const files = all.map(({ path, file }) => {
      const folder = slashes(relative(process.cwd(), dirname(path)));
      return { folder: folder === '' ? '' : `${folder.split('/').map(sourceOfFile).join('/')}/`, file };
    });
    process.stdout.write(exportJsonLd(files));
  } else process.stdout.write(exportMarkdown(entries, locale.startsWith('ja') ? JAPANESE_REPORT : ENGLISH_REPORT));
  return 0;
}

/** What git calls as the driver of a merge: what the three have in common goes into OURS. */
function merge(base: string, ours: string, theirs: string): number {
  try {
    const [old, our, their] = [base, ours, theirs].map((path) => readSidecar(readFileSync(path)));
    // what is in the working tree keeps its layout
    const { file, conflicts } = mergeSidecars(old, their, our);
    writeFileSync(ours, sidecarBytes(file));
    for (const { id, field } of conflicts) process.stderr.write(`communique: conflict: ${id} ${field}\n`);
    return conflicts.length > 0 ? 1 : 0;
  } catch (error) {
    process.stderr.write(`communique: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** Reads the sidecars of files and folders; 1 where one could not be read, else what `run` gives. */
function withSidecars(names: readonly string[], run: (read: readonly Read[]) => number): number {
  const all: Read[] = [];
  let failed = false;
  for (const path of new Set(names.flatMap(sidecarsOf))) {
    try {
      all.push(read(path));
    } catch (error) {
      failed = true;
      process.stderr.write(`communique: ${path}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  return Math.max(run(all), failed ? 1 : 0);
}

/** A folder's sidecars, at all depths but those of tools; the sidecar of a text; a sidecar itself. */
function sidecarsOf(name: string): string[] {
  if (name.endsWith(SIDECAR_SUFFIX)) return [name];
  if (!existsSync(name) || !statSync(name).isDirectory()) return [sidecarName(name)];
  return readdirSync(name, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) {
        return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : sidecarsOf(join(name, entry.name));
      }
      return entry.name.endsWith(SIDECAR_SUFFIX) ? [join(name, entry.name)] : [];
    });
}

function read(path: string): Read {
  const file = readSidecar(readFileSync(path));
  const text = path.slice(0, -SIDECAR_SUFFIX.length);
  if (!existsSync(text)) return { path, file, text, anchors: undefined };
  const prepared = new AnchorText(decode(readFileSync(text)).text);
  return {
    path,
    file,
    text,
    anchors: anchorAll(
      prepared,
      file.annotations.map(({ target }) => target),
    ),
  };
}

function slashes(path: string): string {
  return path.split(sep).join('/');
}
