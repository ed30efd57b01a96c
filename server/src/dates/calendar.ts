/** What every reader of dates needs: eras, months, weekdays, and the small steps of reading a date in Japanese. */

import { Allow, digitValue, isKanjiNumeral, type Numeral, readNumeral } from '../text/numerals.ts';
import { foldChar } from '../text/width.ts';

/**
 * First year - 1 of the eras since 1868. An era goes on counting beyond its end: texts of 2007 speak of 平成39年 (2027).
 * So no upper bound is checked.
 */
const ERAS: readonly (readonly [name: string, letter: string, sign: number, yearZero: number])[] = [
  ['明治', 'M', 0x337e, 1867],
  ['大正', 'T', 0x337d, 1911],
  ['昭和', 'S', 0x337c, 1925],
  ['平成', 'H', 0x337b, 1988],
  ['令和', 'R', 0x32ff, 2018],
];

/** Years of the western calendar that a document of diplomacy may name; outside them 年 counts something else. */
const FIRST_YEAR = 1600;
const LAST_YEAR = 2199;

/** In a line that has them, at most this many spaces stand between two parts of one date. */
const MAX_SPACES = 4;

const DATE_NUMERAL = { allow: Allow.arabic | Allow.kanji };
const SPACED_NUMERAL = { allow: Allow.arabic | Allow.kanji, spaces: true };
const ERA_NUMERAL = { allow: Allow.arabic | Allow.kanji | Allow.gannen };
const SPACED_ERA_NUMERAL = { allow: Allow.arabic | Allow.kanji | Allow.gannen, spaces: true };

/** Code points of the characters that dates are read by. */
export const NEN = 0x5e74; // 年
export const GATSU = 0x6708; // 月
export const NICHI = 0x65e5; // 日
const YOU = 0x66dc; // 曜

export function isWesternYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** 28 to 31; without a year 29 for February. `month` is 1 to 12. */
export function daysInMonth(month: number, year?: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  const leap = year === undefined || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  return leap ? 29 : 28;
}

/** `2007-05-01`, `2006-05` or `2014`, as far as the parts are known. */
export function isoDate(year: number, month?: number, day?: number): string {
  let iso = String(year).padStart(4, '0');
  if (month !== undefined) iso += `-${String(month).padStart(2, '0')}`;
  if (month !== undefined && day !== undefined) iso += `-${String(day).padStart(2, '0')}`;
  return iso;
}

/** Spaces of any width, tabs, and characters that are not seen; no line end. */
export function isBlank(code: number): boolean {
  if (code === 0x20 || code === 0x09 || code === 0x3000) return true;
  if (code < 0xa0 || (code > 0x205f && code !== 0xfeff)) return false;
  return foldChar(code) === 0x20 || code === 0x200b || code === 0xfeff;
}

/** The offset behind a few spaces at most, so that reading from every place of a line of spaces stays linear. */
export function skipBlanks(text: string, at: number): number {
  const limit = at + MAX_SPACES;
  while (at < limit && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The offset behind `code`, with spaces allowed before it; -1 if something else stands there. */
export function skipTo(text: string, at: number, code: number): number {
  const next = skipBlanks(text, at);
  return foldChar(text.charCodeAt(next)) === code ? next + 1 : -1;
}

/** A number with a unit behind it; `end` is behind the unit. */
export interface Counted {
  readonly value: number;
  readonly numeral: Numeral;
  readonly end: number;
}

/**
 * A numeral (after spaces) and a unit: `5月`, `五 月`. Spaces inside the numeral are believed only where a space stands before
 * the unit too (`1 2 月`): in `資料1 2月` they keep two numbers apart. Undefined where there is no such thing.
 */
export function readCounted(text: string, at: number, unit: number, era = false): Counted | undefined {
  const start = skipBlanks(text, at);
  const plain = readNumeral(text, start, era ? ERA_NUMERAL : DATE_NUMERAL);
  if (plain === undefined) return undefined;
  let end = skipTo(text, plain.end, unit);
  if (end >= 0) return { value: plain.value, numeral: plain, end };
  if (!isBlank(text.charCodeAt(plain.end))) return undefined;
  const spaced = readNumeral(text, start, era ? SPACED_ERA_NUMERAL : SPACED_NUMERAL);
  if (spaced === undefined || !isBlank(text.charCodeAt(spaced.end))) return undefined;
  end = skipTo(text, spaced.end, unit);
  return end >= 0 ? { value: spaced.value, numeral: spaced, end } : undefined;
}

/** A plain numeral in digits or kanji (元 where `era`), after spaces. */
export function readPlain(text: string, at: number, era = false): Numeral | undefined {
  return readNumeral(text, skipBlanks(text, at), era ? ERA_NUMERAL : DATE_NUMERAL);
}

/** The era whose name (平成, 平 成, ㍻) begins at `at`; `year` of the era is `yearZero + year`. */
export function readEraName(text: string, at: number): { yearZero: number; end: number } | undefined {
  const code = text.charCodeAt(at);
  for (const [name, , sign, yearZero] of ERAS) {
    if (code === sign) return { yearZero, end: at + 1 };
    if (code !== name.charCodeAt(0)) continue;
    const end = skipTo(text, at + 1, name.charCodeAt(1));
    if (end >= 0) return { yearZero, end };
  }
  return undefined;
}

/** The era of a capital letter (H19.5.1), half or full width. */
export function readEraLetter(text: string, at: number): { yearZero: number; end: number } | undefined {
  const code = foldChar(text.charCodeAt(at));
  for (const [, letter, , yearZero] of ERAS) {
    if (code === letter.charCodeAt(0)) return { yearZero, end: at + 1 };
  }
  return undefined;
}

const WEEKDAYS = '日月火水木金土';
/** Opening brackets, folded, each with what closes it. */
const BRACKETS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['〔', '〕'],
  ['【', '】'],
  ['〈', '〉'],
  ['<', '>'],
]);

