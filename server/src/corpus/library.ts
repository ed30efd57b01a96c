import { bareTitle, Lexicon, namesOf, type SeriesNames } from '../references/lexicon.ts';
import type { CatalogueDocument } from './catalogue.ts';
import { Identifier } from './identify.ts';
import type { CatalogueSection } from './sections.ts';
import type { Meeting } from './series.ts';
import type { DocumentSummary } from './summary.ts';
import type { TitleMatch } from './title-index.ts';
import { type Copy, type DocumentHead, type Identity, spansOf, type Work } from './work.ts';
import { type TitleOf, WorkIndex } from './work-index.ts';

export { HOME_2PLUS2 } from './identify.ts';
export { type Copy, type DocumentHead, kindTag, seriesTag, type Work } from './work.ts';

/** The facts that the library starts with. */
export interface Facts {
  readonly documents: ReadonlyMap<string, CatalogueDocument>;
  readonly meetings: readonly Meeting[];
  readonly series: readonly SeriesNames[];
  readonly sections: ReadonlyMap<string, readonly CatalogueSection[]>;
}

/** What references are resolved with. */
export type LibraryView = Pick<
  Library,
  | 'facts'
  | 'lexicon'
  | 'work'
  | 'titled'
  | 'dated'
  | 'datedAs'
  | 'meetings'
  | 'placeInMeeting'
  | 'ofSeries'
  | 'numbered'
  | 'seriesOfParties'
  | 'seriesNamed'
  | 'at'
  | 'isHere'
>;

/** Hears of what changes in a library. */
export interface LibraryListener {
  /** A file is taken, taken anew or dropped. */
  file(uri: string): void;
  /** A work came or went, or the workspace has its first copy or lost its last one. */
  work(work: Work): void;
}

interface MutableWork extends Work {
  copies: Copy[];
}

interface FileEntry {
  copies: readonly { readonly copy: Copy; readonly work: MutableWork }[];
  readonly signature: string;
  read: () => readonly DocumentSummary[];
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
  listener: LibraryListener | undefined;
  readonly #works = new Map<string, MutableWork>();
  readonly #index = new WorkIndex<MutableWork>();
  readonly #identifier: Identifier;
  readonly #meetingsOf = new Map<string, Meeting[]>();
  /** Which of the papers of its meeting a document is. */
  readonly #places = new Map<string, number>();
  readonly #files = new Map<string, FileEntry>();

