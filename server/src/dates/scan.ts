/**
 * Finds all date expressions of a passage, as they stand. One walk over the text: most characters begin no date and are passed over by
 * a table; each reader looks at a bounded number of characters.
 */

import { isKanjiNumeral } from '../text/numerals.ts';
import { skipBlanks } from './calendar.ts';
import { scanEnglish } from './english.ts';
import { type DateScan, type Length, NO_POINT, type Point, type PointRead } from './expression.ts';
import { outlookAt } from './outlook.ts';
import { isDigit, readBareDay, readBareMonth } from './point.ts';
import { readBareLength, readHangingLength } from './scan-length.ts';
import { readRange } from './scan-range.ts';
import { readRelative } from './scan-relative.ts';
import { readEraDate, readLetterEra, readNumberYear } from './scan-year.ts';
import { WORD_BEGINNINGS } from './words.ts';

export type { DateScan } from './expression.ts';

// What may begin with a character; 一 begins 一日 and 一昨年, 明 begins 明治 and 明年, 今 begins 今年 and 今後.
const NUMBER = 1;
const ERA = 2;
const WORD = 4;
const LETTER = 8;
const LENGTH = 16;

const BEGINNINGS = new Uint8Array(0x10000);
const mark = (chars: string, bit: number): void => {
  for (const char of chars) BEGINNINGS[char.charCodeAt(0)] |= bit;
};
mark('0123456789〇一二三四五六七八九十千', NUMBER);
mark('明大昭平令㍾㍽㍼㍻㋿', ERA);
mark(`年月春夏秋冬${String.fromCharCode(...WORD_BEGINNINGS)}`, WORD);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', LETTER);
mark('こ過直今向以', LENGTH);

/**
 * All date expressions of a text, in order, none inside another. The text is one passage: lines joined, widths folded; offsets are into
 * it. Depends on the text only. Total; linear.
 */
export function scanDates(text: string): DateScan[] {
  const found: DateScan[] = [];
  const { length } = text;
  let at = 0;
  while (at < length) {
    const kinds = BEGINNINGS[text.charCodeAt(at)];
    if (kinds === 0) {
      at++;
      continue;
    }
    const date = scanAt(text, at, kinds, found);
    if (date !== undefined) {
      found.push(date);
      at = date.end;
      continue;
    }
    at++;
    // the rest of a word or number begins nothing
    if (kinds === LETTER) while (at < length && BEGINNINGS[text.charCodeAt(at)] === LETTER) at++;
    else if (isDigit(text.charCodeAt(at - 1))) while (at < length && isDigit(text.charCodeAt(at))) at++;
  }
  return found;
}

function scanAt(text: string, at: number, kinds: number, found: readonly DateScan[]): DateScan | undefined {
  if (kinds === LETTER) return scanEnglish(text, at) ?? scanLetterEra(text, at);
  if ((kinds & WORD) !== 0) {
    const read = readRelative(text, at);
    if (read !== undefined) return withRange(text, at, read, read.direction);
  }
  if ((kinds & LENGTH) !== 0) {
    const read = readHangingLength(text, at);
    if (read !== undefined) return lengthScan(at, read.end, read.length);
  }
  if ((kinds & ERA) !== 0) {
    const read = readEraDate(text, at);
    if (read !== undefined) return withRange(text, at, read, undefined);
  }
  return (kinds & NUMBER) !== 0 ? scanNumber(text, at, found) : undefined;
}

function scanNumber(text: string, at: number, found: readonly DateScan[]): DateScan | undefined {
  const arabic = isDigit(text.charCodeAt(at));
  if (!arabic && at > 0 && isKanjiNumeral(text.charCodeAt(at - 1))) return undefined;
  const end = endOfNumber(text, at);
  // most numbers count or order something else
  const follows = FOLLOWS[text.charCodeAt(end)];
  if (follows === 0 || follows === undefined) {
    // (Japan, 2022): a year in English may stand before anything
    const before = text.charCodeAt(at - 1);
    return arabic && end - at === 4 && (before === 0x20 || before === 0x28) ? scanEnglish(text, at) : undefined;
  }
  if ((follows & JAPANESE) !== 0) {
    const behind = text.charCodeAt(skipBlanks(text, end));
    const before = found.length === 0 ? undefined : joinedTo(text, at, found[found.length - 1]);
    const read =
      readNumberYear(text, at, behind, before) ??
      readBareMonth(text, at) ??
      readBareDay(text, at, before !== undefined);
    if (read !== undefined) return withRange(text, at, read, undefined);
    const lengthEnd = readBareLength(text, at, end);
    if (lengthEnd >= 0) return lengthScan(at, lengthEnd, { months: 0, days: 0 });
  }
  return arabic && (follows & ENGLISH) !== 0 ? scanEnglish(text, at) : undefined;
}

