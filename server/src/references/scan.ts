import { type DateScan, scanDates } from '../dates/scan.ts';
import { isDigit, isHan, isKatakana, isWordLetter } from '../terms/matcher.ts';
import { isHeadOfAnother, modifierBefore } from '../terms/modified.ts';
import { Allow, readNumeral } from '../text/numerals.ts';
import { COUNTRY_SIGNS, type KindNoun, type Level } from './kinds.ts';
import type { CitedName, FoundWord, Lexicon } from './lexicon.ts';
import { type Part, readPart, readPath } from './parts.ts';

/** What a word points by: 同条約 the one named last, 本共同声明 this one, 前回の the one before. */
export type Pointing = 'same' | 'this' | 'previous' | 'next';

/** A word that names a document, a meeting or a kind of them, and what stands around it. Offsets in the folded text of the passage. */
export interface Head {
  /** With what belongs to it in front: 第17回, 日米, 同, and quotation marks. */
  readonly start: number;
  readonly end: number;
  readonly wordStart: number;
  readonly name: CitedName | undefined;
  readonly series: string | undefined;
  readonly noun: KindNoun | undefined;
  readonly pointing: Pointing | undefined;
  readonly ordinal: number | undefined;
  /** Parties that stand before it: 日豪. */
  readonly countries: readonly string[];
  readonly level: Level | undefined;
  /** A name made of a noun and the words before it, whether it is known or not: 米比相互防衛条約. */
  readonly compound: string | undefined;
  /** Inside 「」, with nothing else. */
  readonly quoted: boolean;
  /** 特措法案: not yet what it is called. */
  readonly bill: boolean;
}

export interface Quote {
  /** Offsets of 「 and behind 」. */
  readonly start: number;
  readonly end: number;
}

/** Where a text points at parts of itself, or at what is attached to it. */
export interface Pointer {
  readonly start: number;
  readonly end: number;
  /** `above` and `below` say that the part is one of this text. */
  readonly scope: 'above' | 'below' | 'before' | 'after' | 'bare' | 'again' | 'attachment';
  readonly part: Part | undefined;
  /** 前項, 次条: the unit. */
  readonly unit: string;
  /** 別紙２, 資料34. */
  readonly number: number | undefined;
}

/** What a passage says of documents, whatever stands around it. */
export interface PassageScan {
  readonly text: string;
  readonly dates: readonly DateScan[];
  readonly heads: readonly Head[];
  readonly quotes: readonly Quote[];
  readonly pointers: readonly Pointer[];
}

const NOTHING: readonly never[] = [];

/** Reads the folded text of one passage. Depends on nothing else; linear. */
export function scanPassage(text: string, lexicon: Lexicon): PassageScan {
  const quotes = scanQuotes(text);
  return {
    text,
    dates: scanDates(text),
    heads: withResolutions(scanHeads(text, lexicon.find(text), quotes), scanResolutions(text)),
    quotes,
    pointers: scanPointers(text),
  };
}

// ---- quotation marks ----------------------------------------------------------------------------------------------

/** Longest title in quotation marks. */
const MAX_TITLE = 160;
const OPENING = '「『"';
const CLOSING = '」』"';

