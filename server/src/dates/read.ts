/** Gives the date expressions of a document their values, by the date of the document and the dates before them in the text. */

import { Anchors, type Found, isoOf, type Known, knownOf } from './anchors.ts';
import { daysInMonth, isoDate } from './calendar.ts';
import type { DateScan, PartSpec, Point } from './expression.ts';
import { addDays, shiftMonth, spanOf, weekdayOf } from './interval.ts';
import { partOfMonth, partOfYear } from './parts.ts';
import type { Calendar } from './years.ts';

/** The date of the document that a text belongs to. */
export interface DocumentDate {
  /** ISO day, month or year; undefined where it has none. */
  readonly iso: string | undefined;
}

/** How the value of a date was reached. */
export type DateRule =
  /** 2007年5月1日, 平成19年度, the 1990s. */
  | 'absolute'
  /** 06年, 97(同9)年: of this century or the last. */
  | 'two-digit-year'
  /** 19年度, 23.6.10: of the era of the document, or of the one named last. */
  | 'year-of-era'
  /** 昨年, 来年夏, 年末: counted from the date of the document. */
  | 'relative-year'
  | 'relative-month'
  | 'relative-day'
  /** 同年, 翌月, 同日: counted from the last date in the text. */
  | 'year-of-text'
  | 'month-of-text'
  | 'day-of-text'
  /** 本8日: of the month of the document. */
  | 'this-day'
  /** 2月に合意した: of the year nearest to the document; a day without a month likewise. */
  | 'month-without-year'
  | 'day-without-month'
  /** 2006年7月に…、10月には: the year or month of the date before it. */
  | 'same-sentence'
  /** (日本時間22日): the day beside the one that was named. */
  | 'other-zone'
  | 'length'
  /** It hangs on something that is not known. */
  | 'unknown';

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
  readonly anchor: { readonly kind: 'document' | 'text'; readonly value: string } | undefined;
  /** Where a date is impossible, `value` is the longest part of it that can be. */
  readonly problem: DateProblem | undefined;
  /** A length of time (この1年) and no point: its value is the time from or to the document's date, undefined for 5年間. */
  readonly length: boolean;
  /** How the year is written; undefined where none is. */
  readonly calendar: Calendar | undefined;
  /** A date said to be that in Japan: （日本時間22日未明）. */
  readonly japanTime: boolean;
}

/** A value with what it was reached by. */
interface Resolved {
  readonly value: string;
  readonly known: Known;
  readonly rule: DateRule;
  readonly anchor: ReadDate['anchor'];
  readonly impossible?: boolean;
}

/** The date before another one, where it can lend it its year or month. */
interface Near {
  readonly known: Known;
  /** In the same sentence; and goes on from there, rather than behind a clause that only describes something. */
  readonly sentence: boolean;
  readonly goesOn: boolean;
}

/** Longest gap in a passage over which a bare day takes its month from the date before it. */
const NEAR = 150;
/** How many days ahead a date without a plan may lie, if its weekday is right there and not a year before. */
const SOON = 62;

/** Reads the scans of one document's passages, in order: 同年 hangs on the last date before it. Make one for each document. */
export class DateReader {
  readonly #iso: string;
  readonly #anchors: Anchors;
  /** The year that stands alone as the heading of a list of months. */
  #heading: Known | undefined;
  /** How many brackets are open. */
  #depth = 0;

  constructor({ iso }: DocumentDate) {
    this.#anchors = new Anchors(iso);
    this.#iso = this.#anchors.document === undefined ? '' : (iso ?? '');
  }

