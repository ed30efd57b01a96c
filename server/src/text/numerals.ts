/**
 * Numerals as these texts write them: 24, ２４, 2４, 二十四, 二四, 二〇二四, ㉔, ⑴, ⒈, XXIV, Ⅳ.
 *
 * A reader looks at a bounded number of characters, so that calling it at every place of a text stays linear.
 * Offsets are UTF-16 code units, ranges half open.
 */

import { foldChar } from './width.ts';

export type NumeralStyle =
  | 'half' // 24
  | 'full' // ２４
  | 'mixed' // 2４
  | 'kanji' // 二十四, 四
  | 'positional' // 二四, 二〇二四
  | 'gannen' // 元
  | 'circled' // ①
  | 'parenthesised' // ⑴ ㈠, one character
  | 'stopped' // ⒈, one character
  | 'roman' // IV, ＩＶ
  | 'small-roman' // iv
  | 'roman-sign' // Ⅳ
  | 'small-roman-sign'; // ⅳ

export interface Numeral {
  readonly value: number;
  readonly start: number;
  readonly end: number;
  readonly style: NumeralStyle;
}

/** Bits for `NumeralOptions.allow`. */
export const Allow = {
  arabic: 1,
  kanji: 2,
  circled: 4,
  parenthesised: 8,
  stopped: 16,
  roman: 32,
  smallRoman: 64,
  romanSign: 128,
  /** 元 as 1: only behind the name of an era. */
  gannen: 256,
  /** All but 元. */
  any: 255,
} as const;

export interface NumeralOptions {
  /** Bits of `Allow`; all but 元 when left out. */
  readonly allow?: number;
  /** Let one space stand between any two digits, as in letter-spaced or badly extracted text: `2 4`, `十 九`. */
  readonly spaces?: boolean;
}

/** Longer runs of digits are no numbers that anyone counts with, and would not be exact. */
const MAX_DIGITS = 15;
const SPACE = 0x20;
const GANNEN = 0x5143;

/**
 * The numeral that begins exactly at `at`, as long as it goes; undefined where none begins, where `at` is inside a
 * numeral of the same script, and for runs of more than 15 digits. Roman letters must be in their strict form, I to
 * XXXIX, and stand alone: no letter, digit or apostrophe beside them. Kanji is read where it can be a number: the caller
 * must look at what follows (一 in 一層 is read as 1).
 */
export function readNumeral(text: string, at: number, options: NumeralOptions = {}): Numeral | undefined {
  if (!(at >= 0 && at < text.length)) return undefined;
  const allow = options.allow ?? Allow.any;
  const code = text.charCodeAt(at);
  if (digitValue(code) >= 0) {
    return allow & Allow.arabic ? readArabic(text, at, options.spaces === true) : undefined;
  }
  if (kanjiValue(code) > 0 || code === 0x3007 || code === 0x96f6) {
    return allow & Allow.kanji ? readKanji(text, at, options.spaces === true) : undefined;
  }
  if (code === GANNEN) {
    return allow & Allow.gannen ? { value: 1, start: at, end: at + 1, style: 'gannen' } : undefined;
  }
  if (code >= 0x2160 && code <= 0x217f) return allow & Allow.romanSign ? readRomanSign(text, at) : undefined;
  if (romanLetter(code) > 0) return readRoman(text, at, allow);
  return readSign(code, at, allow);
}

/** The value of an ASCII or full-width digit, -1 for any other character. */
export function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  return -1;
}

/** Whether a character can be part of a number in kanji. The circles that stand for 〇 are not counted. */
export function isKanjiNumeral(code: number): boolean {
  return code === 0x3007 || code === 0x96f6 || kanjiValue(code) > 0;
}

