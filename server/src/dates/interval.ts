import { daysInMonth } from './calendar.ts';

/** Values of dates: `2007-05-01`, `2006-05`, `2014`, or an interval `2007-04/2008-03`, both ends in. */

const DATE = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;

/** First and last day of a value, as ISO days; undefined where it is none. */
export function bounds(value: string): { first: string; last: string } | undefined {
  const [from, to = from, more] = value.split('/');
  const a = DATE.exec(from);
  const b = DATE.exec(to);
  if (a === null || b === null || more !== undefined) return undefined;
  const month = Number(b[2] ?? 12);
  const first = `${a[1]}-${a[2] ?? '01'}-${a[3] ?? '01'}`;
  const last = `${b[1]}-${b[2] ?? '12'}-${b[3] ?? String(daysInMonth(month, Number(b[1])))}`;
  return { first, last };
}

/** The day so many days after another one (before it, where negative). ISO. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** 0 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
