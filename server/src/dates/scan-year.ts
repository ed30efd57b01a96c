/** Years in Japanese, with what makes them fiscal years or decades: 平成19年度, 06年, 97(同9)年, 2008米会計年度, 90年代, 23.6.10. */

import { readDate } from './absolute.ts';
import {
  daysInMonth,
  isWordCharacter,
  NEN,
  readCounted,
  readEraLetter,
  readEraName,
  readPlain,
  skipBlanks,
} from './calendar.ts';
import { NO_POINT, type Point, type PointRead, type Unit, type YearSpec } from './expression.ts';
import { isDigit, isHan, matches, readInYear, readMonth, readSharedUnit } from './point.ts';
import { isMeasure, readEraYear, readWesternYear, readYearOfEra, type YearPart } from './years.ts';

/** 2000 to 2039 for 00 to 39, 1940 to 1999 for the rest. */
export function century(short: number): number {
  return short < 40 ? 2000 + short : 1900 + short;
}

/** The date with a year that begins at `at` with a number. `before`: the date that it goes on in a list, if there is one. */
export function readNumberYear(text: string, at: number, before: Point | undefined): PointRead | undefined {
  const part = readWesternYear(text, at);
  if (part !== undefined) return finish(text, at, part);
  const dated = readDate(text, at);
  if (dated?.day !== undefined && dated.month !== undefined && dated.calendar === 'western') {
    // 2007/5/1; all other forms have 年, or are English
    return {
      point: {
        ...NO_POINT,
        year: { kind: 'absolute', year: dated.year, short: false },
        month: { kind: 'number', month: dated.month },
        day: { kind: 'number', day: dated.day, anchor: undefined, offset: 0 },
        weekday: dated.weekday,
        calendar: 'western',
      },
      end: dated.end,
    };
  }
  return (
    readYears(text, at) ??
    readSeparatedImpossible(text, at) ??
    readDotted(text, at) ??
    readSameEra(text, at) ??
    readFiscalNumber(text, at) ??
    readShortYear(text, at, before)
  );
}

/** The date with a year that begins at `at` with the name of an era. */
export function readEraDate(text: string, at: number): PointRead | undefined {
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

function finishYear(
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
  if (text.charAt(next) !== '代' && isMeasure(text, start, end)) return undefined;
  return readInYear(text, base, end);
}

/** Whether the number before 年 ends in zero, in either script: 1990年代, 昭和三十年代. */
function isWholeDecade(text: string, end: number): boolean {
  const digit = text.charAt(skipBack(text, end - 1) - 1);
  return digit === '0' || digit === '〇' || digit === '十';
}

function skipBack(text: string, at: number): number {
  return text.charAt(at - 1) === ' ' ? at - 1 : at;
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
  // R5.1.11 has its letter; 5.1.11 alone is the number of a section
  if (!/^[0-9] ?[0-9]/.test(text.slice(at, at + 3))) return undefined;
  const before = text.slice(Math.max(0, at - 2), at);
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

const FISCAL = / ?(米国?)? ?会計年度| ?(年度)/y;

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

/** Lengths of time, ordinals and ages, of which 年 with two digits mostly is one: 10年間, 3年生, 30年前. */
const OTHER_SHORT =
  /間|来|生|制|目|余|ぶり|後|前(?!半)|物|周|次|分|程|数|もの|を経|が経|経|に(?:及|わたり|わたる|亘|一度|[0-9])|の(?:間|歴史|歩み|長|歳月|節目|時|経験|任期|期間|計画)/y;
/** What is known by the year that it was made in: 97年の指針. */
const DATED =
  /の?(?:「|共通の戦略目標|共同(?:発表|声明|宣言|コミュニケ|文書)|指針|ガイドライン|防衛計画の大綱|大綱|合意|声明|宣言|ロードマップ|文書|報告|条約|協定|取極|SACO|SCC|「2|大統領|首脳|閣議決定)/y;
const MADE = /に(?:策定|改定|改訂|署名|締結|発表|発足|合意|発効|承認|公表|採択|決定)/y;

/** 06年5月, 05年, 07年の…, 平成17年及び19年; not 5年 or 10年, which are lengths. */
function readShortYear(text: string, at: number, before: Point | undefined): PointRead | undefined {
  const counted = readCounted(text, at, NEN);
  if (counted === undefined || counted.value > 99) return undefined;
  const { value, numeral, end } = counted;
  if (text.charAt(end) === '代') return readShortDecade(text, at, value, end);
  const isArabic = isDigit(text.charCodeAt(at));
  const two = isArabic && numeral.end - at === 2;
  if (isGluedNumber(text, at, isArabic)) return undefined;
  const western = (): PointRead | undefined =>
    finishYear(text, at, { kind: 'absolute', year: century(value), short: true }, 'western', end);
  if ((two && value < 10) || text.charAt(at) === '〇' || text.charAt(at - 1) === "'") return western();
  if (matches(OTHER_SHORT, text, end) || value === 0) return undefined;
  const short = (of: 'either' | 'era' | 'text-era'): PointRead | undefined =>
    finishYear(text, at, { kind: 'short', number: value, of }, 'era', end);
  // 平成17年及び19年; 07年, 11年: the list shows what its items are
  if (before?.year !== undefined && before.unit === 'calendar') {
    if (before.calendar === 'era') return short('text-era');
    if (before.year.kind === 'absolute' && before.year.short && two) return western();
  }
  if (readMonth(text, end) !== undefined) return two && value >= 40 ? western() : short(isArabic ? 'either' : 'era');
  if (!two) return undefined;
  if (matches(LISTED, text, end)) return western();
  if (matches(DATED, text, end) && value % 10 !== 0) return western();
  if (value < 40) return undefined;
  // 60年 and 50年 are as likely lengths
  return value % 5 !== 0 || matches(MADE, text, end) ? western() : undefined;
}

/** What shows that 11年 is a year: another of the same kind behind it. */
const LISTED = /(?:,|・|及び|と|~|-)'?0[0-9]年/y;

/** Whether the number is only the end of what is counted: 第5年, 約10年, 1,200年, in a compound (建国五十年). */
function isGluedNumber(text: string, at: number, isArabic: boolean): boolean {
  if (at === 0) return false;
  const before = text.charAt(at - 1);
  if ('第約数.後計各毎全'.includes(before) || isDigit(before.charCodeAt(0))) return true;
  if (before === ',' && isDigit(text.charCodeAt(at - 2)) && isDigit(text.charCodeAt(at + 2))) return true;
  return !isArabic && isHan(before.charCodeAt(0));
}

/** 90年代: of the twentieth century from the forties on. */
function readShortDecade(text: string, at: number, value: number, end: number): PointRead | undefined {
  if (value % 10 !== 0 || !isWholeDecade(text, end) || text.charAt(at - 1) === '第') return undefined;
  const year: YearSpec = { kind: 'absolute', year: century(value), short: true };
  return readInYear(text, { ...NO_POINT, year, unit: 'decade', calendar: 'western' }, end + 1);
}