/** The offset behind the digits, or kanji, of the number at `at`. */
function endOfNumber(text: string, at: number): number {
  const limit = Math.min(text.length, at + LONGEST_NUMBER);
  let end = at + 1;
  if (isDigit(text.charCodeAt(at))) while (end < limit && isDigit(text.charCodeAt(end))) end++;
  else while (end < limit && isKanjiNumeral(text.charCodeAt(end))) end++;
  return end;
}

const LONGEST_NUMBER = 16;
const JAPANESE = 1;
const ENGLISH = 2;
/** What may stand behind a number that begins a date or a length in either language, and the spaces and signs inside one. */
const FOLLOWS = new Uint8Array(0x10000);
for (const char of '年月日(/.-~ 米会か週○◯') FOLLOWS[char.charCodeAt(0)] |= JAPANESE;
for (const char of ' -/.,;:()snrt') FOLLOWS[char.charCodeAt(0)] |= ENGLISH;

/** H19.5.1, R5年度. */
function scanLetterEra(text: string, at: number): DateScan | undefined {
  const read = readLetterEra(text, at);
  return read && withRange(text, at, read, undefined);
}

/** The end of the date that stands directly before a number, or in a list with it: 05年,07年; 5月1日及び2日. */
function joinedTo(text: string, at: number, { end, from, to }: DateScan): Point | undefined {
  if (at - end > 3 || at === end) return undefined;
  return LISTS.has(text.slice(end, at).trim()) ? (to ?? from) : undefined;
}

const LISTS = new Set([',', '及び', '並びに', 'と', '・', 'や', 'から', '~', '-', '又は', 'か', '&', '/']);

function withRange(
  text: string,
  start: number,
  read: PointRead,
  direction: 'past' | 'future' | undefined,
): DateScan | undefined {
  let { point: from, to, end } = read;
  if (to === undefined) {
    const range = readRange(text, read, (at) => readWithYear(text, at));
    if (range !== undefined) ({ point: to, end } = range);
  }
  const open = from.year === undefined && (from.month ?? from.day)?.kind !== 'relative';
  return {
    start,
    end,
    from,
    to,
    length: undefined,
    outlook: direction ?? (open ? outlookAt(text, end) : 'past'),
    zone: zoneAt(text, start, end),
  };
}

/** The date with a year of its own, or with a relative word, at exactly `at`. */
function readWithYear(text: string, at: number): PointRead | undefined {
  const kinds = BEGINNINGS[text.charCodeAt(at)];
  if ((kinds & WORD) !== 0) return readRelative(text, at);
  if ((kinds & ERA) !== 0) return readEraDate(text, at);
  if ((kinds & NUMBER) !== 0) {
    return readNumberYear(text, at, text.charCodeAt(skipBlanks(text, endOfNumber(text, at))), undefined);
  }
  return kinds === LETTER ? readLetterEra(text, at) : undefined;
}

function lengthScan(start: number, end: number, length: Length): DateScan {
  return { start, end, from: NO_POINT, to: undefined, length, outlook: 'past', zone: undefined };
}

const JAPAN_BEFORE = /(?:日本|我が国)時間(?:では|で|の|,|:)? ?$/;
const LOCAL_BEFORE = /(?:現地|東部|米国|ワシントン|ハワイ|欧州|英国|豪州)時間(?:では|で|の|,|:)? ?$/;
const LONGEST_ZONE = 10;

/** Whose day the text says that a date is: (日本時間22日未明), 1月7日(日本時間。…). */
function zoneAt(text: string, start: number, end: number): DateScan['zone'] {
  if (text.charAt(end) === '(') {
    if (text.startsWith('日本時間', end + 1)) return '。,)'.includes(text.charAt(end + 5)) ? 'japan' : undefined;
    if (text.startsWith('現地時間', end + 1)) return '。,)'.includes(text.charAt(end + 5)) ? 'local' : undefined;
  }
  // 間 is rare before a date; only then is looked at what time it is
  let at = start - 1;
  while (at >= start - 4 && text.charCodeAt(at) !== 0x9593) at--;
  if (at < start - 4) return undefined;
  const before = text.slice(Math.max(0, start - LONGEST_ZONE), start);
  return JAPAN_BEFORE.test(before) ? 'japan' : LOCAL_BEFORE.test(before) ? 'local' : undefined;
}
