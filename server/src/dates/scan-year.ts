/** Years in Japanese, with what makes them fiscal years or decades: 平成19年度, 06年, 97(同9)年, 2008米会計年度, 90年代, 23.6.10. */

import { isKanjiNumeral } from '../text/numerals.ts';
import { readDate } from './absolute.ts';
import {
  daysInMonth,
  isBlank,
  isWordCharacter,
  NEN,
  readCounted,
  readEraLetter,
  readEraName,
  readPlain,
} from './calendar.ts';
import { NO_POINT, type Point, type PointRead, type Unit, type YearSpec } from './expression.ts';
import { isDigit, readInYear, readSharedUnit } from './point.ts';
import { readShortYear } from './scan-short-year.ts';
import { century, finishYear } from './year-unit.ts';
import { readEraYear, readWesternYear, readYearOfEra, type YearPart } from './years.ts';

/**
 * The date with a year that begins at `at` with a number. `behind`: the code behind the number and its spaces, which says what it can be.
 * `before`: the date that it goes on in a list, if there is one.
 */
export function readNumberYear(
  text: string,
  at: number,
  behind: number,
  before: Point | undefined,
): PointRead | undefined {
  switch (behind) {
    case NEN: {
      const part = readWesternYear(text, at);
      if (part !== undefined) return finish(text, at, part);
      return readSameEra(text, at) ?? readFiscalNumber(text, at) ?? readShortYear(text, at, before);
    }
    case 0x28: {
      const both = readYearsInBoth(text, at);
      if (both !== undefined) return both;
      const part = readWesternYear(text, at);
      return part !== undefined ? finish(text, at, part) : readSameEra(text, at);
    }
    case 0x2e: // .
    case 0x2d: // -
    case 0x2f: // /
      return readNumeric(text, at) ?? readYears(text, at) ?? readSeparatedImpossible(text, at) ?? readDotted(text, at);
    case 0x7e: // ~
      return readYears(text, at);
    case 0x7c73: // 米
    case 0x4f1a: // 会
      return readFiscalNumber(text, at);
    default: {
      // spaces inside the number, or a circle for zero
      if (!isDigit(behind) && behind !== 0x25cb && behind !== 0x25ef && !isKanjiNumeral(behind)) return undefined;
      const part = readWesternYear(text, at);
      if (part !== undefined) return finish(text, at, part);
      return readDotted(text, at) ?? readShortYear(text, at, before);
    }
  }
}

/** 2007/5/1, 2007-05-01, 2007.5.1. */
function readNumeric(text: string, at: number): PointRead | undefined {
  const date = readDate(text, at);
  if (date?.day === undefined || date.month === undefined || date.calendar !== 'western') return undefined;
  return {
    point: {
      ...NO_POINT,
      year: { kind: 'absolute', year: date.year, short: false },
      month: { kind: 'number', month: date.month },
      day: { kind: 'number', day: date.day, anchor: undefined, offset: 0 },
      weekday: date.weekday,
      calendar: 'western',
    },
    end: date.end,
  };
}

/** 本年(2007年), 昨年(平成18年): the year that the bracket behind a relative year gives, and the offset behind it. */
export function readBracketedYear(text: string, at: number): YearPart | undefined {
  if (text.charCodeAt(at) !== 0x28) return undefined;
  const part = readWesternYear(text, at + 1) ?? readEraYear(text, at + 1);
  return part !== undefined && text.charCodeAt(part.end) === 0x29 ? { ...part, end: part.end + 1 } : undefined;
}

/** The date with a year that begins at `at` with the name of an era. */
export function readEraDate(text: string, at: number): PointRead | undefined {
  // 大 and 明 begin many words; a sign of an era (㍻) is one character
  const next = text.charCodeAt(at + 1);
  const isName = next === 0x6cbb || next === 0x6b63 || next === 0x548c || next === 0x6210; // 治 正 和 成
  if (!isName && !isBlank(next) && text.charCodeAt(at) > 0x4000) return undefined;
  const part = readEraYear(text, at);
  if (part !== undefined) return finish(text, at, part);
  const era = readEraName(text, at);
  if (era === undefined) return undefined;
  const shared = readSharedUnit(text, era.end, '年');
  if (shared !== undefined && shared.last < 100) {
    return span(text, era.yearZero + shared.first, era.yearZero + shared.last, shared.end, 'era');
  }
  return readSeparated(text, era.end, (year) => yearOfEra(year, era.yearZero));
}