function scanQuotes(text: string): readonly Quote[] {
  if (!/[「『"]/.test(text)) return NOTHING;
  const found: Quote[] = [];
  const open: { at: number; kind: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      const last = open.at(-1);
      if (last?.kind === 2) {
        open.pop();
        if (i - last.at <= MAX_TITLE) found.push({ start: last.at, end: i + 1 });
      } else open.push({ at: i, kind: 2 });
      continue;
    }
    const opens = OPENING.indexOf(char);
    if (opens >= 0) open.push({ at: i, kind: opens });
    const closes = CLOSING.indexOf(char);
    if (closes < 0) continue;
    while (open.length > 0 && open[open.length - 1].kind !== closes) open.pop();
    const last = open.pop();
    if (last !== undefined && i - last.at <= MAX_TITLE) found.push({ start: last.at, end: i + 1 });
  }
  return found.sort((a, b) => a.start - b.start);
}

// ---- heads --------------------------------------------------------------------------------------------------------

function scanHeads(text: string, words: readonly FoundWord[], quotes: readonly Quote[]): readonly Head[] {
  if (words.length === 0) return NOTHING;
  const heads: Head[] = [];
  let end = 0;
  for (const found of chooseWords(text, words)) {
    if (found.start < end) continue;
    const head = makeHead(text, found, quotes);
    if (head === undefined) continue;
    heads.push(head);
    end = head.end;
  }
  return heads;
}

/** Names that stand for their thing, before the shorter words inside them. */
function chooseWords(text: string, words: readonly FoundWord[]): FoundWord[] {
  const kept: FoundWord[] = [];
  let end = 0;
  for (const found of words) {
    if (found.end <= end) continue;
    const standing = found.words.filter((word) => word.type !== 'name' || stands(text, found, word.name));
    if (standing.length === 0) continue;
    // the longest word from a start comes first
    const last = kept.at(-1);
    if (last !== undefined && found.start < last.end) continue;
    kept.push({ ...found, words: standing });
    end = found.end;
  }
  return kept;
}

/** What a clause that ends before a name makes of it: 防衛装備移転に関するガイドライン is not the Guidelines. */
const ABOUT = /(?:に関する|のための|に係る|についての|に向けた|に基づく)$/;
/** A noun whose roadmap, guidelines it is. */
const OF_ANOTHER = /(?:[一-龠々ァ-ヶー](?<![年月日度行前今次来米国府編記側者]))の「?$/;
/** Names of one word, which others take as well. */
const ONE_WORD = 8;

function stands(text: string, { start, end }: FoundWord, { text: name, strength }: CitedName): boolean {
  // the NPT Review Conference, 条約局
  if (/^ ?(?:運用検討|締約国|体制|加盟|事務局|委員会|会議|Review Conference|regime)/.test(text.slice(end, end + 18)))
    return false;
  const first = text.charCodeAt(start);
  if (isWordLetter(first) && !isHan(first)) {
    if (/^[A-Z][a-z]/.test(name) && !/[A-Z]/.test(text[start])) return false;
    // the Joint Declaration on Security Cooperation is another one than that on Security
    if (name.includes(' ') && / on [A-Z]\w+$/.test(name) && /^ [A-Z][a-z]/.test(text.slice(end, end + 3))) return false;
    // Guidelines, Roadmap: with the article, a year or in quotation marks; else it is one of many
    if (!name.includes(' ') && /^[A-Z][a-z]+$/.test(name))
      return /(?:\bthe |[0-9] |"|Realignment |SCC )$/i.test(text.slice(Math.max(0, start - 12), start));
    return true;
  }
  if (isHeadOfAnother(text, start)) return false;
  if (/(?:累次の|歴代の|これまでの|従来の|数次の|過去の)「?$/.test(text.slice(Math.max(0, start - 6), start)))
    return false;
  const before = text.slice(Math.max(0, start - 8), start);
  if (strength !== 'strong' || name.length <= ONE_WORD) {
    if (ABOUT.test(before)) return false;
    // 能力構築のロードマップ is not the Roadmap
    if (name.length <= ONE_WORD && OF_ANOTHER.test(before)) return false;
  }
  // 協定書, 条約局, ロードマップ会合 is still of the Roadmap, 指針的 is not of the Guidelines
  return !(end - start <= 4 && /[書者的化性員局課]/.test(text[end] ?? ''));
}

const POINTING: readonly (readonly [RegExp, Pointing])[] = [
  [/(?:同|当該|右)$/, 'same'],
  [/(?:今回の?|今次の?|今般の?|本|標記の?|首記の?|この度の|この)$/, 'this'],
  [/(?:前回の?|先般の?|先の|前次の?)$/, 'previous'],
  [/(?:次回の?|次期|来る)$/, 'next'],
];
const POINTING_EN: readonly (readonly [RegExp, Pointing])[] = [
  [/\b(?:this|the present) $/i, 'this'],
  [/\b(?:the same|said) $/i, 'same'],
  [/\b(?:the (?:previous|last)|our last) $/i, 'previous'],
  [/\b(?:the next|our next) $/i, 'next'],
];

const ORDINAL = /第([0-9]{1,3}|[一二三四五六七八九十百]{1,5})回 ?(?:目)?の?(?:となる)?$/;
const COUNTRIES =
  /(?:日・?(?:フィリピン|インド|オーストラリア|フランス|英国?|豪州?)|[日米韓豪英仏印比朝中露独伊]{2,4})(?:間の|両国の?|両政府の|両国間の|三か国の?|3か国の?)?(?:首脳|両首脳の|首脳間の|外相|外務・防衛閣僚|防衛相|防衛首脳)?$/;
const LEVELS: readonly (readonly [RegExp, Level])[] = [
  [/首脳(?:間の|の)?$/, 'summit'],
  [/外務・防衛閣僚$/, 'joint'],
  [/外相(?:間の)?$/, 'foreign'],
  [/防衛(?:相|首脳)$/, 'defence'],
];

function makeHead(text: string, { start, end, words }: FoundWord, quotes: readonly Quote[]): Head | undefined {
  const name = words.find((word) => word.type === 'name')?.name;
  const series = words.find((word) => word.type === 'series')?.series;
  const noun = words.find((word) => word.type === 'kind')?.noun;
  const quote = quotes.find((one) => one.start === start - 1 && one.end === end + 1);
  let from = quote === undefined ? start : quote.start;
  const to = quote === undefined ? end : quote.end;
  // 案: of a law, a bill; of anything else, a draft that is not the thing
  const bill = text[to] === '案' && /法$|措置法$/.test(text.slice(start, end));
  if (text[to] === '案' && !bill) return undefined;
  let countries: readonly string[] = NOTHING;
  let level: Level | undefined = noun?.level;
  let ordinal: number | undefined;
  if (name === undefined || noun !== undefined) {
    const before = text.slice(Math.max(0, from - 16), from);
    const parties = COUNTRIES.exec(before);
    if (parties !== null && (noun !== undefined || series === '2+2')) {
      countries = countriesIn(parties[0]);
      from -= parties[0].length;
      level ??= LEVELS.find(([pattern]) => pattern.test(parties[0]))?.[1];
    } else if (noun !== undefined) {
      const alone = /(?:両国首脳の|両首脳の|首脳)$/.exec(before);
      if (alone !== null) {
        level = 'summit';
        from -= alone[0].length;
      }
    }
  }
  const counted = ORDINAL.exec(text.slice(Math.max(0, from - 14), from));
  if (counted !== null && name?.strength !== 'strong') {
    ordinal = readNumeral(counted[1], 0, { allow: Allow.arabic | Allow.kanji })?.value;
    from -= counted[0].length;
  }
  const numbered = ORDINAL_EN.exec(text.slice(Math.max(0, from - 24), from));
  if (numbered !== null && (series !== undefined || noun?.meeting === true)) {
    ordinal = ORDINALS_EN.indexOf(numbered[1].toLowerCase()) + 1 || Number.parseInt(numbered[1], 10);
    from -= numbered[0].length;
  }
  const english =
    isWordLetter(text.charCodeAt(start)) &&
    !isDigit(text.charCodeAt(start)) &&
    !/[A-Z]{3}/.test(text.slice(start, end));
  const compound = name === undefined && quote === undefined ? compoundAt(text, start, end, noun) : undefined;
  if (compound !== undefined) from = end - compound.length;
  let pointing: Pointing | undefined = noun?.noun === '同法' ? 'same' : undefined;
  const before = text.slice(Math.max(0, from - 12), from);
  for (const [pattern, sense] of english ? POINTING_EN : POINTING) {
    const found = pattern.exec(before);
    if (found === null) continue;
    // 日本, 基本, 資本: no pointing word; 賛同, 共同 neither
    const at = from - found[0].length;
    const code = text.charCodeAt(at - 1);
    if (/^[同本]$/.test(found[0]) && (isHan(code) || isKatakana(code))) break;
    pointing = sense;
    from = at;
    break;
  }
  if (english && pointing === undefined) {
    const article = /\b(?:the|The) $/.exec(before);
    if (article !== null) {
      from -= article[0].length;
      // the Treaty, the Agreement: the one that was named
      if (name === undefined && noun !== undefined && /[A-Z]/.test(text[start])) pointing = 'same';
    }
  }
  return {
    start: from,
    end: bill ? to + 1 : to,
    wordStart: start,
    name,
    series,
    noun,
    pointing,
    ordinal,
    countries,
    level,
    compound,
    quoted: quote !== undefined,
    bill,
  };
}

/** What before a noun says which sort it is, not which one: 関連条約, 二国間協定. */
const SORT =
  /^(?:円滑化|部隊間協力円滑化|情報保護|物品役務相互提供|関連|関係|国際|二国間|2国間|多国間|三国間|政府間|両国間|日米間|各種|各|諸|累次|既存|新たな|新|旧|現行|安全保障|軍備管理|軍縮|租税|投資|通商|貿易|友好|基本|個別|実施|実施のための|改正|当初|国連|平和|停戦|休戦|行政|和平|補足|附属|付属|法的|交換|締結済|人権|主要|人道|環境|この|その|両|同|本|当該|一部|全|新規|次期|次|上記|前記|国内|刑事|租借|多数国間|日|米|[0-9]+)+$/;

/** 米比相互防衛条約: the noun with the words glued to it in front, where they make a name. */
function compoundAt(text: string, start: number, end: number, noun: KindNoun | undefined): string | undefined {
  if (noun?.naming !== true || /^[書者的化性員局課締加非]/.test(text.slice(end, end + 1))) return undefined;
  const modifier = modifierBefore(text, start).replace(
    /^(?:同|本|当該|[0-9〇一二三四五六七八九十]+[年月日]*|[・ー]+)+/,
    '',
  );
  if (modifier.length < 2 || SORT.test(modifier)) return undefined;
  return text.slice(start - modifier.length, end);
}

const RESOLUTION =
  /(?:(?:国連|国際連合)?(?:安全保障理事会|安保理)?決議(?:第)?|(?:UN |United Nations )?(?:Security Council )?[Rr]esolutions? |UNSCRs? )([0-9]{3,4})(?:号)?/g;
const NEXT_RESOLUTION =
  /(?:,|及び|並びに|・|や|,及び| and |, and |, )(?:同)?(?:決議)?(第?([0-9]{3,4})(?:号)?)(?![0-9]|年|人|km)/y;

/** Resolutions of the Security Council by their numbers, each of a list for itself. */
function scanResolutions(text: string): Head[] {
  const heads: Head[] = [];
  for (const match of text.matchAll(RESOLUTION)) {
    const add = (start: number, end: number, number: string): void => {
      heads.push({
        start,
        end,
        wordStart: start,
        name: undefined,
        series: undefined,
        noun: RESOLUTION_NOUN,
        pointing: undefined,
        ordinal: undefined,
        countries: NOTHING,
        level: undefined,
        compound: `国連安全保障理事会決議第${number}号`,
        quoted: false,
        bill: false,
      });
    };
    let end = match.index + match[0].length;
    add(match.index, end, match[1]);
    for (;;) {
      NEXT_RESOLUTION.lastIndex = end;
      const next = NEXT_RESOLUTION.exec(text);
      if (next === null) break;
      end += next[0].length;
      add(end - next[1].length, end, next[2]);
    }
  }
  return heads;
}

const RESOLUTION_NOUN: KindNoun = { noun: '決議', kinds: ['UN resolution'] };

function withResolutions(heads: readonly Head[], resolutions: readonly Head[]): readonly Head[] {
  if (resolutions.length === 0) return heads;
  const others = heads.filter((head) => !resolutions.some(({ start, end }) => head.start < end && head.end > start));
  return [...others, ...resolutions].sort((a, b) => a.start - b.start);
}

const ORDINALS_EN = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];
const ORDINAL_EN =
  /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[0-9]{1,2}(?:st|nd|rd|th)) "?$/i;

