import type { CatalogueDocument } from '../corpus/catalogue.ts';
import { Citations } from '../corpus/citations.ts';
import type { Knowledge } from '../corpus/knowledge.ts';
import type { Library } from '../corpus/library.ts';
import { makeLibrary } from '../corpus/make-library.ts';
import { readText } from '../corpus/read-text.ts';
import { TextReferences } from '../corpus/text-references.ts';
import type { Glossary } from '../terms/glossary.ts';
import type { OpenText } from './open-text.ts';
import { uriKey } from './uri.ts';

/** What the library is made of. */
export interface LibrarySources {
  readonly knowledge: Knowledge;
  /** The catalogue with the rows of the workspace. */
  documents(): ReadonlyMap<string, CatalogueDocument>;
  glossary(uri: string): Glossary;
  /** The open texts. */
  texts(): Iterable<OpenText>;
}

/**
 * All that can be cited in the workspace: the catalogue, the files on disk, and the open texts over them. An open text is read when
 * something is asked and it is another one than at the last time.
 */
export class WorkspaceLibrary {
  readonly #sources: LibrarySources;
  #library: Library | undefined;
  #citations: Citations | undefined;
  /** Address under which the library knows a file, by the key of the address. */
  readonly #known = new Map<string, string>();
  /** The version of each open text that the library has, by address. */
  readonly #versions = new Map<string, number>();
  readonly #open = new Map<string, TextReferences>();

  constructor(sources: LibrarySources) {
    this.#sources = sources;
  }

  /** The library with the open texts as they are now. */
  library(): Library {
    const library = this.#made();
    for (const text of this.#sources.texts()) this.#take(text, library);
    return library;
  }

  citations(): Citations {
    this.library();
    this.#citations ??= new Citations(this.#made());
    return this.#citations;
  }

  /** The dates and references of an open text, by the library as it is now. */
  references(text: OpenText): TextReferences {
    const library = this.library();
    return this.#take(text, library);
  }

  /** A text on disk was found, or found to be another one. */
  found(uri: string, content: string): void {
    const library = this.#made();
    const { references } = readText(uri, content, this.#sources.glossary(uri), library);
    this.#known.set(uriKey(uri), uri);
    library.setFile(uri, references.kept());
  }

  /** A text is neither on disk nor open any more. */
  gone(uri: string): void {
    const key = uriKey(uri);
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.delete(key);
    this.#library?.removeFile(known);
  }

  /** An open text was closed; the disk has it from now on, or nobody. */
  closed(uri: string): void {
    this.#versions.delete(uri);
    this.#open.delete(uri);
  }

  /** Forgets all; for another catalogue or glossary, with which every text is to be read again. */
  reset(): void {
    this.#library = undefined;
    this.#citations = undefined;
    this.#known.clear();
    this.#versions.clear();
  }

  #made(): Library {
    if (this.#library === undefined) {
      this.#library = makeLibrary(this.#sources.knowledge, this.#sources.documents());
    }
    return this.#library;
  }

  #take(text: OpenText, library: Library): TextReferences {
    const { uri, version } = text;
    let references = this.#open.get(uri);
    if (references === undefined) {
      references = new TextReferences(uri, library);
      this.#open.set(uri, references);
    }
    references.update(library, text.documents(), text.terms(this.#sources.glossary(uri)), text.lineAt);
    if (this.#versions.get(uri) === version) return references;
    const key = uriKey(uri);
    const known = this.#known.get(key);
    if (known !== undefined && known !== uri) library.removeFile(known);
    this.#known.set(key, uri);
    library.setFile(uri, references.summaries());
    this.#versions.set(uri, version);
    return references;
  }
}
