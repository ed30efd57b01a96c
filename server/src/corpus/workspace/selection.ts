import { type Glob, matchesGlob, readGlob } from './glob.ts';

/** Which files of a folder the user wants to be looked at (settings `communique.files.*`). */
export interface FileChoice {
  /** Globs below a folder; a file is looked at if one of them means it. None: every file. */
  readonly include: readonly string[];
  /** Globs of files and directories that are left aside, with all below them. */
  readonly exclude: readonly string[];
  /** Whether `.gitignore` and `.ignore` files count. */
  readonly useIgnoreFiles: boolean;
}

export const ALL_FILES: FileChoice = { include: [], exclude: [], useIgnoreFiles: true };

/** A line of an ignore file. */
interface Rule {
  readonly glob: Glob;
  readonly negated: boolean;
  readonly directoriesOnly: boolean;
}

/** Names of the files that say what is left aside; the later ones count more. */
const IGNORE_FILES = ['.gitignore', '.ignore'];

/** Whether an address is that of a file that says what is left aside. */
export function isIgnoreFile(uri: string): boolean {
  return IGNORE_FILES.includes(uri.slice(uri.lastIndexOf('/') + 1));
}

/**
 * Which files below a folder are looked at. The ignore files are told as they are met, those of a directory before anything below it is asked;
 * paths have slashes between their names, none at their ends, and no percent signs for characters.
 */
export class Selection {
  readonly #choice: FileChoice;
  readonly #include: readonly Glob[];
  readonly #exclude: readonly Glob[];
  /** By the path of their directory. */
  readonly #rules = new Map<string, readonly Rule[]>();
  readonly #directories = new Map<string, boolean>();

  constructor(choice: FileChoice = ALL_FILES) {
    this.#choice = choice;
    this.#include = choice.include.flatMap((pattern) => [readGlob(pattern) ?? []]);
    this.#exclude = choice.exclude.flatMap((pattern) => [readGlob(pattern) ?? []]);
  }

  /** Whether ignore files are worth reading. */
  get usesIgnoreFiles(): boolean {
    return this.#choice.useIgnoreFiles;
  }

  /** Takes the text of an ignore file in a directory; '' is the folder itself. */
  addIgnoreFile(directory: string, text: string): void {
    const rules = text.split(/\r\n|\n|\r/).flatMap((line) => readRule(line) ?? []);
    const before = this.#rules.get(directory) ?? [];
    this.#rules.set(directory, [...before, ...rules]);
    this.#directories.clear();
  }

  /** Whether a directory is walked. */
  admitsDirectory(path: string): boolean {
    if (path === '') return true;
    let admitted = this.#directories.get(path);
    if (admitted === undefined) {
      const above = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      admitted = this.admitsDirectory(above) && !this.#leavesAside(path, true);
      this.#directories.set(path, admitted);
    }
    return admitted;
  }

  /** Whether a file is looked at. */
  admits(path: string): boolean {
    const slash = path.lastIndexOf('/');
    if (!this.admitsDirectory(slash < 0 ? '' : path.slice(0, slash)) || this.#leavesAside(path, false)) return false;
    return this.#include.length === 0 || this.#include.some((glob) => matchesGlob(glob, path));
  }

  #leavesAside(path: string, isDirectory: boolean): boolean {
    if (this.#exclude.some((glob) => matchesGlob(glob, path))) return true;
    if (!this.#choice.useIgnoreFiles || this.#rules.size === 0) return false;
    let ignored = false;
    // of all that speak of it the last one counts, and that of the nearest directory is later
    for (let end = 0; end >= 0; end = path.indexOf('/', end + 1)) {
      const rules = this.#rules.get(path.slice(0, end)) ?? [];
      const below = path.slice(end === 0 ? 0 : end + 1);
      for (const { glob, negated, directoriesOnly } of rules) {
        if ((isDirectory || !directoriesOnly) && ignored === negated && matchesGlob(glob, below)) ignored = !negated;
      }
    }
    return ignored;
  }
}

/** A line of an ignore file as git reads it; undefined where it says nothing. */
function readRule(line: string): Rule | undefined {
  // blanks at the end do not count, unless there is a backslash before them
  let pattern = line.replace(/(?<!\\)[ \t]+$/, '');
  if (pattern === '' || pattern.startsWith('#')) return undefined;
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const directoriesOnly = pattern.endsWith('/');
  if (directoriesOnly) pattern = pattern.replace(/\/+$/, '');
  if (pattern === '') return undefined;
  // one with a slash hangs on the directory of the ignore file, another one holds everywhere below it
  const anchored = pattern.includes('/');
  // braces are characters there
  const plain = pattern.replace(/[{}]/g, (brace) => `[${brace}]`);
  const glob = readGlob(anchored ? plain : `**/${plain}`);
  return glob === undefined ? undefined : { glob, negated, directoriesOnly };
}
