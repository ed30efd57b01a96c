import { Allow, digitValue, readNumeral } from '../text/numerals.ts';

/**
 * Character classes of the genre, by UTF-16 code unit, in one table: the scanner asks for a class once a character and never
 * compares against lists on its hot path.
 */

export const Class = {
  other: 0,
  space: 1,
  digit: 2,
  lineEnd: 3,
  open: 4, // （ (
  latinUpper: 5,
  latinLower: 6,
  romanGlyph: 7, // Ⅰ ⅰ
  circled: 8, // ①
  parenGlyph: 9, // ⑴
  dottedGlyph: 10, // ⒈
  bullet: 11,
  dash: 12,
  katakana: 13,
  hiragana: 14,
  kanjiNumeral: 15,
  kanji: 16,
  bracketOpen: 17, // 【 < 〈 〔 ［
  at: 18, // @, what is left of ① in some old copies
  note: 19, // ※
} as const;

const TABLE = new Uint8Array(0x10000);

function range(from: number, to: number, cls: number): void {
  TABLE.fill(cls, from, to + 1);
}
function each(characters: string, cls: number): void {
  for (const c of characters) TABLE[c.charCodeAt(0)] = cls;
}

range(0x3041, 0x3096, Class.hiragana);
range(0x30a1, 0x30fa, Class.katakana);
range(0xff66, 0xff9d, Class.katakana);
range(0x3400, 0x4dbf, Class.kanji);
range(0x4e00, 0x9fff, Class.kanji);
range(0xf900, 0xfaff, Class.kanji);
each('々〆', Class.kanji);
each('一二三四五六七八九十百', Class.kanjiNumeral);
range(0x30, 0x39, Class.digit);
range(0xff10, 0xff19, Class.digit);
range(0x41, 0x5a, Class.latinUpper);
range(0xff21, 0xff3a, Class.latinUpper);
range(0x61, 0x7a, Class.latinLower);
range(0xff41, 0xff5a, Class.latinLower);
range(0x2160, 0x217f, Class.romanGlyph);
range(0x2460, 0x2473, Class.circled);
range(0x3251, 0x325f, Class.circled);
range(0x32b1, 0x32bf, Class.circled);
range(0x2776, 0x277f, Class.circled);
range(0x2474, 0x2487, Class.parenGlyph);
range(0x2488, 0x249b, Class.dottedGlyph);
each(' \t\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff', Class.space);
each('\r\n', Class.lineEnd);
each('(（︵', Class.open);
each('・･•‣○〇◯●◎■□◆◇▽▼△▲▪▫★☆►▶➢＊*', Class.bullet);
each('-‐‑‒–—―−－﹣', Class.dash);
each('【<＜〈《〔［[', Class.bracketOpen);
each('@＠', Class.at);
each('※', Class.note);

/** The class of a code unit; `lineEnd` past the end of a string (NaN). */
export function classOf(code: number): number {
  // NaN | 0 is 0, whose class is `other`: the caller checks the bounds where it matters
  return TABLE[code | 0];
}

export { digitValue };

/** A Latin letter of either width as its ASCII code unit, or the code itself. */
export function narrowLatin(code: number): number {
  return code >= 0xff21 && code <= 0xff5a ? code - 0xfee0 : code;
}

export function isSpace(code: number): boolean {
  return TABLE[code] === Class.space;
}

/** Kanji, kana of both scripts, kanji numerals and the long vowel mark. */
export function isJapanese(code: number): boolean {
  const cls = TABLE[code | 0];
  return (
    cls === Class.kanji ||
    cls === Class.katakana ||
    cls === Class.hiragana ||
    cls === Class.kanjiNumeral ||
    code === 0x30fc
  );
}

const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス';
const GOJUON = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';

const IROHA_AT = new Uint8Array(0x10000);
const GOJUON_AT = new Uint8Array(0x10000);
for (let i = 0; i < IROHA.length; i++) {
  IROHA_AT[IROHA.charCodeAt(i)] = i + 1;
  IROHA_AT[IROHA.charCodeAt(i) - 0x60] = i + 1; // hiragana stand 0x60 below their katakana
}
for (let i = 0; i < GOJUON.length; i++) {
  GOJUON_AT[GOJUON.charCodeAt(i)] = i + 1;
  GOJUON_AT[GOJUON.charCodeAt(i) - 0x60] = i + 1;
}

/** Place of a kana in イロハ…, from 1; 0 where it has none. */
export function irohaValue(code: number): number {
  return IROHA_AT[code];
}

/** Place of a kana in アイウ…, from 1; 0 where it has none. */
export function gojuonValue(code: number): number {
  return GOJUON_AT[code];
}

const KANJI = { allow: Allow.kanji };
const ROMAN = { allow: Allow.roman | Allow.smallRoman };

/** The value of a kanji numeral (二十五, 百三, 二五) that fills text[start, end), or -1. */
export function kanjiNumber(text: string, start: number, end: number): number {
  const numeral = readNumeral(text, start, KANJI);
  return numeral !== undefined && numeral.end === end ? numeral.value : -1;
}

/** The value of a Roman numeral of letters, I to XXXIX, that fills text[start, end), or -1. */
export function romanNumber(text: string, start: number, end: number): number {
  const numeral = readNumeral(text, start, ROMAN);
  return numeral !== undefined && numeral.end === end ? numeral.value : -1;
}
