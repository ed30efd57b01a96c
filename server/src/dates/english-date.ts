/** Dates in English that say their year: May 1, 2007; 1 May 2007; June 2011; Tuesday, June 21, 2011. */

import { foldChar } from '../text/width.ts';
import type { AbsoluteDate } from './absolute.ts';
import {
  daysInMonth,
  isLatin,
  isoDate,
  isWesternYear,
  isWordCharacter,
  readDigits,
  skipBlanks,
  skipTo,
} from './calendar.ts';

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
export function readMonthFirst(text: string, at: number): AbsoluteDate | undefined {
  const month = readName(text, at, MONTHS);
  if (month === undefined) return undefined;
  const day = readEnglishDay(text, skipBlanks(text, month.end));
  const year = readEnglishYear(text, day?.end ?? month.end);
  return year && english(at, year.end, year.value, month.index + 1, day?.value);
}

/** 1 May 2007, 1st of May, 2007. */
export function readDayFirst(text: string, at: number): AbsoluteDate | undefined {
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
export function readWeekdayFirst(text: string, at: number): AbsoluteDate | undefined {
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
