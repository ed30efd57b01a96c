/**
 * Dates that say themselves which day, month or year they are: 2007年5月1日, 平成十九年五月一日, H19.5.1, 2010年(平成22年)5月28日,
 * 2007/5/1, May 1, 2007. What needs the date of the document (昨年5月, ６月２１日, ０５年, 19年度) is not read here.
 *
 * Spaces may stand between the parts, as copied texts have them. Each reader looks at a bounded number of characters and
 * never throws. Offsets are UTF-16 code units, ranges half open; a `weekday` is 0 for Sunday to 6 for Saturday and is what
 * the text says, not what the calendar says.
 */

import { Allow, digitValue, isKanjiNumeral, type Numeral, readNumeral } from '../text/numerals.ts';
import { foldChar } from '../text/width.ts';
import {
  closingOf,
  daysInMonth,
  GATSU,
  isBlank,
  isInsideNumeral,
  isLatin,
  isoDate,
  isWesternYear,
  NEN,
  NICHI,
  readCounted,
  readEraLetter,
  readEraName,
  readPlain,
  readWeekday,
  skipBlanks,
  skipTo,
} from './calendar.ts';

export type Calendar = 'western' | 'era' | 'both' | 'english';

export interface AbsoluteDate {
  /** `2007-05-01`, `2006-05` or `2014`. */
  readonly iso: string;
  readonly start: number;
  /** Behind the last part, a weekday in brackets included. */
  readonly end: number;
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly weekday?: number;
  readonly calendar: Calendar;
}

export interface MonthDay {
  readonly month: number;
  readonly day: number;
  readonly weekday?: number;
  readonly start: number;
  readonly end: number;
}

interface YearPart {
  readonly year: number;
  readonly calendar: Calendar;
  readonly end: number;
}

/**
 * The date that begins exactly at `at`, as far as it goes: day, month or year. Where a day or month cannot be (2月30日),
 * the date ends before it. Undefined for durations and other years that are no dates (2000年間, 平成19年度, 1990年代).
 */
export function readDate(text: string, at: number): AbsoluteDate | undefined {
  if (!(at >= 0 && at < text.length)) return undefined;
  switch (startKind(text.charCodeAt(at))) {
    case NUMBER:
      if (isInsideNumeral(text, at)) return undefined;
      return readJapanese(text, at, readWesternYear(text, at)) ?? readNumeric(text, at) ?? readDayFirst(text, at);
    case ERA:
      return readJapanese(text, at, readEraYear(text, at));
    case LETTER:
      if (at > 0 && isWordCharacter(text.charCodeAt(at - 1))) return undefined;
      return readLetterDate(text, at) ?? readMonthFirst(text, at) ?? readWeekdayFirst(text, at);
    default:
      return undefined;
  }
}

/** All dates of a text, in order, none inside another. */
export function findDates(text: string): AbsoluteDate[] {
  const found: AbsoluteDate[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = startKind(text.charCodeAt(at));
    if (kind === NONE) {
      at++;
      continue;
    }
    const date = readDate(text, at);
    if (date !== undefined) {
      found.push(date);
      at = date.end;
    } else {
      at++;
      // The rest of a run of digits or letters begins nothing.
      if (kind === LETTER) while (at < text.length && isLatin(text.charCodeAt(at))) at++;
      else if (kind === NUMBER) while (at < text.length && digitValue(text.charCodeAt(at)) >= 0) at++;
    }
  }
  return found;
}

/** A month and a day without a year at exactly `at`: ６月２１日（火）, 五月一日. Undefined for days that no year has. */
export function readMonthDay(text: string, at: number): MonthDay | undefined {
  if (!(at >= 0 && at < text.length) || startKind(text.charCodeAt(at)) !== NUMBER || isInsideNumeral(text, at)) {
    return undefined;
  }
  const month = readCounted(text, at, GATSU);
  if (month === undefined || month.value < 1 || month.value > 12) return undefined;
  const day = readCounted(text, month.end, NICHI);
  if (day === undefined || day.value < 1 || day.value > daysInMonth(month.value)) return undefined;
  const mark = readWeekday(text, day.end);
  return {
    month: month.value,
    day: day.value,
    ...(mark && { weekday: mark.weekday }),
    start: at,
    end: mark?.end ?? day.end,
  };
}

/** Words that may follow the date in the date line of a title block. */
const DATE_LINE_WORDS = [
  '提出',
  '付け',
  '付',
  '閣議決定',
  '決定',
  '発表',
  '公表',
  '発出',
  '署名',
  '作成',
  '掲載',
  '現在',
];
/** A longer bracket behind a date is a remark, not a place or a local time. */
const MAX_REMARK = 40;

