import type { ReadDate } from '../dates/read.ts';
import type { Pointing } from './head.ts';
import type { KindNoun, Level } from './kinds.ts';
import type { CitedName } from './lexicon.ts';
import type { Part } from './parts.ts';
import type { Pointer } from './pointers.ts';

/**
 * What a reference in a text asks for, before it is known which documents there are. Offsets are in the folded text of its passage;
 * `antecedent` and `rivals` are indexes into the asks of the same document.
 */
export interface Ask {
  /** Which passage of the document, from 0. */
  readonly passage: number;
  /** The whole expression: date, modifiers, quotation marks, part. */
  readonly start: number;
  readonly end: number;
  /** The expression without the date before it, which may belong to something else. */
  readonly coreStart: number;
  readonly coreEnd: number;
  readonly form: AskForm;
  readonly name: CitedName | undefined;
  /** A title in quotation marks, folded, without them. */
  readonly title: string | undefined;
  /** Whether the title is words of the sentence, made a name by their last: 米比相互防衛条約. */
  readonly compound: boolean;
  /** A clause says that it was signed, adopted or published on its date; one of another date is another thing. */
  readonly datedByClause: boolean;
  /** 共同発表が発出された: of the occasion that the document reports. */
  readonly issued: boolean;
  readonly series: string | undefined;
  readonly ordinal: number | undefined;
  readonly noun: KindNoun | undefined;
  /** The meeting that it came out of: 同会合 in 同会合において発出された共同発表. */
  readonly via: KindNoun | undefined;
  readonly level: Level | undefined;
  readonly countries: readonly string[];
  readonly pointing: Pointing | undefined;
  readonly quoted: boolean;
  readonly bill: boolean;
  /** 現行の指針: whatever was named before, the one in force. */
  readonly current: boolean;
  readonly date: AskDate | undefined;
  /** The last date that the sentence says before, where the ask has none of its own: 同年9月の会合において、新たな指針が了承された. */
  readonly spoken: AskDate | undefined;
  /** In brackets behind what it is another name of: 国連海洋法条約（UNCLOS）. */
  readonly apposed: boolean;
  readonly part: Part | undefined;
  readonly pointer: Pointer | undefined;
  /** The ask that this one takes up: an alias's long form, what 同条約 names again. */
  readonly antecedent: number | undefined;
  /** グアム協定を改正する議定書: of what it names, what changed it. */
  readonly amending: boolean;
  /** What 前者 and 後者 choose from: what each of the sentences before names, the nearest first. */
  readonly among: readonly (readonly number[])[] | undefined;
  /** A reference only if something is found for it: words in quotation marks may be no title, 会合 no definite one. */
  readonly tentative: boolean;
}

/** What of a date before a reference says which document is meant. */
export type AskDate = Pick<ReadDate, 'value' | 'anchor'>;

export type AskForm = 'alias' | 'title' | 'name' | 'meeting' | 'kind' | 'internal' | 'attachment';