/** The date that begins at `at` with the letter of an era: H19.5.1, S35年1月19日, R5年度. */
export function readLetterEra(text: string, at: number): PointRead | undefined {
  const era =
    isDigit(text.charCodeAt(at + 1)) && !isWordCharacter(text.charCodeAt(at - 1)) ? readEraLetter(text, at) : undefined;
  if (era === undefined) return undefined;
  const part = readYearOfEra(text, era.end, era.yearZero);
  if (part !== undefined) return finish(text, at, part);
  return readSeparated(text, era.end, (year) => yearOfEra(year, era.yearZero));
}

function yearOfEra(year: number, yearZero: number): YearSpec {
  return { kind: 'absolute', year: yearZero + year, short: false, yearZero };
}

/** What makes a year fiscal or a decade, its month, day or part; undefined where it is a length of time. */
function finish(text: string, start: number, { year, calendar, yearZero, end }: YearPart): PointRead | undefined {
  const short = isShort(text, start, calendar);
  return finishYear(text, start, { kind: 'absolute', year, short, yearZero }, calendar, end);
}

/** Whether the western year is written with two digits: 05(平成17)年. */
function isShort(text: string, start: number, calendar: Point['calendar']): boolean {
  return calendar === 'both' && isDigit(text.charCodeAt(start)) && !isDigit(text.charCodeAt(start + 2));
}

/** 2014-2018年, 1996~2000年度, 2014~18年. */
function readYears(text: string, at: number): PointRead | undefined {
  const shared = readSharedUnit(text, at, '年') ?? readSharedCentury(text, at);
  if (shared === undefined || shared.first < 1900 || shared.last > 2199) return undefined;
  return span(text, shared.first, shared.last, shared.end, 'western');
}

const SHARED_CENTURY = /((?:19|20)[0-9]{2}) ?[~-] ?([0-9]{2}) ?年/y;

function readSharedCentury(text: string, at: number): { first: number; last: number; end: number } | undefined {
  const sign = text.charAt(at + 4);
  if (sign !== '~' && sign !== '-' && sign !== ' ') return undefined;
  SHARED_CENTURY.lastIndex = at;
  const match = SHARED_CENTURY.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = first - (first % 100) + Number(match[2]);
  return last > first ? { first, last, end: SHARED_CENTURY.lastIndex } : undefined;
}

const IN_BOTH =
  /([0-9]{4}|[0-9]{2}) ?\( ?(?:同|昭和|平成|令和) ?[0-9]{1,2} ?\) ?[~-] ?([0-9]{4}|[0-9]{2}) ?\( ?(?:同|平成|令和) ?[0-9]{1,2} ?\) ?年/y;

/** 05(平成17)~09(同21)年度: two years in both calendars before one 年. */
function readYearsInBoth(text: string, at: number): PointRead | undefined {
  IN_BOTH.lastIndex = at;
  const match = IN_BOTH.exec(text);
  if (match === null) return undefined;
  const [first, last] = [match[1], match[2]].map((year) => (year.length === 2 ? century(Number(year)) : Number(year)));
  return first < last ? span(text, first, last, IN_BOTH.lastIndex, 'western') : undefined;
}

function span(text: string, first: number, last: number, end: number, calendar: 'era' | 'western'): PointRead {
  const unit: Unit = text.charAt(end) === '度' ? 'fiscal' : 'calendar';
  const of = (year: number): Point => ({
    ...NO_POINT,
    year: { kind: 'absolute', year, short: false },
    unit,
    calendar,
  });
  return { point: of(first), to: of(last), end: unit === 'fiscal' ? end + 1 : end };
}

const SEPARATED_IMPOSSIBLE = /((?:19|20)[0-9]{2})([/.-])(0?[1-9]|1[0-2])\2(29|3[01])(?![0-9]|[./-][0-9])/y;

/** 2007/2/30: written as a date, but of a day that the month does not have. */
function readSeparatedImpossible(text: string, at: number): PointRead | undefined {
  if (/[0-9A-Za-z./_=-]/.test(text.charAt(at - 1))) return undefined;
  SEPARATED_IMPOSSIBLE.lastIndex = at;
  const match = SEPARATED_IMPOSSIBLE.exec(text);
  if (match === null) return undefined;
  return {
    point: {
      ...NO_POINT,
      year: { kind: 'absolute', year: Number(match[1]), short: false },
      month: { kind: 'number', month: Number(match[3]) },
      calendar: 'western',
      impossible: true,
    },
    end: SEPARATED_IMPOSSIBLE.lastIndex,
  };
}

