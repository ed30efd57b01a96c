/**
 * Folding: one spelling for what these texts write in several widths and code points, with a way back to the original.
 *
 * What is folded, and to what:
 * - full-width ASCII, the ideographic and other wide spaces -> ASCII; invisible characters -> nothing
 * - ， 、 ､ -> `,`   ． -> `.`   ：-> `:`   ｡ -> 。   ･ · -> ・
 * - hyphens, dashes, minus signs, and ー where it cannot lengthen a vowel -> `-`;   〜 ～ -> `~`
 * - vertical and small forms -> the ordinary ones (﹁﹂ -> 「」, ︵︶ -> ()); curly quotes -> straight ones
 * - Ⅱ ⅱ -> II ii   ① -> 1   ⑴ -> (1)   ⒈ -> 1.   ㍻ -> 平成   and the other enclosed or squared signs
 * - half-width katakana -> full width, a (semi-)voiced mark joined to its kana
 * - ヵ ヶ カ ケ 箇 個 between a numeral and what is counted (三ヵ国, 3ヶ所) -> か
 * - 靱 -> 靭, ◯ -> ○; compatibility ideographs and radicals (PDF extraction) -> the ordinary characters
 *
 * Plain comparison only: letters keep their case (`foldKey` drops it), and nothing that distinguishes words is lost.
 * Offsets are UTF-16 code units, ranges half open. Total and linear.
 */

/** Marks characters that become none or several, or whose folding depends on their neighbours. */
const SPECIAL = 0xffff;
const TABLE = new Uint16Array(0x10000);
/** What a SPECIAL character becomes wherever it stands. */
const EXPANSIONS = new Map<number, string>();
/** Kana -> the same kana with a (semi-)voiced mark. */
const VOICED = new Map<number, number>();
const SEMI_VOICED = new Map<number, number>();

const LONG_VOWEL = 0x30fc;
const HALF_LONG_VOWEL = 0xff70;
const COUNTER_KA = 0x304b;
const HYPHEN = 0x2d;
const SPACE = 0x20;

const HALF_KATAKANA =
  'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン';
const COUNTER_WORDS = 'ヵヶカケ箇個';
const COUNTED = '国月所年条項点村町処店';
const COUNTING = '一二三四五六七八九十百千万〇数何幾';

buildTable();

/**
 * The folded character of a character that always becomes one other; any other character is given back as it is.
 * NaN, which `charCodeAt` gives behind the end of a text, becomes 0.
 */
export function foldChar(code: number): number {
  const folded = TABLE[code | 0];
  return folded === SPECIAL ? code : folded;
}

/** A folded text and the way back into the original. */
export class Folded {
  readonly text: string;
  readonly #originalLength: number;
  /**
   * Where lengths differ, ascending: folded start, folded end, original start, original end; between these entries one
   * character stands for one. Undefined where every character does.
   */
  readonly #jumps: readonly number[] | undefined;

  constructor(text: string, originalLength: number, jumps: readonly number[] | undefined) {
    this.text = text;
    this.#originalLength = originalLength;
    this.#jumps = jumps;
  }

  /** The original offset of the character at a folded offset: for `II` out of Ⅱ, at both letters that of Ⅱ. */
  toOriginal(offset: number): number {
    if (!(offset > 0)) offset = 0;
    if (offset >= this.text.length) return this.#originalLength;
    const jumps = this.#jumps;
    if (jumps === undefined) return offset;
    const at = lastJump(jumps, offset);
    if (at < 0) return offset;
    return offset < jumps[at + 1] ? jumps[at + 2] : jumps[at + 3] + offset - jumps[at + 1];
  }

  /**
   * The original range of a folded range: the whole characters that it touches. Invisible characters at its edges stay
   * outside. An empty range stays empty.
   */
  toOriginalRange(start: number, end: number): { start: number; end: number } {
    const from = this.toOriginal(start);
    if (!(end > start) || !(end > 0)) return { start: from, end: from };
    const last = Math.min(end, this.text.length) - 1;
    const jumps = this.#jumps;
    if (jumps === undefined) return { start: from, end: Math.max(from, last + 1) };
    const at = lastJump(jumps, last);
    let to = last + 1;
    if (at >= 0) to = last < jumps[at + 1] ? jumps[at + 3] : jumps[at + 3] + last + 1 - jumps[at + 1];
    return { start: from, end: Math.max(from, to) };
  }
}

/** Index of the last entry that begins at or before a folded offset, -1 if there is none. */
function lastJump(jumps: readonly number[], offset: number): number {
  let low = -1;
  let high = jumps.length >> 2;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (jumps[middle << 2] <= offset) low = middle;
    else high = middle;
  }
  return low < 0 ? -1 : low << 2;
}

/** Strings of one character, made once: most folded texts differ from the original in a few brackets and commas. */
const CHARS: (string | undefined)[] = [];

