/**
 * Dates that say themselves which day, month or year they are: 2007年5月1日, 平成十九年五月一日, H19.5.1, 2010年(平成22年)5月28日,
 * 2007/5/1, May 1, 2007. What needs the date of the document (昨年5月, ６月２１日, ０５年, 19年度) is not read here.
 *
 * Spaces may stand between the parts, as copied texts have them. Each reader looks at a bounded number of characters and
 * never throws. Offsets are UTF-16 code units, ranges half open; a `weekday` is 0 for Sunday to 6 for Saturday and is what
 * the text says, not what the calendar says.
 */

import { digitValue, isKanjiNumeral } from '../text/numerals.ts';
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
  isWordCharacter,
  NICHI,
  readCounted,
  readDigits,
  readEraLetter,
  readWeekday,
  skipBlanks,
} from './calendar.ts';
import { readDayFirst, readMonthFirst, readWeekdayFirst } from './english-date.ts';
import { type Calendar, isMeasure, readEraYear, readWesternYear, readYearOfEra, type YearPart } from './years.ts';

export type { Calendar } from './years.ts';

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
