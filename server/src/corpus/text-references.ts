import type { ReadDate } from '../dates/read.ts';
import { type DocumentAsks, ReferenceAnalyser, rangeOf } from '../references/analyser.ts';
import type { PlacedDocument } from '../structure/analyser.ts';
import type { TermAnalyser, TextRange } from '../terms/analyser.ts';
import type { Library } from './library.ts';
import { type Resolution, resolveDocument } from './resolve.ts';
import { type DocumentSummary, summarise } from './summary.ts';

/** A reference where it stands in a text, and what it means. */
export interface TextReference {
  readonly resolution: Resolution;
  readonly range: TextRange;
  /** Which document of the text. */
  readonly document: number;
}

/** A date where it stands in a text. */
export interface TextDate {
  readonly date: ReadDate;
  readonly range: TextRange;
  readonly document: number;
}

/**
 * The dates and references of one text, kept while it is edited. `update` takes what structure and terms say of the present text, and
 * the library; what is asked afterwards is computed when it is first asked for.
 */
export class TextReferences {
  readonly uri: string;
  readonly #analyser: ReferenceAnalyser;
  #library: Library;
  #placed: readonly PlacedDocument[] = [];
  #terms: TermAnalyser | undefined;
  #lineAt: (line: number) => string = () => '';
  #summaries: readonly DocumentSummary[] | undefined;
  #references: { readonly version: number; readonly list: readonly TextReference[] } | undefined;

  constructor(uri: string, library: Library) {
    this.uri = uri;
    this.#library = library;
    this.#analyser = new ReferenceAnalyser(library.lexicon);
  }

  update(
    library: Library,
    placed: readonly PlacedDocument[],
    terms: TermAnalyser,
    lineAt: (line: number) => string,
  ): void {
    if (library !== this.#library || placed !== this.#placed) {
      this.#summaries = undefined;
      this.#references = undefined;
    }
    this.#analyser.setLexicon(library.lexicon);
    this.#library = library;
    this.#placed = placed;
    this.#terms = terms;
    this.#lineAt = lineAt;
  }

  /** What other files need of the documents of this text. */
  summaries(): readonly DocumentSummary[] {
    this.#summaries ??= summarise(this.#placed, this.#lineAt, (d) => this.asks(d));
    return this.#summaries;
  }

  /** The same, holding on to nothing of the text: for a text that is not open. */
  kept(): readonly DocumentSummary[] {
    return this.summaries().map((summary) => ({ ...summary, sections: summary.sections }));
  }

  asks(d: number): DocumentAsks {
    if (this.#terms === undefined) throw new Error('update comes first');
    return this.#analyser.document(d, this.#terms, this.#placed[d]);
  }

  /** The references of the text in order; the library has to hold the present documents of it. */
  references(): readonly TextReference[] {
    if (this.#references?.version === this.#library.version) return this.#references.list;
    const list: TextReference[] = [];
    const documents = this.summaries();
    documents.forEach((document, index) => {
      const resolved = resolveDocument({ library: this.#library, documents, index, uri: this.uri });
      resolved.forEach((resolution, k) => {
        if (resolution === undefined) return;
        const { whole, core } = document.ranges[k];
        list.push({ resolution, range: isWhole(resolution) ? whole : core, document: index });
      });
    });
    this.#references = { version: this.#library.version, list };
    return list;
  }

  /** The dates of the text in order. */
  dates(): TextDate[] {
    return this.#placed.flatMap((_, d) => {
      const asks = this.asks(d);
      return asks.dates.map(({ passage, date }) => ({
        date,
        range: rangeOf(asks, passage, date.start, date.end),
        document: d,
      }));
    });
  }
}

/** Whether the date before a reference is shown as part of it: it is, unless the reference was found without it. */
export function isWhole({ dated, targets, ask }: Resolution): boolean {
  return dated || (targets.length === 0 && ask.date !== undefined);
}