function charOf(code: number): string {
  let char = CHARS[code];
  if (char === undefined) {
    char = String.fromCharCode(code);
    CHARS[code] = char;
  }
  return char;
}

/** Folds a text. Costs one table look-up a character where nothing changes, and then gives back the same string. */
export function fold(text: string): Folded {
  const length = text.length;
  let i = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (TABLE[code] !== code) break;
    i++;
  }
  if (i === length) return new Folded(text, length, undefined);

  // what is changed, with the runs between that are not; `from` is where the run begins that is not in it yet
  let done = '';
  let from = 0;
  let jumps: number[] | undefined;
  let previous = i > 0 ? text.charCodeAt(i - 1) : 0;

  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    let folded = TABLE[code];
    if (folded === SPECIAL && code !== SPECIAL) {
      folded = inContext(text, i, code, previous);
      if (folded === SPECIAL) {
        done += text.substring(from, i);
        from = i + 1;
        const joined = joinMark(text, i, code);
        if (joined !== 0) {
          // The kana before is the last character out, and stands for one character of the original.
          jumps ??= [];
          jumps.push(done.length - 1, done.length, i - 1, i + 1);
          done = done.substring(0, done.length - 1) + charOf(joined);
          previous = joined;
          continue;
        }
        const expansion = EXPANSIONS.get(code);
        if (expansion === undefined) {
          from = i;
          folded = code;
        } else {
          jumps ??= [];
          jumps.push(done.length, done.length + expansion.length, i, i + 1);
          done += expansion;
          if (expansion !== '') previous = expansion.charCodeAt(expansion.length - 1);
          continue;
        }
      }
    }
    if (folded !== code) {
      done += text.substring(from, i) + charOf(folded);
      from = i + 1;
    }
    previous = folded;
  }
  return new Folded(done + text.substring(from), length, jumps);
}

/** A key for comparing titles, headings and terms: folded, without white space, Latin letters in lower case. */
export function foldKey(text: string): string {
  return fold(text).text.replace(/\s+/g, '').toLowerCase();
}

/** The one character that ー or a counter word becomes where it stands; SPECIAL for all others. `previous` is folded. */
function inContext(text: string, at: number, code: number, previous: number): number {
  if (code === LONG_VOWEL || code === HALF_LONG_VOWEL) {
    if (isKana(previous)) return LONG_VOWEL;
    // Behind kanji it is a vowel mark at most before kana; between 日米 and ASEAN, or before 3, it is a dash.
    return isIdeograph(previous) && isKana(plainChar(text.charCodeAt(at + 1))) ? LONG_VOWEL : HYPHEN;
  }
  const plain = counterWord(code);
  if (plain === 0) return SPECIAL;
  // One space on either side is a trace of copying.
  const counting = previous === SPACE ? lastOf(text.charCodeAt(at - 2)) : previous;
  if (!isCounting(counting)) return plain;
  const next = foldChar(text.charCodeAt(at + 1));
  return isCounted(next === SPACE ? foldChar(text.charCodeAt(at + 2)) : next) ? COUNTER_KA : plain;
}

/** The character that a counter word is elsewhere; 0 for what is no counter word. */
function counterWord(code: number): number {
  if (code === 0xff76) return 0x30ab;
  if (code === 0xff79) return 0x30b1;
  return COUNTER_WORDS.includes(String.fromCharCode(code)) ? code : 0;
}

/** The folded character, also of those that have neighbours to look at. */
function plainChar(code: number): number {
  return code === HALF_LONG_VOWEL ? LONG_VOWEL : counterWord(code) || foldChar(code);
}

/** The last character of what a character becomes: 0 of ㊿. */
function lastOf(code: number): number {
  const expansion = EXPANSIONS.get(code);
  return expansion ? expansion.charCodeAt(expansion.length - 1) : foldChar(code);
}

function isCounting(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code > 0x2fff && COUNTING.includes(String.fromCharCode(code)));
}

function isCounted(code: number): boolean {
  return code > 0x2fff && COUNTED.includes(String.fromCharCode(code));
}

/** The kana before `at` joined with the mark at `at`; 0 where there is nothing to join. */
function joinMark(text: string, at: number, code: number): number {
  if (at === 0) return 0;
  const table =
    code === 0xff9e || code === 0x3099 ? VOICED : code === 0xff9f || code === 0x309a ? SEMI_VOICED : undefined;
  if (table === undefined) return 0;
  const before = text.charCodeAt(at - 1);
  return table.get(plainChar(before)) ?? 0;
}

function isKana(code: number): boolean {
  return (code >= 0x3041 && code <= 0x309e) || (code >= 0x30a1 && code <= 0x30fe && code !== 0x30fb);
}

function isIdeograph(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3005;
}

