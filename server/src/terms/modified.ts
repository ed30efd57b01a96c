import { nameOf } from './entry.ts';
import type { EntrySpelling } from './glossary.ts';
import { keyOf } from './glossary.ts';
import { isHan, isKatakana, isWordLetter } from './matcher.ts';

/**
 * Whether a word is the head of a compound that is another thing: 情報共有ロードマップ is not the ロードマップ. Japanese compounds have their
 * head last, so what stands before the word decides; what stands behind it leaves its meaning as it is (ロードマップ策定).
 */

/** Longest modifier that is looked at. */
const REACH = 24;

/** Categories whose terms are the names of single things. */
const NAMES = new Set(['document', 'agreement', 'law']);

/**
 * What may stand before a name without making it another: pointing words, dates, ends of clauses, and Japan and the United
 * States, of which these texts speak unless they say otherwise.
 */
const NEUTRAL =
  /(?:日米|日米両国|日米間|米国|米側|日本|我が国|政府|同|本|当該|新|旧|現|現行|両|各|前|上記|前記|下記|右|左|標記|首記|掲記|改定|改訂|改正|修正|当初|最新|累次|次期|第?[0-9]+次?|[年月日度号条項章]|[前後際時中上下内外間等他]|経費負担|以来|以降|以後|以前|以上|今般|今回|今後|今次|今日|現在|従来|先般|先|別途|元|一部|一方|他方|全|全て|主要|既存|基本|共同|公式|関連|正式|再編|米軍|省|庁|側|氏|国|会合|会談|協議|発表|署名|発効|承認|策定|公表|決定|合意)$/;

/** Two or more countries by their short signs: 日豪, 日米韓, 米比. */
const COUNTRIES = /[日米英仏独豪印韓中露比加伊朝越泰欧蘭西]{2,5}$/;

/** Whether the spelling found at `start` of the folded text means its entry there. */
export function keepsMeaning(text: string, start: number, spelling: EntrySpelling): boolean {
  const { entry } = spelling;
  const end = text[start - 1] === '「' || text[start - 1] === '『' || text[start - 1] === '"' ? start - 1 : start;
  const modifier = modifierBefore(text, end);
  if (modifier === '') return true;
  const pair = COUNTRIES.exec(modifier);
  // 日豪「2+2」 is not that of Japan and the United States
  if (pair !== null && pair[0] !== '日米' && isJapanUS(entry.ja)) return false;
  if (end !== start) return true;
  if (entry.context.some((word) => modifier.includes(word))) return true;
  // 日・フィリピン円滑化協定 is one of those that the entry speaks of
  if (!isJapanUS(entry.ja) && (pair !== null || /日・[ァ-ヶー]+$/.test(modifier))) return true;
  if (NAMES.has(entry.category)) return NEUTRAL.test(modifier);
  if (entry.category === 'organisation' || entry.category === 'meeting') {
    // インド外務省, 米国国家安全保障会議: that of another country
    if (/[ァ-ヶー]{2,}$|(?:英国|韓国|中国|米国|豪州|露|独|仏|伊|比)$/.test(modifier) && isHan(text.charCodeAt(start)))
      return false;
    // the short form of a longer name: ミュンヘン安全保障会議, 日英合同委員会
    if (!isShortForm(spelling)) return true;
    return NEUTRAL.test(modifier);
  }
  return true;
}

/** Whether an alias of the text that stands at `start` is the alias, and not the head of another compound. */
export function aliasStands(text: string, start: number, end: number): boolean {
  const before = text[start - 1];
  if (before === '「' || before === '『' || before === '"') return true;
  const modifier = modifierBefore(text, start);
  if (modifier !== '' && isHanOrKana(text.charCodeAt(start)) && !NEUTRAL.test(modifier)) return false;
  // 協定書, 指針的: another word
  return !(end - start <= 2 && /[書者的化性員]/.test(text[end] ?? ''));
}

function isJapanUS(name: string): boolean {
  return name.startsWith('日米') || name.startsWith('在日米');
}

function isShortForm({ entry, text }: EntrySpelling): boolean {
  const key = keyOf(text);
  const full = keyOf(nameOf(entry));
  return key !== full && (full.endsWith(key) || key.length <= 6);
}

/** The run of kanji, katakana, letters and digits before an offset. */
export function modifierBefore(text: string, end: number): string {
  let i = end;
  while (i > 0 && end - i < REACH) {
    const code = text.charCodeAt(i - 1);
    if (!isHan(code) && !isKatakana(code) && !isWordLetter(code) && !(i < end && text[i - 1] === '・')) break;
    i--;
  }
  return text.slice(i, end);
}

function isHanOrKana(code: number): boolean {
  return isHan(code) || isKatakana(code);
}

/** Whether what stands before a name makes it the head of another one: 情報共有ロードマップ, 日豪「2+2」 where that of Japan and the US is asked for. */
export function isHeadOfAnother(text: string, start: number): boolean {
  const before = text[start - 1];
  const quoted = before === '「' || before === '『' || before === '"';
  const modifier = modifierBefore(text, quoted ? start - 1 : start);
  if (modifier === '') return false;
  const pair = COUNTRIES.exec(modifier);
  if (pair !== null && pair[0] !== '日米') return true;
  return !quoted && isHanOrKana(text.charCodeAt(start)) && !NEUTRAL.test(modifier);
}