  constructor(facts: Facts) {
    this.facts = facts;
    this.lexicon = new Lexicon(facts.documents.values(), facts.series);
    const catalogue = new WorkIndex<Work>();
    this.#identifier = new Identifier(catalogue, this.lexicon);
    const seriesOf = new Map<string, Meeting>();
    for (const meeting of facts.meetings) {
      meeting.documents.forEach((id, place) => {
        // a paper that two meetings published on one day is that of the one which it comes first of
        if ((this.#places.get(id) ?? Number.POSITIVE_INFINITY) <= place) return;
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
      const dateJapan = meeting !== undefined && meeting.dateLocal === row.date ? meeting.dateJapan : row.date;
      const work: MutableWork = {
        id: row.id,
        date: row.date,
        dateJapan,
        title,
        kind: row.kind,
        parties: row.parties,
        spans: spansOf(row.date, dateJapan),
        series: meeting?.series ?? (row.kind === 'outline' ? this.seriesNamed(title) : undefined),
        row,
        copies: [],
      };
      this.#works.set(work.id, work);
      const names = titlesOf(row);
      const titles = () => names;
      this.#index.add(work, titles);
      catalogue.add(work, titles);
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
    return this.#index.titled(title);
  }

  /** Works of the days, or of the month or year, that a value says, by the clock of the place or of Japan. */
  dated(value: string): Work[] {
    return this.#index.dated(value);
  }

  /** Works of the days of a value that have one of these tags (`kindTag`, `seriesTag`), those of the first tag first; not all of a month or year of many. */
  datedAs(value: string, tags: readonly string[]): Work[] {
    return this.#index.datedAs(value, tags);
  }

  /** Meetings of a series that are known, by date. */
  meetings(series: string): readonly Meeting[] {
    return this.#meetingsOf.get(series) ?? [];
  }

  /** Which of the papers of its meeting a work is, from 0; 3 where that is not known. */
  placeInMeeting(work: Work): number {
    return this.#places.get(work.id) ?? 3;
  }

  /** Works of a series by date. */
  ofSeries(series: string): readonly Work[] {
    return this.#index.ofSeries(series);
  }

  /** Works of a series that have a number in their title: 第17回. */
  numbered(series: string, ordinal: number): Iterable<Work> {
    return this.#index.numbered(series, ordinal);
  }

  /** The series with these parties, of heads of government or not. */
  seriesOfParties(parties: readonly string[], level: string): string | undefined {
    for (const { series, parties: own } of this.facts.series) {
      if (own.length !== parties.length || !parties.every((party) => own.includes(party))) continue;
      if (series.includes(level)) return series;
    }
    return undefined;
  }

  /** The series that words name: that of Japan and the United States where they say 2+2 and no parties. */
  seriesNamed(words: string): string | undefined {
    return this.#identifier.seriesNamed(words);
  }

  /** What a document is by its title block and the catalogue. */
  identify(title: string, date: string | undefined): Identity {
    return this.#identifier.identify(title, date);
  }

  /** Whether the workspace has a copy of a work. */
  isHere(work: Work): boolean {
    return work.copies.length > 0;
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

  /** What is known of the documents of a file; empty where there is none. */
  summaries(uri: string): readonly DocumentSummary[] {
    return this.#files.get(uri)?.read() ?? [];
  }

  /** Takes what a file holds now. */
  setFile(uri: string, summaries: readonly DocumentSummary[]): void {
    const heads = summaries.map(({ title, date }) => ({ title, date, identity: this.identify(title, date) }));
    this.setHeads(uri, heads, () => summaries);
  }

  /** The same for a file of which only the heads are at hand; `read` gives the rest, each time it is asked for. */
  setHeads(uri: string, heads: readonly DocumentHead[], read: () => readonly DocumentSummary[]): void {
    this.listener?.file(uri);
    const before = this.#files.get(uri);
    const signature = heads.map(({ title, date }) => `${title}\t${date ?? ''}`).join('\n');
    if (before?.signature === signature) {
      // the same documents with another text: what is found for references stays the same
      before.read = read;
      return;
    }
    this.#drop(uri);
    this.version++;
    const entry: FileEntry = { copies: [], signature, read };
    entry.copies = heads.map((head, index) => {
      const copy = new FileCopy(uri, index, entry);
      const row = head.identity.row === undefined ? undefined : this.#works.get(head.identity.row);
      const work = row ?? this.#own(uri, index, head);
      work.copies.push(copy);
      if (work.copies.length > 1) work.copies.sort(byPlace);
      else this.listener?.work(work);
      return { copy, work };
    });
    this.#files.set(uri, entry);
  }

  removeFile(uri: string): void {
    if (!this.#files.has(uri)) return;
    this.listener?.file(uri);
    this.version++;
    this.#drop(uri);
  }

  /** Puts what has come in place, until a time of `performance.now()`, so that the next question need not; true when all is. */
  settle(until: number): boolean {
    return this.#index.settle(until);
  }

  #drop(uri: string): void {
    const entry = this.#files.get(uri);
    if (entry === undefined) return;
    this.#files.delete(uri);
    for (const { copy, work } of entry.copies) {
      work.copies.splice(work.copies.indexOf(copy), 1);
      if (work.copies.length === 0) this.listener?.work(work);
      if (work.row !== undefined) continue;
      this.#works.delete(work.id);
      this.#index.remove(work, () => ownTitle(work));
    }
  }

  /** A work of the workspace alone. */
  #own(uri: string, index: number, { title, date = '', identity: { kind, series } }: DocumentHead): MutableWork {
    const work: MutableWork = {
      id: `${uri}#${index + 1}`,
      date,
      dateJapan: date,
      title,
      kind,
      parties: this.facts.series.find((one) => one.series === series)?.parties ?? [],
      series,
      spans: spansOf(date, date),
      row: undefined,
      copies: [],
    };
    this.#works.set(work.id, work);
    this.#index.add(work, () => ownTitle(work));
    return work;
  }
}

class FileCopy implements Copy {
  readonly uri: string;
  readonly index: number;
  readonly #entry: FileEntry;

  constructor(uri: string, index: number, entry: FileEntry) {
    this.uri = uri;
    this.index = index;
    this.#entry = entry;
  }

  get summary(): DocumentSummary {
    return this.#entry.read()[this.index];
  }
}

function byPlace(a: Copy, b: Copy): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.index - b.index;
}

function ownTitle({ title }: Work): TitleOf[] {
  return [{ title: bareTitle(title), written: title }];
}

/** What a document of the catalogue is called, each name as the row writes it. */
function titlesOf(row: CatalogueDocument): TitleOf[] {
  const written = [row.titleJa, row.titleEn, ...row.namesJa, ...row.namesEn].map((name) => name.replace(/^~/, ''));
  return namesOf(row).flatMap(({ text, strength }) => {
    if (strength === 'dated') return [];
    const own = written.find((name) => bareTitle(name) === text);
    return [{ title: text, written: own?.replace(/\([0-9]{4}年[^()]*\)$/, '') }];
  });
}
