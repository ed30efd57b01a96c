/** What the reading of a date comes to, and what it may start from. */

import type { Known } from './anchors.ts';

/** How the value of a date was reached. */
export type DateRule =
  /** 2007年5月1日, 平成19年度, the 1990s. */
  | 'absolute'
  /** 06年, 97(同9)年: of this century or the last. */
  | 'two-digit-year'
  /** 19年度, 23.6.10: of the era of the document, or of the one named last. */
  | 'year-of-era'
  /** 昨年, 来年夏, 年末: counted from the date of the document. */
  | 'relative-year'
  | 'relative-month'
  | 'relative-day'
  /** 同年, 翌月, 同日: counted from the last date in the text. */
  | 'year-of-text'
  | 'month-of-text'
  | 'day-of-text'
  /** 本8日: of the month of the document. */
  | 'this-day'
  /** 2月に合意した: of the year nearest to the document; a day without a month likewise. */
  | 'month-without-year'
  | 'day-without-month'
  /** 2006年7月に…、10月には: the year or month of the date before it. */
  | 'same-sentence'
  /** (日本時間22日): the day beside the one that was named. */
  | 'other-zone'
  | 'length'
  /** It hangs on something that is not known. */
  | 'unknown';

/** What a date hangs on, with its ISO value: the date of the document, or the last date in the text. */
export interface DateAnchor {
  readonly kind: 'document' | 'text';
  readonly value: string;
}

/** A value with what it was reached by. */
export interface Resolved {
  readonly value: string;
  readonly known: Known;
  readonly rule: DateRule;
  readonly anchor: DateAnchor | undefined;
  readonly impossible?: boolean;
}

/** The date before another one, where it can lend it its year or month. */
export interface Near {
  readonly known: Known;
  /** In the same sentence; and goes on from there, rather than behind a clause that only describes something. */
  readonly sentence: boolean;
  readonly goesOn: boolean;
  /** から or `to` stands between them, so that the second cannot be the earlier one. */
  readonly opens: boolean;
  /** It is the year that stands as a heading above a list. */
  readonly heading?: boolean;
}
