/**
 * A date expression as a text writes it, before anything outside its passage is known. A year, month or day is said outright, hangs on
 * the date of the document or of the text, or is left to be understood.
 */

import type { Calendar } from './years.ts';

/** What a relative word counts from: the date of the document (昨年, 来月), or the last date in the text (翌年, 同月). */
export type Anchor = 'document' | 'text';

export type YearSpec =
  /**
   * 2007年, 平成19年, FY2007. `short` where only two digits of the western year stand: 06年, 97(同9)年; `yearZero` is the first year - 1
   * of the era that is named.
   */
  | {
      readonly kind: 'absolute';
      readonly year: number;
      readonly short: boolean;
      readonly yearZero?: number | undefined;
    }
  /**
   * A number without its era or century: 19年度, 13年10月 (`either` calendar); 十九年五月, 23.6.10 (a year of the `era` of the document);
   * 平成17年及び19年, 同9年 (of the `text-era`, the era named last).
   */
  | { readonly kind: 'short'; readonly number: number; readonly of: 'either' | 'era' | 'text-era' }
  /** 翌17年, 昨06年: the number only repeats what the word says. */
  | { readonly kind: 'beside'; readonly number: number; readonly offset: number; readonly anchor: Anchor }
  | { readonly kind: 'relative'; readonly offset: number; readonly anchor: Anchor };

export type MonthSpec =
  /** `strictly`: not the month of the document itself (last May). `beside`: 翌12月, 同12月, 昨12月 name it twice. */
  | {
      readonly kind: 'number';
      readonly month: number;
      readonly strictly?: boolean;
      readonly beside?: { readonly offset: number; readonly anchor: Anchor };
    }
  | { readonly kind: 'relative'; readonly offset: number; readonly anchor: Anchor };

export type DaySpec =
  /** 8日; 本8日 (of the document's month); 翌27日, 同19日 (of the text, so many days on). */
  | { readonly kind: 'number'; readonly day: number; readonly anchor: Anchor | undefined; readonly offset: number }
  | { readonly kind: 'relative'; readonly offset: number; readonly anchor: Anchor };

/** A part of a year, a fiscal year, a decade or a month. */
export type PartSpec =
  | 'spring'
  | 'summer'
  | 'autumn'
  | 'winter'
  | 'first-half'
  | 'second-half'
  | 'quarter-1'
  | 'quarter-2'
  | 'quarter-3'
  | 'quarter-4'
  /** 年初, 年頭; 月初め. */
  | 'beginning'
  /** 半ば, 央: of a month its middle third; of a year nothing narrower than the year. */
  | 'middle'
  /** 末, 月末, 年度末. */
  | 'end'
  /** 上旬, 中旬, 下旬. */
  | 'first-third'
  | 'second-third'
  | 'last-third';

/** What kind of year a year is; `us-fiscal` begins in October of the year before. */
export type Unit = 'calendar' | 'fiscal' | 'us-fiscal' | 'decade';

/** One end of an expression: mostly the only one. */
export interface Point {
  readonly year: YearSpec | undefined;
  readonly unit: Unit;
  readonly month: MonthSpec | undefined;
  readonly day: DaySpec | undefined;
  readonly part: PartSpec | undefined;
  /** 0 for Sunday to 6 for Saturday, as the text says. */
  readonly weekday: number | undefined;
  /** How the year is written; undefined where none is. */
  readonly calendar: Calendar | undefined;
  /** A month or day that no calendar has was left out of it: 13月, 2月30日. */
  readonly impossible: boolean;
}

/** A length of time; with `months` or `days` (negative: before it) where it hangs on the date of the document. */
export interface Length {
  readonly months: number;
  readonly days: number;
}

/** Offsets are in the text that was scanned, half open. */
export interface DateScan {
  readonly start: number;
  readonly end: number;
  readonly from: Point;
  /** The other end of a range: 7月16日から18日まで. */
  readonly to: Point | undefined;
  /** この1年, 今後10年, 5年間: no point in time, and `from` is empty. */
  readonly length: Length | undefined;
  /** Which way a date without a year or month lies: what the sentence plans or expects lies ahead. */
  readonly outlook: 'past' | 'future';
  /** Whose day it is, where the text says that days differ: (日本時間22日未明), (現地時間11日). */
  readonly zone: 'japan' | 'local' | undefined;
}

export const NO_POINT: Point = {
  year: undefined,
  unit: 'calendar',
  month: undefined,
  day: undefined,
  part: undefined,
  weekday: undefined,
  calendar: undefined,
  impossible: false,
};

/** A point, or both ends of a range, with the offset behind it. */
export interface PointRead {
  readonly point: Point;
  readonly to?: Point;
  readonly end: number;
}
