/** Values of dates: `2007-05-01`, `2006-05`, `2014`, or an interval `2007-04/2008-03` with both ends in it. */

import { daysInMonth } from './calendar.ts';

const DATE = /^([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?$/;

/** First and last day, both in it, as ISO days. */
export interface Bounds {
  readonly first: string;
  readonly last: string;
}

/** First and last day of a value; undefined where it is none. */
export function bounds(value: string): Bounds | undefined {
  const slash = value.indexOf('/');
  const a = DATE.exec(slash < 0 ? value : value.slice(0, slash));
  const b = slash < 0 ? a : DATE.exec(value.slice(slash + 1));
  if (a === null || b === null) return undefined;
  const lastMonth = b[2] ?? '12';
  return {
    first: `${a[1]}-${a[2] ?? '01'}-${a[3] ?? '01'}`,
    last: `${b[1]}-${lastMonth}-${b[3] ?? daysInMonth(Number(lastMonth), Number(b[1]))}`,
  };
}

/** Whether an ISO day lies in a value; false where either is none. */
export function contains(value: string, day: string): boolean {
  const whole = bounds(value);
  return whole !== undefined && DATE.test(day) && day.length === 10 && whole.first <= day && day <= whole.last;
}

/** Whether two values have a day in common; false where either is none. */
export function overlaps(a: string, b: string): boolean {
  const one = bounds(a);
  const other = bounds(b);
  return one !== undefined && other !== undefined && one.first <= other.last && other.first <= one.last;
}

/** The interval from the beginning of one value to the end of another, in the precision of each: `2007-07-16/2007-07-18`. */
export function spanOf(from: string, to: string): string {
  const first = from.split('/')[0];
  const last = to.slice(to.indexOf('/') + 1);
  return first === last ? first : `${first}/${last}`;
}

/** The day so many days after an ISO day (before it, where negative); the day itself where it is none, or beyond the years 0 to 9999. */
export function addDays(day: string, days: number): string {
  if (day.length !== 10) return day;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : day;
}

/** 0 for Sunday to 6 for Saturday; NaN where the day is none. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** A month so many months on. `month` is 1 to 12. */
export function shiftMonth(year: number, month: number, by: number): { year: number; month: number } {
  const months = 12 * year + month - 1 + by;
  return { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
}
