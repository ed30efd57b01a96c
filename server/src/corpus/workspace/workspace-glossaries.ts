import { type Entry, type GlossaryProblem, LIMITS } from '../../terms/entry.ts';
import { GLOSSARY_FILES, Glossary, readGlossaryFile, readHomographs } from '../../terms/glossary.ts';
import { readGlossaryTsv } from '../../terms/glossary-tsv.ts';
import { decode } from '../../text/encoding.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Files } from './files.ts';
import { FolderFiles } from './folder-files.ts';

/** The glossaries in force: the built-in one everywhere, below a workspace folder with its own terms. */
export class WorkspaceGlossaries {
  readonly #knowledge: Pick<Knowledge, 'glossary' | 'homographs'>;
  readonly #files: Files;
  readonly #own: FolderFiles<readonly Entry[], Glossary, GlossaryProblem>;
  #builtIn: { entries: readonly Entry[]; homographs: Map<string, string[]>; glossary: Glossary } | undefined;

  constructor(
    knowledge: Pick<Knowledge, 'glossary' | 'homographs'>,
    files: Files,
    changed: (uri: string, problems: readonly GlossaryProblem[]) => void,
  ) {
    this.#knowledge = knowledge;
    this.#files = files;
    this.#own = new FolderFiles(
      {
        names: GLOSSARY_FILES,
        limit: LIMITS.bytes,
        read(uri, text) {
          const { entries, problems } = readGlossaryFile(uri, text);
          return { facts: entries.length === 0 ? undefined : entries, problems };
        },
        problem: (code, about) => ({ code, about, place: { line: 0, start: 0, endLine: 0, end: 0 } }),
        combine: (own) => {
          const { entries, homographs } = this.#base();
          return new Glossary(entries, own.flat(), homographs);
        },
      },
      files,
      changed,
    );
  }

  /** The glossary for a text. */
  for(uri: string): Glossary {
    return this.#own.for(uri) ?? this.#base().glossary;
  }

  /** The terms that the folder of a text adds. */
  ownEntries(uri: string): readonly Entry[] {
    return this.#own.filesOf(uri).flatMap(({ facts }) => facts ?? []);
  }

  /** The texts of the glossaries of the folder of a text: the same as long as they say the same. */
  ownTexts(uri: string): readonly string[] {
    return this.#own.textsFor(uri);
  }

  /** The folder of a text, with a slash at its end; undefined outside of all. */
  folderOf(uri: string): string | undefined {
    return this.#own.folderOf(uri);
  }

  /** The file in which an entry of the folder's own glossary stands. */
  fileOf(uri: string, entry: Entry): string | undefined {
    return this.#own.filesOf(uri).find(({ facts }) => facts?.some((other) => other.place === entry.place))?.uri;
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

  addFolder(uri: string): Promise<void> {
    return this.#own.addFolder(uri);
  }

  removeFolder(uri: string): void {
    this.#own.removeFolder(uri);
  }

  /** Reads all glossary files again. */
  readAgain(): Promise<void> {
    return this.#own.readAgain();
  }

  /** Reads a glossary file again, and no other file. */
  read(uri: string): Promise<void> {
    return this.#own.read(uri);
  }

  #base(): { entries: readonly Entry[]; homographs: Map<string, string[]>; glossary: Glossary } {
    if (this.#builtIn === undefined) {
      const { entries } = readGlossaryTsv(this.#knowledge.glossary, 'built-in');
      const homographs = readHomographs(this.#knowledge.homographs);
      this.#builtIn = { entries, homographs, glossary: new Glossary(entries, [], homographs) };
    }
    return this.#builtIn;
  }
}