  /** The dates of the next passage, one for each scan. Total; linear in the text. */
  read(scans: readonly DateScan[], text: string): ReadDate[] {
    const found: ReadDate[] = [];
    this.#anchors.beginPassage();
    let previous: { end: number; known: Known } | undefined;
    let seen = 0;
    this.#depth = 0;
    for (const scan of scans) {
      const gap = text.slice(seen, scan.start);
      seen = scan.end;
      const isOver = SENTENCE_END.test(gap);
      if (isOver) this.#anchors.beginSentence();
      this.#depth = depthBehind(gap, isOver ? 0 : this.#depth);
      let near: Near | undefined;
      if (previous !== undefined && scan.start - previous.end <= NEAR) {
        near = { known: previous.known, sentence: !isOver, goesOn: GOES_ON.test(gap) };
      } else if (scan.start <= LIST_MARKER && this.#heading !== undefined) {
        near = { known: this.#heading, sentence: true, goesOn: true };
      }
      const resolved = scan.length === undefined ? this.#resolve(scan, near) : undefined;
      found.push(scan.length === undefined ? this.#dated(scan, resolved) : this.#length(scan));
      if (resolved === undefined) continue;
      previous = { end: scan.end, known: resolved.known };
      if (isAnchor(scan)) this.#anchors.remember(resolved.known, this.#depth > 0);
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

  #resolve(scan: DateScan, near: Near | undefined): Resolved | undefined {
    const { from, to } = scan;
    if (to === undefined) return this.#point(from, scan, near);
    // 4月から来年3月まで: the end says the year
    if (from.year === undefined && from.month?.kind === 'number' && to.year !== undefined) {
      const end = this.#point(to, scan, near);
      if (end === undefined) return undefined;
      const { month = 12 } = end.known;
      const year = end.known.year - (from.month.month > month ? 1 : 0);
      const start = this.#inYear(from, { year, rule: end.rule, anchor: end.anchor });
      return { ...end, value: spanOf(start.value, end.value) };
    }
    const start = this.#point(from, scan, near);
    if (start === undefined) return undefined;
    this.#anchors.remember(start.known, this.#depth > 0);
    const end = this.#point(inherited(to, from, start.known), scan, {
      known: start.known,
      sentence: true,
      goesOn: true,
    });
    if (end === undefined || end.value.slice(0, 4) < start.value.slice(0, 4)) return start;
    return {
      value: spanOf(start.value, end.value),
      known: end.known,
      rule: start.rule,
      anchor: start.anchor ?? end.anchor,
      impossible: start.impossible === true || end.impossible === true,
    };
  }

  #point(point: Point, scan: DateScan, near: Near | undefined): Resolved | undefined {
    if (point.year !== undefined) {
      const year = this.#year(point);
      return year && this.#inYear(point, year);
    }
    if (scan.zone !== undefined && point.day?.kind === 'number') {
      const beside = this.#otherZone(point, near);
      if (beside !== undefined) return beside;
    }
    if (point.month?.kind === 'relative') return this.#relativeMonth(point);
    if (point.month?.beside !== undefined) return this.#monthBeside(point, point.month.month, point.month.beside);
    if (point.month !== undefined) return this.#bareMonth(point, point.month.month, scan, near);
    if (point.day?.kind === 'relative') return this.#relativeDay(point.day);
    if (point.day !== undefined) return this.#bareDay(point, point.day, scan, near);
    return point.part === undefined ? undefined : this.#bareSeason(point, point.part, scan);
  }

  // ---- years --------------------------------------------------------------------------------------------------------

