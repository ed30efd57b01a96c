/** What stands behind a year: 度 and 代 make it another kind of year, 間 and 前 a length of time. */

import { skipBlanks } from './calendar.ts';
import { NO_POINT, type Point, type PointRead, type YearSpec } from './expression.ts';
import { readInYear, readMonth } from './point.ts';
import { isMeasure } from './years.ts';

/** 2000 to 2039 for 00 to 39, 1940 to 1999 for the rest. */
export function century(short: number): number {
  return short < 40 ? 2000 + short : 1900 + short;
}

/** The year that begins at `start`, with 年 of its own up to `end`, and its month, day or part; undefined for a length of time. */
export function finishYear(
  text: string,
  start: number,
  year: YearSpec,
  calendar: Point['calendar'],
  end: number,
): PointRead | undefined {
  const base: Point = { ...NO_POINT, year, calendar };
  const next = skipBlanks(text, end);
  switch (text.charAt(next)) {
    case '度':
      return readInYear(text, { ...base, unit: 'fiscal' }, next + 1);
    case '代':
      if (isWholeDecade(text, end)) return readInYear(text, { ...base, unit: 'decade' }, next + 1);
      break;
    case '前':
      if (text.charAt(next + 1) === '後') return { point: base, end };
      break;
    case '目':
    case '余':
    case '物':
      return undefined;
  }
  if (text.charAt(next) !== '代' && isMeasure(text, start, end) && readMonth(text, end) === undefined) return undefined;
  return readInYear(text, base, end);
}

/** Whether the number before 年 ends in zero, in either script: 1990年代, 昭和三十年代. */
export function isWholeDecade(text: string, end: number): boolean {
  const digit = text.charAt(skipBack(text, end - 1) - 1);
  return digit === '0' || digit === '〇' || digit === '十';
}

function skipBack(text: string, at: number): number {
  return text.charAt(at - 1) === ' ' ? at - 1 : at;
}
