/** Years in Japanese that say which they are, in either calendar or in both: 2007年, 平成19年, 2010年(平成22年), 05(平成17)年. */

import type { Numeral } from '../text/numerals.ts';
import { GATSU, isWesternYear, NEN, readCounted, readEraName, readPlain, skipBlanks, skipTo } from './calendar.ts';

/** The year before the first of 昭和, and the number of its last. */
export const SHOWA = 1925;
export const LAST_OF_SHOWA = 64;

/** How a year is written: `both` in the one calendar and, in brackets, in the other; `english` in English words. */
export type Calendar = 'western' | 'era' | 'both' | 'english';

export interface YearPart {
  readonly year: number;
  readonly calendar: Calendar;
  /** First year - 1 of the era, where one is named. */
  readonly yearZero?: number;
  readonly end: number;
}

/** Behind a bare year: 度 (a fiscal year), 代 (a decade), 間 前 以上 (a length of time). Also 二千年 itself. */
export function isMeasure(text: string, start: number, end: number): boolean {
  const at = skipBlanks(text, end);
  switch (text.charAt(at)) {
    case '度':
    case '代':
    case '間':
      return true;
    case '前':
      // 2014年前半 is a part of that year.
      return text.charAt(at + 1) !== '半' && text.charAt(at + 1) !== '期';
    case '以':
      return text.charAt(at + 1) === '上';
    default:
      return end === start + 3 && text.startsWith('二千年', start);
  }
}

/** 2010年, 2010年(平成22年), 2013(平成25)年, 05(平成17)年. */
export function readWesternYear(text: string, at: number): YearPart | undefined {
  const counted = readCounted(text, at, NEN);
  const numeral = counted?.numeral ?? readPlain(text, at);
  if (numeral === undefined) return undefined;
  const era = readBracketedYear(text, counted?.end ?? numeral.end, true);
  // Where the two calendars disagree, each is left to be read for itself.
  const end = era !== undefined && agrees(numeral, era.year) ? endOfBoth(text, counted !== undefined, era) : -1;
  if (era !== undefined && end >= 0) return { year: era.year, calendar: 'both', yearZero: era.yearZero, end };
  if (counted === undefined || !isWesternYear(counted.value)) return undefined;
  return { year: counted.value, calendar: 'western', end: counted.end };
}

/** Two digits are a year only because the era says which, and they check it. */
function agrees(numeral: Numeral, year: number): boolean {
  const short = numeral.end - numeral.start === 2 && numeral.style !== 'kanji' && numeral.style !== 'positional';
  return numeral.value === (short ? year % 100 : year);
}

/**
 * The end of a year with the year of the other calendar in brackets behind it; -1 if they do not make one year: 年 stands
 * before the bracket and in it (or a month follows), or it stands behind the bracket.
 */
function endOfBoth(text: string, unitBefore: boolean, bracket: BracketedYear): number {
  if (!unitBefore) return skipTo(text, bracket.end, NEN);
  return bracket.unit || readCounted(text, bracket.end, GATSU) !== undefined ? bracket.end : -1;
}

/** 平成19年, 平成22年（2010年）, 平成25(2013)年, 令和元年. */
export function readEraYear(text: string, at: number): YearPart | undefined {
  const era = readEraName(text, at);
  return era && readYearOfEra(text, era.end, era.yearZero);
}

export function readYearOfEra(text: string, at: number, yearZero: number): YearPart | undefined {
  const counted = readCounted(text, at, NEN, true);
  const numeral = counted?.numeral ?? readPlain(text, at, true);
  if (numeral === undefined || numeral.value < 1 || numeral.value > 99) return undefined;
  const year = yearZero + numeral.value;
  const western = readBracketedYear(text, counted?.end ?? numeral.end, false);
  const end = western?.year === year ? endOfBoth(text, counted !== undefined, western) : -1;
  if (end >= 0) return { year, calendar: 'both', yearZero, end };
  return counted && { year, calendar: 'era', yearZero, end: counted.end };
}

interface BracketedYear {
  readonly year: number;
  /** 0 where it is of the western calendar. */
  readonly yearZero: number;
  /** Whether 年 stands inside the brackets. */
  readonly unit: boolean;
  readonly end: number;
}

/** The year in brackets behind a year of the other calendar: (平成22年), （2010）. `unit`: with 年. */
function readBracketedYear(text: string, at: number, era: boolean): BracketedYear | undefined {
  let next = skipTo(text, at, 0x28);
  if (next < 0) return undefined;
  next = skipBlanks(text, next);
  let yearZero = 0;
  if (era) {
    const name = readEraName(text, next);
    if (name === undefined) return undefined;
    yearZero = name.yearZero;
    next = name.end;
  }
  const counted = readCounted(text, next, NEN, era);
  const numeral = counted?.numeral ?? readPlain(text, next, era);
  if (numeral === undefined) return undefined;
  const year = yearZero + numeral.value;
  const end = skipTo(text, counted?.end ?? numeral.end, 0x29);
  return end < 0 || !isWesternYear(year) ? undefined : { year, yearZero, unit: counted !== undefined, end };
}
