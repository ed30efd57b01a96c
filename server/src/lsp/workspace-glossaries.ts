import type { Knowledge } from '../corpus/knowledge.ts';
import { type Entry, type GlossaryProblem, LIMITS } from '../terms/entry.ts';
import { GLOSSARY_FILES, Glossary, readGlossaryFile, readHomographs } from '../terms/glossary.ts';
import { readGlossaryTsv } from '../terms/glossary-tsv.ts';
import { decode } from '../text/encoding.ts';
import type { Files } from './files.ts';

/** A glossary file as it was last read. */
interface GlossaryFile {
  readonly uri: string;
  entries: readonly Entry[];
  problems: readonly GlossaryProblem[];
  /** Counts the readings: of two that overlap, the later one wins. */
  reading: number;
}

interface Folder {
  /** Address with a slash at its end. */
  readonly uri: string;
  readonly files: GlossaryFile[];
  /** With the folder's own terms; undefined where it has none. */
  glossary: Glossary | undefined;
}

/**
 * The glossaries in force: the built-in one everywhere, below a workspace folder with its own terms. A file is read when its folder is
 * opened, and when it changes on disk (that is, when it is saved).
 */
export class WorkspaceGlossaries {
  readonly #knowledge: Knowledge;
  readonly #files: Files;
  readonly #changed: (uri: string, problems: readonly GlossaryProblem[]) => void;
  #builtIn: { entries: readonly Entry[]; homographs: Map<string, string[]>; glossary: Glossary } | undefined;
  #folders: Folder[] = [];

  constructor(
    knowledge: Knowledge,
    files: Files,
    changed: (uri: string, problems: readonly GlossaryProblem[]) => void,
  ) {
    this.#knowledge = knowledge;
    this.#files = files;
    this.#changed = changed;
  }

  /** The glossary for a text. */
  for(uri: string): Glossary {
    return this.#folderOf(uri)?.glossary ?? this.#base().glossary;
  }

  /** The folder of a text, with a slash at its end; undefined outside of all. */
  folderOf(uri: string): string | undefined {
    return this.#folderOf(uri)?.uri;
  }

  /** The file in which an entry of the folder's own glossary stands. */
  fileOf(uri: string, entry: Entry): string | undefined {
    for (const file of this.#folderOf(uri)?.files ?? []) {
      if (file.entries.some((other) => other.place === entry.place)) return file.uri;
    }
    return undefined;
  }

  /** The text of a glossary file on disk, '' where there is none; undefined where it cannot be read as text. */
  async textOf(uri: string): Promise<string | undefined> {
    try {
      const bytes = await this.#files.read(uri, LIMITS.bytes);
      if (bytes === undefined) return '';
      if (bytes === 'too-large') return undefined;
      const { text, encoding } = decode(bytes);
      return encoding === 'utf-8' && !text.includes('\uFFFD') ? text : undefined;
    } catch {
      return undefined;
    }
  }

  /** The built-in entry of a name. */
  builtIn(name: string): Entry | undefined {
    return this.#base().entries.find((entry) => entry.ja === name || entry.en === name);
  }

  async addFolder(uri: string): Promise<void> {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    if (this.#folders.some((folder) => folder.uri === base)) return;
    const files = GLOSSARY_FILES.map((name) => ({ uri: base + name, entries: [], problems: [], reading: 0 }));
    this.#folders.push({ uri: base, files, glossary: undefined });
    // the innermost folder first
    this.#folders.sort((a, b) => b.uri.length - a.uri.length);
    await Promise.all(files.map((file) => this.read(file.uri)));
  }

  removeFolder(uri: string): void {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    for (const folder of this.#folders) {
      if (folder.uri === base) for (const file of folder.files) this.#changed(file.uri, []);
    }
    this.#folders = this.#folders.filter((folder) => folder.uri !== base);
  }

  /** Reads all glossary files again. */
  async readAgain(): Promise<void> {
    await Promise.all(this.#folders.flatMap(({ files }) => files.map((file) => this.read(file.uri))));
  }

  /** Reads a glossary file again, and no other file; whatever goes wrong becomes a problem of the file. */
  async read(uri: string): Promise<void> {
    const folder = this.#folders.find(({ files }) => files.some((file) => file.uri === uri));
    const file = folder?.files.find((other) => other.uri === uri);
    if (folder === undefined || file === undefined) return;
    const reading = ++file.reading;
    const result = await this.#load(uri);
    if (reading !== file.reading) return;
    const before = file.entries;
    const problemsBefore = file.problems;
    file.entries = result.entries;
    file.problems = result.problems;
    if (before.length > 0 || result.entries.length > 0) {
      const own = folder.files.flatMap(({ entries }) => entries);
      folder.glossary = own.length === 0 ? undefined : this.#with(own);
    }
    const silent = [before, problemsBefore, file.entries, file.problems].every((list) => list.length === 0);
    if (!silent) this.#changed(uri, file.problems);
  }

  async #load(uri: string): Promise<{ entries: readonly Entry[]; problems: readonly GlossaryProblem[] }> {
    const place = { line: 0, start: 0, endLine: 0, end: 0 };
    let bytes: Uint8Array | 'too-large' | undefined;
    try {
      bytes = await this.#files.read(uri, LIMITS.bytes);
    } catch (error) {
      return { entries: [], problems: [{ code: 'unreadable', about: String(error).slice(0, 200), place }] };
    }
    if (bytes === undefined) return { entries: [], problems: [] };
    if (bytes === 'too-large') return { entries: [], problems: [{ code: 'too-large', about: '', place }] };
    const { text, encoding } = decode(bytes);
    if (encoding === 'binary') return { entries: [], problems: [{ code: 'encoding', about: encoding, place }] };
    // read all the same: what is in it is clear, only the next program may not see it
    const encoded: GlossaryProblem[] =
      encoding === 'utf-8' && !text.includes('\uFFFD') ? [] : [{ code: 'encoding', about: encoding, place }];
    const { entries, problems } = readGlossaryFile(uri, text);
    return { entries, problems: [...encoded, ...problems] };
  }

  #with(own: readonly Entry[]): Glossary {
    const { entries, homographs } = this.#base();
    return new Glossary(entries, own, homographs);
  }

  #base(): { entries: readonly Entry[]; homographs: Map<string, string[]>; glossary: Glossary } {
    if (this.#builtIn === undefined) {
      const { entries } = readGlossaryTsv(this.#knowledge.glossary, 'built-in');
      const homographs = readHomographs(this.#knowledge.homographs);
      this.#builtIn = { entries, homographs, glossary: new Glossary(entries, [], homographs) };
    }
    return this.#builtIn;
  }

  #folderOf(uri: string): Folder | undefined {
    return this.#folders.find((folder) => uri.startsWith(folder.uri));
  }
}
