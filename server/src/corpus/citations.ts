import { trailAt } from '../references/parts.ts';
import type { TextRange } from '../terms/analyser.ts';
import type { Copy, Library, Work } from './library.ts';
import { type Resolution, resolveDocument, type Target } from './resolve.ts';
import type { SectionSummary } from './summary.ts';
import { isWhole } from './text-references.ts';

/** A place of the workspace that refers to a document. */
export interface Citation {
  readonly copy: Copy;
  readonly range: TextRange;
  readonly resolution: Resolution;
  readonly target: Target;
  /** The sections around it, outermost first. */
  readonly trail: readonly SectionSummary[];
}

/**
 * Who refers to what, over all files of the workspace. A file is resolved again when it changes, and all are when something else can be
 * found for references; only when somebody asks.
 */
export class Citations {
  readonly #library: Library;
  readonly #byFile = new Map<string, Citation[]>();
  readonly #byWork = new Map<string, Set<Citation>>();
  readonly #stale = new Set<string>();
  #version = -1;

  constructor(library: Library) {
    this.#library = library;
    library.onFile = (uri) => this.#stale.add(uri);
  }

  /** Places that refer to a work, those that may mean another one included: in the order of the addresses and of the text. */
  to(work: Work): Citation[] {
    this.#refresh();
    return [...(this.#byWork.get(work.id) ?? [])].sort(
      (a, b) =>
        (a.copy.uri < b.copy.uri ? -1 : a.copy.uri > b.copy.uri ? 1 : 0) ||
        a.range.start.line - b.range.start.line ||
        a.range.start.character - b.range.start.character,
    );
  }

  /** What a document of a file refers to. */
  of(uri: string, index: number): Citation[] {
    this.#refresh();
    return (this.#byFile.get(uri) ?? []).filter(({ copy }) => copy.index === index);
  }

  #refresh(): void {
    if (this.#version !== this.#library.version) {
      this.#version = this.#library.version;
      this.#byFile.clear();
      this.#byWork.clear();
      for (const uri of this.#library.files()) this.#read(uri);
    } else {
      for (const uri of this.#stale) {
        this.#forget(uri);
        this.#read(uri);
      }
    }
    this.#stale.clear();
  }

  #forget(uri: string): void {
    for (const citation of this.#byFile.get(uri) ?? []) {
      const { work } = citation.target;
      if (work !== undefined) this.#byWork.get(work.id)?.delete(citation);
    }
    this.#byFile.delete(uri);
  }

  #read(uri: string): void {
    const copies = this.#library.copies(uri);
    if (copies.length === 0) return;
    const citations: Citation[] = [];
    const documents = copies.map(({ summary }) => summary);
    for (const copy of copies) {
      const resolved = resolveDocument({ library: this.#library, documents, index: copy.index, uri });
      resolved.forEach((resolution, k) => {
        const target = resolution?.targets[0];
        if (resolution === undefined || target === undefined) return;
        const { whole, core } = copy.summary.ranges[k];
        const range = isWhole(resolution) ? whole : core;
        const trail = trailAt(copy.summary.sections, range.start.line);
        const citation = { copy, range, resolution, target, trail };
        citations.push(citation);
        const { work } = target;
        if (work === undefined) return;
        const set = this.#byWork.get(work.id);
        if (set === undefined) this.#byWork.set(work.id, new Set([citation]));
        else set.add(citation);
      });
    }
    this.#byFile.set(uri, citations);
  }
}
