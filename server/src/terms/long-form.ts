import type { Names } from './definition-model.ts';
import { isSubsequence } from './key.ts';
import { isHan, isHiragana, isKatakana, isLatin, isWordLetter } from './matcher.ts';

/**
 * Where the name begins that a bracket explains: 在日米軍駐留に関連する経費負担（HNS）. Japanese puts what modifies a noun before it, without a
 * sign, so the beginning has to be found: backwards over nouns and what joins nouns, up to a particle, a verb or a comma.
 */

/** How far back a name can begin, in characters. */
const REACH = 140;

/** What joins two nouns of one name, longest first. The noun before it belongs to the name. */
const JOINTS = [
  'に向けた新たな',
  'のための新たな',
  'に関する新たな',
  'の新たな',
  'としての',
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
  'かつ',
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
  'をめぐる',
  '及び',
  'および',
  '並びに',
]);

/** Joints of a list: an acronym stands for its last member. */
const LISTING = new Set<string>(['及び', 'および', '並びに', 'ならびに']);

const ALTERNATIVES = new Set<string>(['又は', 'または', '若しくは', 'もしくは']);

/** A number or sign before the text of a line, which is part of no name. */
const MARKER =
  /^(?:[0-9]{1,2}(?:[.-][0-9]{1,2})*[.)]|[0-9]{1,2} |[IVX]{1,4}[. ]|第[0-9一二三四五六七八九十]+[章節条部編項号] ?|[ア-ンa-zA-Z][.)] ?|[ア-コ] ) */;

/** Whose a thing is: no part of its name. */
const OWNERS =
  /(?:日本|日本国|我が国|米国|合衆国|アメリカ合衆国|英国|豪州|中国|韓国|北朝鮮|ロシア|フランス|ドイツ|インド|フィリピン|イタリア|カナダ|両国|二国間|両政府|両国政府|日米|日米両国|日米両政府|政府|各国|関係国|同国|双方|両者|両大臣|閣僚|国連|国際社会|側|国|県|市|省|庁|氏)$/;

/** What tells when, which or how many: no part of a name either. */
const POINTERS =
  /(?:年|月|日|今回|前回|今般|昨年|本年|来年|同年|同日|以下|上記|下記|次|ら|これら|それら|それぞれ|これ|それ|当該|そ|こ|各|同様|共通|相互|最大|初|一部|多く|すべて|全て|一つ|ため|もと|下)$/;

/** The same of a short name only: of 災害時の避難経路 a long name can be made. */
const CIRCUMSTANCES = /(?:下|上|中|後|前|間|際|時)$/;

/** What stands before a name and is no part of it. */
const LEADING =
  /^(?:[・,。\s)\]」』]+|(?:同(?![盟志様時一期士僚意])|本(?![部土島人質格体])|当該|上記|下記|前記|これらの|この|その|こうした|かかる|新たな|主な|主要な|今回の|今般の|いわゆる|また|なお|さらに|すなわち|つまり|更に|特に|及び|並びに|又は|のうち|うち|例えば|一方|他方|ただし))(?=.{2})/;

export type NameShape = 'short' | 'official' | 'plural';

/**
 * Start of the name that ends at `end` (UTF-16 offsets in the folded text), `end` itself where there is none.
 * `shape` says what the alias lets expect: an acronym stands for a short name, 以下「…」という often for a long one, 両大臣 for two.
 */
export function startOfName(text: string, end: number, shape: NameShape, names: Names, alias = ''): number {
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
    if (!holds(joint, noun, own, shape, alias, LISTING.has(jointBefore(text, left, limit) ?? ''))) break;
    // 第三国の政府,国際機関又は個人（以下「第三者」という。）
    if (ALTERNATIVES.has(joint) || (LISTING.has(joint) && shape !== 'short')) left = startOfList(text, left, limit);
    const known = names.startOfAny(before);
    if (known >= limit && known < left) left = known;
    start = left;
  }
  const known = names.startOfAny(end);
  if (known >= 0 && known < start) start = known;
  if (shape !== 'short' && alias !== '') start = startOfClause(text, start, end, alias);
  start += /^[ ○●◎■□◆◇※・-]*/.exec(text.slice(start, end))?.[0].length ?? 0;
  if (text.slice(0, start).trim() === '') start += MARKER.exec(text.slice(start, end))?.[0].length ?? 0;
  for (;;) {
    const leading = LEADING.exec(text.slice(start, end));
    if (leading === null) break;
    start += leading[0].length;
  }
  return start;
}

