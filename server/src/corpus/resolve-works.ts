import { addDays, bounds } from '../dates/interval.ts';
import { DateReader } from '../dates/read.ts';
import { scanDates } from '../dates/scan.ts';
import type { Ask } from '../references/ask.ts';
import type { PartStep } from '../references/parts.ts';
import { fold } from '../text/width.ts';
import type { Work } from './library.ts';
import type { Target } from './resolution.ts';
import type { SectionSummary } from './summary.ts';

/** What resolving asks of works and sections alone, whatever document speaks. */

export const NO_STEPS: readonly PartStep[] = [];

/** A counted section as a step of a path. */
const LETTERS = new Set([
  'upper-letter',
  'lower-letter',
  'paren-letter',
  'half-paren-letter',
  'iroha',
  'gojuon',
  'bare-kana',
]);

export function stepOf({ kind, number, marker }: SectionSummary): PartStep[] {
  if (number === undefined) return [];
  if (LETTERS.has(kind)) {
    const sign = marker.normalize('NFKC').replace(/[^\p{L}]/gu, '');
    return [{ unit: '', number: undefined, sign, heading: '' }];
  }
  return [{ unit: kind === 'article' ? '条' : '', number, sign: '', heading: '' }];
}

/** The last date of some works. */
export function newest(works: readonly Work[]): string {
  return works.reduce((last, { date }) => (date > last ? date : last), '');
}

export function isCalled(title: string, noun: string): boolean {
  return title
    .normalize('NFKC')
    .replace(/\s|\([^()]*\)$/g, '')
    .endsWith(noun);
}

/** Days in which a paper that has come out is what its kind means: 最終報告. */
export const FRESH = 60;
export const MAX_TARGETS = 8;
/** By what paper a meeting is known. */
export const MEETING_ORDER = [
  'joint statement',
  'summit',
  'joint declaration',
  'SCC document',
  'joint document',
  'communique',
  'press communique',
  'outline',
  'roadmap',
  'report',
  'guidelines',
  'joint committee agreement',
  'protocol',
];

export function toWork(work: Work, ask: Ask): Target {
  return { work, here: undefined, steps: ask.part?.steps ?? NO_STEPS, section: undefined, implied: NO_STEPS };
}

export function unique(works: readonly Work[]): Work[] {
  return [...new Set(works)];
}

/** 本ガイドライン is this document only where it is one. */
export function isOtherName(ask: Ask): boolean {
  return ask.name !== undefined && ask.name.strength === 'strong';
}

const SHORT_PARTIES: Readonly<Record<string, string>> = { 'Republic of Korea': 'ROK' };

export function shortOf(party: string): string {
  return SHORT_PARTIES[party] ?? party;
}

/** Whether a work is of the days, month or year of a value, here or in Japan. */
export function isOf(work: Work, value: string): boolean {
  const wanted = bounds(value);
  return wanted !== undefined && work.spans.some(({ first, last }) => first >= wanted.first && last <= wanted.last);
}

const lastDays = new Map<string, string | undefined>();

/** The last day of the years that a title is for, in brackets: 中期防衛力整備計画(平成23年度~平成27年度). Titles of the catalogue are few. */
export function lastDayOf(title: string): string | undefined {
  if (!/年度[)）]/.test(title)) return undefined;
  if (!lastDays.has(title)) {
    const folded = fold(title).text;
    const [years] = new DateReader({ iso: undefined }).read(scanDates(folded), folded);
    lastDays.set(title, years?.value?.includes('/') ? bounds(years.value)?.last : undefined);
  }
  return lastDays.get(title);
}

/** Whether a work is of one of the three days before a day. */
export function isShortlyBefore({ date }: Work, day: string): boolean {
  return date.length === 10 && day.length === 10 && date < day && addDays(date, 3) >= day;
}

/** Works of a series that are looked at for the last one of a kind. */
const MAX_BACK = 200;

/** Of works in order of date those of the last day before a date (or on it, where it is not `before`) that are accepted. */
export function latestBefore(
  works: readonly Work[],
  date: string,
  before: boolean,
  accepted: (work: Work) => boolean,
): Work[] {
  const isLater = ({ date: own, dateJapan }: Work): boolean =>
    date !== '' && (before ? own >= date.slice(0, 10) || dateJapan >= date : own > date);
  // the first that is later, by halves
  let low = 0;
  let high = works.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLater(works[middle])) high = middle;
    else low = middle + 1;
  }
  const found: Work[] = [];
  for (let k = low - 1; k >= Math.max(0, low - MAX_BACK); k--) {
    if (found.length > 0 && works[k].date !== found[0].date) break;
    if (accepted(works[k])) found.unshift(works[k]);
  }
  return found[0]?.date === '' ? [] : found;
}