/** The folded code that closes the bracket opened by `code` (any width), 0 if `code` opens none. */
export function closingOf(code: number): number {
  return BRACKETS.get(String.fromCharCode(foldChar(code)))?.charCodeAt(0) ?? 0;
}

/**
 * A day of the week behind a date: （火） (火曜日) （火・祝） 火曜日. 0 is Sunday. Without brackets only with 曜, since 日 or 月
 * alone may begin the next word.
 */
export function readWeekday(text: string, at: number): { weekday: number; end: number } | undefined {
  let next = skipBlanks(text, at);
  const close = foldChar(text.charCodeAt(next)) === 0x28 ? 0x29 : 0;
  if (close !== 0) next = skipBlanks(text, next + 1);
  const weekday = next < text.length ? WEEKDAYS.indexOf(text.charAt(next)) : -1;
  if (weekday < 0) return undefined;
  next++;
  const long = skipTo(text, next, YOU);
  if (long >= 0) {
    next = long;
    const day = close !== 0 ? skipTo(text, next, NICHI) : text.charCodeAt(next) === NICHI ? next + 1 : -1;
    if (day >= 0) next = day;
  } else if (close === 0) return undefined;
  if (close === 0) return { weekday, end: next };
  const end = skipTo(text, skipHoliday(text, next), close);
  return end >= 0 ? { weekday, end } : undefined;
}

/** ・祝 or ・祝日 behind a weekday. */
function skipHoliday(text: string, at: number): number {
  let next = skipBlanks(text, at);
  const separator = foldChar(text.charCodeAt(next));
  if (separator === 0x30fb || separator === 0x2c || separator === 0x2f) next++;
  if (text.charAt(next) !== '祝' && text.charAt(next) !== '休') return at;
  return text.charCodeAt(next + 1) === NICHI ? next + 2 : next + 1;
}

/** Whether the character before `at` would make a numeral at `at` the rest of a longer one. */
export function isInsideNumeral(text: string, at: number): boolean {
  if (at === 0) return false;
  const before = text.charCodeAt(at - 1);
  return digitValue(before) >= 0
    ? digitValue(text.charCodeAt(at)) >= 0
    : isKanjiNumeral(before) && isKanjiNumeral(text.charCodeAt(at));
}

/** A Latin letter of any width. */
export function isLatin(code: number): boolean {
  const folded = foldChar(code);
  return (folded >= 0x41 && folded <= 0x5a) || (folded >= 0x61 && folded <= 0x7a);
}

/** A Latin letter or a digit of any width. */
export function isWordCharacter(code: number): boolean {
  return isLatin(code) || digitValue(code) >= 0;
}

const DIGITS = { allow: Allow.arabic };

/** A number of at most `most` digits at exactly `at`, and no digit of a longer one left out. */
export function readDigits(text: string, at: number, most: number): { value: number; end: number } | undefined {
  const numeral = readNumeral(text, at, DIGITS);
  return numeral !== undefined && numeral.end - at <= most ? numeral : undefined;
}