/**
 * 秘密情報を保管する施設（以下「保管施設」という。）: what the alias takes from the clause before the noun shows that the clause belongs to
 * the name. It begins at the last comma or topic.
 */
function startOfClause(text: string, start: number, end: number, alias: string): number {
  // a noun that a verb stands before says nothing alone, and the title of a law is one whole
  const verbal = /[るたいうくすつぬむぶなり]/.test(text[start - 1] ?? '');
  const bare =
    verbal && (end - start <= 3 || /に関する(?:法律|特別措置法|条約|協定|政令|省令)$/.test(text.slice(start, end)));
  const wanted = hanOf(alias);
  if (!bare && (wanted.length < 3 || isSubsequence(wanted, text.slice(start, end)))) return start;
  const before = text.slice(Math.max(0, start - 60), start);
  const clause = /[^。,は;「」()]*$/.exec(before)?.[0] ?? '';
  return clause !== '' && (bare || isSubsequence(wanted, clause + text.slice(start, end)))
    ? start - clause.length
    : start;
}

/** The last words of names of one sort: 特定秘密保護法 and …に関する法律 are two laws, not one. */
const SORTS = [
  /(?:法|法律|政令|省令|規則)$/,
  /(?:条約|協定|取決め|議定書)$/,
  /(?:計画|戦略|大綱|方針|指針)$/,
  /(?:省|府|庁|局|室|機構|委員会|会議)$/,
];

function isSameSort(left: string, own: string): boolean {
  return SORTS.some((sort) => sort.test(left) && sort.test(own));
}

/** Joints that bind what stands before them into one name. */
const STRONG = /に関する|に係る|のための|に対する|に基づく/;

function isAcronymic(alias: string): boolean {
  return /^[A-Z]{3,}$/.test(alias);
}

/** About how many words a Japanese noun is made of: two kanji are one, and a run of katakana. */
function wordsOf(noun: string): number {
  let kanji = 0;
  for (let i = 0; i < noun.length; i++) if (isHan(noun.charCodeAt(i))) kanji++;
  return kanji / 2 + (noun.match(/[ァ-ヶー]{2,}|[A-Za-z0-9]+/g)?.length ?? 0);
}

function hanOf(text: string): string {
  return [...text].filter((char) => isHan(char.charCodeAt(0)) || isKatakana(char.charCodeAt(0))).join('');
}

