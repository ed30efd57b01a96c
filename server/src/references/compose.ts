import type { ReadDate } from '../dates/read.ts';
import type { Ask } from './ask.ts';
import { Cluster, type Item } from './cluster.ts';
import { coordinated, coordinatedBehind, dateBefore, dateBehind, spokenBefore } from './compose-dates.ts';
import { partBefore, partBehind, shortArticle } from './compose-parts.ts';
import { isTitle } from './compose-titles.ts';
import type { Head } from './head.ts';
import { firstEndingAfter } from './places.ts';
import type { Pointer } from './pointers.ts';
import type { PassageScan, Quote } from './scan.ts';

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

/** What its place in the document decides about an ask. */
type Placed = 'passage' | 'antecedent' | 'among' | 'form' | 'part' | 'pointer';

/** An ask before its place in the document is known. It becomes the ask: some twenty fields are written once, for there are asks by the hundred thousand. */
export type Draft = Omit<Ask, Placed> & {
  -readonly [Key in Placed]: Ask[Key];
} & {
  definition: number | undefined;
};

export function compose(scan: PassageScan, dates: readonly ReadDate[], aliases: readonly AliasPlace[]): Draft[] {
  const { text, heads, quotes, pointers } = scan;
  if (heads.length === 0 && quotes.length === 0 && pointers.length === 0 && aliases.length === 0) return [];
  const drafts: Draft[] = [];
  const usedDates = new Set<ReadDate>();
  const titles = quotes.filter((quote) => isTitle(text, quote, heads, aliases));
  const items = itemsOf(text, heads, titles, aliases);
  for (let i = 0; i < items.length; ) {
    const cluster = new Cluster(text, items, i);
    i = cluster.next;
    // 安保条約署名五十周年に当たっての共同発表: the date before it is that of the announcement
    const isOccasion = ANNIVERSARY.test(text.slice(cluster.end, cluster.end + 14));
    let date = isOccasion ? undefined : dateBefore(text, dates, cluster, usedDates);
    let { end } = cluster;
    if (date === undefined && !isOccasion) {
      const behind = dateBehind(text, dates, end);
      if (behind !== undefined) {
        date = behind.date;
        usedDates.add(date);
        end = behind.end;
        // （2007年4月27日合同委員会合意）
        while (i < items.length && items[i].end < end) i++;
      }
    }
    const part = partBehind(text, end) ?? partBefore(text, openingOf(cluster, date));
    if (date !== undefined) cluster.takeKind(heads, date.end, end);
    const drafted = cluster.draft(date, end, part, date === undefined ? spokenBefore(text, dates, cluster) : undefined);
    if (drafted === undefined) continue;
    const attached = drafted.form === 'kind' && date === undefined ? attachmentBefore(scan, drafted.start) : undefined;
    if (attached !== undefined) {
      drafts.push({ ...pointerDraft(attached), end: drafted.end, coreEnd: drafted.end, part: drafted.part });
      continue;
    }
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
    // the common strategic objectives set out in 2005 and 2007
    if (date !== undefined && date.start >= cluster.end && text[cluster.end - 1] === 's') {
      for (const other of coordinatedBehind(text, dates, date)) {
        usedDates.add(other);
        const { start, end } = other;
        drafts.push({ ...drafted, start, end, coreStart: start, coreEnd: end, date: other, part: undefined });
      }
    }
    drafts.push(...articlesBehind(text, drafted).map(pointerDraft));
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

/** 別添1の of 別添1の共同発表, which is no other statement than that of the attachment. */
function attachmentBefore({ text, pointers }: PassageScan, start: number): Pointer | undefined {
  if (text[start - 1] !== 'の') return undefined;
  return pointers.find(({ scope, end }) => scope === 'attachment' && end === start - 1);
}

const NEXT_ARTICLE = /(?:,|・|及び|又は|並びに|や|と)(?=[0-9一二三四五六七八九十]{1,5}条(?![約件例目項]))/y;

/** 四条 and 十七条 behind 地位協定二条、四条及び十七条: those with 第 are found for themselves. */
function articlesBehind(text: string, { part, end }: Draft): Pointer[] {
  if (part === undefined || part.end !== end || part.steps[0]?.unit !== '条') return [];
  const found: Pointer[] = [];
  for (let at = end; ; ) {
    NEXT_ARTICLE.lastIndex = at;
    if (!NEXT_ARTICLE.test(text)) return found;
    const start = NEXT_ARTICLE.lastIndex;
    const next = shortArticle(text, start);
    if (next === undefined) return found;
    found.push({ start, end: next.end, scope: 'bare', part: next, unit: '', number: undefined });
    at = next.end;
  }
}

const ANNIVERSARY = /^の?(?:署名|締結|発効|改定|調印)?[0-9〇一二三四五六七八九十]{1,3}周年/;

/** Where an expression begins, with the year in front of it: the 1954 Agreement. */
function openingOf({ start }: Cluster, date: ReadDate | undefined): number {
  return date !== undefined && date.end < start ? date.start : start;
}

/** Words, titles and aliases in the order of the text; where an alias stands, it and not the words inside it. */
function itemsOf(
  text: string,
  heads: readonly Head[],
  titles: readonly Quote[],
  aliases: readonly AliasPlace[],
): readonly Item[] {
  const items: Item[] = [];
  // 地位協定の合意議事録 is a name of its own, whatever 地位協定 is short for, and so is 特別行動委員会（SACO）の最終報告
  aliases = aliases.filter(
    ({ start, end }) =>
      !/^\)?の/.test(text.slice(end, end + 2)) ||
      !heads.some((head) => head.name?.strength === 'strong' && head.wordStart <= start && head.end > end),
  );
  for (const head of heads) {
    const alias = aliases[firstEndingAfter(aliases, head.wordStart)];
    if (alias === undefined || alias.start >= head.end) items.push({ start: head.start, end: head.end, head });
  }
  for (const title of titles) items.push({ start: title.start, end: title.end, title });
  if (aliases.length > 0) {
    const named = new Map<number, Head>();
    for (const head of heads) {
      if (head.name !== undefined && !named.has(head.wordStart)) named.set(head.wordStart, head);
    }
    for (const alias of aliases) items.push({ ...quotedRange(text, alias), alias, head: named.get(alias.start) });
  }
  return items.length > 1 ? items.sort((a, b) => a.start - b.start || b.end - a.end) : items;
}

function quotedRange(text: string, { start, end }: AliasPlace): { start: number; end: number } {
  return text[start - 1] === '「' && text[end] === '」' ? { start: start - 1, end: end + 1 } : { start, end };
}

function pointerDraft(pointer: Pointer): Draft {
  return {
    start: pointer.start,
    end: pointer.end,
    coreStart: pointer.start,
    coreEnd: pointer.end,
    passage: -1,
    antecedent: undefined,
    among: undefined,
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
    spoken: undefined,
    apposed: false,
    amending: false,
    part: pointer.part,
    pointer,
    definition: undefined,
    tentative: pointer.scope !== 'above' && pointer.scope !== 'below',
  };
}