const LONG_COUNTRIES: Readonly<Record<string, string>> = {
  フィリピン: '比',
  インド: '印',
  オーストラリア: '豪',
  フランス: '仏',
};

function countriesIn(signs: string): string[] {
  let short = signs.replace(/(?:間の|両国|両政府|三か国|3か国|首脳|両首脳|外相|外務・防衛閣僚|防衛相).*$/, '');
  for (const [long, sign] of Object.entries(LONG_COUNTRIES)) short = short.replace(long, sign);
  return [...short].map((sign) => COUNTRY_SIGNS[sign]).filter((country) => country !== undefined);
}

// ---- parts of the text itself -------------------------------------------------------------------------------------

const POINTERS =
  /(上記|前記|右の|先に述べた)|(下記|後記)|(前|次|本)(項|条|号|二項|2項|各号|各項|段落|節)|(別紙|別添|添付|別表|別記|附属書|付属書|附録|資料)|(?:本文書の?|本共同声明の?|本覚書の?)?((?:サブ)?パラグラフ ?)|(第)(?=[0-9一二三四五六七八九十百]{1,5}[条項])|([0-9]{1,2}\.? ?\((?:[0-9]{1,2}|[a-z]|[イロハニホヘト])\))|\b((?:paragraph|Paragraph|Article|Section|section) (?=[0-9IVX]))|\b(the above|above) |(同)(条|項)(?![件約例目])/g;

