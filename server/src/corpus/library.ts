import { type Bounds, bounds } from '../dates/interval.ts';
import { kindOfTitle } from '../references/kinds.ts';
import { ANY_2PLUS2, bareTitle, Lexicon, namesOf, type SeriesNames } from '../references/lexicon.ts';
import { readNumeral } from '../text/numerals.ts';
import { fold } from '../text/width.ts';
import type { CatalogueDocument } from './catalogue.ts';
import type { CatalogueSection } from './sections.ts';
import type { Meeting } from './series.ts';
import type { DocumentSummary } from './summary.ts';
import { TitleIndex, type TitleMatch, titleKey } from './title-index.ts';

/** A copy of a document in the workspace. */
export interface Copy {
  readonly uri: string;
  /** Which document of the file. */
  readonly index: number;
  readonly summary: DocumentSummary;
}

/** A document, meeting or event that can be cited: of the catalogue, of the workspace, or of both. */
export interface Work {
  /** The catalogue's, or made of the address of the file and the place of the document in it. */
  readonly id: string;
  /** ISO; '' where none is known. */
  readonly date: string;
  /** The same by the clock of Japan, where that is another day. */
  readonly dateJapan: string;
  /** As the text or the catalogue has it. */
  readonly title: string;
  readonly kind: string;
  readonly parties: readonly string[];
  /** The series of meetings it belongs to. */
  readonly series: string | undefined;
  readonly row: CatalogueDocument | undefined;
  readonly copies: readonly Copy[];
  /** First and last day of each of its dates; empty where none is known. */
  readonly spans: readonly Bounds[];
}

/** The facts that the library starts with. */
export interface Facts {
  readonly documents: ReadonlyMap<string, CatalogueDocument>;
  readonly meetings: readonly Meeting[];
  readonly series: readonly SeriesNames[];
  readonly sections: ReadonlyMap<string, readonly CatalogueSection[]>;
}

interface MutableWork extends Work {
  copies: Copy[];
}

interface FileEntry {
  readonly copies: { readonly copy: Copy; readonly work: MutableWork }[];
  readonly signature: string;
}

/**
 * All that can be cited: the catalogue and the documents of the workspace, each document of a file known as the one of the catalogue that
 * it is a copy of. Every question is answered by a look-up; none walks over all documents.
 */
export class Library {
  readonly lexicon: Lexicon;
  readonly facts: Facts;
  /** Changes whenever something else may be found for a reference. */
  version = 1;
  /** Hears of each file that is taken or dropped. */
  onFile: ((uri: string) => void) | undefined;
  readonly #works = new Map<string, MutableWork>();
  readonly #titles = new TitleIndex<MutableWork>();
  readonly #byDay = new Map<string, Set<MutableWork>>();
  /** By day, month or year, and kind or series. */
  readonly #byPeriod = new Map<string, Set<MutableWork>>();
  readonly #bySeries = new Map<string, Set<MutableWork>>();
  readonly #byOrdinal = new Map<string, Set<MutableWork>>();
  readonly #sorted = new Map<string, readonly Work[]>();
  readonly #meetingsOf = new Map<string, Meeting[]>();
  /** Which of the papers of its meeting a document is. */
  readonly #places = new Map<string, number>();
  readonly #files = new Map<string, FileEntry>();

