/** Gives the date expressions of a document their values, by the date of the document and the dates before them in the text. */

import { Anchors, type Known } from './anchors.ts';
import { isoDate } from './calendar.ts';
import type { DateScan, Point } from './expression.ts';
import { addDays, shiftMonth, weekdayOf } from './interval.ts';
import type { DateAnchor, DateRule, Near, Resolved } from './resolution.ts';
import { Resolver } from './resolve.ts';
import type { Calendar } from './years.ts';

export type { DateAnchor, DateRule } from './resolution.ts';

/** The date of the document that a text belongs to. */
export interface DocumentDate {
  /** ISO day, month or year; undefined where it has none. */
  readonly iso: string | undefined;
}

/** What is wrong with a date. Weekdays are 0 for Sunday to 6 for Saturday. */
export type DateProblem =
  | { readonly kind: 'wrong-weekday'; readonly written: number; readonly actual: number }
  | { readonly kind: 'impossible' };

export interface ReadDate {
  readonly scan: DateScan;
  /** Offsets in the text of the passage, half open. */
  readonly start: number;
  readonly end: number;
  /** ISO: day, month, year, or interval `a/b` with both ends; undefined where it hangs on something that is not known. */
  readonly value: string | undefined;
  readonly rule: DateRule;
  /** What it hangs on, with its ISO value: the date of the document, or the last date in the text. */
  readonly anchor: DateAnchor | undefined;
  /** Where a date is impossible, `value` is the longest part of it that can be. */
  readonly problem: DateProblem | undefined;
  /** A length of time (この1年) and no point: its value is the time from or to the document's date, undefined for 5年間. */
  readonly length: boolean;
  /** How the year is written; undefined where none is. */
  readonly calendar: Calendar | undefined;
  /** A date said to be that in Japan: （日本時間22日未明）. */
  readonly japanTime: boolean;
}

/** Longest gap in a passage over which a bare day takes its month from the date before it. */
const NEAR = 150;

/** Reads the scans of one document's passages, in order: 同年 hangs on the last date before it. Make one for each document. */
export class DateReader {
  readonly #iso: string;
  readonly #anchors: Anchors;
  readonly #resolver: Resolver;
  /** The year that stands alone as the heading of a list of months. */
  #heading: Known | undefined;

  constructor({ iso }: DocumentDate) {
    this.#anchors = new Anchors(iso);
    this.#iso = this.#anchors.document === undefined ? '' : (iso ?? '');
    this.#resolver = new Resolver(this.#anchors, this.#iso);
  }

