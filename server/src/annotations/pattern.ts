import { Comparable } from './comparable.ts';
import type { Quote } from './model.ts';

/** Characters of a quote of another program that are compared; ours have 32 before and after, and what was selected. */
const MAX_CONTEXT = 64;

/** A quote with its context in comparable form. */
export interface Pattern {
  /** Prefix, quote and suffix. */
  readonly key: string;
  readonly exact: string;
  /** Where the quote begins and ends in `key`. */
  readonly start: number;
  readonly end: number;
  /** Share of the characters of Latin letters and digits: each says less than a kanji or kana. */
  readonly latin: number;
}

/** Folded together, as a character's folded form can depend on its neighbours. */
export function patternOf({ exact, prefix, suffix }: Quote): Pattern {
  const before = prefix.slice(-MAX_CONTEXT);
  const comparable = new Comparable(before + exact + suffix.slice(0, MAX_CONTEXT));
  const start = comparable.fromOriginal(before.length);
  const end = comparable.fromOriginal(before.length + exact.length);
  const { key } = comparable;
  let latin = 0;
  for (let i = 0; i < key.length; i++) if (key.charCodeAt(i) < 0x250) latin++;
  return { key, exact: key.slice(start, end), start, end, latin: key.length === 0 ? 0 : latin / key.length };
}