  constructor(facts: Facts) {
    this.facts = facts;
    this.lexicon = new Lexicon(facts.documents.values(), facts.series);
    const seriesOf = new Map<string, Meeting>();
    for (const meeting of facts.meetings) {
      meeting.documents.forEach((id, place) => {
        if (seriesOf.has(id)) return;
        seriesOf.set(id, meeting);
        this.#places.set(id, place);
      });
      const list = this.#meetingsOf.get(meeting.series);
      if (list === undefined) this.#meetingsOf.set(meeting.series, [meeting]);
      else list.push(meeting);
    }
    for (const list of this.#meetingsOf.values()) list.sort((a, b) => (a.dateLocal < b.dateLocal ? -1 : 1));
    for (const row of facts.documents.values()) {
      const meeting = seriesOf.get(row.id);
      const title = row.titleJa || row.titleEn;
      const work: MutableWork = {
        id: row.id,
        date: row.date,
        dateJapan: meeting !== undefined && meeting.dateLocal === row.date ? meeting.dateJapan : row.date,
        title,
        kind: row.kind,
        parties: row.parties,
        spans: spansOf(
          row.date,
          meeting !== undefined && meeting.dateLocal === row.date ? meeting.dateJapan : row.date,
        ),
        series: meeting?.series ?? (row.kind === 'outline' ? this.#seriesIn(title) : undefined),
        row,
        copies: [],
      };
      this.#add(work);
      const written = [row.titleJa, row.titleEn, ...row.namesJa, ...row.namesEn].map((name) => name.replace(/^~/, ''));
      for (const { text, strength } of namesOf(row)) {
        if (strength === 'dated') continue;
        const own = written.find((name) => bareTitle(name) === text);
        this.#titles.add(text, work, own?.replace(/\([0-9]{4}年[^()]*\)$/, ''));
      }
    }
  }

  /** The work with this id. */
  work(id: string): Work | undefined {
    return this.#works.get(id);
  }

  works(): Iterable<Work> {
    return this.#works.values();
  }

  /** Works with this title or name, or one that differs by one or two characters. */
  titled(title: string): TitleMatch<Work>[] {
    return this.#titles.find(bareTitle(title));
  }

  /** Works of the days, or of the month or year, that a value says, by the clock of the place or of Japan. */
  dated(value: string): Work[] {
    const range = bounds(value);
    if (range === undefined) return [];
    const found = new Set<Work>();
    for (const day of daysIn(range.first, range.last)) {
      for (const work of this.#byDay.get(day) ?? []) found.add(work);
    }
    return [...found];
  }

  /**
   * Works of the days of a value that have one of these tags, those of the first tag first; MAX_DATED of them. What a month or a year of a large
   * archive holds beyond that, no reference can mean.
   */
  datedAs(value: string, tags: readonly string[]): Work[] {
    const range = bounds(value);
    if (range === undefined) return [];
    const found = new Set<Work>();
    const periods = isPeriod(value) ? [value] : [...daysIn(range.first, range.last)];
    for (const tag of tags) {
      for (const period of periods) {
        for (const work of this.#byPeriod.get(`${period} ${tag}`) ?? []) {
          found.add(work);
          if (found.size >= MAX_DATED) return [...found];
        }
      }
    }
    return [...found];
  }

  /** Meetings of a series that are known, by date. */
  meetings(series: string): readonly Meeting[] {
    return this.#meetingsOf.get(series) ?? [];
  }

  /** Which of the papers of its meeting a work is, from 0; 3 where that is not known. */
  placeInMeeting({ id }: Work): number {
    return this.#places.get(id) ?? 3;
  }

  /** Works of a series by date; the same list until a work comes or goes. */
  ofSeries(series: string): readonly Work[] {
    let sorted = this.#sorted.get(series);
    if (sorted === undefined) {
      sorted = [...(this.#bySeries.get(series) ?? [])].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
      this.#sorted.set(series, sorted);
    }
    return sorted;
  }

  /** Works of a series that have a number in their title: 第17回. */
  numbered(series: string, ordinal: number): Iterable<Work> {
    return this.#byOrdinal.get(`${series} ${ordinal}`) ?? [];
  }

  /** The series with these parties, of heads of government or not. */
  seriesOfParties(parties: readonly string[], level: string): string | undefined {
    for (const { series, parties: own } of this.facts.series) {
      if (own.length !== parties.length || !parties.every((party) => own.includes(party))) continue;
      if (series.includes(level)) return series;
    }
    return undefined;
  }

  /** The document of a file as a work. */
  at(uri: string, index: number): Work | undefined {
    return this.#files.get(uri)?.copies[index]?.work;
  }

  files(): Iterable<string> {
    return this.#files.keys();
  }

  copies(uri: string): readonly Copy[] {
    return this.#files.get(uri)?.copies.map(({ copy }) => copy) ?? [];
  }

  /** Takes what a file holds now. */
  setFile(uri: string, summaries: readonly DocumentSummary[]): void {
    this.onFile?.(uri);
    const before = this.#files.get(uri);
    const signature = summaries.map(({ title, date }) => `${title}\t${date ?? ''}`).join('\n');
    if (before !== undefined && before.signature === signature) {
      // the same documents with another text: what is found for references stays the same
      before.copies.forEach(({ copy, work }, index) => {
        const fresh = { uri, index, summary: summaries[index] };
        work.copies[work.copies.indexOf(copy)] = fresh;
        before.copies[index] = { copy: fresh, work };
      });
      return;
    }
    this.removeFile(uri);
    this.version++;
    const copies = summaries.map((summary, index) => {
      const copy = { uri, index, summary };
      const work = this.#identify(summary) ?? this.#own(copy);
      work.copies.push(copy);
      work.copies.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.index - b.index));
      return { copy, work };
    });
    this.#files.set(uri, { copies, signature });
  }

  removeFile(uri: string): void {
    const entry = this.#files.get(uri);
    if (entry === undefined) return;
    this.#files.delete(uri);
    this.onFile?.(uri);
    this.version++;
    for (const { copy, work } of entry.copies) {
      work.copies.splice(work.copies.indexOf(copy), 1);
      if (work.row === undefined) this.#drop(work);
    }
  }

  /** The work of the catalogue that a document of the workspace is a copy of. */
  #identify({ title, date }: DocumentSummary): MutableWork | undefined {
    const kind = kindOfTitle(title);
    let best: { work: MutableWork; score: number } | undefined;
    const consider = (work: MutableWork, score: number): void => {
      if (work.row === undefined || (best !== undefined && best.score >= score)) return;
      best = { work, score };
    };
    for (const { value, distance } of this.#titles.find(bareTitle(title))) {
      if (date !== undefined ? sameDate(value, date) : titleKey(title).length >= DISTINCTIVE)
        consider(value, 10 - distance);
    }
    if (date !== undefined && best === undefined) {
      const series = this.#seriesIn(title);
      const key = titleKey(bareTitle(title));
      for (const work of this.dated(date) as MutableWork[]) {
        if (work.row === undefined) continue;
        const own = titleKey(bareTitle(work.row.titleJa || work.row.titleEn));
        const english = titleKey(bareTitle(work.row.titleEn));
        if (own === key) consider(work, 9);
        // the outline of a meeting is not what the meeting published
        if ((kind === 'outline') !== (work.kind === 'outline')) continue;
        // 「…協定」の署名 is not the agreement
        if (own.length >= CONTAINED && key.includes(own) && this.lexicon.isPlain(key.replace(own, '')))
          consider(work, 7);
        else if (english.length >= CONTAINED && key.includes(english) && this.lexicon.isPlain(key.replace(english, '')))
          consider(work, 7);
        else if (key.length >= CONTAINED && own.includes(key)) consider(work, 6);
        else if (series !== undefined && series === work.series && kind === work.kind && isPlain(own, key))
          consider(work, 4);
      }
    }
    return best?.work;
  }

  /** A work of the workspace alone. */
  #own(copy: Copy): MutableWork {
    const { title, date } = copy.summary;
    const series = this.#seriesIn(title);
    const work: MutableWork = {
      id: `${copy.uri}#${copy.index + 1}`,
      date: date ?? '',
      dateJapan: date ?? '',
      title,
      kind: kindOfTitle(title),
      parties: this.facts.series.find((one) => one.series === series)?.parties ?? [],
      series,
      spans: spansOf(date ?? '', date ?? ''),
      row: undefined,
      copies: [],
    };
    this.#add(work);
    this.#titles.add(bareTitle(title), work, title);
    return work;
  }

  #add(work: MutableWork): void {
    this.#works.set(work.id, work);
    for (const day of daysOf(work)) put(this.#byDay, day, work);
    for (const key of periodsOf(work)) put(this.#byPeriod, key, work);
    if (work.series === undefined) return;
    put(this.#bySeries, work.series, work);
    this.#sorted.delete(work.series);
    const ordinal = ordinalOf(work);
    if (ordinal !== undefined) put(this.#byOrdinal, `${work.series} ${ordinal}`, work);
  }

  #drop(work: MutableWork): void {
    this.#works.delete(work.id);
    for (const day of daysOf(work)) this.#byDay.get(day)?.delete(work);
    for (const key of periodsOf(work)) this.#byPeriod.get(key)?.delete(work);
    if (work.series !== undefined) {
      this.#bySeries.get(work.series)?.delete(work);
      this.#byOrdinal.get(`${work.series} ${ordinalOf(work)}`)?.delete(work);
      this.#sorted.delete(work.series);
    }
    this.#titles.remove(bareTitle(work.title), work);
  }

  /** The series that a title names; where it names two, the one with parties. */
  #seriesIn(title: string): string | undefined {
    return this.seriesNamed(title);
  }

  /** The series that words name: that of Japan and the United States where they say 2+2 and no parties. */
  seriesNamed(words: string): string | undefined {
    let any = false;
    for (const found of this.lexicon.find(fold(words).text)) {
      for (const word of found.words) {
        if (word.type !== 'series') continue;
        if (word.series !== ANY_2PLUS2) return word.series;
        any = true;
      }
    }
    return any ? HOME_2PLUS2 : undefined;
  }
}

/** The 2+2 that is meant where nobody says which. */
export const HOME_2PLUS2 = '日米2+2';

/** Keys of titles from which a title alone, without a date, says which document it is; and from which it does inside a longer one. */
const DISTINCTIVE = 14;
const CONTAINED = 10;

/** Whether a title says no more than series and kind, so that the date decides. */
function isPlain(own: string, key: string): boolean {
  return Math.abs(own.length - key.length) <= 12 && (/共同発表|共同声明|開催|概要/.test(own) || key.length < 20);
}

function put(map: Map<string, Set<MutableWork>>, key: string, work: MutableWork): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([work]));
  else set.add(work);
}

