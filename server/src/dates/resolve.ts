/** The value of one date expression, by what stands around it. */

import { type Anchors, type Found, isoOf, type Known, knownOf } from './anchors.ts';
import { daysInMonth, isoDate } from './calendar.ts';
import type { DateScan, PartSpec, Point } from './expression.ts';
import { addDays, shiftMonth, spanOf, weekdayOf } from './interval.ts';
import { partOfMonth, partOfYear } from './parts.ts';
import type { DateAnchor, DateRule, Near, Resolved } from './resolution.ts';
import { LAST_OF_SHOWA, SHOWA } from './years.ts';

/** A day so shortly before the document is no day of the next month. */
const JUST_NOW = 3;
/** How many days ahead a date without a plan may lie, if its weekday is right there and not a year before. */
const SOON = 200;

/** Resolves the dates of one document. */
export class Resolver {
  readonly #anchors: Anchors;
  /** The date of the document; empty where it has none. */
  readonly #iso: string;
  /** Whether the date that is being read stands in brackets. */
  #aside = false;

  constructor(anchors: Anchors, iso: string) {
    this.#anchors = anchors;
    this.#iso = iso;
  }

  /** Undefined where it hangs on something that is not known. `aside`: it stands in brackets. */
  resolve(scan: DateScan, near: Near | undefined, aside: boolean): Resolved | undefined {
    this.#aside = aside;
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
    this.#anchors.remember(start.known, this.#aside);
    const end = this.#point(inherited(to, from, start.known), scan, {
      known: start.known,
      sentence: true,
      goesOn: true,
      opens: true,
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
      case 'absolute': {
        const inShowa = this.#inShowa(spec);
        this.#anchors.rememberEra(spec.yearZero, calendar === 'era' || inShowa !== undefined);
        const rule = spec.short ? 'two-digit-year' : 'absolute';
        return { year: inShowa ?? spec.year, rule, anchor: undefined };
      }
      case 'short': {
        const { year, era } = this.#anchors.yearOf(spec, unit);
        if (era) this.#anchors.rememberEra(year - spec.number, true);
        const anchor = this.#anchors.of(spec.of === 'text-era' ? 'text' : 'document', 'year');
        return { year, rule: era ? 'year-of-era' : 'two-digit-year', anchor: era ? anchored(anchor) : undefined };
      }
      case 'beside': {
        const found = this.#anchors.yearBeside(spec);
        return found && { year: found.year, rule: relativeRule('year', found), anchor: anchored(found) };
      }
      case 'relative': {
        const found = this.#anchors.of(spec.anchor, 'year', this.#aside);
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

  /** 53年 in a document of 1987 is 昭和53年; 88年 is none that had been then. */
  #inShowa({ year, short }: Extract<NonNullable<Point['year']>, { kind: 'absolute' }>): number | undefined {
    const written = this.#anchors.document?.year;
    const number = year % 100;
    if (!short || year < 1900 || number > LAST_OF_SHOWA) return undefined;
    // 昭和53年に…,57年1月に
    if (this.#anchors.isInEra(SHOWA)) return SHOWA + number;
    if (written === undefined || written <= SHOWA || written > SHOWA + LAST_OF_SHOWA) return undefined;
    return number <= written - SHOWA ? SHOWA + number : undefined;
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
    const found = this.#anchors.of(point.month.anchor, 'month', this.#aside);
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
    const found = this.#anchors.of(anchor, 'year', this.#aside);
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
    // what stands below a year is of that year, whenever the text was written
    if (near?.heading === true) {
      return this.#inYear(point, { year: near.known.year, rule: 'same-sentence', anchor: textAnchor(near.known) });
    }
    // 明日(30日)から6月3日まで
    if (near?.sentence === true && near.opens && near.known.month !== undefined) {
      const year = near.known.year + (month < near.known.month ? 1 : 0);
      return this.#inYear(point, { year, rule: 'same-sentence', anchor: textAnchor(near.known) });
    }
    // 2006年7月に…発射し,10月には…: of the same year, if it goes on and does not reach beyond the document
    // 去る9月 is the last one before the document, whatever the sentence has named
    const bySelf = point.month?.kind === 'number' && point.month.strictly === true;
    if (near?.sentence === true && !bySelf && (near.goesOn || near.known.month === month) && scan.outlook === 'past') {
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
    const found = this.#anchors.of(anchor, 'day', this.#aside);
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
      from: DateAnchor | undefined,
    ): Resolved => this.#inYear({ ...point, month: { kind: 'number', month } }, { year, rule, anchor: from });
    const { document } = this.#anchors;

    // 翌27日, 同19日: of the month of the last date; the next one where its days have run out
    if (anchor === 'text') {
      const found =
        (offset > 0 ? this.#anchors.dayBefore(day) : undefined) ?? this.#anchors.of('text', 'month', this.#aside);
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
      // a day to come is of no month that lies behind the document
      const isOver = scan.outlook === 'future' && there.value < addDays(this.#iso, -JUST_NOW);
      if (!isOver && (near.sentence || there.value <= this.#iso)) return there;
    }
    if (document?.month === undefined) return undefined;
    const turned =
      document.day === undefined
        ? 0
        : scan.outlook === 'future'
          ? day < document.day - JUST_NOW
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
  readonly anchor: DateAnchor | undefined;
}

function relativeRule(unit: 'year' | 'month' | 'day', { kind }: Found): DateRule {
  return kind === 'text' ? `${unit}-of-text` : `relative-${unit}`;
}

function anchored(found: Found | undefined): DateAnchor | undefined {
  return found && { kind: found.kind, value: isoOf(found.known) };
}

function textAnchor(known: Known): DateAnchor | undefined {
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
