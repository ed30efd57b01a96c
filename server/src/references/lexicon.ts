import { scanDates } from '../dates/scan.ts';
import { keyString } from '../terms/key.ts';
import { Matcher } from '../terms/matcher.ts';
import { fold } from '../text/width.ts';
import { KIND_NOUNS, KIND_NOUNS_EN, type KindNoun } from './kinds.ts';

/** What references/ must know of a document that texts cite: how it is called. */
export interface Citable {
  readonly id: string;
  /** ISO: day, month or year. */
  readonly date: string;
  readonly titleJa: string;
  /** `~` before a name that is an ordinary word, or the name of many things. */
  readonly namesJa: readonly string[];
  readonly titleEn: string;
  readonly namesEn: readonly string[];
}

/** A series of meetings and the names it goes by. `2+2` without parties is whichever series the text is about. */
export interface SeriesNames {
  readonly series: string;
  readonly parties: readonly string[];
  readonly names: readonly string[];
}

/**
 * How much a name says by itself: `strong` ones always name their document; `weak` ones in quotation marks, with a date that fits,
 * or where the text has named the document before; `dated` ones only with a date that fits.
 */
export type Strength = 'strong' | 'weak' | 'dated';

export interface CitedName {
  readonly text: string;
  readonly key: string;
  readonly strength: Strength;
  readonly ids: readonly string[];
}

/** A word by which texts point at documents. */
export type Word =
  | { readonly type: 'name'; readonly name: CitedName }
  | { readonly type: 'series'; readonly series: string }
  | { readonly type: 'kind'; readonly noun: KindNoun };

export interface FoundWord {
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
}

/** A series whose parties the text says. */
export const ANY_2PLUS2 = '2+2';

/** All words by which texts point at documents, and the one walk that finds them. */
export class Lexicon {
  readonly #matcher: Matcher;
  readonly #composed: Composed;
  readonly #words: Word[] = [];
  readonly #names = new Map<string, CitedName>();
  readonly #series = new Set<string>();