/** 1 to 9 for 一 to 九, the power of ten for 十 百 千 万 億 兆, 0 for any other character (also for 〇). */
function kanjiValue(code: number): number {
  if (code < 0x4e00) return 0;
  switch (code) {
    case 0x4e00: // 一
      return 1;
    case 0x4e8c: // 二
      return 2;
    case 0x4e09: // 三
      return 3;
    case 0x56db: // 四
      return 4;
    case 0x4e94: // 五
      return 5;
    case 0x516d: // 六
      return 6;
    case 0x4e03: // 七
      return 7;
    case 0x516b: // 八
      return 8;
    case 0x4e5d: // 九
      return 9;
    case 0x5341: // 十
      return 10;
    case 0x767e: // 百
      return 100;
    case 0x5343: // 千
      return 1000;
    case 0x4e07: // 万
      return 1e4;
    case 0x5104: // 億
      return 1e8;
    case 0x5146: // 兆
      return 1e12;
    default:
      return 0;
  }
}

/** Zero has three characters in these texts: 〇, 零, and circles put in its place. */
function isKanjiZero(code: number): boolean {
  return code === 0x3007 || code === 0x96f6 || code === 0x25cb || code === 0x25ef;
}

/** Where the next digit may stand: `at`, or behind one space there. */
function nextDigit(text: string, at: number, spaces: boolean): number {
  return spaces && foldChar(text.charCodeAt(at)) === SPACE ? at + 1 : at;
}

function readArabic(text: string, start: number, spaces: boolean): Numeral | undefined {
  if (start > 0 && digitValue(text.charCodeAt(start - 1)) >= 0) return undefined;
  let value = 0;
  let digits = 0;
  let half = 0;
  let end = start;
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    const digit = digitValue(code);
    if (digit < 0) break;
    if (++digits > MAX_DIGITS) return undefined;
    if (code < 0x100) half++;
    value = value * 10 + digit;
    end = at + 1;
    at = nextDigit(text, end, spaces);
  }
  return { value, start, end, style: half === digits ? 'half' : half === 0 ? 'full' : 'mixed' };
}

function readKanji(text: string, start: number, spaces: boolean): Numeral | undefined {
  if (start > 0 && isKanjiNumeral(text.charCodeAt(start - 1))) return undefined;
  /** Finished groups of 万 億 兆; the group being read; the digits that no unit has taken yet. */
  let total = 0;
  let group = 0;
  let run = 0;
  let runLength = 0;
  let lastUnit = 1e4;
  let lastGroup = 1e16;
  let units = false;
  let digits = 0;
  let end = start;
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    const value = kanjiValue(code);
    if (value === 0) {
      // Zero is a digit of a positional number only: 二〇〇六, not 十〇.
      if (!isKanjiZero(code) || lastUnit !== 1e4) break;
      run *= 10;
      runLength++;
    } else if (value < 10) {
      if (lastUnit !== 1e4 && runLength > 0) break;
      run = run * 10 + value;
      runLength++;
    } else if (value < 1e4) {
      if (value >= lastUnit || runLength > 1 || (runLength === 1 && run === 0)) break;
      group += (runLength === 0 ? 1 : run) * value;
      run = 0;
      runLength = 0;
      lastUnit = value;
      units = true;
    } else {
      if (value >= lastGroup || group + run === 0) break;
      total += (group + run) * value;
      group = 0;
      run = 0;
      runLength = 0;
      lastUnit = 1e4;
      lastGroup = value;
      units = true;
    }
    if (++digits > MAX_DIGITS) return undefined;
    end = at + 1;
    at = nextDigit(text, end, spaces);
  }
  if (digits === 0) return undefined;
  return { value: total + group + run, start, end, style: units || digits === 1 ? 'kanji' : 'positional' };
}

/** 1, 5, 10 for I V X in upper case, 101, 105, 110 in lower case, 0 for any other character. */
function romanLetter(code: number): number {
  switch (foldChar(code)) {
    case 0x49:
      return 1;
    case 0x56:
      return 5;
    case 0x58:
      return 10;
    case 0x69:
      return 101;
    case 0x76:
      return 105;
    case 0x78:
      return 110;
    default:
      return 0;
  }
}

const ROMAN_ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];
const ROMAN = new Map<string, number>();
for (let value = 1; value < 40; value++) ROMAN.set('X'.repeat(Math.floor(value / 10)) + ROMAN_ONES[value % 10], value);

