import type { ReadDate } from '../dates/read.ts';
import type { Ask, AskForm } from './ask.ts';
import type { KindNoun } from './kinds.ts';
import { type Part, readPart, readPath } from './parts.ts';
import type { Head, PassageScan, Pointer, Quote } from './scan.ts';

/**
 * Puts the words, dates and quotation marks of one passage together into what it asks for: 昨年5月に発表した「ロードマップ」 is a date and a name,
 * 2005年10月の日米安全保障協議委員会（「2＋2」）の共同発表 a date, a series and a kind.
 */

/** A name that the text itself gave, where it stands; `k` counts the definitions of the document. */
export interface AliasPlace {
  readonly start: number;
  readonly end: number;
  readonly definition: number;
}

/** An ask before its place in the document is known. */
export type Draft = Omit<Ask, 'passage' | 'antecedent' | 'form'> & { form: AskForm; readonly definition?: number };

/** What stands between a series or a meeting and what came out of it. */
const OUTCOME =
  /(?:の|における|に際し(?:て)?(?:の|発出された|発表された)?|の際に?(?:の|発出された|発表された|発表した|発出した)?|の成果(?:である|としての)?|(?:で|において)(?:発出|発表|公表|採択|署名|承認|確認|合意|作成|取りまとめ)(?:された|した))?/y;
/** What stands between a kind and the title of one of it. */
const TITLED = /(?:文書?|である|たる|,)?/y;