function scanPointers(text: string): readonly Pointer[] {
  let found: Pointer[] | undefined;
  POINTERS.lastIndex = 0;
  for (let match = POINTERS.exec(text); match !== null; match = POINTERS.exec(text)) {
    const pointer = readPointer(text, match);
    if (pointer === undefined) continue;
    found ??= [];
    found.push(pointer);
    POINTERS.lastIndex = Math.max(POINTERS.lastIndex, pointer.end);
  }
  return found ?? NOTHING;
}

function readPointer(text: string, match: RegExpExecArray): Pointer | undefined {
  const start = match.index;
  const behind = start + match[0].length;
  const none = { part: undefined, unit: '', number: undefined };
  if (match[1] !== undefined || match[2] !== undefined) {
    const scope = match[1] !== undefined ? 'above' : 'below';
    const from = text[behind] === 'の' ? behind + 1 : behind;
    const part = readPart(text, from) ?? readPath(text, from, true);
    return part && { ...none, start, end: part.end, scope, part };
  }
  if (match[3] !== undefined) {
    if (match[3] === '本' || isHan(text.charCodeAt(start - 1))) return undefined;
    // 前項目, 次号機, 前条件: other words
    if (/[目機件約例線]/.test(text[behind] ?? '')) return undefined;
    const part = readPart(text, behind) ?? (match[4] === '条' ? readPart(text, behind, true) : undefined);
    const scope = match[3] === '前' ? 'before' : 'after';
    return { ...none, start, end: part?.end ?? behind, scope, unit: match[4], part };
  }
  if (match[5] !== undefined) {
    const code = text.charCodeAt(start - 1);
    if (isHan(code) || isKatakana(code)) return undefined;
    const numeral = readNumeral(text, behind, { allow: Allow.arabic | Allow.kanji });
    const number = numeral?.value;
    if (match[5] === '資料' && number === undefined) return undefined;
    // the head of the attachment itself: （別紙）
    if (start <= 1 && (numeral?.end ?? behind) + 2 >= text.length) return undefined;
    const end = numeral?.end ?? behind;
    const noun = /^の(?:共同発表|共同声明|とおり|文書|写し|概要|骨子)?/.exec(text.slice(end));
    const long =
      match[5] === '添付' && noun !== null && noun[0].length > 1 && noun[0] !== 'のとおり' ? noun[0].length : 0;
    if (match[5] === '添付' && long === 0 && noun?.[0] !== 'のとおり') return undefined;
    return { ...none, start, end: end + long, scope: 'attachment', unit: match[5], number };
  }
  if (match[8] !== undefined) {
    const part = start === 0 ? undefined : readPath(text, start, false);
    return part && { ...none, start, end: part.end, scope: 'bare', part };
  }
  if (match[10] !== undefined) {
    const part = readPart(text, behind);
    return part && { ...none, start, end: part.end, scope: 'above', part };
  }
  if (match[11] !== undefined) {
    if (isHan(text.charCodeAt(start - 1))) return undefined;
    // 同条５: with what follows it
    const part = readPart(text, behind, match[12] === '条');
    return { ...none, start, end: part?.end ?? behind, scope: 'again', unit: match[12], part };
  }
  const from = match[6] === undefined ? start : behind - match[6].length;
  // a line that begins with 第5条 is that article, and does not point at it
  if (from === 0) return undefined;
  const part = readPart(text, from);
  return part && { ...none, start, end: part.end, scope: 'bare', part };
}