/** Whether `noun` + `joint` belongs to the name of which `own` was read already. */
function holds(joint: string, noun: string, own: string, shape: NameShape, alias: string, listed: boolean): boolean {
  // letters that stand for more words than were read: 外国による情報操作及び干渉（FIMI）
  const few = isAcronymic(alias) && 2 * wordsOf(own) < alias.length;
  // 日本国とカナダとの間の…
  if (joint === 'と') {
    // 平和と安定に向けた新たなアプローチ
    if ((shape === 'official' || few) && /^[^のとをはが]{1,8}(?:に向けた|に関する|のための|に係る)/.test(own))
      return true;
    return shape === 'plural' || /^[^のをはが]{1,24}との間/.test(own);
  }
  if (shape === 'short' && LISTING.has(joint)) return few;
  // 多層的な無人防衛体制
  if (joint === 'な') return shape !== 'short' && (noun.endsWith('的') || STRONG.test(own));
  if (joint === 'かつ') return shape !== 'short';
  if (joint === 'の') {
    // 日本国の自衛隊とインド軍隊との間における…, 日本及び英国の外務大臣: owners are part of what two parties do
    if (shape === 'plural' && listed) return true;
    if (POINTERS.test(noun) && !own.includes('との間')) return false;
    if (shape !== 'short') {
      // 委員会の分科委員会（以下「分科委」という。）: whose it is, where the alias takes nothing from it
      const covered = STRONG.test(own)
        ? false
        : own.length >= hanOf(alias).length + 2 && isSubsequence(hanOf(alias), own);
      if (covered && hanOf(alias) !== '' && /(?:会|局|部|隊|軍|機構|本部|社|団|者)$/.test(noun)) return false;
      return !OWNERS.test(noun) || (own.includes('との間') && noun.length <= 8);
    }
    if (OWNERS.test(noun) || CIRCUMSTANCES.test(noun) || /(?:等|級|性|的|用|型)$/.test(noun)) return false;
    // 航行の自由, 核兵器の不拡散に関する条約: a noun that says little alone
    return few || /^.{1,3}$|^.{1,6}(?:に関|に係|のた|に対)/.test(own);
  }
  if (few && shape === 'short') return !/^(?:と|との|からの|での|への)$/.test(joint);
  // 北極海における船舶自動識別装置（AIS）: where it is, and no part of what it is called
  if (joint === 'における' && shape === 'short') return /に関する|のための|に係る|に対する/.test(own);
  if (LISTING.has(joint) && shape === 'official') {
    // 指針 of 三原則及び運用指針 is the last; 設備及び維持管理に係る指針 is one
    return !isSameSort(noun, own) && (STRONG.test(own) || !isSubsequence(hanOf(alias), own));
  }
  if (
    joint === 'における' &&
    /(?:期間|年度|会合|会議|会談|期|海|域|国|年)$/.test(noun) &&
    STRONG.test(own) &&
    !own.includes('との間')
  ) {
    return /(?:国|域)$/.test(noun);
  }
  // 自衛隊法に基づく警備行動: part of the name only if the alias takes something from it
  // 共同調達のための三か国調達事務局（TPO）: what it is for, where the name is one without it
  if (joint === 'のための' && shape === 'short') return own.length <= 4 || few;
  if (/^(?:に基づく|に伴う|による)$/.test(joint)) return shape !== 'short' && !isSubsequence(hanOf(alias), own);
  if (OFFICIAL.has(joint)) return true;
  return shape !== 'short' && !/^(?:との|からの|での|への)$/.test(joint);
}

/** Start of the list, its members parted by commas, whose last member before 又は begins at `start`. */
function startOfList(text: string, start: number, limit: number): number {
  while (text[start - 1] === ',') {
    let left = nounStart(text, start - 1, limit);
    if (left === start - 1) break;
    if (text[left - 1] === 'の') {
      const owner = nounStart(text, left - 1, limit);
      if (owner < left - 1) left = owner;
    }
    start = left;
  }
  return start;
}