/**
 * The date of a line that holds one date and nothing else but indentation, brackets around it, a weekday, 付 or 発表, and
 * a bracket that gives the local time, the place (於…) or the same date again. Undefined for every other line, whatever
 * dates it has. The line may be given with its terminator.
 */
export function isDateLine(line: string): AbsoluteDate | undefined {
  let at = skipAllBlanks(line, 0);
  const close = closingOf(line.charCodeAt(at));
  if (close !== 0) at = skipBlanks(line, at + 1);
  const date = readDate(line, at);
  if (date === undefined) return undefined;
  let end = skipDateLineWord(line, date.end);
  let closed = close === 0;
  for (let remarks = 0; remarks < 3; remarks++) {
    end = skipAllBlanks(line, end);
    if (!closed && foldChar(line.charCodeAt(end)) === close) {
      closed = true;
      end = skipDateLineWord(line, end + 1);
      continue;
    }
    const next = skipRemark(line, end, date);
    if (next < 0) break;
    end = skipDateLineWord(line, next);
  }
  end = skipAllBlanks(line, end);
  return closed && end + lineEnding(line, end) === line.length ? date : undefined;
}

function skipAllBlanks(line: string, at: number): number {
  while (isBlank(line.charCodeAt(at))) at++;
  return at;
}

function lineEnding(line: string, at: number): number {
  const code = line.charCodeAt(at);
  if (code === 13) return line.charCodeAt(at + 1) === 10 ? 2 : 1;
  return code === 10 ? 1 : 0;
}

function skipDateLineWord(line: string, at: number): number {
  const start = skipBlanks(line, at);
  for (const word of DATE_LINE_WORDS) {
    if (line.startsWith(word, start)) return start + word.length;
  }
  return at;
}

/** The offset behind a bracket with a local time, a place or the same date; -1 if none begins at `at`. */
function skipRemark(line: string, at: number, date: AbsoluteDate): number {
  const close = closingOf(line.charCodeAt(at));
  if (close === 0) return -1;
  const limit = Math.min(line.length, at + MAX_REMARK);
  let end = at + 1;
  while (end < limit && foldChar(line.charCodeAt(end)) !== close) end++;
  if (end >= limit) return -1;
  const start = skipBlanks(line, at + 1);
  const remark = line.substring(start, end);
  if (remark.startsWith('於') || remark.includes('時間') || /\blocal time\b/i.test(remark)) return end + 1;
  const again = readDate(line, start);
  return again?.iso === date.iso && skipBlanks(line, again.end) === end ? end + 1 : -1;
}

const NONE = 0;
const NUMBER = 1;
const ERA = 2;
const LETTER = 3;

/** What kind of date may begin with a character; most characters of a text begin none. */
function startKind(code: number): 0 | 1 | 2 | 3 {
  if (code < 0x80) return code >= 0x30 && code <= 0x39 ? NUMBER : isDateLetter(code) ? LETTER : NONE;
  if (code < 0x3000) return NONE;
  if (code >= 0xff10) {
    if (code <= 0xff19) return NUMBER;
    return code <= 0xff5a && isDateLetter(foldChar(code)) ? LETTER : NONE;
  }
  if (isKanjiNumeral(code)) return NUMBER;
  switch (code) {
    case 0x660e: // 明
    case 0x5927: // 大
    case 0x662d: // 昭
    case 0x5e73: // 平
    case 0x4ee4: // 令
    case 0x32ff: // ㋿
    case 0x337b: // ㍻
    case 0x337c: // ㍼
    case 0x337d: // ㍽
    case 0x337e: // ㍾
      return ERA;
    default:
      return NONE;
  }
}

/** The capital letters that begin the name of a month, of a weekday, or stand for an era. */
function isDateLetter(code: number): boolean {
  return code >= 0x41 && code <= 0x57 && 'ADFHJMNORSTW'.includes(String.fromCharCode(code));
}

function isWordCharacter(code: number): boolean {
  return isLatin(code) || digitValue(code) >= 0;
}

/** Month and day behind a year in Japanese. */
function readJapanese(text: string, start: number, part: YearPart | undefined): AbsoluteDate | undefined {
  if (part === undefined) return undefined;
  const { year, calendar } = part;
  const month = readCounted(text, part.end, GATSU);
  if (month === undefined || month.value < 1 || month.value > 12) {
    if (isMeasure(text, start, part.end)) return undefined;
    return { iso: isoDate(year), start, end: part.end, year, calendar };
  }
  const day = readCounted(text, month.end, NICHI);
  if (day === undefined || day.value < 1 || day.value > daysInMonth(month.value, year)) {
    return { iso: isoDate(year, month.value), start, end: month.end, year, month: month.value, calendar };
  }
  return withDay(text, start, day.end, year, month.value, day.value, calendar);
}

