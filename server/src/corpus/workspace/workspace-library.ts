import type { Glossary } from '../../terms/glossary.ts';
import type { CatalogueDocument } from '../catalogue.ts';
import { Citations } from '../citations.ts';
import { definedNames, sketchesOf, termUses } from '../file-reader.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Library } from '../library.ts';
import { makeLibrary } from '../make-library.ts';
import type { KeptBytes } from '../pack.ts';
import { type Related, relatedSections, sectionsAround } from '../relatedness/related-sections.ts';
import { StatementLexicon } from '../statements/lexicon.ts';
import type { FileSummary } from '../summary.ts';
import { namedAt } from '../symbol-names.ts';
import { TextReferences } from '../text-references.ts';
import type { LiveText } from './live-text.ts';
import { StoredTexts } from './stored-texts.ts';
import { uriKey } from './uri.ts';
import { type FoundName, WorkspaceNames } from './workspace-names.ts';
import { WorkspaceSketches } from './workspace-sketches.ts';

/** What the library is made of. */
export interface LibrarySources {
  readonly knowledge: Knowledge;
  /** The catalogue with the rows of the workspace. */
  documents(): ReadonlyMap<string, CatalogueDocument>;
  glossary(uri: string): Glossary;
  /** The open texts. */
  texts(): Iterable<LiveText>;
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
  /** The texts that are not open. */
  readonly stored = new StoredTexts();
  readonly #names = new WorkspaceNames({
    summary: (uri) => this.summary(uri),
    named: (uri, ordinal) => {
      const open = this.#openSummary(uri);
      return open === undefined ? this.stored.named(uri, ordinal) : namedAt(open, ordinal);
    },
  });
  #lexicon: StatementLexicon | undefined;
  readonly #sketches = new WorkspaceSketches((uri) => this.#sketch(uri));

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
  references(text: LiveText): TextReferences {
    const library = this.library();
    return this.#take(text, library);
  }

  /** The addresses of all texts. */
  uris(): Iterable<string> {
    return this.#known.values();
  }

  /** The address under which a text is known, by its key (`uriKey`). */
  known(key: string): string | undefined {
    return this.#known.get(key);
  }

  /** A text on disk was found, or found to be another one; `bytes` for `fromBytes`. */
  found(uri: string, bytes: KeptBytes): void {
    const { heads, names, sketches } = this.stored.set(uri, bytes);
    this.#names.set(uri, names);
    this.#sketches.set(uri, sketches);
    this.#known.set(uriKey(uri), uri);
    this.#made().setHeads(uri, heads, () => this.stored.summary(uri).documents);
  }

  /** What is known of a text of the workspace, open or not. */
  summary(uri: string): FileSummary {
    return this.#openSummary(uri) ?? this.stored.summary(uri);
  }

  #openSummary(uri: string): FileSummary | undefined {
    for (const text of this.#sources.texts()) {
      if (text.uri !== uri) continue;
      const references = this.references(text);
      return { documents: references.summaries(), definitions: definedNames(text.terms(this.#sources.glossary(uri))) };
    }
    return undefined;
  }

  /** The words by which texts say who spoke. */
  get statementLexicon(): StatementLexicon {
    const { speakers, outcomes } = this.#sources.knowledge;
    this.#lexicon ??= new StatementLexicon(speakers, outcomes);
    return this.#lexicon;
  }

  /** Does what waits to be done until the time (of `performance.now()`) is over; true when nothing is left. */
  settle(until: number): boolean {
    return this.citations().settle(until) && this.#names.settle(until);
  }

  /** Documents, sections and terms whose names answer to a query, best first. */
  named(query: string, limit: number): FoundName[] {
    this.library();
    return this.#names.search(query, limit);
  }

  /**
   * Sections of other documents on the matter of the innermost one around a line that has any, best first; `terms`: the terms of its lines [from, to), by what they
   * mean. Who refers to what is taken as far as it is known by the time `until` (of `performance.now()`).
   */
  related(
    uri: string,
    line: number,
    terms: (from: number, to: number) => readonly string[],
    until: number,
  ): readonly Related[] {
    const library = this.library();
    const citations = this.citations();
    citations.settle(until);
    const sketches = this.#sketches.present;
    // an item that nothing takes up by itself stands for the section it is part of
    for (const { key, section } of sectionsAround(library, uri, line).reverse()) {
      const used = terms(section.line, section.lastLine + 1);
      const found = relatedSections({ library, citations, sketches }, key, used);
      if (found.length > 0) return found;
    }
    return [];
  }

  #sketch(uri: string): Uint16Array | undefined {
    for (const text of this.#sources.texts()) {
      if (text.uri !== uri) continue;
      const references = this.references(text);
      const uses = termUses(text.terms(this.#sources.glossary(uri)));
      return sketchesOf(references.summaries(), text.lineAt, uses, references.dates());
    }
    return undefined;
  }

  /** A text is neither on disk nor open any more. */
  gone(uri: string): void {
    const key = uriKey(uri);
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.delete(key);
    this.stored.delete(known);
    this.#names.changed(known);
    this.#sketches.changed(known);
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
    for (const uri of this.#known.values()) this.#names.changed(uri);
    this.#sketches.clear();
    this.#known.clear();
    this.#versions.clear();
    this.stored.clear();
  }

  #isOpen(text: LiveText): boolean {
    for (const open of this.#sources.texts()) if (open === text) return true;
    return false;
  }

  #made(): Library {
    if (this.#library === undefined) {
      this.#library = makeLibrary(this.#sources.knowledge, this.#sources.documents());
    }
    return this.#library;
  }

  #take(text: LiveText, library: Library): TextReferences {
    const { uri, version } = text;
    // one that was closed while somebody waited for it is not taken up again
    if (!this.#isOpen(text)) {
      const last = new TextReferences(uri, library);
      last.update(library, text.documents(), text.terms(this.#sources.glossary(uri)), text.lineAt);
      return last;
    }
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
    this.stored.delete(known ?? uri);
    for (const changed of known === undefined ? [uri] : [known, uri]) {
      this.#names.changed(changed);
      this.#sketches.changed(changed);
    }
    this.#known.set(key, uri);
    library.setFile(uri, references.summaries());
    this.#versions.set(uri, version);
    return references;
  }
}
