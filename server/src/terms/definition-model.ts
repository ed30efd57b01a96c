/** How a name is given in a text. */
export type DefinitionForm =
  | 'bracket' // A（B）
  | 'hereinafter' // A（以下「B」という。）, (hereinafter referred to as "B")
  | 'so-called' // A（いわゆる「B」）
  | 'glossed' // A（B：English）
  | 'article'; // 「B」とは…をいう

/** A name given in the text. Offsets in the folded text of the passage, half open. */
export interface RawDefinition {
  readonly form: DefinitionForm;
  readonly alias: string;
  readonly aliasStart: number;
  readonly aliasEnd: number;
  /** What the alias stands for; '' where that is a sentence and not a name. */
  readonly long: string;
  readonly longStart: number;
  readonly longEnd: number;
  /** English name given beside the alias, or ''. */
  readonly english: string;
}

/** What the finder of definitions asks of the glossary. */
export interface Names {
  /**
   * Start of the spelling that ends at `end` and belongs to an entry that is also called `alias`; -1 if there is none. The
   * canonical name is preferred, then the longest.
   */
  startOfNamed(end: number, alias: string): number;
  /** Whether a name is in the glossary. */
  isKnown(name: string): boolean;
  /** Start of the longest spelling that ends at `end`, or -1. */
  startOfAny(end: number): number;
}