function readRoman(text: string, start: number, allow: number): Numeral | undefined {
  const small = romanLetter(text.charCodeAt(start)) > 100;
  if (!(allow & (small ? Allow.smallRoman : Allow.roman))) return undefined;
  if (start > 0 && isWordPart(text.charCodeAt(start - 1))) return undefined;
  let letters = '';
  let end = start;
  // XXXVIII is the longest.
  while (end < text.length && letters.length < 8) {
    const letter = romanLetter(text.charCodeAt(end));
    if (letter === 0 || letter > 100 !== small) break;
    letters += letter % 100 === 1 ? 'I' : letter % 100 === 5 ? 'V' : 'X';
    end++;
  }
  const value = ROMAN.get(letters);
  if (value === undefined || (end < text.length && isWordPart(text.charCodeAt(end)))) return undefined;
  return { value, start, end, style: small ? 'small-roman' : 'roman' };
}

/** Ⅳ; also ⅩⅢ, a ten or tens and a smaller sign. */
function readRomanSign(text: string, start: number): Numeral | undefined {
  const first = text.charCodeAt(start);
  const one = first < 0x2170 ? 0x2160 : 0x2170;
  const single = first - one + 1;
  if (single > 12) return undefined; // Ⅼ Ⅽ Ⅾ Ⅿ count nothing here
  let value = 0;
  let end = start;
  while (value < 30 && text.charCodeAt(end) === one + 9) {
    value += 10;
    end++;
  }
  const rest = text.charCodeAt(end) - one + 1;
  if (rest >= 1 && (value === 0 ? rest <= 12 : rest <= 9)) {
    value += rest;
    end++;
  }
  return { value, start, end, style: one === 0x2160 ? 'roman-sign' : 'small-roman-sign' };
}

/** Single characters that hold a whole number. Ranges: Unicode blocks Enclosed Alphanumerics, Dingbats, Enclosed CJK. */
const SIGNS: readonly (readonly [first: number, last: number, value: number, style: NumeralStyle])[] = [
  [0x2460, 0x2473, 1, 'circled'], // ① to ⑳
  [0x2474, 0x2487, 1, 'parenthesised'], // ⑴ to ⒇
  [0x2488, 0x249b, 1, 'stopped'], // ⒈ to ⒛
  [0x24ea, 0x24ea, 0, 'circled'], // ⓪
  [0x24eb, 0x24f4, 11, 'circled'], // ⓫ to ⓴
  [0x24f5, 0x24fe, 1, 'circled'], // ⓵ to ⓾
  [0x24ff, 0x24ff, 0, 'circled'], // ⓿
  [0x2776, 0x277f, 1, 'circled'], // ❶ to ❿
  [0x2780, 0x2789, 1, 'circled'], // ➀ to ➉
  [0x278a, 0x2793, 1, 'circled'], // ➊ to ➓
  [0x3220, 0x3229, 1, 'parenthesised'], // ㈠ to ㈩
  [0x3251, 0x325f, 21, 'circled'], // ㉑ to ㉟
  [0x3280, 0x3289, 1, 'circled'], // ㊀ to ㊉
  [0x32b1, 0x32bf, 36, 'circled'], // ㊱ to ㊿
];

function readSign(code: number, start: number, allow: number): Numeral | undefined {
  if (code < 0x2460 || code > 0x32bf) return undefined;
  for (const [first, last, value, style] of SIGNS) {
    if (code < first || code > last) continue;
    const bit = style === 'circled' ? Allow.circled : style === 'stopped' ? Allow.stopped : Allow.parenthesised;
    return allow & bit ? { value: value + code - first, start, end: start + 1, style } : undefined;
  }
  return undefined;
}

/** What makes letters beside it a word or a name and no number: `In`, `V4`, `I'm`. */
function isWordPart(code: number): boolean {
  const c = foldChar(code);
  return (
    (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39) || c === 0x27 || isLatinLetter(c)
  );
}

function isLatinLetter(code: number): boolean {
  return code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7;
}