  /** The dates of the next passage, one for each scan. Total; linear in the text. */
  read(scans: readonly DateScan[], text: string): ReadDate[] {
    const found: ReadDate[] = [];
    this.#anchors.beginPassage();
    let previous: { end: number; known: Known } | undefined;
    let seen = 0;
    // whether a sentence has ended since the date before
    let over = false;
    let depth = 0;
    if (scans.some(({ from }) => from.year !== undefined)) this.#heading = undefined;
    for (const scan of scans) {
      const gap = text.slice(seen, scan.start);
      seen = scan.end;
      const isOver = SENTENCE_END.test(gap);
      if (isOver) this.#anchors.beginSentence();
      over ||= isOver;
      depth = depthBehind(gap, isOver ? 0 : depth);
      let near: Near | undefined;
      if (previous !== undefined && scan.start - previous.end <= NEAR) {
        near = { known: previous.known, sentence: !over, goesOn: GOES_ON.test(gap), opens: OPENS.test(gap) };
      } else if (scan.start <= LIST_MARKER && this.#heading !== undefined) {
        near = { known: this.#heading, sentence: true, goesOn: true, opens: false, heading: true };
      }
      const resolved = scan.length === undefined ? this.#resolver.resolve(scan, near, depth > 0) : undefined;
      found.push(scan.length === undefined ? this.#dated(scan, resolved) : this.#length(scan));
      if (resolved === undefined) continue;
      previous = { end: scan.end, known: resolved.known };
      over = false;
      if (isAnchor(scan, text)) this.#anchors.remember(resolved.known, depth > 0, isAttributive(scan, text));
    }
    if (scans.length === 1 && previous !== undefined && isHeading(text, scans[0])) this.#heading = previous.known;
    return found;
  }

  #dated(scan: DateScan, resolved: Resolved | undefined): ReadDate {
    const { start, end, from, to, zone } = scan;
    const impossible = from.impossible || to?.impossible === true || resolved?.impossible === true;
    return {
      scan,
      start,
      end,
      value: resolved?.value,
      rule: resolved?.rule ?? 'unknown',
      anchor: resolved?.anchor,
      problem: impossible ? { kind: 'impossible' } : resolved && wrongWeekday(scan, resolved.value),
      length: false,
      calendar: from.calendar,
      japanTime: zone === 'japan',
    };
  }

  #length(scan: DateScan): ReadDate {
    const { months, days } = scan.length ?? { months: 0, days: 0 };
    const { document } = this.#anchors;
    let other: string | undefined;
    if (document !== undefined && months !== 0) {
      const there = shiftMonth(document.year, document.month ?? 1, months);
      if (there.year > 0 && (document.month !== undefined || months % 12 === 0)) {
        other = isoDate(there.year, document.month === undefined ? undefined : there.month);
      }
    } else if (document?.day !== undefined && days !== 0) {
      other = addDays(this.#iso, days);
    }
    const here = this.#iso.slice(0, other?.length);
    const value = other === undefined ? undefined : months + days < 0 ? `${other}/${here}` : `${here}/${other}`;
    return {
      scan,
      start: scan.start,
      end: scan.end,
      value,
      rule: 'length',
      anchor: value === undefined ? undefined : { kind: 'document', value: this.#iso },
      problem: undefined,
      length: true,
      calendar: undefined,
      japanTime: false,
    };
  }
}

const SENTENCE_END = /[。\n]|[a-z)"]\. /;
/**
 * What stands before the second of two dates where it goes on with the first: …を発射し,10月には; not …に基づき,12月16日に, where the
 * first only says what it was based on.
 */
const GOES_ON =
  /(?:^|[^き基受踏伴際応従続](?:[しれりちみびえけめいて]|って),|及び|並びに|[ともや・]|が,|から|^[,(]) ?$|^.{0,3}$/s;

const OPENS = /^.{0,12}(?:から|~|-|\bto|\bthrough|\buntil) ?$/s;

/** How deep in round brackets what follows a text stands. */
function depthBehind(text: string, depth: number): number {
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code === 0x28) depth++;
    else if (code === 0x29 && depth > 0) depth--;
  }
  return depth;
}

/** A day elsewhere (日本時間22日), one to come (明3日), and the time to the end of the year (年内) are not what 同日 and 同年 take up. */
function isAnchor({ zone, from, start }: DateScan, text: string): boolean {
  if (text.charAt(start) === '年') return false;
  if (from.year !== undefined) return true;
  return zone === undefined && !(from.day?.anchor === 'document' && from.day.offset > 0);
}

/** A year alone before の and what it is the year of. */
function isAttributive({ from, to, end }: DateScan, text: string): boolean {
  return (
    to === undefined &&
    from.part === undefined &&
    from.month === undefined &&
    from.day === undefined &&
    text.charAt(end) === 'の'
  );
}

/** A bullet or a number may stand before the date of an entry in a list. */
const LIST_MARKER = 4;

/** Whether a passage is a year and nothing else but brackets and bullets: ■ 2014年, 【平成8年】. */
function isHeading(text: string, { start, end, from, to }: DateScan): boolean {
  if (
    from.year?.kind !== 'absolute' ||
    from.year.short ||
    from.month !== undefined ||
    from.unit !== 'calendar' ||
    to !== undefined
  ) {
    return false;
  }
  return text.length - (end - start) <= 6 && !/[\p{L}\p{N}]/u.test(text.slice(0, start) + text.slice(end));
}

/** The weekday that the text gives to either end, where the calendar has another. */
function wrongWeekday({ from, to }: DateScan, value: string): DateProblem | undefined {
  const slash = value.indexOf('/');
  const ends: readonly (readonly [Point | undefined, string])[] = [
    [from, slash < 0 ? value : value.slice(0, slash)],
    [to, value.slice(slash + 1)],
  ];
  for (const [point, day] of ends) {
    if (point?.weekday === undefined || day.length !== 10) continue;
    const actual = weekdayOf(day);
    if (actual !== point.weekday) return { kind: 'wrong-weekday', written: point.weekday, actual };
  }
  return undefined;
}
