/** The words of relative dates (昨年, 先月, 翌日, 今秋, 年度末) and what each counts from. */

import type { Anchor, PartSpec } from './expression.ts';
import { matches } from './point.ts';

export type RelativeWord = {
  readonly word: string;
  readonly offset: number;
  readonly anchor: Anchor;
} & (
  | { readonly kind: 'year' | 'fiscal-year' | 'month' | 'day' }
  | { readonly kind: 'season'; readonly season: PartSpec }
  /** 本 翌 去る 来る …: only before a number with 年, 月 or 日. `direction`: which way the date lies. */
  | { readonly kind: 'prefix'; readonly direction: 'past' | 'future' | undefined }
);

const WORDS: RelativeWord[] = [];

function add(kind: 'year' | 'fiscal-year' | 'month' | 'day', anchor: Anchor, words: Readonly<Record<string, number>>) {
  for (const [word, offset] of Object.entries(words)) WORDS.push({ word, kind, offset, anchor });
}

const YEARS = { 一昨々年: -3, 一昨年: -2, 昨年: -1, 去年: -1, 本年: 0, 今年: 0, 当年: 0, 明年: 1, 来年: 1 };
add('year', 'document', { ...YEARS, 明後年: 2, 再来年: 2, おととし: -2, ことし: 0 });
add('year', 'text', { 前々年: -2, 前年: -1, 同年: 0, その年: 0, 翌年: 1, 翌々年: 2 });
add('fiscal-year', 'document', { 一昨年度: -2, 昨年度: -1, 本年度: 0, 今年度: 0, 当年度: 0, 明年度: 1, 来年度: 1 });
add('fiscal-year', 'document', { 再来年度: 2 });
add('fiscal-year', 'text', { 前々年度: -2, 前年度: -1, 同年度: 0, 翌年度: 1, 翌々年度: 2 });
add('month', 'document', { 先々月: -2, 先月: -1, 今月: 0, 本月: 0, 当月: 0, 来月: 1, 再来月: 2 });
add('month', 'text', { 前月: -1, 同月: 0, 翌月: 1, 翌々月: 2 });
add('day', 'document', { 一昨日: -2, 昨日: -1, 本日: 0, 今日: 0, 明日: 1, 明後日: 2 });
add('day', 'document', { おととい: -2, きのう: -1, きょう: 0, あさって: 2 });
add('day', 'document', { 昨夜: -1, 昨晩: -1, 昨夕: -1, 今朝: 0, 今夕: 0, 今晩: 0, 今夜: 0 });
add('day', 'text', { 前日: -1, 同日: 0, 即日: 0, 翌日: 1, 翌々日: 2 });

const SEASONS = { 春: 'spring', 夏: 'summer', 秋: 'autumn', 冬: 'winter' } as const;
for (const [sign, season] of Object.entries(SEASONS)) {
  for (const [prefix, offset] of Object.entries({ 一昨: -2, 昨: -1, 今: 0, 本: 0, 来: 1, 明: 1 })) {
    WORDS.push({ word: prefix + sign, kind: 'season', season, offset, anchor: 'document' });
  }
  for (const [prefix, offset] of Object.entries({ 同: 0, 翌: 1 })) {
    WORDS.push({ word: prefix + sign, kind: 'season', season, offset, anchor: 'text' });
  }
}

const PREFIXES: readonly (readonly [string, number, Anchor, 'past' | 'future' | undefined])[] = [
  ['去る', 0, 'document', 'past'],
  ['来る', 0, 'document', 'future'],
  ['来たる', 0, 'document', 'future'],
  ['先週', 0, 'document', 'past'],
  ['来週', 0, 'document', 'future'],
  ['さる', 0, 'document', 'past'],
  ['本', 0, 'document', undefined],
  ['今', 0, 'document', undefined],
  ['昨', -1, 'document', undefined],
  ['明', 1, 'document', undefined],
  ['前', -1, 'text', undefined],
  ['同', 0, 'text', undefined],
  ['翌', 1, 'text', undefined],
];
for (const [word, offset, anchor, direction] of PREFIXES) {
  WORDS.push({ word, kind: 'prefix', offset, anchor, direction });
}

/** By their first character, the longest first. */
const BY_FIRST = new Map<number, RelativeWord[]>();
for (const word of WORDS.sort((a, b) => b.word.length - a.word.length)) {
  const first = word.word.charCodeAt(0);
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), word]);
}

/** First characters of the words. */
export const WORD_BEGINNINGS: readonly number[] = [...BY_FIRST.keys()];

