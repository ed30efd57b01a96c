import { isDigit, isHan, isKatakana, isLatin } from '../../terms/matcher.ts';
import { fold } from '../../text/width.ts';

/**
 * What a section speaks of, as numbers below 65,536 (`Feature`): pairs of kanji, words of katakana and Latin letters, the same of its heading, terms of
 * the glossary, dates and amounts. Each kind has a range of its own, so that a number tells its kind; two things can share a number, which
 * in a set of forty does not matter.
 */

/** Ranges of the kinds: [from, to). */
export const WORD_END = 0xc000;
export const TERM_END = 0xe000;
export const HEADING_END = 0xf000;
export const FEATURES = 0x10000;

/** Words that stand in most sections of every text of the field, and tell nothing. Pairs of kanji as they are cut from longer words. */
const COMMON = [
  '日米米両両国日本米国国間国政政府府間双方両者両大大臣閣僚長官外務防衛衛大務大務省衛省国務国防会談会合協議委員員会',
  '一致確認意見見一認識共有説明発言述旨歓迎評価支持表明強調期待重要必要引続続具体協力推進促進強化今後更引',
  '関係実施検討議論進展取組組実現継続努力問題課題点等含基本安全保障',
].join('');
const COMMON_PAIRS = new Set<number>();
for (let k = 0; k + 1 < COMMON.length; k++) COMMON_PAIRS.add(pairOf(COMMON.charCodeAt(k), COMMON.charCodeAt(k + 1)));

function pairOf(a: number, b: number): number {
  return a * 0x10000 + b;
}

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** A number of [from, to) for a hash. */
function within(hash: number, from: number, to: number): number {
  const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return from + (((spread ^ (spread >>> 13)) >>> 0) % (to - from));
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}

/** The number of a term; `id` as in `Meaning`. */
export function termFeature(id: string): number {
  return within(hashOf(id), WORD_END, TERM_END);
}

/** The number of a date (ISO, a day or a month) or an amount with its unit. */
export function factFeature(fact: string): number {
  return within(hashOf(fact), HEADING_END, FEATURES);
}

/** Numbers as headings have them of the same words. */
export function asHeading(feature: number): number {
  return within(feature + 1, TERM_END, HEADING_END);
}

/** Longest word of katakana or Latin letters that is told from others with the same beginning. */
const LONGEST = 40;

/**
 * Calls `take` with the number of every word of a line, in order. The line may be as it stands; `take` is given the weight too: how much the kind of
 * word says, 1 to 3.
 */
export function wordsOf(line: string, take: (feature: number, weight: number) => void): void {
  const { length } = line;
  for (let i = 0; i < length; ) {
    const code = plain(line.charCodeAt(i));
    if (isHan(code)) {
      const next = line.charCodeAt(i + 1);
      if (isHan(next)) {
        if (!COMMON_PAIRS.has(pairOf(code, next))) take(pairFeature(code, next), 2);
      }
      // 道ミ of 弾道ミサイル
      else if (isKatakana(next)) take(pairFeature(code, next), 2);
      i++;
    } else if (isKatakana(code) || isLatin(code)) {
      const isWord = isKatakana(code) ? isKatakana : isWordOfLetters;
      const start = i;
      let hash = 0x811c9dc5;
      for (let letter = code; isWord(letter); letter = plain(line.charCodeAt(++i))) {
        if (i - start < LONGEST) hash = mix(hash, letter | 0x20);
      }
      if (i - start >= 2 && !(isLatin(code) && isStop(line, start, i))) take(within(hash, 0, WORD_END), 3);
      // ナ海 of 南シナ海
      const next = line.charCodeAt(i);
      if (isKatakana(code) && isHan(next)) take(pairFeature(line.charCodeAt(i - 1), next), 2);
    } else i++;
  }
}

function pairFeature(a: number, b: number): number {
  return within(mix(mix(0x811c9dc5, a), b), 0, WORD_END);
}

/** A letter or digit of either width as the narrow one; anything else as it is. Cheaper than to fold, and enough here. */
function plain(code: number): number {
  return code >= 0xff10 && code <= 0xff5a ? code - 0xfee0 : code;
}

/** Whether letters are an English word that every text has; of wide letters that is not asked. */
function isStop(line: string, start: number, end: number): boolean {
  return end - start <= LONGEST_STOP && STOP.has(line.slice(start, end).toLowerCase());
}

/** English words that every text has. */
const STOP = new Set(
  'the of and to in for on with that by as at from is are was were be been has have had will would their its this these those it an or not which both also between other such including two they we our all more than into through under over japan japanese united states minister ministers secretary government governments said discussed confirmed reaffirmed welcomed'.split(
    ' ',
  ),
);

const LONGEST_STOP = 12;

function isWordOfLetters(code: number): boolean {
  return isLatin(code) || isDigit(code);
}

const NOTHING: readonly number[] = [];

/** Units of amounts; 年, 月, 日, 第…条 and 章 count or order something else. */
const UNITS = '人名億万兆機隻両基回か件%円ド施km棟発';

/** The amounts of a line: 8,000人, 28億ドル, 3機. */
export function amountsOf(line: string): readonly number[] {
  if (!/[0-9０-９]{2}/.test(line)) return NOTHING;
  const found: number[] = [];
  for (const match of fold(line).text.matchAll(/(?<![0-9第.])([0-9][0-9,.]*)(約)?([^0-9\s])/g)) {
    const [, number, , unit] = match;
    const digits = number.replace(/[,.]+$/, '').replaceAll(',', '');
    if (digits.length >= 2 && UNITS.includes(unit)) found.push(factFeature(`${digits}${unit}`));
  }
  return found;
}
