import { type DateScan, scanDates } from '../dates/scan.ts';
import { isDigit, isHan, isKatakana, isWordLetter } from '../terms/matcher.ts';
import { isHeadOfAnother } from '../terms/modified.ts';
import { Allow, readNumeral } from '../text/numerals.ts';
import { compoundAt, englishAt, englishTitleEnd, foreignAt, meetingAt } from './compounds.ts';
import { partiesInEnglish } from './english-parties.ts';
import type { Head, Pointing } from './head.ts';
import { COUNTRY_SIGNS, type KindNoun, type Level } from './kinds.ts';
import type { CitedName, FoundWord, Lexicon } from './lexicon.ts';
import { withLongTitles } from './long-titles.ts';
import { withOrdinals } from './ordinals.ts';
import { type Pointer, scanPointers } from './pointers.ts';
import { scanResolutions, withResolutions } from './resolutions.ts';
import { withSummits } from './summits.ts';

export interface Quote {
  /** Offsets of 「 and behind 」. */
  readonly start: number;
  readonly end: number;
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
  let heads = withResolutions(scanHeads(text, lexicon.find(text), quotes), scanResolutions(text));
  for (const add of [withLongTitles, withSummits, withOrdinals]) heads = add(text, heads);
  return {
    text,
    dates: scanDates(text),
    heads,
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
  const found: Quote[] = [];
  const open: { at: number; kind: number }[] = [];
  for (let i = nextQuote(text, 0); i >= 0; i = nextQuote(text, i + 1)) {
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
  return found.length === 0 ? NOTHING : found.sort((a, b) => a.start - b.start);
}

/** The next quotation mark, opening or closing, from an offset; -1 where there is none. */
function nextQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 0x300c && code <= 0x300f) || code === 0x22) return i;
  }
  return -1;
}

// ---- heads --------------------------------------------------------------------------------------------------------