  #year({ year: spec, unit, calendar }: Point): YearRead | undefined {
    switch (spec?.kind) {
      case 'absolute':
        this.#anchors.rememberEra(spec.yearZero, calendar === 'era');
        return { year: spec.year, rule: spec.short ? 'two-digit-year' : 'absolute', anchor: undefined };
      case 'short': {
        const { year, era } = this.#anchors.yearOf(spec, unit);
        const anchor = this.#anchors.of(spec.of === 'text-era' ? 'text' : 'document', 'year');
        return { year, rule: era ? 'year-of-era' : 'two-digit-year', anchor: era ? anchored(anchor) : undefined };
      }
      case 'beside': {
        const found = this.#anchors.yearBeside(spec);
        return found && { year: found.year, rule: relativeRule('year', found), anchor: anchored(found) };
      }
      case 'relative': {
        const found = this.#anchors.of(spec.anchor, 'year', this.#depth > 0);
        if (found === undefined) return undefined;
        let { year } = found.known;
        // before April the fiscal year is the one that began in the year before
        if (unit === 'fiscal' && found.known.unit === 'calendar' && (found.known.month ?? 12) < 4) year--;
        return { year: year + spec.offset, rule: relativeRule('year', found), anchor: anchored(found) };
      }
      default:
        return undefined;
    }
  }

  #inYear(point: Point, { year, rule, anchor }: YearRead): Resolved {
    const { unit, part } = point;
    const month = point.month?.kind === 'number' ? point.month.month : undefined;
    if (month === undefined) {
      const known = { year, month: undefined, day: undefined, unit };
      return { value: partOfYear(year, unit, part), known, rule, anchor };
    }
    const day = point.day?.kind === 'number' ? point.day.day : undefined;
    const impossible = day !== undefined && day > daysInMonth(month, year);
    const known = { year, month, day: impossible ? undefined : day, unit: 'calendar' as const };
    const value = known.day === undefined ? partOfMonth(year, month, part) : isoOf(known);
    return { value, known, rule, anchor, impossible };
  }

  // ---- months without a year ----------------------------------------------------------------------------------------

  #relativeMonth(point: Point): Resolved | undefined {
    if (point.month?.kind !== 'relative') return undefined;
    const found = this.#anchors.of(point.month.anchor, 'month', this.#depth > 0);
    if (found?.known.month === undefined) return undefined;
    const { year, month } = shiftMonth(found.known.year, found.known.month, point.month.offset);
    return this.#inYear(
      { ...point, month: { kind: 'number', month } },
      { year, rule: relativeRule('month', found), anchor: anchored(found) },
    );
  }

  /** 翌12月 is the next December behind the last date, 同12月 that of its year, 昨12月 the last one before the document. */
  #monthBeside(
    point: Point,
    month: number,
    { offset, anchor }: { readonly offset: number; readonly anchor: 'document' | 'text' },
  ): Resolved | undefined {
    const found = this.#anchors.of(anchor, 'year', this.#depth > 0);
    if (found === undefined) return undefined;
    const { year, month: last = offset < 0 ? 13 : 0 } = found.known;
    const turned = offset > 0 && month <= last ? 1 : offset < 0 && month >= last ? -1 : 0;
    return this.#inYear(point, { year: year + turned, rule: relativeRule('month', found), anchor: anchored(found) });
  }

  /** 秋に without a year: the one nearest to the document on the side that the sentence speaks of. */
  #bareSeason(point: Point, part: PartSpec, scan: DateScan): Resolved | undefined {
    const { document } = this.#anchors;
    if (document === undefined) return undefined;
    const [first, last] = partOfYear(document.year, 'calendar', part).split('/');
    const own = this.#iso.slice(0, 7);
    let { year } = document;
    if (document.month !== undefined && scan.outlook === 'future' && (last ?? first) < own) year++;
    if (document.month !== undefined && scan.outlook === 'past' && first > own) year--;
    const anchor = { kind: 'document', value: this.#iso } as const;
    return this.#inYear(point, { year, rule: 'month-without-year', anchor });
  }

  #bareMonth(point: Point, month: number, scan: DateScan, near: Near | undefined): Resolved | undefined {
    const { document } = this.#anchors;
    // 2006年7月に…発射し,10月には…: of the same year, if it goes on and does not reach beyond the document
    if (near?.sentence === true && near.goesOn && scan.outlook === 'past') {
      const { known } = near;
      const ahead = document !== undefined && isoDate(known.year, month) > this.#iso.padEnd(7, '~').slice(0, 7);
      if (known.unit === 'calendar' && month >= (known.month ?? 1) && !ahead) {
        return this.#inYear(point, { year: known.year, rule: 'same-sentence', anchor: textAnchor(known) });
      }
    }
    if (document === undefined) return undefined;
    const anchor = { kind: 'document', value: this.#iso } as const;
    const of = (year: number): Resolved => this.#inYear(point, { year, rule: 'month-without-year', anchor });
    const here = of(document.year);
    if (document.month === undefined) return here;
    const written = here.value.slice(0, this.#iso.length);
    const own = this.#iso.slice(0, written.length);
    // the day in Japan may be the one after the document's
    const isAfter = scan.zone === 'japan' ? written > addDays(own, 1) : written > own;
    const same = point.month?.kind === 'number' && point.month.strictly === true && month === document.month;
    if (scan.outlook === 'future') return written < own || same ? of(document.year + 1) : here;
    if (!isAfter && !same) return here;
    const before = of(document.year - 1);
    return point.weekday !== undefined && this.#isSoon(here.value, before.value, point.weekday) ? here : before;
  }

  /** Whether a date shortly after the document's is meant: its weekday says so, and that of the year before does not. */
  #isSoon(day: string, yearBefore: string, weekday: number): boolean {
    const limit = addDays(this.#iso, SOON);
    return day <= limit && weekdayOf(day) === weekday && weekdayOf(yearBefore) !== weekday;
  }

  // ---- days without a month -----------------------------------------------------------------------------------------

  #relativeDay({ offset, anchor }: Extract<NonNullable<Point['day']>, { kind: 'relative' }>): Resolved | undefined {
    const found = this.#anchors.of(anchor, 'day', this.#depth > 0);
    if (found === undefined) {
      const { document } = this.#anchors;
      if (document === undefined || anchor !== 'document' || offset !== 0) return undefined;
      // 本日 of a document that says only its month
      const own = { kind: 'document', value: this.#iso } as const;
      return { value: this.#iso, known: document, rule: 'this-day', anchor: own };
    }
    const value = addDays(isoOf(found.known), offset);
    const known = knownOf(value);
    if (known === undefined) return undefined;
    const rule = found.kind === 'document' && offset === 0 ? 'this-day' : relativeRule('day', found);
    return { value, known, rule, anchor: anchored(found) };
  }

  /** (日本時間22日未明) behind 6月21日: the day beside it, which may be of another month. */
  #otherZone(point: Point, near: Near | undefined): Resolved | undefined {
    const { day, month } = point;
    if (near?.known.day === undefined || day?.kind !== 'number') return undefined;
    const iso = isoOf(near.known);
    for (const offset of [1, 0, -1]) {
      const value = addDays(iso, offset);
      const known = knownOf(value);
      if (known?.day !== day.day) continue;
      if (month?.kind === 'number' && month.month !== known.month) continue;
      return { value, known, rule: 'other-zone', anchor: { kind: 'text', value: iso } };
    }
    return undefined;
  }

  #bareDay(
    point: Point,
    { day, anchor, offset }: Extract<NonNullable<Point['day']>, { kind: 'number' }>,
    scan: DateScan,
    near: Near | undefined,
  ): Resolved | undefined {
    const inMonth = (
      { year, month }: { year: number; month: number },
      rule: DateRule,
      from: ReadDate['anchor'],
    ): Resolved => this.#inYear({ ...point, month: { kind: 'number', month } }, { year, rule, anchor: from });
    const { document } = this.#anchors;

    // 翌27日, 同19日: of the month of the last date; the next one where its days have run out
    if (anchor === 'text') {
      const found =
        (offset > 0 ? this.#anchors.dayBefore(day) : undefined) ?? this.#anchors.of('text', 'month', this.#depth > 0);
      if (found?.known.month === undefined) return undefined;
      const turned = offset > 0 && found.known.day !== undefined && day < found.known.day;
      return inMonth(
        shiftMonth(found.known.year, found.known.month, turned ? 1 : 0),
        relativeRule('day', found),
        anchored(found),
      );
    }
    const own = { kind: 'document', value: this.#iso } as const;
    if (anchor === 'document') {
      if (document?.month === undefined) return undefined;
      // 昨31日 on the first of a month, 明1日 on the last
      const turned =
        document.day === undefined
          ? 0
          : offset < 0 && day > document.day
            ? -1
            : offset > 0 && day < document.day
              ? 1
              : 0;
      return inMonth(shiftMonth(document.year, document.month, turned), 'this-day', own);
    }
    if (near?.known.month !== undefined && (near.sentence || near.known.year === document?.year)) {
      const { known } = near;
      const turned = near.sentence && known.day !== undefined && known.day - day > 20;
      const month = shiftMonth(known.year, near.known.month, turned ? 1 : 0);
      const there = inMonth(month, 'same-sentence', textAnchor(known));
      if (near.sentence || there.value <= this.#iso) return there;
    }
    if (document?.month === undefined) return undefined;
    const turned =
      document.day === undefined
        ? 0
        : scan.outlook === 'future'
          ? day < document.day
            ? 1
            : 0
          : day > document.day + (scan.zone === 'japan' ? 1 : 0)
            ? -1
            : 0;
    return inMonth(shiftMonth(document.year, document.month, turned), 'day-without-month', own);
  }
}

interface YearRead {
  readonly year: number;
  readonly rule: DateRule;
  readonly anchor: ReadDate['anchor'];
}

const SENTENCE_END = /[。\n]|[a-z)"]\. /;
/**
 * What stands before the second of two dates where it goes on with the first: …を発射し,10月には; not …に基づき,12月16日に, where the
 * first only says what it was based on.
 */
const GOES_ON =
  /(?:^|[^き基受踏伴際応従続](?:[しれりちみびえけめいて]|って),|及び|並びに|[ともや・]|から|~|-|^[,(]) ?$|^.{0,3}$/s;

/** How deep in round brackets what follows a text stands. */
function depthBehind(text: string, depth: number): number {
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code === 0x28) depth++;
    else if (code === 0x29 && depth > 0) depth--;
  }
  return depth;
}

/** A day elsewhere (日本時間22日), and one to come (明3日), are not what 同日 takes up. */
function isAnchor({ zone, from }: DateScan): boolean {
  if (from.year !== undefined) return true;
  return zone === undefined && !(from.day?.anchor === 'document' && from.day.offset > 0);
}
/** A bullet or a number may stand before the date of an entry in a list. */
const LIST_MARKER = 4;

/** Whether a passage is a year and nothing else but brackets and bullets: ■ 2014年, 【平成8年】. */
function isHeading(text: string, { start, end, from, to }: DateScan): boolean {
  if (from.year?.kind !== 'absolute' || from.month !== undefined || from.unit !== 'calendar' || to !== undefined) {
    return false;
  }
  return text.length - (end - start) <= 6 && !/[\p{L}\p{N}]/u.test(text.slice(0, start) + text.slice(end));
}

function relativeRule(unit: 'year' | 'month' | 'day', { kind }: Found): DateRule {
  return kind === 'text' ? `${unit}-of-text` : `relative-${unit}`;
}

function anchored(found: Found | undefined): ReadDate['anchor'] {
  return found && { kind: found.kind, value: isoOf(found.known) };
}

function textAnchor(known: Known): ReadDate['anchor'] {
  return { kind: 'text', value: isoOf(known) };
}

/** The end of a range with the parts that only its beginning says. */
function inherited(to: Point, from: Point, first: Known): Point {
  if (to.year !== undefined) return to;
  const day = to.day?.kind === 'number' ? to.day.day : undefined;
  let { month } = to;
  let { year } = first;
  if (month === undefined && day !== undefined && first.month !== undefined) {
    // 30日から2日まで runs into the next month
    const next = shiftMonth(year, first.month, first.day !== undefined && day < first.day ? 1 : 0);
    month = { kind: 'number', month: next.month };
    ({ year } = next);
  } else if (month?.kind === 'number' && first.month !== undefined && month.month < first.month) {
    year++;
  }
  if (month?.kind === 'relative') return to;
  return { ...to, unit: from.unit, month, year: { kind: 'absolute', year, short: false } };
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
