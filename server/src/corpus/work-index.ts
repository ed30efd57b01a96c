import { bounds } from '../dates/interval.ts';
import { bareTitle } from '../references/lexicon.ts';
import { TitleIndex, type TitleMatch } from './title-index.ts';
import { daysOf, kindTag, ordinalOf, seriesTag, type Work } from './work.ts';

/** Works of a month or year that are looked at. */
const MAX_DATED = 24;

/**
 * Works by title, date, kind and series: every question is a look-up. Works that were added are put in place with the next question, so
 * that adding ten thousand costs nothing before somebody asks.
 */
export class WorkIndex<W extends Work> {
  readonly #titles = new TitleIndex<W>();
  readonly #byDate = new Shelves<W>();
  /** Days that stand in #byDate, by month; sorted when asked for. */
  readonly #days = new Map<string, { readonly days: Set<string>; sorted: readonly string[] | undefined }>();
  /** By day, month or year, and kind or series. */
  readonly #byPeriod = new Shelves<W>();
  readonly #bySeries = new Shelves<W>((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  readonly #byOrdinal = new Shelves<W>();
  #waiting = new Map<W, Titles>();

  /** `titles`: what it is called, with the title as it is to be shown. */
  add(work: W, titles: Titles): void {
    this.#waiting.set(work, titles);
  }

