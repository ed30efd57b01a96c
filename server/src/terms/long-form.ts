import type { Names } from './definition-model.ts';
import { isHan, isHiragana, isKatakana, isLatin, isWordLetter } from './matcher.ts';

/**
 * Where the name begins that a bracket explains: 在日米軍駐留に関連する経費負担（HNS）. Japanese puts what modifies a noun before it, without a
 * sign, so the beginning has to be found: backwards over nouns and what joins nouns, up to a particle, a verb or a comma.
 */

/** How far back a name can begin, in characters. */
const REACH = 140;

/** What joins two nouns of one name, longest first. The noun before it belongs to the name. */
const JOINTS = [
  'との間における',
  'との間の',
  'に関連する',
  'を目的とする',
  'についての',
  'に向けた',
  'に対する',
  'に対処するための',
  'に関する',
  'における',
  'に基づく',
  'に係る',
  'にかかる',
  'をめぐる',
  'のための',
  'に際しての',
  'に対しての',
  'に伴う',
  'による',
  'のある',
  'への',
  'との',
  'からの',
  'での',
  'ための',
  '並びに',
  'ならびに',
  'および',
  'または',
  'もしくは',
  '及び',
  '又は',
  '若しくは',
  'な',
  'の',
  'と',
] as const;

/** Joints that only a long official name has inside; a short name keeps to one side of the others. */
const OFFICIAL = new Set<string>([
  'との間における',
  'との間の',
  'に関連する',
  'についての',
  'に対する',
  'に関する',
  'における',
  'に係る',
  'にかかる',
  'のための',
  'に対処するための',
  'に向けた',
  'に伴う',
  'をめぐる',
  '及び',
  'および',
  '並びに',
]);

/** Verbs inside official names: 円滑化する, を促進する, を確保するための are followed by の or a noun. */
const OWNERS =
  /(?:日本|日本国|我が国|米国|合衆国|アメリカ合衆国|英国|豪州|中国|韓国|北朝鮮|ロシア|フランス|ドイツ|インド|フィリピン|イタリア|カナダ|両国|二国間|両政府|両国政府|日米|日米両国|日米両政府|政府|各国|関係国|同国|双方|両者|両大臣|閣僚|国連|国際社会|地域|世界|側|国|県|市|省|庁|氏|年|月|日|今回|前回|今般|昨年|本年|来年|同年|同日|以下|上記|下記|次|等|ら|これら|それら|それぞれ|これ|それ|当該|そ|こ|各|同様|共通|相互|最大|初|一部|多く|すべて|全て|一つ|下|上|中|後|前|間|際|時|ため|もと)$/;

/** What stands before a name and is no part of it. */
const LEADING =
  /^(?:[・,。\s)\]」』]+|(?:同|本|当該|上記|下記|前記|これらの|この|その|こうした|かかる|新たな|主な|主要な|今回の|今般の|いわゆる|また|なお|さらに|更に|特に|及び|並びに|又は|のうち|うち|例えば|一方|他方|ただし))(?=.{2})/;

export type NameShape = 'short' | 'official';

/**
 * Start of the name that ends at `end` (UTF-16 offsets in the folded text), `end` itself where there is none.
 * `shape` says what the alias lets expect: an acronym stands for a short name, 以下「…」という often for a long one.
 */
export function startOfName(text: string, end: number, shape: NameShape, names: Names): number {
  const limit = Math.max(0, end - REACH);
  let start = nounStart(text, end, limit);
  if (start === end) return end;
  for (;;) {
    const joint = jointBefore(text, start, limit);
    if (joint === undefined) break;
    const before = start - joint.length;
    let left = nounStart(text, before, limit);
    if (left === before) break;
    const noun = text.slice(left, before);
    const own = text.slice(start, end);
    if (!holds(joint, noun, own, shape)) break;
    const known = names.startOfAny(before);
    if (known >= limit && known < left) left = known;
    start = left;
  }
  const known = names.startOfAny(end);
  if (known >= 0 && known < start) start = known;
  for (;;) {
    const leading = LEADING.exec(text.slice(start, end));
    if (leading === null) break;
    start += leading[0].length;
  }
  return start;
}

/** Whether `noun` + `joint` belongs to the name of which `own` was read already. */
function holds(joint: string, noun: string, own: string, shape: NameShape): boolean {
  if (joint === 'と') return shape === 'official' && /^[^の]*との間/.test(own) === false && own.includes('との間');
  if (joint === 'な') return false;
  if (joint === 'の') {
    if (OWNERS.test(noun)) return false;
    if (shape === 'official') return true;
    // 航行の自由, 核兵器の不拡散に関する条約: a noun that says little alone
    return /^.{1,3}(?:$|に関|に係|のた|に対)/.test(own);
  }
  if (OFFICIAL.has(joint)) return true;
  return shape === 'official' && !/^(?:との|からの|での|への|又は|または|もしくは|若しくは)$/.test(joint);
}

