/** What the dates of a document hang on: its own date, and the dates that its text has named so far. */

import { daysInMonth, isoDate } from './calendar.ts';
import type { Anchor, Unit, YearSpec } from './expression.ts';
import { century } from './year-unit.ts';
import { LAST_OF_SHOWA, SHOWA } from './years.ts';

/** A date as far as it is known. */
export interface Known {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly unit: Unit;
}

const ISO = /^([1-9][0-9]{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?$/;

/** Undefined for what is no ISO day, month or year. */
export function knownOf(iso: string): Known | undefined {
  const match = ISO.exec(iso);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  return { year: year ?? 0, month, day, unit: 'calendar' };
}

export function isoOf({ year, month, day }: Known): string {
  return isoDate(year, month, day);
}

/** The years before the first ones of the eras that documents write without naming them. */
const YEAR_ZEROS = [2018, 1988, SHOWA];

/** The year before the first one of the era that a year belongs to. */
export function yearZeroOf(year: number): number {
  return year > 2018 ? 2018 : year > 1988 ? 1988 : year > 1925 ? 1925 : year > 1911 ? 1911 : 1867;
}

interface Remembered {
  readonly known: Known;
  readonly aside: boolean;
  readonly sentence: number;
  /** 1978年の指針: it only says which one is meant. */
  readonly attributive: boolean;
}

/** Plans of these texts reach at most so many years ahead. */
const LONGEST_PLAN = 25;

/** How many dates back 翌13日 looks for the day before it. */
const MEMORY = 12;

function isDayBefore({ year, month, day }: Known, next: number): boolean {
  if (month === undefined || day === undefined) return false;
  return day === daysInMonth(month, year) ? next === 1 : day + 1 === next;
}

/** An anchor found: what it is and what it says. */
export interface Found {
  readonly kind: Anchor;
  readonly known: Known;
}

export class Anchors {
  readonly document: Known | undefined;
  /** The last dates of the text; the newest is the last. */
  #recent: Remembered[] = [];
  /** Of the era named last; and whether the year named last in this passage was written in it. */
  #yearZero: number | undefined;
  #inEra = false;
  /** Counts the sentences. */
  #sentence = 0;

  constructor(iso: string | undefined) {
    this.document = iso === undefined ? undefined : knownOf(iso);
  }

  /** A passage begins: how the one before wrote its years says nothing of it. */
  beginPassage(): void {
    this.#inEra = false;
    this.beginSentence();
  }

  beginSentence(): void {
    this.#sentence++;
  }

  /** `aside`: it stands in brackets. `attributive`: a year that only says which thing is meant. */
  remember(known: Known, aside: boolean, attributive = false): void {
    this.#recent.push({ known, aside, attributive, sentence: this.#sentence });
    if (this.#recent.length > 2 * MEMORY) this.#recent = this.#recent.slice(-MEMORY);
  }

  rememberEra(yearZero: number | undefined, isAlone: boolean): void {
    if (yearZero !== undefined) this.#yearZero = yearZero;
    this.#inEra = isAlone;
  }

  /** Whether the year named last in this passage was written in an era, by the year before its first. */
  isInEra(yearZero: number): boolean {
    return this.#inEra && this.#yearZero === yearZero;
  }

  /** The last date of the text that is known to a year, month or day; the document's where there is none. */
  of(anchor: Anchor, precision: 'year' | 'month' | 'day', aside = false): Found | undefined {
    const text = anchor === 'text' ? this.#last(precision, aside) : undefined;
    if (text !== undefined) return { kind: 'text', known: text };
    const { document } = this;
    if (document === undefined || (precision !== 'year' && document[precision] === undefined)) return undefined;
    return { kind: 'document', known: document };
  }

  /** 2026年は,条約(1976年署名)の50周年に当たり,同年6月: a date in brackets gives way to one of the same sentence outside them. */
  #last(precision: 'year' | 'month' | 'day', aside: boolean): Known | undefined {
    const told = precision === 'year' ? this.#told() : undefined;
    if (told !== undefined && !aside) return told;
    let best: Remembered | undefined;
    for (let k = this.#recent.length - 1; k >= 0; k--) {
      const date = this.#recent[k];
      if (date.known[precision] === undefined) continue;
      if (best === undefined) best = date;
      if (aside || !best.aside) break;
      if (date.sentence !== this.#sentence) break;
      if (!date.aside) return date.known;
    }
    return best?.known;
  }

  /** 1996年4月17日、両首脳は1978年の指針の見直しで一致した。同年6月: the date that is told of, before one that only says which thing is meant. */
  #told(): Known | undefined {
    const last = this.#recent.at(-1);
    if (last?.attributive !== true) return undefined;
    for (let k = this.#recent.length - 2; k >= 0; k--) {
      const date = this.#recent[k];
      if (date.sentence < last.sentence) return undefined;
      if (!date.attributive && !date.aside && date.known.month !== undefined) return date.known;
    }
    return undefined;
  }

  /** The last date of the text, or that of the document, that is the day before a day of a month: 翌13日. */
  dayBefore(day: number): Found | undefined {
    for (let k = this.#recent.length - 1; k >= 0; k--) {
      const { known } = this.#recent[k];
      if (isDayBefore(known, day)) return { kind: 'text', known };
    }
    const { document } = this;
    return document !== undefined && isDayBefore(document, day) ? { kind: 'document', known: document } : undefined;
  }

  /** The year of a number without era or century, and whether it was read of an era. */
  yearOf({ number, of }: Extract<YearSpec, { kind: 'short' }>, unit: Unit): { year: number; era: boolean } {
    const reference = this.document?.year ?? this.#recent.at(-1)?.known.year;
    const isOver = this.#yearZero === SHOWA && number > LAST_OF_SHOWA && (reference ?? 0) > SHOWA + LAST_OF_SHOWA;
    const ofText = this.#yearZero === undefined || isOver ? undefined : this.#yearZero + number;
    // an era that was named far above may not be meant any more
    const isLikely = ofText !== undefined && (reference === undefined || ofText <= reference + LONGEST_PLAN);
    if (of === 'text-era' && isLikely) return { year: ofText, era: true };
    if (of !== 'either')
      return { year: reference === undefined ? 1988 + number : nearestEra(number, reference, unit), era: true };
    const western = century(number);
    if (this.#inEra && isLikely) return { year: ofText, era: true };
    if (reference === undefined) return { year: western, era: false };
    const era = nearestEra(number, reference, unit);
    // 19年度 is a plan as often as a report: whichever is nearer; 13年10月 lies behind, in this century if it can
    if (unit !== 'calendar') {
      const isEra = distance(era, reference) <= distance(western, reference);
      return { year: isEra ? era : western, era: isEra };
    }
    return western <= reference + 1 ? { year: western, era: false } : { year: era, era: true };
  }

  /** The year that 翌17年 names: 17 must be its number in either calendar, or else is a year of the era named last. */
  yearBeside({
    number,
    offset,
    anchor,
  }: Extract<YearSpec, { kind: 'beside' }>): (Found & { year: number }) | undefined {
    const found = this.of(anchor, 'year');
    if (found === undefined) return undefined;
    const year = found.known.year + offset;
    const zeros = [...YEAR_ZEROS, this.#yearZero ?? 0];
    if (year % 100 === number || zeros.some((zero) => zero + number === year)) return { ...found, year };
    return { ...found, year: (this.#yearZero ?? yearZeroOf(found.known.year)) + number };
  }
}

/** Of the years with that number in the eras, the one nearest to another year; one that lies before it is preferred. */
function nearestEra(number: number, reference: number, unit: Unit): number {
  // plans are made for fiscal years: months and days to come are fewer
  const ahead = unit === 'calendar' ? 4 : 2;
  let best = YEAR_ZEROS[0] + number;
  for (const zero of YEAR_ZEROS) {
    const year = zero + number;
    // 78年度 in a document of our days is of no era
    if (zero === SHOWA && number > LAST_OF_SHOWA && reference > SHOWA + LAST_OF_SHOWA) continue;
    if (distance(year, reference, ahead) < distance(best, reference, ahead)) best = year;
  }
  return best;
}

/** Years to come count several times: most that is written of lies behind. */
function distance(year: number, reference: number, ahead = 2): number {
  return year > reference ? ahead * (year - reference) : reference - year;
}
