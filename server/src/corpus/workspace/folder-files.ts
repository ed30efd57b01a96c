import { decode } from '../../text/encoding.ts';
import type { Files } from './files.ts';
import { uriKey } from './uri.ts';

/** A kind of file with facts that a workspace folder may hold: how it is called and what it says. */
export interface FolderFileKind<Facts, All, Problem> {
  /** Below the folder. */
  readonly names: readonly string[];
  /** Bytes from which a file is not read. */
  readonly limit: number;
  /** Total; undefined where the text says nothing. */
  read(uri: string, text: string): { readonly facts: Facts | undefined; readonly problems: readonly Problem[] };
  /** A problem of a file as a whole. `about` says more: what went wrong, the encoding. */
  problem(code: 'too-large' | 'unreadable' | 'encoding', about: string): Problem;
  /** What the files of a folder say together, in the order of their names. */
  combine(facts: readonly Facts[]): All;
}

/** A file as it was last read. */
export interface FolderFile<Facts, Problem> {
  readonly uri: string;
  facts: Facts | undefined;
  problems: readonly Problem[];
  /** Counts the readings: of two that overlap, the later one wins. */
  reading: number;
  /** As it was read last; the same text says the same again. */
  text: string | undefined;
}

interface Folder<Facts, All, Problem> {
  /** Address with a slash at its end. */
  readonly uri: string;
  readonly files: FolderFile<Facts, Problem>[];
  /** Made when it is asked for; undefined before, and where no file says anything. */
  all: All | undefined;
}

/**
 * Files of one kind in the folders of a workspace. A file is read when its folder is opened, and when it changes on disk (that is, when
 * it is saved). Whatever goes wrong becomes a problem of the file.
 */
export class FolderFiles<Facts, All, Problem> {
  readonly #kind: FolderFileKind<Facts, All, Problem>;
  readonly #files: Files;
  readonly #changed: (uri: string, problems: readonly Problem[]) => void;
  #folders: Folder<Facts, All, Problem>[] = [];

  /** `changed` hears of each file that says something else than before, with its problems. */
  constructor(
    kind: FolderFileKind<Facts, All, Problem>,
    files: Files,
    changed: (uri: string, problems: readonly Problem[]) => void,
  ) {
    this.#kind = kind;
    this.#files = files;
    this.#changed = changed;
  }

  /** What is said in the folder of a text, the innermost one; the same value until one of its files changes. */
  for(uri: string): All | undefined {
    const folder = this.#folderOf(uri);
    if (folder === undefined) return undefined;
    if (folder.all === undefined) {
      const facts = folder.files.flatMap((file) => (file.facts === undefined ? [] : [file.facts]));
      if (facts.length > 0) folder.all = this.#kind.combine(facts);
    }
    return folder.all;
  }

  /** The texts of the files of the folder of a text, '' for those that are not there: the same as long as they say the same. */
  textsFor(uri: string): readonly string[] {
    return this.#folderOf(uri)?.files.map(({ text }) => text ?? '') ?? [];
  }

  /** The folder of a text, with a slash at its end; undefined outside of all. */
  folderOf(uri: string): string | undefined {
    return this.#folderOf(uri)?.uri;
  }

  /** The files of the folder of a text. */
  filesOf(uri: string): readonly FolderFile<Facts, Problem>[] {
    return this.#folderOf(uri)?.files ?? [];
  }

  async addFolder(uri: string): Promise<void> {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    if (this.#folders.some((folder) => folder.uri === base)) return;
    const files = this.#kind.names.map((name) => ({
      uri: base + name,
      facts: undefined,
      problems: [],
      reading: 0,
      text: undefined,
    }));
    this.#folders.push({ uri: base, files, all: undefined });
    // the innermost folder first
    this.#folders.sort((a, b) => b.uri.length - a.uri.length);
    await Promise.all(files.map((file) => this.read(file.uri)));
  }

  removeFolder(uri: string): void {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    const removed = this.#folders.find((folder) => folder.uri === base);
    if (removed === undefined) return;
    this.#folders = this.#folders.filter((folder) => folder !== removed);
    for (const file of removed.files) {
      file.reading++;
      if (file.facts !== undefined || file.problems.length > 0) this.#changed(file.uri, []);
    }
  }

  /** Reads all files again. */
  async readAgain(): Promise<void> {
    await Promise.all(this.#folders.flatMap(({ files }) => files.map((file) => this.read(file.uri))));
  }

  /** Reads a file again, if it is one of these. */
  async read(uri: string): Promise<void> {
    const key = uriKey(uri);
    const folder = this.#folders.find(({ files }) => files.some((file) => uriKey(file.uri) === key));
    const file = folder?.files.find((other) => uriKey(other.uri) === key);
    if (folder === undefined || file === undefined) return;
    const reading = ++file.reading;
    const { facts, problems, text } = await this.#load(file.uri);
    if (reading !== file.reading) return;
    if (text !== undefined && text === file.text) return;
    file.text = text;
    const before = { facts: file.facts, problems: file.problems };
    file.facts = facts;
    file.problems = problems;
    if (before.facts !== undefined || facts !== undefined) folder.all = undefined;
    const silent = before.facts === undefined && facts === undefined && before.problems.length + problems.length === 0;
    if (!silent) this.#changed(file.uri, problems);
  }

  async #load(uri: string): Promise<{
    readonly facts: Facts | undefined;
    readonly problems: readonly Problem[];
    readonly text: string | undefined;
  }> {
    const failed = (problem: Problem) => ({ facts: undefined, problems: [problem], text: undefined });
    let bytes: Uint8Array | 'too-large' | undefined;
    try {
      bytes = await this.#files.read(uri, this.#kind.limit);
    } catch (error) {
      return failed(this.#kind.problem('unreadable', String(error).slice(0, 200)));
    }
    if (bytes === undefined) return { facts: undefined, problems: [], text: undefined };
    if (bytes === 'too-large') return failed(this.#kind.problem('too-large', ''));
    const { text, encoding } = decode(bytes);
    if (encoding === 'binary') return failed(this.#kind.problem('encoding', encoding));
    const { facts, problems } = this.#kind.read(uri, text);
    // read all the same: what is in it is clear, only the next program may not see it
    const clear = encoding === 'utf-8' && !text.includes('\uFFFD');
    return { facts, problems: clear ? problems : [this.#kind.problem('encoding', encoding), ...problems], text };
  }

  #folderOf(uri: string): Folder<Facts, All, Problem> | undefined {
    return this.#folders.find((folder) => uri.startsWith(folder.uri));
  }
}
