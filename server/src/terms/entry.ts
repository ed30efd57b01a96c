/** Where an entry of the glossary comes from. */
export type Origin = 'built-in' | 'workspace';

/** A term of the glossary: one row of glossary.tsv, or one object of a workspace's own glossary. Missing facts are ''. */
export interface Entry {
  readonly ja: string;
  readonly en: string;
  readonly acronym: string;
  /** Other spellings. Marks of weak ones (`~`) are taken off. */
  readonly variants: readonly string[];
  readonly definitionJa: string;
  readonly definitionEn: string;
  readonly category: string;
  /** Ids of documents of the catalogue. */
  readonly documents: readonly string[];
  /** `verified`, `partly verified`, `unverified`, `uncertain` or ''. */
  readonly confidence: string;
  /**
   * Spellings that are ordinary words too: they count where the document holds another spelling of the entry or a word of
   * `context`; the canonical name, and any where there is no context, also in quotation marks.
   */
  readonly weak: ReadonlySet<string>;
  readonly context: readonly string[];
  readonly origin: Origin;
  /** Place in the file it was read from: 0-based line, UTF-16 columns. */
  readonly place: Place;
}

export interface Place {
  readonly line: number;
  readonly start: number;
  readonly endLine: number;
  readonly end: number;
}

/** The name of an entry that stands for it in lists: Japanese, else English, else the acronym. */
export function nameOf(entry: Entry): string {
  return entry.ja || entry.en || entry.acronym;
}

/** All spellings of an entry, canonical names first. */
export function spellingsOf(entry: Entry): string[] {
  return [entry.ja, entry.en, entry.acronym, ...entry.variants].filter((spelling) => spelling !== '');
}

/** What is wrong in a glossary file, and where. */
export interface GlossaryProblem {
  readonly code: GlossaryProblemCode;
  /** What it is about: a column, a spelling, a name. */
  readonly about: string;
  readonly place: Place;
}

export type GlossaryProblemCode =
  | 'too-large'
  | 'too-many'
  | 'unreadable'
  | 'encoding'
  | 'syntax'
  | 'no-terms'
  | 'not-a-term'
  | 'no-name'
  | 'no-column'
  | 'unknown-column'
  | 'not-text'
  | 'too-long'
  | 'duplicate'
  | 'collision';

/** Bounds of a glossary. What is longer than a spelling can be is no name of anything. */
export const LIMITS = { bytes: 8 << 20, terms: 20_000, spelling: 200, definition: 4000, variants: 200 } as const;
