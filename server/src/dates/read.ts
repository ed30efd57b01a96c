import { daysInMonth, isoDate } from './calendar.ts';
import type { DateScan, Point, YearSpec } from './expression.ts';
import { addDays, weekdayOf } from './interval.ts';
import { century } from './scan.ts';

/** The date of the document that a text belongs to. */
export interface DocumentDate {
  /** ISO day, month or year; undefined where it has none. */
  readonly iso: string | undefined;
}

/** How the value of a date was reached. */
export type DateRule =
  | 'absolute'
  | 'short-year'
  | 'relative-year'
  | 'relative-month'
  | 'relative-day'
  | 'nearest'
  | 'same-sentence'
  | 'length'
  | 'impossible';

/** What is wrong with a date. Weekdays are 0 for Sunday. */
export type DateProblem =
  | { readonly kind: 'wrong-weekday'; readonly written: number; readonly actual: number }
  | { readonly kind: 'impossible' };

export interface ReadDate {
  /** Offsets in the folded text of the passage. */
  readonly start: number;
  readonly end: number;
  /** ISO: day, month, year, or interval `a/b` with both ends; undefined where it hangs on something that is not known. */
  readonly value: string | undefined;
  readonly rule: DateRule;
  /** What it hangs on: the date of the document, or the last date in the text. */
  readonly anchor: { readonly kind: 'document' | 'text'; readonly value: string } | undefined;
  readonly problem: DateProblem | undefined;
  /** A length of time (この1年) and no point: its value is the time from or to the document's date. */
  readonly length: boolean;
  /** Whether the year is written in the Japanese calendar. */
  readonly calendar: 'era' | 'western';
  /** A date said to be that in Japan. */
  readonly japanTime: boolean;
}

interface Known {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
}

/** Longest gap between two dates of which the second takes its year from the first. */
const NEAR = 60;

/**
 * Gives the date expressions of one document their values: to be made for each document, and given its passages in order, since 同年 hangs
 * on the last date before it.
 */
export class DateReader {
  readonly #document: Known | undefined;
  readonly #iso: string;
  /** The last date in the text with a year. */
  #last: Known | undefined;
  /** The last date in the text with a day: what 同日 is. */
  #lastDay: Known | undefined;
  #lastEraZero: number | undefined;

  constructor({ iso }: DocumentDate) {
    this.#iso = iso ?? '';
    this.#document = iso === undefined ? undefined : knownOf(iso);
  }