  remove(work: W, titles: Titles): void {
    if (this.#waiting.delete(work)) return;
    for (const { title } of titles()) this.#titles.remove(title, work);
    for (const date of daysOf(work)) {
      if (this.#byDate.remove(date, work) && date.length === 10) this.#dayGone(date);
    }
    for (const key of periodsOf(work)) this.#byPeriod.remove(key, work);
    if (work.series === undefined) return;
    this.#bySeries.remove(work.series, work);
    this.#byOrdinal.remove(`${work.series} ${ordinalOf(work)}`, work);
  }

  /** Puts what was added in place, until the time (of `performance.now()`) is over; true when all is. */
  settle(until = Number.POSITIVE_INFINITY): boolean {
    if (this.#waiting.size === 0) return true;
    let count = 0;
    for (const [work, titles] of this.#waiting) {
      this.#waiting.delete(work);
      this.#place(work, titles);
      if ((++count & 15) === 0 && performance.now() > until) return this.#waiting.size === 0;
    }
    return true;
  }

  /** Works with this title or name, or one that differs by one or two characters. */
  titled(title: string): TitleMatch<W>[] {
    this.settle();
    const found = this.#titles.find(bareTitle(title));
    return found.length < 2 ? found : found.sort((a, b) => a.distance - b.distance || inOrder(a.value, b.value));
  }

  /** Works of the days of a value, and those of which only the month or year is known that it touches. */
  dated(value: string): W[] {
    this.settle();
    const found = new Set<W>();
    for (const date of this.#datesIn(value)) for (const work of this.#byDate.get(date)) found.add(work);
    return [...found];
  }

  /**
   * Works of the days of a value that have one of these tags, those of the first tag first; MAX_DATED of them. What a month or a year of a large
   * archive holds beyond that, no reference can mean.
   */
  datedAs(value: string, tags: readonly string[]): W[] {
    this.settle();
    if (bounds(value) === undefined) return [];
    // of one day, month or year there is a list of its own
    const periods = value.includes('/') ? [...this.#datesIn(value)] : [value];
    const found = new Set<W>();
    for (const tag of tags) {
      for (const period of periods) {
        for (const work of this.#byPeriod.get(`${period} ${tag}`)) {
          found.add(work);
          if (found.size >= MAX_DATED) return [...found];
        }
      }
    }
    return [...found];
  }

  /** Works of a series by date. */
  ofSeries(series: string): readonly W[] {
    this.settle();
    return this.#bySeries.get(series);
  }

  /** Works of a series that have a number in their title: 第17回. */
  numbered(series: string, ordinal: number): Iterable<W> {
    this.settle();
    return this.#byOrdinal.get(`${series} ${ordinal}`);
  }

  #place(work: W, titles: Titles): void {
    for (const { title, written } of titles()) this.#titles.add(title, work, written);
    for (const date of daysOf(work)) {
      this.#byDate.add(date, work);
      if (date.length !== 10) continue;
      const month = date.slice(0, 7);
      const days = this.#days.get(month);
      if (days === undefined) this.#days.set(month, { days: new Set([date]), sorted: undefined });
      else if (!days.days.has(date)) {
        days.days.add(date);
        days.sorted = undefined;
      }
    }
    for (const key of periodsOf(work)) this.#byPeriod.add(key, work);
    if (work.series === undefined) return;
    this.#bySeries.add(work.series, work);
    const ordinal = ordinalOf(work);
    if (ordinal !== undefined) this.#byOrdinal.add(`${work.series} ${ordinal}`, work);
  }

  #dayGone(date: string): void {
    const days = this.#days.get(date.slice(0, 7));
    if (days === undefined) return;
    days.days.delete(date);
    days.sorted = undefined;
    if (days.days.size === 0) this.#days.delete(date.slice(0, 7));
  }

  /** Days of a value that have works, with the months and years it touches: each behind the first day of the value in it. */
  *#datesIn(value: string): Generator<string> {
    const range = bounds(value);
    if (range === undefined) return;
    const { first, last } = range;
    if (first === last) {
      yield first;
      yield first.slice(0, 7);
      yield first.slice(0, 4);
      return;
    }
    let year = Number(first.slice(0, 4));
    let month = Number(first.slice(5, 7));
    let yearSaid = 0;
    for (let count = 0; count < MAX_MONTHS; count++) {
      const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
      if (name > last.slice(0, 7)) return;
      const firstDay = count === 0 ? first : `${name}-01`;
      yield firstDay;
      yield name;
      if (year !== yearSaid) yield name.slice(0, 4);
      yearSaid = year;
      for (const day of this.#daysOfMonth(name)) if (day > firstDay && day <= last) yield day;
      year += month === 12 ? 1 : 0;
      month = (month % 12) + 1;
    }
  }

  #daysOfMonth(month: string): readonly string[] {
    const days = this.#days.get(month);
    if (days === undefined) return [];
    days.sorted ??= [...days.days].sort();
    return days.sorted;
  }
}

/** A title that a work is found by, and how it is shown where that is not the same. */
export interface TitleOf {
  readonly title: string;
  readonly written?: string | undefined;
}

/** The titles of a work, made when they are needed. */
type Titles = () => readonly TitleOf[];

/** Of longer intervals the beginning is looked at: no reference says more. */
const MAX_MONTHS = 27;

function* periodsOf(work: Work): Generator<string> {
  const tags = [kindTag(work.kind), ...(work.series === undefined ? [] : [seriesTag(work.series)])];
  const periods = new Set(daysOf(work).flatMap((day) => [day, day.slice(0, 7), day.slice(0, 4)]));
  for (const period of periods) for (const tag of tags) yield `${period} ${tag}`;
}

/** Works by a key, in one order whatever order they have come in: put in order when they are asked for. */
class Shelves<W extends Work> {
  /** Of most there is one, which needs no list. */
  readonly #shelves = new Map<string, W | Shelf<W>>();
  readonly #first: (a: W, b: W) => number;

  /** `first`: what counts before the usual order. */
  constructor(first: (a: W, b: W) => number = () => 0) {
    this.#first = first;
  }

  add(key: string, work: W): void {
    const shelf = this.#shelves.get(key);
    if (shelf === undefined) this.#shelves.set(key, work);
    else if (shelf instanceof Shelf) shelf.add(work);
    else if (shelf !== work) this.#shelves.set(key, new Shelf(shelf, work));
  }

  /** True when none is left there. */
  remove(key: string, work: W): boolean {
    const shelf = this.#shelves.get(key);
    if (shelf === undefined || (shelf !== work && !(shelf instanceof Shelf))) return false;
    if (shelf instanceof Shelf && !shelf.remove(work)) return false;
    return this.#shelves.delete(key);
  }

  get(key: string): readonly W[] {
    const shelf = this.#shelves.get(key);
    if (shelf === undefined) return [];
    return shelf instanceof Shelf ? shelf.sorted((a, b) => this.#first(a, b) || inOrder(a, b)) : [shelf];
  }
}

class Shelf<W> {
  readonly #works: Set<W>;
  #sorted: readonly W[] | undefined;

  constructor(...works: W[]) {
    this.#works = new Set(works);
  }

  add(work: W): void {
    this.#works.add(work);
    this.#sorted = undefined;
  }

  /** True when none is left. */
  remove(work: W): boolean {
    this.#works.delete(work);
    this.#sorted = undefined;
    return this.#works.size === 0;
  }

  sorted(order: (a: W, b: W) => number): readonly W[] {
    this.#sorted ??= [...this.#works].sort(order);
    return this.#sorted;
  }
}

/** Those of the catalogue as it has them, then those of the workspace by their addresses. */
function inOrder(a: Work, b: Work): number {
  if (a.row !== undefined || b.row !== undefined) return (a.row === undefined ? 1 : 0) - (b.row === undefined ? 1 : 0);
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