/** Start of the run of nouns that ends at `end`: kanji, katakana, letters, digits and what stands inside words. */
function nounStart(text: string, end: number, limit: number): number {
  let i = end;
  // 公海（国家管轄権外区域）の生物多様性に関する協定: a bracket inside the name
  if (text[i - 1] === ')') {
    const open = text.lastIndexOf('(', i);
    if (open > limit && i - open <= 16) i = open;
  }
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
    // 主要8か国
    if (char === 'か' && isCounted(text.charCodeAt(i)) && isNumber(text.charCodeAt(i - 2))) {
      i--;
      continue;
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
  /(?:取り?決め|申し?合わせ|打ち?合わせ|取り?組み|枠組み|取り?まとめ|手続き|引き?渡し|受け?入れ|立ち?入り|呼び?掛け|在り方|あり方|見直し|差し?止め|切れ目ない|島しょ|強じん性?|抗たん性?|う回|ひな形|あっせん|覚え?書き?|思いやり|お知らせ|申し?入れ|申し?立て|積み?立て|埋め?立て|取り?扱い|締め?くくり|まちづくり|ものづくり|ルールづくり|つながり|まとめ|ねらい|がん|いじめ|みなし|飛しょう|ろ過|けん引|ひっ迫|ねつ造|破たん|隠ぺい|補てん|払しょく|漏えい|さん橋|しゅん功|急きょ|ちゅう密|かく乱|だ捕|あて先|はしけ|けい留|ふ頭|たい積)$/;

function isNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || '一二三四五六七八九十数'.includes(String.fromCharCode(code));
}

function isCounted(code: number): boolean {
  return '国月所年条'.includes(String.fromCharCode(code));
}

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
  const byWords = startByInitials(text, end, letters);
  if (byWords >= 0) return byWords;
  let i = end - 1;
  let limit = end;
  let counted = 0;
  let heads = 0;
  while (limit > 0 && counted < words && /[A-Za-z0-9 '/&,-]/.test(text[limit - 1])) {
    limit--;
    if (text[limit] === ' ') counted++;
  }
  for (let k = letters.length - 1; k >= 0; k--) {
    for (;;) {
      if (i < limit) return -1;
      const same = text[i].toLowerCase() === letters[k];
      if (same && (k > 0 || (beginsWord(text, i) && !SMALL_WORDS.test(wordAt(text, i))))) break;
      i--;
    }
    if (beginsWord(text, i)) heads++;
    i--;
  }
  // letters picked out of the middle of words say nothing
  return 2 * heads >= letters.length ? i + 1 : -1;
}

/** Start of the nearest words whose initials hold the letters in their order, the first word's the first: Letter of Intent on … (LOI). */
function startByInitials(text: string, end: number, letters: string): number {
  let initials = '';
  let i = end;
  for (let words = 0; words < 14; words++) {
    let from = i;
    while (from > 0 && /[A-Za-z0-9'&/.]/.test(text[from - 1])) from--;
    if (from === i) break;
    const word = text.slice(from, i);
    // U.S.
    initials = (/^(?:[A-Z]\.)+$/.test(word) ? word.replace(/\./g, '') : word[0]).toLowerCase() + initials;
    if (initials[0] === letters[0] && !SMALL_WORDS.test(text.slice(from, i)) && isSubsequence(letters, initials))
      return from;
    if (text[from - 1] !== ' ' && text[from - 1] !== '-') break;
    i = from - 1;
    if (text[i - 1] === ',') i--;
  }
  return -1;
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !isWordLetter(text.charCodeAt(at - 1));
}

function wordAt(text: string, at: number): string {
  return /^[A-Za-z]*/.exec(text.slice(at, at + 24))?.[0] ?? '';
}

const SMALL_WORDS = /^(?:of|for|and|on|the|to|in|with|between|concerning|regarding|against|under|de|a|an|at|by|or)$/;

/**
 * Start of the English name of any words that ends at `end`: capitalised words and the small words between them; where the name
 * is written small, back to its article. -1 if there is none.
 */
export function startOfEnglishName(text: string, end: number, alias: string): number {
  let start = -1;
  let i = end;
  for (let words = 0; words < 40; words++) {
    let from = i;
    while (from > 0 && /[A-Za-z0-9'.\-/&+]/.test(text[from - 1])) from--;
    const word = text.slice(from, i);
    if (word === '') break;
    if (/^[A-Z0-9]/.test(word)) start = from;
    else if (!SMALL_WORDS.test(word)) break;
    // one comma inside a list of nouns: Health, Labour and Welfare
    if (from === 0 || text[from - 1] !== ' ') break;
    i = from - 1;
    if (text[i - 1] === ',') i--;
    // Hiroshima Accord: An Enhanced Partnership (hereinafter "Hiroshima Accord")
    else if (
      text[i - 1] === ':' &&
      text.slice(Math.max(0, i - 1 - alias.length), i - 1).toLowerCase() === alias.toLowerCase()
    ) {
      return i - 1 - alias.length;
    }
  }
  if (start < 0) return startOfPhrase(text, end);
  const head =
    /^(?:[0-9]{1,3}[.)] |[A-Z][.)] )?(?:[A-Z][a-z]+ing (?:the|its|their|that the) )?(?:(?:The|A|An|This|Under|In|On) )?/.exec(
      text.slice(start, end),
    );
  return start + (head?.[0].length ?? 0);
}

/** The article that begins a phrase in small letters: a bilateral plan for cooperation in the protection of infrastructure. */
function startOfPhrase(text: string, end: number): number {
  const sentence = /[^.;:()"]*$/.exec(text.slice(Math.max(0, end - 200), end))?.[0] ?? '';
  const base = end - sentence.length;
  let found = -1;
  for (const match of sentence.matchAll(/(?:^|(\S+) )(a|an|the|its|their) (?=\S)/gi)) {
    const after = base + match.index + match[0].length;
    const indefinite = /^an?$/i.test(match[2]) || /[A-Z]/.test(text[after]);
    if (
      indefinite ||
      !/^(?:of|in|for|to|on|with|between|under|by|from|at|against|and|or|concerning|regarding|including|through|about)$/.test(
        match[1] ?? '',
      )
    )
      found = after;
  }
  return found;
}
