import type { KindNoun, Level } from './kinds.ts';
import type { CitedName } from './lexicon.ts';

/** What a word points by: 同条約 the one named last, 本共同声明 this one, 前回の the one before. */
export type Pointing = 'same' | 'this' | 'previous' | 'next';

/** A word that names a document, a meeting or a kind of them, and what stands around it. Offsets in the folded text of the passage. */
export interface Head {
  /** With what belongs to it in front: 第17回, 日米, 同, and quotation marks. */
  readonly start: number;
  readonly end: number;
  readonly wordStart: number;
  readonly name: CitedName | undefined;
  readonly series: string | undefined;
  readonly noun: KindNoun | undefined;
  readonly pointing: Pointing | undefined;
  readonly ordinal: number | undefined;
  /** Parties that stand before it: 日豪. */
  readonly countries: readonly string[];
  readonly level: Level | undefined;
  /** A name made of a noun and the words before it, whether it is known or not: 米比相互防衛条約. */
  readonly compound: string | undefined;
  /** Inside 「」, with nothing else. */
  readonly quoted: boolean;
  /** 特措法案: not yet what it is called. */
  readonly bill: boolean;
}

const NO_COUNTRIES: readonly string[] = [];

/** A head of which only the noun is known, and what more is said. */
export function headOf(start: number, end: number, noun: KindNoun, more: Partial<Head> = {}): Head {
  return {
    start,
    end,
    wordStart: start,
    name: undefined,
    series: undefined,
    noun,
    pointing: undefined,
    ordinal: undefined,
    countries: NO_COUNTRIES,
    level: undefined,
    compound: undefined,
    quoted: false,
    bill: false,
    ...more,
  };
}