/** Second characters of the words, and digits behind 本 and 翌: what stands behind most of 本, 同 and 前 in a text is none of them. */
const SECOND = new Uint8Array(0x10000);
for (const char of '0123456789 〇一二三四五六七八九十元平令昭') SECOND[char.charCodeAt(0)] = 1;
for (const { word } of WORDS) if (word.length > 1) SECOND[word.charCodeAt(1)] = 1;

/** Characters that make one word with the next: 日本, 共同, 以前, 従来, 過去, 声明. */
const ENDS_OF_OTHERS: Readonly<Record<string, string>> = {
  本: '日基資根見脚標台',
  同: '共合協混賛異',
  前: '以従午直目眼',
  来: '以従将未往到由再本',
  先: '優祖率',
  当: '相担該不手',
  今: '現古',
  去: '過除撤',
  明: '説証声解鮮表',
};
const OTHERS = new Map(Object.entries(ENDS_OF_OTHERS).map(([first, others]) => [first.charCodeAt(0), others]));

/** The relative word at exactly `at`; undefined inside another word. */
export function relativeWordAt(text: string, at: number): RelativeWord | undefined {
  if (SECOND[text.charCodeAt(at + 1) | 0] === 0) return undefined;
  const code = text.charCodeAt(at);
  const words = BY_FIRST.get(code);
  if (words === undefined || (at > 0 && OTHERS.get(code)?.includes(text.charAt(at - 1)))) return undefined;
  for (const word of words) if (text.startsWith(word.word, at)) return isCut(text, at, word) ? undefined : word;
  return undefined;
}

/** What stands behind 年, 月 and 日 where they begin or end another word: 同年齢, 今月号, 前日本側. */
const OTHER_YEARS = '代齢輩次金々';
const OTHER_MONTHS = '号刊例齢';
const OTHER_DAYS = '常系課程誌刊';
const OTHER_SEASONS = '季闘場服物休期田至日';
/** 日 with one of these is a pair of countries where 前 or 同 stands before it: 同日米会談. */
const COUNTRIES = '米韓中露ロ豪英仏独印比欧伊加越尼墨';
/** 今日 is "nowadays" unless something of the day follows. */
const CLEAR_TODAY =
  /の(?:会合|会談|協議|共同|署名|会見|議論|発表|夕食|閣議)|は(?!もは?や|世界|国際|我)|から|ここに?|午[前後]|(?:発表|署名|開催|発出|行わ|開か)/y;
/** 本日本会議 is 本日 and 本会議. */
const THIS_NOUN = /本(?:会|協|共|声|文|条|邦|件)/y;

const IN_THAT_YEAR = /の?(?:[0-9一二三四五六七八九十]{1,2}月|[末春夏秋冬暮]|前半|後半)/y;

const isKana = (code: number): boolean => code >= 0x3041 && code <= 0x3096;
/** What stands before and behind きのう and あさって where they are words of their own. */
const BEFORE_KANA = 'はがもをでに';
const BEHIND_KANA = /[のはもに,0-9一二三四五六七八九十]|から|まで|午/y;

/** Whether a word in kana is only part of another: どきょう, きょうどう. */
function isOtherKana(text: string, at: number, end: number): boolean {
  const before = text.charAt(at - 1);
  if (at > 0 && isKana(before.charCodeAt(0)) && !BEFORE_KANA.includes(before)) return true;
  return !matches(BEHIND_KANA, text, end);
}

function isCut(text: string, at: number, { word, kind }: RelativeWord): boolean {
  const end = at + word.length;
  const next = text.charAt(end);
  if (next === '') return false;
  // その年 alone is any year
  if (word === 'その年') return !matches(IN_THAT_YEAR, text, end);
  if (kind !== 'prefix' && isKana(text.charCodeAt(at)) && isOtherKana(text, at, end)) return true;
  switch (kind) {
    case 'year':
      return OTHER_YEARS.includes(next) || (word === '前年' && (next === '比' || next === '同' || next === '並'));
    case 'fiscal-year':
      return word === '前年度' && (next === '比' || next === '並');
    case 'month':
      return OTHER_MONTHS.includes(next) || (word === '前月' && (next === '比' || next === '同'));
    case 'season':
      return OTHER_SEASONS.includes(next);
    case 'day':
      if (word === '今日') return !matches(CLEAR_TODAY, text, next === ',' ? end + 1 : end);
      if (next === '本') return !matches(THIS_NOUN, text, end);
      if ((word === '前日' || word === '同日') && COUNTRIES.includes(next)) return true;
      return OTHER_DAYS.includes(next);
    default:
      return false;
  }
}
