/**
 * The vocabulary of annotations: what a note says, what it stands on, and where that is in the present text.
 *
 * A note is a W3C Web Annotation (https://www.w3.org/TR/annotation-model/). What is here is the part of it that the product shows and
 * changes; all other fields of a line of the sidecar stay in that line untouched (see sidecar.ts). Offsets are UTF-16 code units of the
 * text without a byte order mark; ranges are half open; times are ISO 8601 in UTC (`2031-05-01T09:30:00Z`).
 */

/** The motivations that the W3C vocabulary knows; others (of other programs) are possible and kept. */
export const MOTIVATIONS = [
  'assessing',
  'bookmarking',
  'classifying',
  'commenting',
  'describing',
  'editing',
  'highlighting',
  'identifying',
  'linking',
  'moderating',
  'questioning',
  'replying',
  'tagging',
] as const;

export interface Creator {
  /** As it is shown; `''` where only an id is given. */
  readonly name: string;
  /** An IRI, where one is given. */
  readonly id?: string;
}

export interface TextBody {
  readonly value: string;
  /** `text/markdown`, `text/plain`, or what another program has written (then shown as plain text). */
  readonly format: string;
}

export interface Link {
  /** Relative to the text that is annotated (`b.txt`), or an absolute address; may have a fragment. */
  readonly href: string;
}

/** TextQuoteSelector. */
export interface Quote {
  readonly exact: string;
  /** Up to 32 characters before and after, as they stand in the text; `''` at its ends, or where none are given. */
  readonly prefix: string;
  readonly suffix: string;
  /** Which of how many equal places it was when the note was made (from 1, `communique:occurrence`, `communique:occurrences`). */
  readonly occurrence?: number;
  readonly occurrences?: number;
}

/** TextPositionSelector: good for the text that has this hash, a hint for any other. */
export interface TextPosition {
  readonly start: number;
  readonly end: number;
  /** `textHash` of the text the offsets count in (`communique:textHash`). */
  readonly textHash?: string;
}

/** What a note stands on. */
export type Target =
  | {
      readonly kind: 'text';
      /** Address of the text, relative to the sidecar (`a.txt`), as the sidecar gives it. */
      readonly source: string;
      readonly quote?: Quote;
      readonly position?: TextPosition;
      /** Title of the document and headings down to the section (`communique:section`), outermost first. */
      readonly section?: readonly string[];
    }
  /** The whole text. */
  | { readonly kind: 'document'; readonly source: string }
  /** Another note: this one is a reply. */
  | { readonly kind: 'annotation'; readonly id: string }
  /** A form of target that is not known here; kept. */
  | { readonly kind: 'other' };

export type TextTarget = Extract<Target, { kind: 'text' }>;

export interface Annotation {
  /** `urn:uuid:…` for ours; any IRI for those of others. */
  readonly id: string;
  readonly motivation: string;
  readonly created?: string;
  readonly modified?: string;
  readonly creator?: Creator;
  readonly bodies: readonly TextBody[];
  readonly tags: readonly string[];
  readonly links: readonly Link[];
  readonly target: Target;
  /** When it was resolved, and by whom (`communique:resolved`, `communique:resolvedBy`); undefined while it is open. */
  readonly resolved?: { readonly at: string; readonly by?: string };
}

/** What can be changed of a note. A field that is left out stays; `undefined` where it is possible takes the field away. */
export type AnnotationFields = Partial<Omit<Annotation, 'id'>>;

/** A change to a sidecar. Changes are by id, so that they can be made again on a file that has changed meanwhile. */
export type AnnotationChange =
  | { readonly kind: 'add'; readonly annotation: Annotation }
  | { readonly kind: 'update'; readonly id: string; readonly fields: AnnotationFields }
  | { readonly kind: 'remove'; readonly id: string };

export type SidecarProblemCode =
  /** Not JSON, or nested too deep. */
  | 'not-json'
  /** JSON, but no annotation: no object, no id, another type, no target. */
  | 'not-annotation'
  /** The bytes of the line are not UTF-8. */
  | 'encoding'
  /** Not read because of its length (`LIMITS.line`). */
  | 'line-too-long'
  /** Another line has the same id; the one modified last counts, all are kept. */
  | 'duplicate-id'
  /** `<<<<<<<`, `=======`, `>>>>>>>` (or `|||||||`) of a merge; the notes on both sides count. */
  | 'conflict-marker'
  /** The file is UTF-16, or larger than `LIMITS.bytes`: nothing of it is read, and it is never written. */
  | 'unreadable-file';

/** A problem of a sidecar. */
export interface SidecarProblem {
  readonly code: SidecarProblemCode;
  /** 0-based. */
  readonly line: number;
  /** What it is about: an id, a marker, the words of the JSON reader; may be empty. Not escaped. */
  readonly about: string;
}

export type AnchorStatus =
  /** Where it was made, unchanged: the text is the same, or the quote is found with certainty. */
  | 'exact'
  /** Followed through the edits of this session. */
  | 'shifted'
  /** The words around it or of it have changed; `score` says how much. */
  | 'fuzzy'
  /** Not found, or in more than one place without a difference. */
  | 'orphan';

/** Where a note stands in the present text. */
export type Anchor =
  | { readonly status: 'exact' | 'shifted'; readonly start: number; readonly end: number; readonly score: 1 }
  /** `score`: the share of quote and context that agrees, below 1. */
  | { readonly status: 'fuzzy'; readonly start: number; readonly end: number; readonly score: number }
  | { readonly status: 'orphan' };

/** Sizes up to which a sidecar is read. */
export const LIMITS = { bytes: 64 << 20, line: 1 << 20, depth: 64 } as const;

/** Characters of context in a quote. */
export const CONTEXT_LENGTH = 32;

/** What is added to the name of a text to name its sidecar. */
export const SIDECAR_SUFFIX = '.annotations.jsonl';
