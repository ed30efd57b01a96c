import { Comparable } from './comparable.ts';
import { CONTEXT_LENGTH, type Quote } from './model.ts';

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
  /**
   * How many characters of the context before and after stand in the lines of the quote; undefined where its lines go on beyond the
   * context. When paragraphs change places, these stay with the quote and no others.
   */
  readonly lineBefore: number | undefined;
  readonly lineAfter: number | undefined;
  /** Whether any context is given: quotes of other programs may have none. */
  readonly bare: boolean;
  /** Share of the characters of Latin letters and digits: each says less than a kanji or kana. */
  readonly latin: number;
}

/** Folded together, as a character's folded form can depend on its neighbours. */
export function patternOf(quote: Quote): Pattern {
  const { exact } = quote;
  const before = quote.prefix.slice(-MAX_CONTEXT);
  const after = quote.suffix.slice(0, MAX_CONTEXT);
  const comparable = new Comparable(before + exact + after);
  const start = comparable.fromOriginal(before.length);
  const end = comparable.fromOriginal(before.length + exact.length);
  const { key } = comparable;
  // of our own quotes it is known that a short context ends with the text (one less: half a character is left out)
  const atEdge = (context: string): boolean => quote.occurrences !== undefined && context.length < CONTEXT_LENGTH - 1;
  const from = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const to = after.search(/[\r\n]/);
  let latin = 0;
  for (let i = 0; i < key.length; i++) if (key.charCodeAt(i) < 0x250) latin++;
  return {
    key,
    exact: key.slice(start, end),
    start,
    end,
    lineBefore: from > 0 || atEdge(before) ? start - comparable.fromOriginal(from) : undefined,
    lineAfter:
      to >= 0
        ? comparable.fromOriginal(before.length + exact.length + to) - end
        : atEdge(after)
          ? key.length - end
          : undefined,
    bare: before === '' && after === '' && quote.occurrences === undefined,
    latin: key.length === 0 ? 0 : latin / key.length,
  };
}