function withDay(
  text: string,
  start: number,
  end: number,
  year: number,
  month: number,
  day: number,
  calendar: Calendar,
): AbsoluteDate {
  const mark = readWeekday(text, end);
  return {
    iso: isoDate(year, month, day),
    start,
    end: mark?.end ?? end,
    year,
    month,
    day,
    ...(mark && { weekday: mark.weekday }),
    calendar,
  };
}

/** Behind a bare year: 度 (a fiscal year), 代 (a decade), 間 前 以上 (a length of time). Also 二千年 itself. */
function isMeasure(text: string, start: number, end: number): boolean {
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
function readWesternYear(text: string, at: number): YearPart | undefined {
  const counted = readCounted(text, at, NEN);
  const numeral = counted?.numeral ?? readPlain(text, at);
  if (numeral === undefined) return undefined;
  const era = readBracketedYear(text, counted?.end ?? numeral.end, true);
  // Where the two calendars disagree, each is left to be read for itself.
  const end = era !== undefined && agrees(numeral, era.year) ? endOfBoth(text, counted !== undefined, era) : -1;
  if (era !== undefined && end >= 0) return { year: era.year, calendar: 'both', end };
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
function readEraYear(text: string, at: number): YearPart | undefined {
  const era = readEraName(text, at);
  return era && readYearOfEra(text, era.end, era.yearZero);
}

function readYearOfEra(text: string, at: number, yearZero: number): YearPart | undefined {
  const counted = readCounted(text, at, NEN, true);
  const numeral = counted?.numeral ?? readPlain(text, at, true);
  if (numeral === undefined || numeral.value < 1 || numeral.value > 99) return undefined;
  const year = yearZero + numeral.value;
  const western = readBracketedYear(text, counted?.end ?? numeral.end, false);
  const end = western?.year === year ? endOfBoth(text, counted !== undefined, western) : -1;
  if (end >= 0) return { year, calendar: 'both', end };
  return counted && { year, calendar: 'era', end: counted.end };
}

interface BracketedYear {
  readonly year: number;
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
  return end < 0 || !isWesternYear(year) ? undefined : { year, unit: counted !== undefined, end };
}

/** H19.5.1, Ｒ５．１．１１, S35年1月19日. */
function readLetterDate(text: string, at: number): AbsoluteDate | undefined {
  const era = readEraLetter(text, at);
  if (era === undefined || digitValue(text.charCodeAt(era.end)) < 0) return undefined;
  return (
    readJapanese(text, at, readYearOfEra(text, era.end, era.yearZero)) ??
    readSeparated(text, at, era.end, 2, (year) => era.yearZero + year, 'era')
  );
}

/** 2007/5/1, 2007-05-01, ２００７．５．１. */
function readNumeric(text: string, at: number): AbsoluteDate | undefined {
  // Part of an address or of a longer number.
  if (at > 0 && isJoint(text.charCodeAt(at - 1))) return undefined;
  return readSeparated(text, at, at, 4, (year) => year, 'western');
}

function isJoint(code: number): boolean {
  const folded = foldChar(code);
  return isLatin(folded) || folded === 0x2f || folded === 0x2d || folded === 0x5f || folded === 0x3d;
}

/** Year, month and day in digits with the same separator twice. `yearDigits`: exactly 4, or at most 2. */
function readSeparated(
  text: string,
  start: number,
  at: number,
  yearDigits: 2 | 4,
  toYear: (value: number) => number,
  calendar: Calendar,
): AbsoluteDate | undefined {
  const year = readDigits(text, at, yearDigits);
  if (year === undefined || (yearDigits === 4 && year.end - at !== 4) || year.value === 0) return undefined;
  const separator = foldChar(text.charCodeAt(year.end));
  if (separator !== 0x2e && separator !== 0x2f && separator !== 0x2d) return undefined;
  const month = readDigits(text, year.end + 1, 2);
  if (month === undefined || foldChar(text.charCodeAt(month.end)) !== separator) return undefined;
  const day = readDigits(text, month.end + 1, 2);
  if (day === undefined) return undefined;
  // A fourth part makes it something else: a version, an address.
  const more = foldChar(text.charCodeAt(day.end));
  if (isWordCharacter(more) || (more === separator && isWordCharacter(text.charCodeAt(day.end + 1)))) return undefined;
  const value = toYear(year.value);
  if (!isWesternYear(value) || month.value < 1 || month.value > 12) return undefined;
  if (day.value < 1 || day.value > daysInMonth(month.value, value)) return undefined;
  return withDay(text, start, day.end, value, month.value, day.value, calendar);
}

const DIGITS = { allow: Allow.arabic };

function readDigits(text: string, at: number, most: number): { value: number; end: number } | undefined {
  const numeral = readNumeral(text, at, DIGITS);
  return numeral !== undefined && numeral.end - at <= most ? numeral : undefined;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const LONGEST_WORD = 9;

/** A capitalised English word of at most nine letters at `at`, in lower case. */
function readWord(text: string, at: number): { word: string; end: number } | undefined {
  let word = '';
  let end = at;
  while (end < text.length && end - at <= LONGEST_WORD && isLatin(text.charCodeAt(end))) {
    word += String.fromCharCode(foldChar(text.charCodeAt(end)) | 0x20);
    end++;
  }
  const first = foldChar(text.charCodeAt(at));
  if (word.length < 3 || word.length > LONGEST_WORD || first < 0x41 || first > 0x5a) return undefined;
  return { word, end };
}

/** 0 to 11 or 0 to 6: the name, or its first three letters (four for Sept, Tues, Thur), perhaps with a full stop. */
function readName(text: string, at: number, names: readonly string[]): { index: number; end: number } | undefined {
  const word = readWord(text, at);
  if (word === undefined) return undefined;
  const index = names.findIndex((name) => name === word.word || (word.word.length <= 5 && name.startsWith(word.word)));
  if (index < 0) return undefined;
  const abbreviated = word.word.length < names[index].length;
  return { index, end: abbreviated && foldChar(text.charCodeAt(word.end)) === 0x2e ? word.end + 1 : word.end };
}

/** Four digits of a year, after an optional comma and spaces, and nothing glued to them. */
function readEnglishYear(text: string, at: number): { value: number; end: number } | undefined {
  const comma = skipTo(text, at, 0x2c);
  const start = skipBlanks(text, comma >= 0 ? comma : at);
  if (start === at) return undefined;
  const year = readDigits(text, start, 4);
  if (year === undefined || !isWesternYear(year.value)) return undefined;
  return isWordCharacter(text.charCodeAt(year.end)) ? undefined : year;
}

/** 1, 1st, 22nd, 3rd, 4th. */
function readEnglishDay(text: string, at: number): { value: number; end: number } | undefined {
  const day = readDigits(text, at, 2);
  if (day === undefined || day.value < 1 || day.value > 31) return undefined;
  if (!isLatin(text.charCodeAt(day.end))) return day;
  const ending = text.substring(day.end, day.end + 2).toLowerCase();
  const ordinal = ending === 'st' || ending === 'nd' || ending === 'rd' || ending === 'th';
  return ordinal && !isLatin(text.charCodeAt(day.end + 2)) ? { value: day.value, end: day.end + 2 } : undefined;
}

/** May 1, 2007; June 2011. */
function readMonthFirst(text: string, at: number): AbsoluteDate | undefined {
  const month = readName(text, at, MONTHS);
  if (month === undefined) return undefined;
  const day = readEnglishDay(text, skipBlanks(text, month.end));
  const year = readEnglishYear(text, day?.end ?? month.end);
  return year && english(at, year.end, year.value, month.index + 1, day?.value);
}

/** 1 May 2007, 1st of May, 2007. */
function readDayFirst(text: string, at: number): AbsoluteDate | undefined {
  const day = readEnglishDay(text, at);
  if (day === undefined) return undefined;
  let next = skipBlanks(text, day.end);
  if (next === day.end) return undefined;
  if (text.startsWith('of ', next)) next += 3;
  const month = readName(text, next, MONTHS);
  const year = month && readEnglishYear(text, month.end);
  return year && english(at, year.end, year.value, month.index + 1, day.value);
}

/** Tuesday, May 1, 2007. */
function readWeekdayFirst(text: string, at: number): AbsoluteDate | undefined {
  const weekday = readName(text, at, DAYS);
  if (weekday === undefined) return undefined;
  const comma = skipTo(text, weekday.end, 0x2c);
  const start = skipBlanks(text, comma >= 0 ? comma : weekday.end);
  const date = readMonthFirst(text, start) ?? readDayFirst(text, start);
  return date?.day === undefined ? undefined : { ...date, start: at, weekday: weekday.index };
}

function english(start: number, end: number, year: number, month: number, day: number | undefined): AbsoluteDate {
  if (day === undefined || day > daysInMonth(month, year)) {
    return { iso: isoDate(year, month), start, end, year, month, calendar: 'english' };
  }
  return { iso: isoDate(year, month, day), start, end, year, month, day, calendar: 'english' };
}