function buildTable(): void {
  for (let code = 0; code < 0x10000; code++) TABLE[code] = code;

  for (let code = 0xff01; code <= 0xff5e; code++) TABLE[code] = code - 0xfee0;
  // Every kind of space; and what is not seen at all: soft hyphen, zero-width signs, variation selectors.
  for (const code of [0xa0, 0x3000, 0x202f, 0x205f]) TABLE[code] = SPACE;
  for (let code = 0x2000; code <= 0x200a; code++) TABLE[code] = SPACE;
  for (const code of [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]) expand(code, '');
  for (let code = 0xfe00; code <= 0xfe0f; code++) expand(code, '');

  // Unicode's own compatibility mappings hold the facts for signs made of others and for variants of one sign.
  const compatible: [number, number][] = [
    [0x2e80, 0x2fd5], // radicals
    [0xf900, 0xfaff], // compatibility ideographs
    [0x2100, 0x214f], // № ℃ ℡
    [0x2160, 0x217f], // Ⅱ ⅱ
    [0x2460, 0x24ea], // ① ⑴ ⒈ ⒜
    [0x3200, 0x33ff], // ㈠ ㊤ ㍻ ㎞ ㉑ ㊿
    [0xfb00, 0xfb06], // ﬁ
    [0xfe10, 0xfe19], // vertical punctuation
    [0xfe31, 0xfe44], // vertical brackets
    [0xfe47, 0xfe48],
    [0xfe50, 0xfe6b], // small forms
    [0xffe0, 0xffe6], // ￥
    [0xff61, 0xff65], // ｡｢｣､･
  ];
  for (const [from, to] of compatible) {
    for (let code = from; code <= to; code++) expand(code, String.fromCharCode(code).normalize('NFKC'));
  }
  for (let code = 0x2776; code <= 0x277f; code++) expand(code, String(code - 0x2775)); // ❶
  for (let code = 0x2780; code <= 0x2789; code++) expand(code, String(code - 0x277f)); // ➀
  for (let code = 0x278a; code <= 0x2793; code++) expand(code, String(code - 0x2789)); // ➊
  for (let code = 0x24eb; code <= 0x24f4; code++) expand(code, String(code - 0x24e0)); // ⓫
  for (let code = 0x24f5; code <= 0x24fe; code++) expand(code, String(code - 0x24f4)); // ⓵
  expand(0x24ff, '0');

  for (let k = 0; k < HALF_KATAKANA.length; k++) TABLE[0xff66 + k] = HALF_KATAKANA.charCodeAt(k);
  for (let code = 0x3041; code <= 0x30fe; code++) {
    learnMark(VOICED, code, '\u3099');
    learnMark(SEMI_VOICED, code, '\u309a');
  }

  const one = (from: string, to: string) => {
    for (const char of from) TABLE[char.charCodeAt(0)] = to.charCodeAt(0);
  };
  one('‐‑‒–—―−⁃˗─', '-');
  one('〜∼〰', '~');
  one('、', ',');
  one('“”„‟〝〞〟', '"');
  one('‘’‚‛', "'");
  one('·‧⋅', '・');
  one('∶︰', ':');
  TABLE[0x2329] = 0x3008; // angle brackets of Miscellaneous Technical
  TABLE[0x232a] = 0x3009;
  one('靱', '靭');
  one('◯', '○');

  // A mapping onto a character that is itself mapped (﹑ -> 、 -> `,`; ︱ -> — -> `-`).
  for (let code = 0; code < 0x10000; code++) {
    if (TABLE[code] !== SPECIAL) TABLE[code] = TABLE[TABLE[code]] === SPECIAL ? TABLE[code] : TABLE[TABLE[code]];
  }
  for (const [code, text] of EXPANSIONS) {
    EXPANSIONS.set(code, text.split('').map(plainUnit).join(''));
  }

  for (const char of COUNTER_WORDS) TABLE[char.charCodeAt(0)] = SPECIAL;
  for (const code of [LONG_VOWEL, HALF_LONG_VOWEL, 0xff76, 0xff79, 0x3099, 0x309a, 0xff9e, 0xff9f])
    TABLE[code] = SPECIAL;
  EXPANSIONS.set(0xff9e, '゛');
  EXPANSIONS.set(0xff9f, '゜');
}

function plainUnit(unit: string): string {
  return String.fromCharCode(foldChar(unit.charCodeAt(0)));
}

function expand(code: number, text: string): void {
  if (text.length === 1) {
    TABLE[code] = text.charCodeAt(0);
  } else {
    TABLE[code] = SPECIAL;
    EXPANSIONS.set(code, text);
  }
}

function learnMark(table: Map<number, number>, code: number, mark: string): void {
  const joined = (String.fromCharCode(code) + mark).normalize('NFC');
  if (joined.length === 1) table.set(code, joined.charCodeAt(0));
}