function scanHeads(text: string, words: readonly FoundWord[], quotes: readonly Quote[]): readonly Head[] {
  if (words.length === 0) return NOTHING;
  const heads: Head[] = [];
  let end = 0;
  for (const found of chooseWords(text, words)) {
    if (found.start < end) continue;
    const last = heads.at(-1);
    const head = makeHead(text, found, quotes, last?.series === undefined ? 0 : last.end);
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
const OWN_POLICY = /^(?:政府方針|基本方針|基本計画|行動計画)$/;
/** A noun whose roadmap, guidelines it is. */
const OF_ANOTHER =
  /(?:[一-龠々ァ-ヶー](?<![年月日度行前今次来米国府編記側者]|日本|両国|指摘|質問|照会|既存|当初|従来|冒頭|所謂))の「?$/;
/** Names of one word, which others take as well. */
const ONE_WORD = 8;

function stands(text: string, { start, end }: FoundWord, { text: name, strength }: CitedName): boolean {
  // the NPT Review Conference, 条約局
  if (
    /^ ?(?:運用検討|締約国|体制|加盟|事務局|委員会|会議|Review Conference|regime)/.test(
      text.slice(end, end + 26).replace(/^\([A-Z]{2,8}\)/, ''),
    )
  )
    return false;
  const first = text.charCodeAt(start);
  if (isWordLetter(first) && !isHan(first)) {
    const article = /^the /i.test(name) ? 4 : 0;
    // common strategic objectives are as good in small letters
    const isLong = strength === 'weak' && name.split(' ').length > 2;
    if (/^[A-Z][a-z]/.test(name.slice(article)) && !/[A-Z]/.test(text[start + article]) && !isLong) return false;
    // the Joint Declaration on Security Cooperation is another one than that on Security
    if (name.includes(' ') && / on [A-Z]\w+$/.test(name) && /^ [A-Z][a-z]/.test(text.slice(end, end + 3))) return false;
    // Guidelines, Roadmap: with the article, a year or in quotation marks; else it is one of many
    if (!name.includes(' ') && /^[A-Z][a-z]+$/.test(name))
      return /(?:\bthe |[0-9] |"|Realignment |SCC )$/i.test(text.slice(Math.max(0, start - 12), start));
    return true;
  }
  if (isHeadOfAnother(text, start)) return false;
  if (SOME.test(text.slice(Math.max(0, start - 6), start))) return false;
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
  [/(?:同|当該|右の?|前述の|先述の|上述の|前記の|前掲の|(?<![一-龠])原)$/, 'same'],
  [/(?:今回の?|今次の?|今般の?|本|標記の?|首記の?|この度の|この)$/, 'this'],
  [/(?:前回の?|先般の?|先の|前次の?)$/, 'previous'],
  [/(?:次回の?|次期|来る)$/, 'next'],
];
/** Of a name with versions. */
const OLDER: readonly [RegExp, Pointing] = [/(?:従前の|それまでの|前の|[旧前])$/, 'previous'];
const POINTING_EN: readonly (readonly [RegExp, Pointing])[] = [
  [/\b(?:this|the present) $/i, 'this'],
  [/\b(?:the same|said) $/i, 'same'],
  [/\b(?:the (?:previous|last|latest|most recent)(?: in-person)?|our last) $/i, 'previous'],
  [/\b(?:the next|our next) $/i, 'next'],
];

const ORDINAL = /第([0-9]{1,3}|[一二三四五六七八九十百]{1,5})回 ?(?:目)?の?(?:となる)?$/;
const COUNTRIES =
  /(?:日・?(?:フィリピン|インド|オーストラリア|フランス|英国?|豪州?)|[日米韓豪英仏印比朝中露独伊ソ]{2,4})(?:間の|両国の?|両政府の|両国間の|三か国の?|3か国の?)?(?:首脳|両首脳の|首脳間の|外相|外務・防衛閣僚|防衛相|防衛首脳)?$/;
const BILATERAL = /日[米韓豪英仏印比中露独伊]$/;
const LEVELS: readonly (readonly [RegExp, Level])[] = [
  [/首脳(?:間の|の)?$/, 'summit'],
  [/外務・防衛閣僚$/, 'joint'],
  [/外相(?:間の)?$/, 'foreign'],
  [/防衛(?:相|首脳)$/, 'defence'],
];

/** `named`: where the name of a series ends that stands before it. */
function makeHead(
  text: string,
  { start, end, words }: FoundWord,
  quotes: readonly Quote[],
  named: number,
): Head | undefined {
  const foreign = foreignAt(text, start, end);
  const name = foreign === undefined ? words.find((word) => word.type === 'name')?.name : undefined;
  const series = words.find((word) => word.type === 'series')?.series;
  const noun = words.find((word) => word.type === 'kind')?.noun;
  const quote = quotes.find((one) => one.start === start - 1 && one.end === end + 1);
  let from = quote === undefined ? start : quote.start;
  // 日米「2+2」 is closed behind its last letter
  const opened = quote === undefined && text[end] === '」' && text.slice(start, end).includes('「');
  let to = quote?.end ?? (opened ? end + 1 : end);
  // 案: of a law, a bill; of anything else, a draft that is not the thing
  const bill = text[to] === '案' && /法律?$/.test(text.slice(start, end));
  if ((text[to] === '案' && !bill) || text.startsWith('(案)', to)) return undefined;
  // その後の共同声明: some, and not one
  if ((name === undefined || name.ids.length > 1) && SOME.test(text.slice(Math.max(0, from - 6), from)))
    return undefined;
  // 代替施設の整備に係る基本方針: by what it is about it is one of many
  if (
    name === undefined &&
    noun !== undefined &&
    OWN_POLICY.test(noun.noun) &&
    ABOUT.test(text.slice(Math.max(0, from - 8), from))
  )
    return undefined;
  // 本日閣議決定された「国家安全保障戦略」: what was done, and no paper
  if (
    name === undefined &&
    series === undefined &&
    noun !== undefined &&
    (noun.meeting === true ? DONE : DONE_OR_TO_BE).test(text.slice(to, to + 3))
  )
    return undefined;
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
  } else if (quote === undefined) {
    // 日豪ACSA is another one than that of Japan and the United States
    const parties = BILATERAL.exec(text.slice(Math.max(0, from - 2), from));
    if (parties !== null) {
      countries = countriesIn(parties[0]);
      from -= parties[0].length;
    }
  }
  if (countries.length === 0 && (noun !== undefined || series === '2+2')) {
    const parties = partiesInEnglish(text, from, to);
    if (parties !== undefined) {
      ({ countries } = parties);
      from = parties.start;
      to = parties.end;
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
  const inEnglish = english || (series !== undefined && /[a-z] "?$/i.test(text.slice(Math.max(0, start - 3), start)));
  // a joint statement: any
  if (english && noun !== undefined && name === undefined && ANY.test(text.slice(Math.max(0, from - 12), from)))
    return undefined;
  const titleEnd = english && name === undefined && quote === undefined ? englishTitleEnd(text, start, end) : undefined;
  to = titleEnd ?? to;
  // the Joint Statements of May 28, 2010, and June 21, 2011
  if (
    english &&
    noun !== undefined &&
    quote === undefined &&
    text[to] === 's' &&
    !isWordLetter(text.charCodeAt(to + 1))
  )
    to++;
  let compound =
    foreign ??
    (titleEnd === undefined ? undefined : text.slice(start, titleEnd)) ??
    (noun?.named === true ? text.slice(start, end) : undefined) ??
    (name !== undefined || quote !== undefined
      ? undefined
      : ((english && noun !== undefined && series === undefined ? englishAt(text, start, end) : undefined) ??
        compoundAt(text, start, end, noun) ??
        (series === undefined && countries.length === 0 ? meetingAt(text, from, end, noun) : undefined)));
  // SCC会合 is a meeting of the SCC, and none of another name
  const length = titleEnd === undefined ? (compound?.length ?? 0) : end - start;
  if (compound !== undefined && foreign === undefined && end - length < named) compound = undefined;
  if (compound !== undefined && quote === undefined) from = end - length;
  if (compound !== undefined && SOME.test(text.slice(Math.max(0, from - 6), from))) return undefined;
  let pointing: Pointing | undefined = noun?.noun === '同法' || noun?.noun === '同法案' ? 'same' : undefined;
  const before = text.slice(Math.max(0, from - (inEnglish ? 32 : 12)), from);
  const versions = name !== undefined && name.ids.length > 1 && !/^[旧前]/.test(name.text);
  for (const [pattern, sense] of inEnglish ? POINTING_EN : versions ? [...POINTING, OLDER] : POINTING) {
    const found = pattern.exec(before);
    if (found === null) continue;
    // 日本, 基本, 資本: no pointing word; 賛同, 共同 neither
    const at = from - found[0].length;
    const code = text.charCodeAt(at - 1);
    if (/^[同本旧前]$/.test(found[0]) && (isHan(code) || isKatakana(code))) break;
    // 衆議院の本会議: where all of it sits
    if (found[0] === '本' && noun?.noun === '会議' && /議院の$/.test(before.slice(0, -1))) return undefined;
    pointing = sense;
    from = at;
    break;
  }
  // その共同発表: of the meeting that was named
  if (pointing === undefined && before.endsWith('その') && isOutcome(noun)) {
    pointing = 'same';
    from -= 2;
  }
  if (english && pointing === undefined) {
    const article = /\b(?:the|The) $/.exec(before);
    if (article !== null) {
      from -= article[0].length;
      // the Treaty, the Agreement: the one that was named
      if (
        name === undefined &&
        noun !== undefined &&
        ordinal === undefined &&
        compound === undefined &&
        /[A-Z]/.test(text[start])
      )
        pointing = 'same';
    } else if (before.endsWith(' that ') && name === undefined && /[A-Z]/.test(text[start])) {
      from -= 'that '.length;
      pointing = 'same';
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

/** What comes out of a meeting. */
function isOutcome(noun: KindNoun | undefined): boolean {
  return noun !== undefined && noun.meeting !== true && noun.common !== true && noun.naming !== true;
}

/** What makes a noun mean several. */
const SOME = /(?:関連する|累次の|歴代の|これまでの|従来の|数次の|過去の|一連の|各種の|複数の|その後の|将来の)「?$/;
const ANY = /\b(?:[Aa]n?|[Aa]ny|[Aa]nother|[Nn]o|[Ff]uture) $/;
const DONE = /^(?:され|した|し[,、て]|する|でき)/;
const DONE_OR_TO_BE = /^(?:され|した|し[,、て]|する|でき|を行[うい])/;

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
  大韓民国: '韓',
  グレートブリテン: '英',
  ドイツ: '独',
  イタリア: '伊',
};
/** 日本国とフィリピン共和国との間の, 日本国政府とオーストラリア政府との間の. */
const BETWEEN =
  /^日本国(?:政府)?と(フィリピン|インド|オーストラリア|フランス|大韓民国|グレートブリテン|ドイツ|イタリア)/;

/** The two countries that a title begins with: 日英防衛・安全保障協力に関する共同声明. */
export function partiesIn(title: string): readonly string[] {
  const parties =
    /^.{0,8}?(日・?(?:フィリピン|インド|オーストラリア|フランス)|日・?[米韓豪英仏印比中露独伊](?![・米韓豪英仏印比中露独伊]))/.exec(
      title,
    );
  if (parties !== null) return countriesIn(parties[1].replace('・', ''));
  const between = BETWEEN.exec(title);
  return between === null ? NOTHING : countriesIn(`日${between[1]}`);
}

function countriesIn(signs: string): string[] {
  let short = signs.replace(/(?:間の|両国|両政府|三か国|3か国|首脳|両首脳|外相|外務・防衛閣僚|防衛相).*$/, '');
  for (const [long, sign] of Object.entries(LONG_COUNTRIES)) short = short.replace(long, sign);
  return [...short].map((sign) => COUNTRY_SIGNS[sign]).filter((country) => country !== undefined);
}
