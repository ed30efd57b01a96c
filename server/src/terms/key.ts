/**
 * The key of a text: what of it is compared when terms are looked for. Made of folded text (text/width.ts), it leaves out what
 * writers put between the parts of a name or leave away again (spaces, hyphens, ・, quotation marks) and has one sign for
 * variants of one: no case, 三 = 3, ヶ = ケ, 附 = 付. What was left out is looked at again when a match is weighed (matcher.ts).
 */

/** What stands between two characters of a key, as bits. */
export const Gap = {
  none: 0,
  space: 1,
  /** Hyphens and ・. */
  joint: 2,
  quote: 4,
} as const;

const DROPPED = 0;
const TABLE = new Uint16Array(0x10000);
const GAPS = new Uint8Array(0x10000);

/** Kanji written in two ways in these texts, where folding widths leaves both: the first is turned into the second. */
const VARIANTS = '附付國国縣県澤沢邊辺廣広濱浜龍竜繩縄﨑崎髙高ヶケヵカ';

for (let code = 0; code < 0x10000; code++) TABLE[code] = code;
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') TABLE[char.charCodeAt(0)] = char.charCodeAt(0) + 0x20;
for (let k = 0; k < 10; k++) TABLE['〇一二三四五六七八九'.charCodeAt(k)] = 0x30 + k;
for (let k = 0; k < VARIANTS.length; k += 2) {
  TABLE[VARIANTS.charCodeAt(k)] = VARIANTS.charCodeAt(k + 1);
}
drop(' \t\n\r\v\f', Gap.space);
drop('-・', Gap.joint);
drop('「」『』"\'', Gap.quote);

function drop(chars: string, gap: number): void {
  for (const char of chars) {
    TABLE[char.charCodeAt(0)] = DROPPED;
    GAPS[char.charCodeAt(0)] = gap;
  }
}

/** The key of a text, with the offset in the folded text of every character of the key. */
export interface KeyText {
  codes: Uint16Array;
  offsets: Int32Array;
  length: number;
}

export function createKeyText(): KeyText {
  return { codes: new Uint16Array(1024), offsets: new Int32Array(1024), length: 0 };
}

/** Makes the key of a folded text in `into`, whose tables are used again. */
export function makeKey(folded: string, into: KeyText): KeyText {
  if (into.codes.length < folded.length) {
    const size = Math.max(folded.length, 2 * into.codes.length);
    into.codes = new Uint16Array(size);
    into.offsets = new Int32Array(size);
  }
  const { codes, offsets } = into;
  let length = 0;
  for (let i = 0; i < folded.length; i++) {
    const code = TABLE[folded.charCodeAt(i)];
    if (code === DROPPED) continue;
    codes[length] = code;
    offsets[length++] = i;
  }
  into.length = length;
  return into;
}

/** What the character of a folded text is between two characters of its key; Gap.none if it is part of the key. */
export function gapOf(code: number): number {
  return GAPS[code];
}

const scratch = createKeyText();

/** The key of a folded text as a string, for look-up in maps. */
export function keyString(folded: string): string {
  const { codes, length } = makeKey(folded, scratch);
  let text = '';
  for (let i = 0; i < length; i += 4096) {
    text += String.fromCharCode.apply(null, codes.subarray(i, Math.min(length, i + 4096)) as unknown as number[]);
  }
  return text;
}

/** Whether the characters of one string stand in another in their order: 国民保護法 in 国民の保護のための措置に関する法律. */
export function isSubsequence(chars: string, text: string): boolean {
  let k = 0;
  for (let i = 0; i < text.length && k < chars.length; i++) if (text[i] === chars[k]) k++;
  return k === chars.length;
}
