/** What a part of a month, year, fiscal year or decade is in days and months. */

import { daysInMonth, isoDate } from './calendar.ts';
import type { PartSpec, Point } from './expression.ts';
import { shiftMonth } from './interval.ts';

/** 上旬 is 1 to 10, 中旬 11 to 20, 下旬 21 to the end; 末 the last day. */
export function partOfMonth(year: number, month: number, part: PartSpec | undefined): string {
  const last = daysInMonth(month, year);
  switch (part) {
    case 'first-third':
    case 'beginning':
      return `${isoDate(year, month, 1)}/${isoDate(year, month, 10)}`;
    case 'second-third':
    case 'middle':
      return `${isoDate(year, month, 11)}/${isoDate(year, month, 20)}`;
    case 'last-third':
      return `${isoDate(year, month, 21)}/${isoDate(year, month, last)}`;
    case 'end':
      return isoDate(year, month, last);
    default:
      return isoDate(year, month);
  }
}

/** First and last month of a part, counted from the first of the year. */
const MONTHS: Readonly<Partial<Record<PartSpec, readonly [first: number, last: number]>>> = {
  'first-half': [0, 5],
  'second-half': [6, 11],
  'quarter-1': [0, 2],
  'quarter-2': [3, 5],
  'quarter-3': [6, 8],
  'quarter-4': [9, 11],
  beginning: [0, 0],
  end: [11, 11],
};
/** Seasons are of the calendar year, whatever year is spoken of; winter ends in the next one. */
const SEASONS: Readonly<Partial<Record<PartSpec, readonly [first: number, last: number]>>> = {
  spring: [2, 4],
  summer: [5, 7],
  autumn: [8, 10],
  winter: [11, 13],
};

/** A year of its kind, or the part of it. A part without months of its own (半ば) leaves the year as it is. */
export function partOfYear(year: number, unit: Point['unit'], part: PartSpec | undefined): string {
  if (unit === 'decade') {
    if (part === 'first-half') return `${isoDate(year)}/${isoDate(year + 4)}`;
    if (part === 'second-half') return `${isoDate(year + 5)}/${isoDate(year + 9)}`;
    return `${isoDate(year)}/${isoDate(year + 9)}`;
  }
  const season = part === undefined ? undefined : SEASONS[part];
  if (season !== undefined) return months(year, 1, season);
  const start = unit === 'fiscal' ? 4 : unit === 'us-fiscal' ? -2 : 1;
  const piece = part === undefined ? undefined : MONTHS[part];
  if (piece !== undefined) return months(year, start, piece);
  return unit === 'calendar' ? isoDate(year) : months(year, start, [0, 11]);
}

function months(year: number, start: number, [first, last]: readonly [number, number]): string {
  const a = shiftMonth(year, start, first);
  const b = shiftMonth(year, start, last);
  const from = isoDate(a.year, a.month);
  return first === last ? from : `${from}/${isoDate(b.year, b.month)}`;
}
