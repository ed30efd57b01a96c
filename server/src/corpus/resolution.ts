import type { Ask } from '../references/ask.ts';
import type { PartStep } from '../references/parts.ts';
import type { LibraryView, Work } from './library.ts';
import type { DocumentSummary, SectionSummary } from './summary.ts';

/** How a reference was found. */
export type Reason =
  | 'alias'
  | 'title'
  | 'similar-title'
  | 'dated-name'
  | 'name'
  | 'in-force'
  | 'meeting'
  | 'ordinal'
  | 'previous'
  | 'dated-kind'
  | 'same'
  | 'this'
  | 'internal'
  | 'attachment';

/** Something that a reference can mean. */
export interface Target {
  /** Undefined for a part of a document that no catalogue and no file is known for: the document itself. */
  readonly work: Work | undefined;
  /** Which document of the same text; undefined where the target is in another one. */
  readonly here: number | undefined;
  /** The part that is asked for, as the text names it. */
  readonly steps: readonly PartStep[];
  /** The section of the same text. */
  readonly section: SectionSummary | undefined;
  /** The part that is meant though nobody names it: what the section around the reference is about, as sections.tsv knows it. */
  readonly implied: readonly PartStep[];
}

/** What a reference means. */
export interface Resolution {
  readonly ask: Ask;
  /** Best first. Empty: nothing is known for it. */
  readonly targets: readonly Target[];
  readonly reason: Reason | undefined;
  /** Whether the date before it belongs to it. */
  readonly dated: boolean;
  /** Whether several targets are as good as the first. */
  readonly ambiguous: boolean;
  /** By the last thing named, or by the series: less sure than a name or a date. */
  readonly weak: boolean;
  /** For a title cited almost right: the title as it is. */
  readonly title: string | undefined;
}

/** A document of a text, and the text around it. */
export interface Place {
  readonly library: LibraryView;
  /** Summaries of the documents of the text, and which of them speaks. */
  readonly documents: readonly DocumentSummary[];
  readonly index: number;
  readonly uri: string;
}