/** Works of a month or year that are looked at. */
const MAX_DATED = 24;

/** Whether a value is one day, month or year. */
function isPeriod(value: string): boolean {
  return !value.includes('/');
}

/** Tags by which works of a day are looked up. */
export function kindTag(kind: string): string {
  return `kind ${kind}`;
}

export function seriesTag(series: string): string {
  return `series ${series}`;
}

function* periodsOf(work: Work): Generator<string> {
  const tags = [kindTag(work.kind), ...(work.series === undefined ? [] : [seriesTag(work.series)])];
  const periods = new Set(daysOf(work).flatMap((day) => [day, day.slice(0, 7), day.slice(0, 4)]));
  for (const period of periods) for (const tag of tags) yield `${period} ${tag}`;
}

/** The number of the meeting in a title. */
function ordinalOf({ title }: Work): number | undefined {
  const match = /第([0-9]{1,3}|[一二三四五六七八九十百]{1,5})回/.exec(fold(title).text);
  return match === null ? undefined : readNumeral(match[1], 0)?.value;
}

/** Days of the dates of a work. */
function spansOf(date: string, japan: string): Bounds[] {
  const days = date === japan ? [date] : [date, japan];
  return days.flatMap((day) => bounds(day) ?? []);
}

function daysOf({ date, dateJapan }: Work): string[] {
  return date === '' ? [] : date === dateJapan ? [date] : [date, dateJapan];
}

/** Whether a document that says this date can be the work: the same day here or there, or the same month where only that is known. */
function sameDate(work: Work, date: string): boolean {
  return daysOf(work).some((day) => day.startsWith(date) || date.startsWith(day));
}

/** Days, months and years of an interval as the index has them; nothing for more than a few years. */
function* daysIn(first: string, last: string): Generator<string> {
  const from = Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)) - 1, Number(first.slice(8, 10)));
  const to = Date.UTC(Number(last.slice(0, 4)), Number(last.slice(5, 7)) - 1, Number(last.slice(8, 10)));
  let month = '';
  let year = '';
  for (let day = from; day <= to && day < from + MAX_DAYS * DAY; day += DAY) {
    const iso = new Date(day).toISOString().slice(0, 10);
    yield iso;
    if (!iso.startsWith(month) || month === '') {
      month = iso.slice(0, 7);
      yield month;
    }
    if (!iso.startsWith(year) || year === '') {
      year = iso.slice(0, 4);
      yield year;
    }
  }
}

const DAY = 86_400_000;
const MAX_DAYS = 800;