export function compose(scan: PassageScan, dates: readonly ReadDate[], aliases: readonly AliasPlace[]): Draft[] {
  const { text, heads, quotes, pointers } = scan;
  if (heads.length === 0 && quotes.length === 0 && pointers.length === 0 && aliases.length === 0) return [];
  const drafts: Draft[] = [];
  const usedDates = new Set<ReadDate>();
  const titles = quotes.filter((quote) => isTitle(text, quote, heads, aliases));
  const aliasAt = new Map(aliases.map((alias) => [alias.start, alias]));
  const items: Item[] = [
    ...heads
      .filter((head) => !aliases.some((alias) => overlaps(alias, { start: head.wordStart, end: head.end })))
      .map((head) => ({ start: head.start, end: head.end, head })),
    ...titles.map((title) => ({ start: title.start, end: title.end, title })),
    ...aliases.map((alias) => ({
      ...quotedRange(text, alias),
      alias,
      head: heads.find((head) => head.wordStart === alias.start && head.name !== undefined),
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  void aliasAt;
  for (let i = 0; i < items.length; ) {
    const cluster = new Cluster(text, items, i);
    i = cluster.next;
    let date = dateBefore(text, dates, cluster, usedDates);
    let { end } = cluster;
    if (date === undefined) {
      const behind = dateBehind(text, dates, end);
      if (behind !== undefined) {
        date = behind.date;
        end = behind.end;
      }
    }
    const part = partBehind(text, end) ?? partBefore(text, cluster.start);
    const drafted = cluster.draft(date, end, part);
    if (drafted === undefined) continue;
    if (date !== undefined && date.end <= cluster.start) {
      usedDates.add(date);
      for (const other of coordinated(text, dates, date)) {
        if (usedDates.has(other)) continue;
        usedDates.add(other);
        drafts.push({
          ...drafted,
          start: other.start,
          end: other.end,
          coreStart: other.start,
          coreEnd: other.end,
          date: other,
          part: undefined,
        });
      }
    }
    drafts.push(drafted);
  }
  // both in order, so that a passage without an end costs one walk
  drafts.sort((a, b) => a.start - b.start || b.end - a.end);
  const bare: Draft[] = [];
  let k = 0;
  let reach = 0;
  for (const pointer of pointers) {
    while (k < drafts.length && drafts[k].start < pointer.end) reach = Math.max(reach, drafts[k++].end);
    if (reach <= pointer.start) bare.push(pointerDraft(pointer));
  }
  if (bare.length === 0) return drafts;
  drafts.push(...bare);
  return drafts.sort((a, b) => a.start - b.start || b.end - a.end);
}

interface Item {
  readonly start: number;
  readonly end: number;
  readonly head?: Head;
  readonly title?: Quote;
  readonly alias?: AliasPlace;
}

/** Words that name one thing together. */
class Cluster {
  readonly start: number;
  end: number;
  /** Index of the first item that is not part of it. */
  next: number;
  readonly #text: string;
  readonly #first: Head | undefined;
  #name: Head | undefined;
  #series: Head | undefined;
  #noun: Head | undefined;
  #title: Quote | undefined;
  #alias: AliasPlace | undefined;
  #quoted = false;
  #compound: string | undefined;

  constructor(text: string, items: readonly Item[], i: number) {
    const item = items[i];
    this.#text = text;
    this.start = item.start;
    this.end = item.end;
    this.#first = item.head;
    this.#take(item);
    let k = i + 1;
    for (; k < items.length; k++) {
      const other = items[k];
      // what stands inside has been named already
      if (other.start < this.end) {
        if (other.head?.name?.strength === 'strong' && this.#title !== undefined && this.#isOpenTitle()) break;
        continue;
      }
      if (!this.#joins(other)) break;
      this.#take(other);
      this.end = this.#closing(other.end);
    }
    this.next = k;
  }

  /** A title that nothing marks as one may be a quotation, in which documents are named. */
  #isOpenTitle(): boolean {
    return this.#noun === undefined;
  }

  #take({ head, title, alias }: Item): void {
    if (alias !== undefined) this.#alias = alias;
    if (title !== undefined) this.#title = title;
    if (head === undefined) return;
    const known = this.#name?.name?.strength;
    if (head.name !== undefined && known !== 'strong' && (known === undefined || head.name.strength === 'strong'))
      this.#name = head;
    if (head.series !== undefined) this.#series ??= head;
    if (head.noun !== undefined) this.#noun = head;
    this.#compound ??= head.compound;
    this.#quoted ||= head.quoted;
  }

  /** A bracket that was opened before the word is closed behind it: 安全保障協議委員会（「2＋2」）. */
  #closing(end: number): number {
    const open = this.#text.lastIndexOf('(', end);
    const closed = this.#text.indexOf(')', open);
    return open >= this.start && (closed < 0 || closed >= end) && this.#text[end] === ')' ? end + 1 : end;
  }

  #joins({ start, head, title }: Item): boolean {
    const text = this.#text;
    const gap = text.slice(this.end, start);
    if (gap.length > 24) return false;
    if (this.#alias !== undefined) return false;
    // 国連海洋法条約（UNCLOS）: two names of one thing
    const ids = this.#name?.name?.ids;
    if (gap === '(' && ids !== undefined && head?.name?.ids.some((id) => ids.includes(id)) === true) return true;
    const meeting = this.#series !== undefined || this.#noun?.noun?.meeting === true;
    if (gap === '(' && head?.series !== undefined && meeting) return true;
    if (title !== undefined || head?.quoted === true) {
      // 共同発表文「同盟の変革…」, 日米首脳共同声明「…」
      if (this.#noun === undefined || this.#title !== undefined || this.#name?.name?.strength === 'strong')
        return false;
      if (this.#noun.noun?.meeting === true && title === undefined && head?.series === undefined) return false;
      TITLED.lastIndex = 0;
      return TITLED.exec(gap)?.[0].length === gap.length;
    }
    if (head === undefined) return false;
    if (head.pointing !== undefined || head.compound !== undefined || this.#compound !== undefined) return false;
    if (head.series !== undefined) return gap === '' && meeting;
    if (head.noun === undefined) return false;
    if (this.#name !== undefined && this.#name.name?.strength === 'strong') return false;
    if (gap === '' || gap === ' ') return meeting;
    if (!meeting || head.noun.meeting === true) return false;
    OUTCOME.lastIndex = 0;
    return OUTCOME.exec(gap)?.[0].length === gap.length;
  }

  draft(date: ReadDate | undefined, end: number, part: Part | undefined): Draft | undefined {
    const first = this.#first;
    const noun = this.#noun?.noun;
    const name = this.#name?.name;
    const series = this.#series?.series;
    // the Joint Statement of February 19: the date says which
    const pointing =
      first?.pointing === 'same' && date !== undefined && /^the /i.test(this.#text.slice(this.start, this.start + 4))
        ? undefined
        : first?.pointing;
    const before = date !== undefined && date.end <= this.start;
    const coreEnd = Math.max(end, part?.end ?? 0);
    const from = part !== undefined && part.end <= this.start ? part.start : this.start;
    const base = {
      start: before ? Math.min(from, date.start) : from,
      end: coreEnd,
      coreStart: from,
      coreEnd,
      name,
      title: this.#title === undefined ? this.#compound : this.#text.slice(this.#title.start + 1, this.#title.end - 1),
      compound: this.#title === undefined && this.#compound !== undefined,
      datedByClause: before && MADE.test(this.#text.slice(date.end, this.start)),
      issued: ISSUED.test(this.#text.slice(this.end, this.end + 12)),
      series,
      ordinal: this.#series?.ordinal ?? this.#noun?.ordinal ?? first?.ordinal,
      noun,
      via: first?.noun === noun ? undefined : first?.noun,
      level: this.#noun?.level ?? this.#series?.level,
      countries: this.#noun?.countries.length ? this.#noun.countries : (this.#series?.countries ?? []),
      pointing,
      quoted: this.#quoted,
      bill: this.#name?.bill === true,
      current: /(?:現行の?|現在の)$/.test(this.#text.slice(Math.max(0, this.start - 4), this.start)),
      date,
      part,
      pointer: undefined,
    };
    if (this.#alias !== undefined)
      return { ...base, form: 'alias', definition: this.#alias.definition, tentative: true };
    const form = this.#form(base.title, noun, date);
    if (form === undefined) return undefined;
    return { ...base, ...form };
  }

  #form(
    title: string | undefined,
    noun: KindNoun | undefined,
    date: ReadDate | undefined,
  ): { form: AskForm; tentative: boolean } | undefined {
    const name = this.#name?.name;
    const pointing = this.#first?.pointing;
    if (this.#title === undefined && this.#compound !== undefined)
      return { form: 'title', tentative: noun?.common === true && noun.meeting !== true && date === undefined };
    if (
      title !== undefined &&
      date !== undefined &&
      date.end <= this.start &&
      MADE.test(this.#text.slice(date.end, this.start))
    ) {
      return { form: 'title', tentative: false };
    }
    if (title !== undefined)
      return {
        form: 'title',
        tentative: !(
          noun !== undefined ||
          (endsAsTitle(title) && (date !== undefined || /に関する|に係る|についての/.test(title)))
        ),
      };
    if (pointing === 'next') return undefined;
    if (name !== undefined) {
      if (name.strength === 'strong') return { form: 'name', tentative: this.#series !== undefined };
      return { form: 'name', tentative: true };
    }
    if (this.#series !== undefined) {
      if (date !== undefined || this.#ordinal() || pointing !== undefined) {
        const definite = date !== undefined || this.#ordinal();
        return { form: 'meeting', tentative: !definite };
      }
      return noun !== undefined && noun.meeting !== true && noun.common !== true
        ? { form: 'meeting', tentative: true }
        : undefined;
    }
    if (noun === undefined) return undefined;
    // 2016年の第2回会合の共同声明: of the series that the document is about
    if (this.#first?.noun?.meeting === true && this.#ordinal() && pointing === undefined)
      return { form: 'meeting', tentative: false };
    // 平成十九年法律第六十七号 is the number of a law
    if (noun.noun === '法律' && /^第/.test(this.#text.slice(this.end, this.end + 1))) return undefined;
    if (pointing !== undefined) return { form: 'kind', tentative: true };
    // 協定の主な内容: that of the title, if the title names one
    if (date === undefined && noun.naming === true && noun.meeting !== true) return { form: 'kind', tentative: true };
    if (date === undefined && noun.meeting !== true && noun.common !== true) {
      return { form: 'kind', tentative: true };
    }
    if (date === undefined && noun.meeting === true && this.#ordinal())
      return { form: 'meeting', tentative: this.#noun?.countries.length === 0 };
    if (date === undefined)
      return this.#ordinal() && this.#noun?.countries.length ? { form: 'meeting', tentative: false } : undefined;
    if (noun.common === true) return { form: 'kind', tentative: true };
    return {
      form: noun.meeting === true ? 'meeting' : 'kind',
      tentative: date.value === undefined || (date.value.length < 7 && (this.#noun?.countries.length ?? 0) === 0),
    };
  }

  #ordinal(): boolean {
    return (this.#series?.ordinal ?? this.#noun?.ordinal ?? this.#first?.ordinal) !== undefined;
  }
}

function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}

function quotedRange(text: string, { start, end }: AliasPlace): { start: number; end: number } {
  return text[start - 1] === '「' && text[end] === '」' ? { start: start - 1, end: end + 1 } : { start, end };
}

// ---- titles -------------------------------------------------------------------------------------------------------

/** How quotations end that say what somebody said, or that are no names. */
const SAID = /(?:こと|よう|ように|べき|べし|する|した|ない|である|です|ます|たい|旨|等|か|る|た)$/;
const MIN_TITLE = 6;

/** Whether words in quotation marks can be a title, as far as they show it themselves. */
function isTitle(text: string, { start, end }: Quote, heads: readonly Head[], aliases: readonly AliasPlace[]): boolean {
  const inside = text.slice(start + 1, end - 1);
  if (inside.length < MIN_TITLE || inside.includes('。') || SAID.test(inside)) return false;
  // 再編実施のための「ロードマップ」: a word that is known is read as that
  if (heads.some((head) => head.start <= start && head.end >= end)) return false;
  return !aliases.some((alias) => alias.start <= start + 1 && alias.end >= end - 1);
}

/** What papers are called by the last word of their title. */
function endsAsTitle(title: string): boolean {
  return /(?:声明|発表|宣言|条約|協定|議定書|取極|取決め|覚書|公文|報告|報告書|指針|大綱|計画|戦略|ロードマップ|コミュニケ|決議|談話|枠組み|ビジョン|原則|措置|について|要綱|方針|合意|文書|法|シート|白書|Statement|Declaration|Agreement|Plan|Report|Guidelines|Roadmap)(?:\([^()]*\))?$/.test(
    title,
  );
}

// ---- dates --------------------------------------------------------------------------------------------------------

/** What may stand between a date and what it dates. */
const TIGHT =
  /^(?:付け?の?|付け|の|,|における|時点の|署名の|発表の|策定の|作成の|採択の|公表の|開催の|発効の|締結の|改定の|当時の|に行われた|にも)?(?:当該|両国の|両政府の|同)?$/;
const CLAUSE =
  /^(?:付けで?|に|の|,|には|の際に|,?[^。,()「」]{0,16}(?:で|において|にて)(?:の|開催された|行われた)?)?[^。()]{0,60}(?:した|された|され,|される|する|予定の|れた|った|んだ|行った|による|における|での|との|した上記の|である|たる|への|に関する)(?:[^。,()]{0,8}の|[^。,()]{0,28}(?:のための|に関する|に係る))?(?:旧|新|同|両)?$/;
/** 本年6月15日の南北共同宣言. */
const COMPOUND = /^(?:付け?)?の[一-龠ァ-ヶー・]{1,8}$/;
const CLAUSE_EN = /^(?:,? )?(?:the |SCC |bilateral |U\.S\.-Japan |Japan-U\.S\. )*$/;
const MAX_CLAUSE = 72;

const PLACE = /^(?:午[前後])?(?:[0-9]+時[^,。]{0,6})?(?:から)?,?[^。]{0,40}(?:において|にて|で),?$|^(?:午[前後])?,$/;
const HELD = /^(?:閣僚会合|会合|閣僚協議)?(?:が|を|は)?(?:開催|行わ|行い|開か|実施|開き)/;

/** What says that something came about on a date. */
const MADE =
  /^(?:付けで?|に|,|には)?[^。が]{0,24}(?:署名|策定|公表|発表|締結|採択|打ち出|制定|作成|発出)(?:した|された|しました|されました|の)/;

/** 10月8日に中間報告を公表した, 共同発表が発出された. */
const ISSUED =
  /^(?:を|が|の)?(?:併せて|新たに|共同で|正式に)?(?:発表|公表|署名|採択|決定|発出|取りまとめ|とりまとめ|策定|締結|承認|出さ|出し|改定|了承|合意|結ん|結び|作成|成立|施行|閣議決定)/;

function dateBefore(
  text: string,
  dates: readonly ReadDate[],
  { start, end }: { start: number; end: number },
  used: ReadonlySet<ReadDate>,
): ReadDate | undefined {
  for (let k = dates.length - 1; k >= 0; k--) {
    const date = dates[k];
    // ６月２１日（日本時間２２日未明）: the day there is the one that counts
    if (date.end > start || date.japanTime) continue;
    const whole = text.slice(date.end, start);
    if (whole.length > MAX_CLAUSE || date.length || used.has(date)) return undefined;
    const gap = whole.replace(/^ ?\([^()]*\)/, '');
    if (TIGHT.test(gap) || CLAUSE_EN.test(gap) || COMPOUND.test(gap)) return date;
    const rest = text.slice(end, end + 16);
    if (/^(?:に|には|,)?(?:新たな|両政府は|両国は)?$/.test(gap) && ISSUED.test(rest)) return date;
    // ６月２１日、ワシントンにおいて、安全保障協議委員会が開催された
    if (PLACE.test(gap) && HELD.test(rest)) return date;
    // a clause with another document in it dates that one
    return CLAUSE.test(gap) && !/[0-9]年|[0-9]月/.test(gap) ? date : undefined;
  }
  return undefined;
}

const OPEN_BEHIND =
  /^(?: ?\((?:[^()]{0,12},)?| of | dated | issued on | signed (?:in [A-Z][a-z]+ )?on | adopted on | released on | announced on | concluded on |, signed on | held on |, issued on |, of | in )$/;
const CLOSE_BEHIND =
  /^(?:に?(?:署名|発表|公表|採択|採決|閣議決定|開催|発効|公布|締結|策定|付け?|於[^()]{0,10}|,[^()]{0,16}|(?:条約|法律|告示)第[0-9]+号))?\)/;

function dateBehind(
  text: string,
  dates: readonly ReadDate[],
  end: number,
): { date: ReadDate; end: number } | undefined {
  const date = dates.find((one) => one.start >= end);
  if (date === undefined || date.length) return undefined;
  const gap = text.slice(end, date.start);
  if (gap.length > 20 || !OPEN_BEHIND.test(gap)) return undefined;
  if (!gap.includes('(')) return { date, end: date.end };
  const close = CLOSE_BEHIND.exec(text.slice(date.end, date.end + 40));
  return close === null ? undefined : { date, end: date.end + close[0].length };
}

/** Dates before one that share what it dates: ０５年，０７年の共通の戦略目標. */
function coordinated(text: string, dates: readonly ReadDate[], date: ReadDate): ReadDate[] {
  const found: ReadDate[] = [];
  let k = dates.indexOf(date);
  while (
    k > 0 &&
    /^(?:,|及び|並びに|と|・|や|及び同|,及び| and |, and )$/.test(text.slice(dates[k - 1].end, dates[k].start))
  ) {
    found.unshift(dates[k - 1]);
    k--;
  }
  return found;
}

// ---- parts --------------------------------------------------------------------------------------------------------

function partBehind(text: string, end: number): Part | undefined {
  for (const lead of ['', 'の', ',', '中の', '中', 'のうち', ' ', ', ']) {
    if (!text.startsWith(lead, end)) continue;
    const at = end + lead.length;
    const closed = text[end - 1] === '」' || text[end - 1] === '』';
    const part =
      readPart(text, at) ?? (lead === ',' || (lead === '' && !closed) ? undefined : readPath(text, at, false));
    if (part !== undefined) return part;
  }
  return undefined;
}

const OF = / (?:of|in) (?:the )?$/;

/** Article V of the Treaty. */
function partBefore(text: string, start: number): Part | undefined {
  if (!OF.test(text.slice(Math.max(0, start - 8), start))) return undefined;
  const before = text.slice(Math.max(0, start - 48), start).replace(/the $/, '');
  const at =
    /(?:[Pp]aragraph [^ ]{1,4} of )?(?:Article|Section|paragraph|Paragraph|Part|Chapter|subparagraph) [^ ]{1,8}(?:,? paragraph [^ ]{1,6})?(?: (?:of|in)) $/.exec(
      before,
    );
  if (at === null) return undefined;
  return readPart(text, start - (/the $/.test(text.slice(start - 4, start)) ? 4 : 0) - before.length + at.index);
}

function pointerDraft(pointer: Pointer): Draft {
  return {
    start: pointer.start,
    end: pointer.end,
    coreStart: pointer.start,
    coreEnd: pointer.end,
    form: pointer.scope === 'attachment' ? 'attachment' : 'internal',
    name: undefined,
    title: undefined,
    compound: false,
    datedByClause: false,
    issued: false,
    series: undefined,
    ordinal: undefined,
    noun: undefined,
    via: undefined,
    level: undefined,
    countries: [],
    pointing: undefined,
    quoted: false,
    bill: false,
    current: false,
    date: undefined,
    part: pointer.part,
    pointer,
    tentative: pointer.scope !== 'above' && pointer.scope !== 'below',
  };
}