  constructor(documents: Iterable<Citable>, series: readonly SeriesNames[]) {
    const spellings: { text: string }[] = [];
    const add = (text: string, word: Word): void => {
      spellings.push({ text });
      this.#words.push(word);
    };
    for (const nouns of [KIND_NOUNS, KIND_NOUNS_EN]) {
      for (const noun of nouns) add(fold(noun.noun).text, { type: 'kind', noun });
    }
    const composed = new Composed(series);
    this.#composed = composed;
    for (const { series: name, names } of series) {
      for (const text of names) {
        add(fold(text).text, { type: 'series', series: name });
        this.#series.add(keyString(fold(text).text));
      }
    }
    for (const document of documents) {
      for (const { text, strength, title } of namesOf(document).flatMap(withKanjiNumbers)) {
        if (composed.covers(text, title || strength === 'dated')) continue;
        const key = keyString(text);
        const known = this.#names.get(key);
        if (known === undefined) this.#names.set(key, { text, key, strength, ids: [document.id] });
        else if (!known.ids.includes(document.id)) {
          const stronger = RANK[strength] > RANK[known.strength] ? strength : known.strength;
          this.#names.set(key, { text: known.text, key, strength: stronger, ids: [...known.ids, document.id] });
        }
      }
    }
    for (const name of this.#names.values()) add(name.text, { type: 'name', name });
    this.#matcher = new Matcher(spellings);
  }

  /** All words of a folded text by start, of one start the longest first; they may overlap. */
  find(folded: string): FoundWord[] {
    return this.#matcher
      .find(folded)
      .map(({ start, end, spellings }) => ({ start, end, words: spellings.map((index) => this.#words[index]) }));
  }

  /** Whether a folded text says no more than a series of meetings, a kind of document and whose it is. */
  isPlain(folded: string): boolean {
    return this.#composed.covers(folded, true);
  }

  /** Whether a folded text is the name of a series of meetings. */
  isSeries(folded: string): boolean {
    return this.#series.has(keyString(folded));
  }

  /** Ids of the documents that go by a name; empty where none does. */
  idsOf(name: string): readonly string[] {
    return this.#names.get(keyString(fold(name).text))?.ids ?? [];
  }
}

const RANK: Record<Strength, number> = { dated: 0, weak: 1, strong: 2 };
/** A title in the text's own words, or one with its year for telling versions apart: …指針(1997年). */
const VERSION = /\((?:[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[A-Z][a-z]* ?[0-9 ,]*[0-9]{4}|[0-9]{4})\)$/;

/** The names of a document as texts write them, folded, without what only the catalogue puts to them. */
export function namesOf(document: Citable): { text: string; strength: Strength; title: boolean }[] {
  const names: { text: string; strength: Strength; title: boolean }[] = [];
  const add = (text: string, strength: Strength, title = false): void => {
    const plain = text.trim();
    if (plain.length < 2) return;
    const known = names.find((name) => name.text === plain);
    if (known === undefined) names.push({ text: plain, strength, title });
    else if (RANK[strength] > RANK[known.strength]) known.strength = strength;
  };
  for (const name of [...document.namesJa, ...document.namesEn]) {
    const weak = name.startsWith('~');
    const folded = fold(weak ? name.slice(1) : name).text;
    const [date] = scanDates(folded);
    // 07年の共通の戦略目標: the date is read as any other; 97ガイドライン is a name as it stands
    if (date !== undefined && date.start === 0 && date.end < folded.length) {
      add(unquoted(folded.slice(date.end).replace(/^(?:付けの|付の|の|付け|付)/, '')), 'dated');
    } else if (date === undefined || date.end - date.start < folded.length)
      add(unquoted(folded), weak ? 'weak' : 'strong');
  }
  for (const title of [document.titleJa, document.titleEn]) {
    const folded = bareTitle(title);
    // a title that is an ordinary word is listed among the names with its ~
    if (!names.some((name) => name.text === folded && name.strength === 'weak')) {
      add(folded, /^[a-z]*$/i.test(folded) && folded.length < 6 ? 'weak' : 'strong', true);
      // 「…防衛計画の大綱」 for …防衛計画の大綱について
      if (folded.endsWith('について')) add(folded.slice(0, -4), 'strong', true);
    }
    // 沖縄に関する特別行動委員会最終報告
    const plain = folded.replace(/(?<=[^ ])\([A-Z]{2,8}\)/g, '');
    if (plain !== folded) add(plain, 'strong', true);
    // the Mutual Defense Assistance Agreement, whoever concluded it
    const parties = /^((?:[A-Z][\w-]* (?:of |and |for |the )*){2,}[A-Z][\w-]*) (?:between|among|on behalf) /.exec(
      folded,
    );
    if (parties !== null) add(parties[1], 'strong', true);
    // 日米共同声明：…: the words behind the colon are cited alone
    const own = /^[^:]{0,40}(?:声明|発表|宣言|シート|[Ss]tatement|[Dd]eclaration)[^:]{0,4}: ?(.{8,})$/.exec(folded);
    if (own !== null) add(own[1], 'strong', true);
    // 変化する…のためのより力強い同盟―新たな…のための指針―: a subtitle is left out
    const main = /^([^「」]{10,}?)-(?:[^-]{4,})-$/.exec(folded);
    if (main !== null) add(main[1], 'strong', true);
    const quoted = /^[^「"]*[「"]([^「」"]{8,})[」"]$/.exec(folded);
    if (quoted !== null) add(quoted[1], 'strong', true);
  }
  // SACOの最終報告
  for (const { text, strength, title } of [...names])
    if (strength === 'strong') add(text.replace(REPORT, '$&の'), strength, title);
  return names;
}

/** What stands before the noun of a report that a title sets directly behind whose it is. */
const REPORT = /^.{3,}[^のた](?=(?:最終|中間)(?:報告|とりまとめ|取りまとめ)$)/;

/** 昭和五十二年度以降に係る防衛計画の大綱 beside 昭和52年度…, 第二十四条: papers that are set upright write numbers in kanji. */
function withKanjiNumbers<T extends { readonly text: string }>(name: T): T[] {
  const text = name.text.replace(/(?<=明治|大正|昭和|平成|令和|第)[0-9]{1,2}(?=[年条])/g, (digits) =>
    kanjiOf(Number(digits)),
  );
  return text === name.text ? [name] : [name, { ...name, text }];
}

/** 1 to 99: 五十二. */
function kanjiOf(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens > 1 ? KANJI[tens] : '') + (tens > 0 ? '十' : '') + (ones > 0 ? KANJI[ones] : '');
}

const KANJI = '〇一二三四五六七八九';

/** A title as texts cite it: folded, without the year that tells versions apart. */
export function bareTitle(title: string): string {
  return fold(title).text.replace(VERSION, '').trim();
}

function unquoted(text: string): string {
  return /^「[^「」]*」$/.test(text) ? text.slice(1, -1) : text;
}

/** Names that are made of the names of series and kinds, an ordinal and a country: those are read by their parts. */
class Composed {
  readonly #parts: readonly string[];
  readonly #series: readonly string[];

  constructor(series: readonly SeriesNames[]) {
    const nouns = [...KIND_NOUNS, ...KIND_NOUNS_EN].map(({ noun }) => noun);
    const names = series.flatMap((one) => one.names.map((name) => fold(name).text));
    this.#series = names.map(keyString);
    this.#parts = [...names, ...nouns].map((part) => keyString(fold(part).text)).sort((a, b) => b.length - a.length);
  }

  /** A short name that the catalogue gives is one, unless it names a series. */
  covers(name: string, title: boolean): boolean {
    let rest = keyString(name);
    if (!title && !this.#series.some((series) => rest.includes(series))) return false;
    for (const part of this.#parts) rest = rest.split(part).join('\u0000');
    rest = rest.replace(/第[0-9]+回|of|the|[日米豪英仏印比韓首脳両国会合の年月開催組員構成()0-9\u0000,:.]/g, '');
    return rest.length < 2 || (rest.length < 4 && /^[a-z]*$/.test(rest));
  }
}