/** 23.6.10, 2 4 . 1 2 . 2 8: in the Japanese calendar; in brackets or behind a number of a paper, where nothing else is numbered so. */
function readDotted(text: string, at: number): PointRead | undefined {
  const read = readSeparated(text, at, (number) => ({ kind: 'short', number, of: 'era' }));
  if (read === undefined) return undefined;
  const after = text.slice(read.end, read.end + 4);
  if (DECIDED_BEHIND.test(after)) return read;
  const before = text.slice(Math.max(0, at - 2), at);
  // R5.1.11 has its letter, 「終了」(9.9.23) its title; 5.1.11 alone is the number of a section
  if (!/^[0-9] ?[0-9]/.test(text.slice(at, at + 3))) return before === '」(' && /^ ?\)/.test(after) ? read : undefined;
  return NUMBERED_BEFORE.test(before) || /^ ?\)/.test(after) || (at === 0 && after.trim() === '') ? read : undefined;
}

const DECIDED_BEHIND = /^ {0,2}(?:付|閣議|決定|現在|発出|施行)/;
const NUMBERED_BEFORE = /[(号。:] ?$/;
const SEPARATED = / ?([0-9] ?[0-9]?) ?\. ?([01] ?[0-9]|[1-9]) ?\. ?([0-3] ?[0-9]|[1-9])(?! ?[0-9]| ?\. ?[0-9])/y;

/** Year, month and day of the Japanese calendar parted by full stops. */
function readSeparated(text: string, at: number, year: (number: number) => YearSpec): PointRead | undefined {
  if (text.charAt(at - 1) === '.' || isDigit(text.charCodeAt(at - 1))) return undefined;
  SEPARATED.lastIndex = at;
  const match = SEPARATED.exec(text);
  if (match === null) return undefined;
  const [number, month, day] = match.slice(1).map((part) => Number(part.replace(' ', '')));
  if (number < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(month)) return undefined;
  return {
    point: {
      ...NO_POINT,
      year: year(number),
      month: { kind: 'number', month },
      day: { kind: 'number', day, anchor: undefined, offset: 0 },
      calendar: 'era',
    },
    end: SEPARATED.lastIndex,
  };
}

/** 97(同9)年, 2013(同25)年10月: the western year says which it is; the era is that of the year before it in the text. */
const SAME_ERA = /([0-9]{4}|[0-9]{2}) ?(年 ?)?\( ?同 ?(?:[0-9]{1,2}|元)(年)? ?\) ?(年)?/y;

function readSameEra(text: string, at: number): PointRead | undefined {
  SAME_ERA.lastIndex = at;
  const match = SAME_ERA.exec(text);
  if (match === null || (match[2] ?? match[4]) === undefined) return undefined;
  const short = match[1].length === 2;
  const year = short ? century(Number(match[1])) : Number(match[1]);
  return finishYear(text, at, { kind: 'absolute', year, short }, 'both', SAME_ERA.lastIndex);
}

/** 同9年, 同9年度 without a western year. `at` is at the number. */
export function readYearOfSameEra(text: string, at: number): PointRead | undefined {
  const year = readCounted(text, at, NEN, true);
  if (year === undefined || year.value < 1 || year.value > 99) return undefined;
  return finishYear(text, at, { kind: 'short', number: year.value, of: 'text-era' }, 'era', year.end);
}

/** 翌17年, 翌97(同9)年, 昨2006年: the year whose number the word before it repeats. `at` is at the number. */
export function readYearBeside(
  text: string,
  at: number,
  offset: number,
  anchor: 'document' | 'text',
): PointRead | undefined {
  const full = readWesternYear(text, at);
  if (full !== undefined) return finish(text, at, full);
  const same = readSameEra(text, at);
  if (same !== undefined) return same;
  const year = readCounted(text, at, NEN, true);
  if (year === undefined || year.value < 1 || year.value > 99) return undefined;
  return finishYear(text, at, { kind: 'beside', number: year.value, offset, anchor }, undefined, year.end);
}

const FISCAL = / ?(米国?)? ?会計年度| ?(年度)(?!間|に[亘わ]た|分|連続|目)/y;

/** 19年度, 07年度, 2008米会計年度; the years with 年 of their own have been read. */
function readFiscalNumber(text: string, at: number): PointRead | undefined {
  const numeral = readPlain(text, at);
  if (numeral === undefined) return undefined;
  FISCAL.lastIndex = numeral.end;
  const match = FISCAL.exec(text);
  if (match === null) return undefined;
  const { value } = numeral;
  const zero = text.charAt(at) === '0' || text.charAt(at) === '〇';
  let year: YearSpec;
  if (value >= 1900 && value < 2200) year = { kind: 'absolute', year: value, short: false };
  else if (value < 1 || value > 99) return undefined;
  else if (zero) year = { kind: 'absolute', year: century(value), short: true };
  else year = { kind: 'short', number: value, of: 'either' };
  const unit: Unit = match[1] !== undefined ? 'us-fiscal' : 'fiscal';
  return readInYear(
    text,
    { ...NO_POINT, year, unit, calendar: year.kind === 'short' ? 'era' : 'western' },
    FISCAL.lastIndex,
  );
}