  /** Reads the dates of the next passage. */
  read(scans: readonly DateScan[], text: string): ReadDate[] {
    const found: ReadDate[] = [];
    let previous: { end: number; known: Known; said: boolean } | undefined;
    for (const scan of scans) {
      const gap = previous === undefined ? '' : text.slice(previous.end, scan.start);
      const near = previous !== undefined && gap.length <= NEAR && !/[。\n]|\. /.test(gap) ? previous : undefined;
      const { date, known, said } = this.#read(scan, near);
      found.push(date);
      if (known !== undefined) {
        // 日豪友好協力基本条約（1976年署名）の50周年に当たり、同年…: what brackets add is beside the point
        if (!scan.japanTime && (this.#last === undefined || !isAside(text, scan.start))) this.#last = known;
        if (known.day !== undefined && !scan.japanTime) this.#lastDay = known;
        previous = { end: scan.end, known, said };
      }
    }
    return found;
  }

  #read(
    scan: DateScan,
    near: { known: Known; said: boolean } | undefined,
  ): { date: ReadDate; known: Known | undefined; said: boolean } {
    const { start, end, from, to, japanTime } = scan;
    const base = {
      start,
      end,
      length: false,
      japanTime,
      calendar: from.era ? ('era' as const) : ('western' as const),
      problem: undefined,
    };
    if (scan.length !== undefined) return { date: this.#length(scan), known: undefined, said: false };
    const first = this.#point(from, scan, near);
    const impossible = from.impossible || to?.impossible === true || first?.impossible === true;
    if (first === undefined) {
      const problem = impossible ? ({ kind: 'impossible' } as const) : undefined;
      return {
        date: { ...base, value: undefined, rule: 'nearest', anchor: undefined, problem },
        known: undefined,
        said: false,
      };
    }
    const said = from.year !== undefined;
    let { value } = first;
    let { known } = first;
    if (to !== undefined) {
      const inherited: Point = {
        ...to,
        unit: to.year === undefined ? from.unit : to.unit,
        year: to.year ?? { kind: 'absolute', year: rollover(first.known, to) },
        month:
          to.month ??
          (to.day !== undefined && first.known.month !== undefined
            ? { kind: 'number', month: first.known.month }
            : undefined),
      };
      const second = this.#point(inherited, scan, { known: first.known, said: true });
      if (second !== undefined) {
        value = `${first.value.split('/')[0]}/${second.value.split('/').at(-1)}`;
        ({ known } = second);
      }
    }
    const problem = impossible
      ? ({ kind: 'impossible' } as const)
      : (this.#weekday(from, first.value) ??
        (to === undefined ? undefined : this.#weekday(to, value.split('/').at(-1) ?? '')));
    return {
      date: { ...base, value, rule: impossible ? 'impossible' : first.rule, anchor: first.anchor, problem },
      known,
      said: said || first.rule === 'same-sentence',
    };
  }

  #weekday({ weekday }: Point, value: string): DateProblem | undefined {
    if (weekday === undefined || value.length !== 10) return undefined;
    const actual = weekdayOf(value);
    return actual === weekday ? undefined : { kind: 'wrong-weekday', written: weekday, actual };
  }

  #length({ start, end, length }: DateScan): ReadDate {
    const { months, days } = length ?? { months: 0, days: 0 };
    const document = this.#document;
    let value: string | undefined;
    if (months !== 0 && document?.month !== undefined) {
      const here = isoDate(document.year, document.month);
      const there = shiftMonth(document.year, document.month, months);
      const other = isoDate(there.year, there.month);
      value = months < 0 ? `${other}/${here}` : `${here}/${other}`;
    } else if (days !== 0 && this.#iso.length === 10) {
      const other = addDays(this.#iso, days);
      value = days < 0 ? `${other}/${this.#iso}` : `${this.#iso}/${other}`;
    }
    const anchor = value === undefined ? undefined : ({ kind: 'document', value: this.#iso } as const);
    return {
      start,
      end,
      value,
      rule: 'length',
      anchor,
      problem: undefined,
      length: true,
      calendar: 'western',
      japanTime: false,
    };
  }

  #point(point: Point, scan: DateScan, near: { known: Known; said: boolean } | undefined): Resolved | undefined {
    const year = point.year === undefined ? undefined : this.#year(point.year, point);
    if (point.year !== undefined && year === undefined) return undefined;
    if (year !== undefined) return this.#inYear(point, year);
    if (point.month !== undefined) return this.#month(point, scan, near);
    if (point.day !== undefined) return this.#day(point, scan, near);
    return undefined;
  }

  // ---- years ------------------------------------------------------------------------------------------------------

  #year(spec: YearSpec, point: Point): { year: number; rule: DateRule; anchor: ReadDate['anchor'] } | undefined {
    switch (spec.kind) {
      case 'absolute':
        if (point.era) this.#lastEraZero = eraZero(spec.year);
        return { year: spec.year, rule: 'absolute', anchor: undefined };
      case 'same-era': {
        const zero = this.#lastEraZero ?? eraZero(this.#last?.year ?? this.#document?.year ?? 2000);
        return { year: zero + spec.number, rule: 'short-year', anchor: undefined };
      }
      case 'short': {
        // 19年度 of a text of 2007 is of Heisei; of the eras the one that comes nearest to the document
        const reference = this.#document?.year ?? this.#last?.year;
        if (reference === undefined) return { year: century(spec.number), rule: 'short-year', anchor: undefined };
        const candidates = [1925, 1988, 2018].map((zero) => zero + spec.number);
        candidates.sort((a, b) => Math.abs(a - reference) - Math.abs(b - reference));
        return { year: candidates[0], rule: 'short-year', anchor: { kind: 'document', value: this.#iso } };
      }
      case 'relative': {
        const anchor = spec.anchor === 'text' ? (this.#last ?? this.#document) : this.#document;
        if (anchor === undefined) return undefined;
        const value = spec.anchor === 'text' && this.#last !== undefined ? isoOf(this.#last) : this.#iso;
        let { year } = anchor;
        // 今年度 before April is the year that began last April
        if (point.unit === 'fiscal' && anchor.month !== undefined && anchor.month < 4) year--;
        return {
          year: year + spec.offset,
          rule: 'relative-year',
          anchor: { kind: spec.anchor === 'text' && this.#last !== undefined ? 'text' : 'document', value },
        };
      }
    }
  }

  #inYear(point: Point, read: { year: number; rule: DateRule; anchor: ReadDate['anchor'] }): Resolved | undefined {
    const { rule, anchor } = read;
    let { year } = read;
    const month = point.month === undefined ? undefined : this.#monthNumber(point.month, year);
    if (month !== undefined) {
      if (point.month?.kind === 'relative') year = month.year;
      if (point.day !== undefined) {
        const day = point.day.kind === 'number' ? point.day.day : undefined;
        if (day === undefined) return undefined;
        if (day > daysInMonth(month.month, year)) {
          return {
            value: isoDate(year, month.month),
            known: { year, month: month.month, day: undefined },
            rule,
            anchor,
            impossible: true,
          };
        }
        return { value: isoDate(year, month.month, day), known: { year, month: month.month, day }, rule, anchor };
      }
      return {
        value: partOfMonth(year, month.month, point.part),
        known: { year, month: month.month, day: undefined },
        rule,
        anchor,
      };
    }
    const value = partOfYear(year, point);
    // 2006年秋 was the year 2006, whatever its part
    return { value, known: { year, month: undefined, day: undefined }, rule, anchor };
  }

  #monthNumber(month: NonNullable<Point['month']>, year: number): { year: number; month: number } | undefined {
    if (month.kind === 'number') return { year, month: month.month };
    const anchor = month.anchor === 'text' ? (this.#last ?? this.#document) : this.#document;
    return anchor?.month === undefined ? undefined : shiftMonth(anchor.year, anchor.month, month.offset);
  }

  // ---- months and days without a year -----------------------------------------------------------------------------

  #month(point: Point, scan: DateScan, near: { known: Known; said: boolean } | undefined): Resolved | undefined {
    const { month } = point;
    if (month === undefined) return undefined;
    if (month.kind === 'relative') {
      const text = month.anchor === 'text' && this.#last?.month !== undefined;
      const anchor = text ? this.#last : this.#document;
      if (anchor?.month === undefined) return undefined;
      const value = text && this.#last !== undefined ? isoOf(this.#last) : this.#iso;
      const shifted = shiftMonth(anchor.year, anchor.month, month.offset);
      const resolved = this.#inYear(
        { ...point, month: { kind: 'number', month: shifted.month } },
        { year: shifted.year, rule: 'relative-month', anchor: { kind: text ? 'text' : 'document', value } },
      );
      return resolved;
    }
    // 2006年7月にミサイルを発射し、10月には核実験を行った
    if (near?.said === true && near.known.month !== undefined) {
      const year = near.known.year + (month.month < near.known.month ? 1 : 0);
      const resolved = this.#inYear(point, {
        year,
        rule: 'same-sentence',
        anchor: { kind: 'text', value: isoOf(near.known) },
      });
      if (
        resolved !== undefined &&
        (scan.plan || this.#iso === '' || resolved.value.slice(0, 7) <= this.#iso.slice(0, 7))
      )
        return resolved;
    }
    const document = this.#document;
    if (document === undefined) return undefined;
    let { year } = document;
    if (document.month !== undefined) {
      const day = point.day?.kind === 'number' ? point.day.day : undefined;
      const after =
        month.month > document.month ||
        (month.month === document.month &&
          day !== undefined &&
          document.day !== undefined &&
          day > document.day + (scan.japanTime ? 1 : 0));
      const before =
        month.month < document.month ||
        (month.month === document.month && day !== undefined && document.day !== undefined && day < document.day);
      if (scan.plan) {
        if (before) year++;
      } else if (after || (scan.past === true && month.month === document.month)) year--;
    }
    return this.#inYear(point, { year, rule: 'nearest', anchor: { kind: 'document', value: this.#iso } });
  }

  #day(point: Point, scan: DateScan, near: { known: Known; said: boolean } | undefined): Resolved | undefined {
    const { day } = point;
    if (day === undefined) return undefined;
    if (day.kind === 'relative') {
      const text = day.anchor === 'text' && this.#lastDay !== undefined;
      const value = text && this.#lastDay !== undefined ? isoOf(this.#lastDay) : this.#iso;
      const anchor = { kind: text ? ('text' as const) : ('document' as const), value };
      if (value.length < 10) {
        // 本日 of a document that says only its month
        return day.offset === 0 && value !== ''
          ? { value, known: knownOf(value), rule: 'relative-day', anchor }
          : undefined;
      }
      const shifted = addDays(value, day.offset);
      return { value: shifted, known: knownOf(shifted), rule: 'relative-day', anchor };
    }
    // 日本時間22日: the day beside the one that was named
    const last = near?.known ?? (day.anchor === 'text' ? this.#last : undefined);
    if (scan.japanTime && this.#last?.day !== undefined) {
      const iso = isoOf(this.#last);
      for (const offset of [1, 0, -1]) {
        const other = addDays(iso, offset);
        if (Number(other.slice(8)) === day.day) {
          return { value: other, known: knownOf(other), rule: 'relative-day', anchor: { kind: 'text', value: iso } };
        }
      }
    }
    if (last?.month !== undefined) {
      // 27日の翌28日, 5月31日及び1日
      const next = last.day !== undefined && day.day < last.day && (day.anchor === 'text' || last.day - day.day > 20);
      const { year, month } = next ? shiftMonth(last.year, last.month, 1) : { year: last.year, month: last.month };
      return this.#inYear(
        { ...point, month: { kind: 'number', month } },
        { year, rule: 'same-sentence', anchor: { kind: 'text', value: isoOf(last) } },
      );
    }
    const document = this.#document;
    if (document?.month === undefined) return undefined;
    let { year, month } = { year: document.year, month: document.month };
    const after = document.day !== undefined && day.day > document.day && day.anchor !== 'document';
    const before = document.day !== undefined && day.day < document.day;
    if (after && !scan.plan && day.day > (document.day ?? 0) + 1) ({ year, month } = shiftMonth(year, month, -1));
    if (before && scan.plan && day.anchor !== 'document') ({ year, month } = shiftMonth(year, month, 1));
    return this.#inYear(
      { ...point, month: { kind: 'number', month } },
      { year, rule: 'nearest', anchor: { kind: 'document', value: this.#iso } },
    );
  }
}

function isAside(text: string, start: number): boolean {
  const open = text.lastIndexOf('(', start);
  return open >= 0 && start - open < 24 && !text.slice(open, start).includes(')');
}

interface Resolved {
  readonly value: string;
  readonly known: Known;
  readonly rule: DateRule;
  readonly anchor: ReadDate['anchor'];
  readonly impossible?: boolean;
}

function knownOf(iso: string): Known {
  const [year, month, day] = iso.split('-').map(Number);
  return { year, month, day };
}

function isoOf({ year, month, day }: Known): string {
  return isoDate(year, month, day);
}

function shiftMonth(year: number, month: number, by: number): { year: number; month: number } {
  const months = 12 * year + month - 1 + by;
  return { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
}

/** The year of the second end of a range that does not say it: the next one where its month is an earlier one. */
function rollover(first: Known, to: Point): number {
  const month = to.month?.kind === 'number' ? to.month.month : undefined;
  return first.year + (month !== undefined && first.month !== undefined && month < first.month ? 1 : 0);
}

function eraZero(year: number): number {
  return year >= 2019 ? 2018 : year >= 1989 ? 1988 : year >= 1926 ? 1925 : year >= 1912 ? 1911 : 1867;
}

function partOfMonth(year: number, month: number, part: Point['part']): string {
  const last = daysInMonth(month, year);
  switch (part) {
    case 'early':
      return `${isoDate(year, month, 1)}/${isoDate(year, month, 10)}`;
    case 'middle':
      return `${isoDate(year, month, 11)}/${isoDate(year, month, 20)}`;
    case 'late':
      return `${isoDate(year, month, 21)}/${isoDate(year, month, last)}`;
    case 'end':
      return isoDate(year, month, last);
    default:
      return isoDate(year, month);
  }
}

/** Months of the parts of a year, from its first month. */
const MONTHS: Partial<Record<NonNullable<Point['part']>, readonly [number, number]>> = {
  'first-half': [0, 5],
  'second-half': [6, 11],
  'quarter-1': [0, 2],
  'quarter-2': [3, 5],
  'quarter-3': [6, 8],
  'quarter-4': [9, 11],
  spring: [2, 4],
  summer: [5, 7],
  autumn: [8, 10],
  winter: [11, 13],
};

function partOfYear(year: number, { unit, part }: Point): string {
  if (unit === 'decade') {
    if (part === 'first-half') return `${year}/${year + 4}`;
    if (part === 'second-half') return `${year + 5}/${year + 9}`;
    return `${year}/${year + 9}`;
  }
  const start = unit === 'fiscal' ? 4 : unit === 'us-fiscal' ? -2 : 1;
  const monthly = (from: number, to: number): string => {
    const a = shiftMonth(year, start, from);
    const b = shiftMonth(year, start, to);
    return a.month === b.month && a.year === b.year
      ? isoDate(a.year, a.month)
      : `${isoDate(a.year, a.month)}/${isoDate(b.year, b.month)}`;
  };
  if (part === 'end') return monthly(11, 11);
  if (part === 'beginning') return monthly(0, 0);
  const range = part === undefined ? undefined : MONTHS[part];
  if (range !== undefined) {
    // seasons are of the calendar, whatever year is spoken of
    const season = part === 'spring' || part === 'summer' || part === 'autumn' || part === 'winter';
    if (season && unit !== 'calendar') return partOfYear(year, { unit: 'calendar', part } as Point);
    return monthly(range[0], range[1]);
  }
  return unit === 'calendar' ? isoDate(year) : monthly(0, 11);
}
