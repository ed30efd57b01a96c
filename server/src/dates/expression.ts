/**
 * A date expression as a text writes it, before anything outside its passage is known. A year, month or day is said outright, hangs on
 * the date of the document or of the text, or is left to be understood.
 */

export type YearSpec =
  /** 2007年, 平成19年, FY2007: the year is there. */
  | { readonly kind: 'absolute'; readonly year: number }
  /** 19年度, ３０年度, 平成17年及び19年: a year of the Japanese calendar whose era is left out; or of the century. */
  | { readonly kind: 'short'; readonly number: number }
  /** 97(同9)年: of the era named last. */
  | { readonly kind: 'same-era'; readonly number: number; readonly short: number | undefined }
  | { readonly kind: 'relative'; readonly offset: number; readonly anchor: 'document' | 'text' };

export type MonthSpec =
  | { readonly kind: 'number'; readonly month: number }
  | { readonly kind: 'relative'; readonly offset: number; readonly anchor: 'document' | 'text' };

export type DaySpec =
  | { readonly kind: 'number'; readonly day: number; readonly anchor: 'document' | 'text' | undefined }
  | { readonly kind: 'relative'; readonly offset: number; readonly anchor: 'document' | 'text' };

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
  | 'beginning'
  | 'end'
  | 'early'
  | 'middle'
  | 'late';

export type Unit = 'calendar' | 'fiscal' | 'us-fiscal' | 'decade';

/** One end of an expression: mostly the only one. */
export interface Point {
  readonly year: YearSpec | undefined;
  readonly unit: Unit;
  readonly month: MonthSpec | undefined;
  readonly day: DaySpec | undefined;
  readonly part: PartSpec | undefined;
  /** 0 for Sunday, as the text says. */
  readonly weekday: number | undefined;
  readonly era: boolean;
  /** The month or day cannot be: 13月, 2月30日. */
  readonly impossible: boolean;
}

/** A length of time that hangs on the date of the document: この1年, 過去5年間, 今後10年. In months or days, before or after it. */
export interface Length {
  readonly months: number;
  readonly days: number;
}

/** Offsets in the folded text of the passage. */
export interface DateScan {
  readonly start: number;
  readonly end: number;
  readonly from: Point;
  /** The other end of a range. */
  readonly to: Point | undefined;
  readonly length: Length | undefined;
  /** The sentence speaks of something to come, so that a month without a year is the next one. */
  readonly plan: boolean;
  /** last May: not that of the present month. */
  readonly past?: boolean;
  /** A date said to be that in Japan: （日本時間２２日未明）. */
  readonly japanTime: boolean;
}

export const NO_POINT: Point = {
  year: undefined,
  unit: 'calendar',
  month: undefined,
  day: undefined,
  part: undefined,
  weekday: undefined,
  era: false,
  impossible: false,
};