/** Start of the run of nouns that ends at `end`: kanji, katakana, letters, digits and what stands inside words. */
function nounStart(text: string, end: number, limit: number): number {
  let i = end;
  while (i > limit) {
    const code = text.charCodeAt(i - 1);
    if (isHan(code) || isKatakana(code) || isWordLetter(code)) {
      i--;
      continue;
    }
    const char = text[i - 1];
    // signs inside words
    if (i < end && '・-/&+.=\'"'.includes(char) && i - 1 > limit) {
      i--;
      continue;
    }
    // a blank between Latin words
    if (char === ' ' && i < end && isLatin(text.charCodeAt(i)) && isWordLetter(text.charCodeAt(i - 2))) {
      i--;
      continue;
    }
    // a quoted part of the name: 「核兵器のない世界」決議
    if (char === '」' || char === '』') {
      const open = text.lastIndexOf(char === '」' ? '「' : '『', i - 1);
      if (open >= limit && i - open <= 42) {
        i = open;
        continue;
      }
    }
    // kana inside a noun: 取り決め, 申し合わせ, 打ち合わせ, 取組み, 枠組み
    if (isHiragana(code)) {
      const inner = INNER_KANA.exec(text.slice(Math.max(limit, i - 8), i));
      if (inner !== null && inner[0].length > 0) {
        i -= inner[0].length;
        continue;
      }
    }
    break;
  }
  // a name does not begin with a sign
  while (i < end && '・-/&+.=\'" '.includes(text[i])) i++;
  return i;
}

/** Nouns with kana in them, at the end of a run. */
const INNER_KANA =
  /(?:取り?決め|申し?合わせ|打ち?合わせ|取り?組み|枠組み|取り?まとめ|手続き|引き?渡し|受け?入れ|立ち?入り|呼び?掛け|在り方|あり方|見直し|差し?止め|切れ目ない|島しょ|強じん性?|抗たん性?|う回|ひな形|あっせん|覚え?書き?|思いやり|お知らせ|申し?入れ|申し?立て|積み?立て|埋め?立て|取り?扱い|締め?くくり|まちづくり|ものづくり|ルールづくり|つながり|まとめ|ねらい|がん|いじめ|みなし)$/;

function jointBefore(text: string, start: number, limit: number): string | undefined {
  for (const joint of JOINTS) {
    if (start - joint.length > limit && text.startsWith(joint, start - joint.length)) return joint;
  }
  return undefined;
}

/**
 * Start of the English name whose initials a bracketed acronym gives: `Security Consultative Committee (SCC)`. -1 if the words
 * do not give its letters. After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
 * biomedical text", 2003: letters are matched from the right, the first one at the beginning of a word.
 */
export function startOfEnglish(text: string, end: number, acronym: string): number {
  const letters = acronym.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  if (letters.length < 2) return -1;
  const words = Math.min(letters.length + 5, letters.length * 2) + 2;
  let i = end - 1;
  let limit = end;
  let counted = 0;
  while (limit > 0 && counted < words && /[A-Za-z0-9 '/&,-]/.test(text[limit - 1])) {
    limit--;
    if (text[limit] === ' ') counted++;
  }
  for (let k = letters.length - 1; k >= 0; k--) {
    for (;;) {
      if (i < limit) return -1;
      const same = text[i].toLowerCase() === letters[k];
      if (same && (k > 0 || i === 0 || !isWordLetter(text.charCodeAt(i - 1)))) break;
      i--;
    }
    i--;
  }
  return i + 1;
}

const SMALL_WORDS = /^(?:of|for|and|on|the|to|in|with|between|concerning|regarding|against|under|de|a|an|at|by|or)$/;

/** Start of the English name of any words that ends at `end`: capitalised words and the small words between them. */
export function startOfEnglishName(text: string, end: number): number {
  let start = -1;
  let i = end;
  for (let words = 0; words < 40; words++) {
    let from = i;
    while (from > 0 && /[A-Za-z0-9'’.\-/&+]/.test(text[from - 1])) from--;
    const word = text.slice(from, i);
    if (word === '') break;
    if (/^[A-Z0-9]/.test(word)) start = from;
    else if (!SMALL_WORDS.test(word)) break;
    if (from === 0 || text[from - 1] !== ' ') {
      // one comma inside a list of nouns: Health, Labour and Welfare
      if (text[from - 1] === ' ' || !(text[from - 2] === ',' || text[from - 1] === ',')) break;
    }
    i = from - 1;
    if (text[i - 1] === ',') break;
  }
  if (start < 0) return -1;
  const article = /^(?:The|A|An|This|Under|In|On) /.exec(text.slice(start, end));
  return article ? start + article[0].length : start;
}
