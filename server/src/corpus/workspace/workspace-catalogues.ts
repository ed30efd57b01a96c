import {
  CATALOGUE_FILE,
  type CatalogueDocument,
  type CatalogueProblem,
  readCatalogue,
  withRows,
} from '../catalogue.ts';
import { TABLE_LIMITS } from '../table.ts';
import type { Files } from './files.ts';
import { FolderFiles } from './folder-files.ts';

type Documents = ReadonlyMap<string, CatalogueDocument>;

/** The catalogues in force: the built-in one everywhere, below a workspace folder with rows of its own over it. */
export class WorkspaceCatalogues {
  readonly #tsv: string;
  readonly #own: FolderFiles<Documents, Documents, CatalogueProblem>;
  #builtIn: Documents | undefined;

  /** `tsv` is the built-in catalogue; `changed` hears of each file of a folder that says something else than before. */
  constructor(tsv: string, files: Files, changed: (uri: string, problems: readonly CatalogueProblem[]) => void) {
    this.#tsv = tsv;
    this.#own = new FolderFiles(
      {
        names: [CATALOGUE_FILE],
        limit: TABLE_LIMITS.bytes,
        read(uri, text) {
          const { documents, problems } = readCatalogue(text, uri);
          return { facts: documents.size === 0 ? undefined : documents, problems };
        },
        problem: (code, about) => ({ code, line: 0, start: 0, end: 0, about }),
        combine: (own) =>
          withRows(
            this.builtIn,
            own.flatMap((documents) => [...documents.values()]),
          ),
      },
      files,
      changed,
    );
  }

  /** The documents of this product. */
  get builtIn(): Documents {
    this.#builtIn ??= readCatalogue(this.#tsv).documents;
    return this.#builtIn;
  }

  /** The catalogue for a text, by id; the same map until a file of the text's folder changes. */
  for(uri: string): Documents {
    return this.#own.for(uri) ?? this.builtIn;
  }

  /** The folder of a text, with a slash at its end; undefined outside of all. */
  folderOf(uri: string): string | undefined {
    return this.#own.folderOf(uri);
  }

  /** The texts of the catalogues of the folder of a text: the same as long as they say the same. */
  textsFor(uri: string): readonly string[] {
    return this.#own.textsFor(uri);
  }

  addFolder(uri: string): Promise<void> {
    return this.#own.addFolder(uri);
  }

  removeFolder(uri: string): void {
    this.#own.removeFolder(uri);
  }

  /** Reads all catalogue files again. */
  readAgain(): Promise<void> {
    return this.#own.readAgain();
  }

  /** Reads a catalogue file again, and no other file. */
  read(uri: string): Promise<void> {
    return this.#own.read(uri);
  }
}
