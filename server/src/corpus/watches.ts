import { type Bounds, bounds } from '../dates/interval.ts';
import { bareTitle } from '../references/lexicon.ts';
import { editDistance } from './edit-distance.ts';
import type { Library, LibraryView } from './library.ts';
import { MISSPELT, tellingOf, titleKey } from './title-index.ts';
import { daysOf, kindTag, seriesTag, type Work } from './work.ts';

/** Files by what they have asked for. */
class Askers {
  readonly #files = new Map<string, Set<string>>();

  add(question: string, uri: string): void {
    const files = this.#files.get(question);
    if (files === undefined) this.#files.set(question, new Set([uri]));
    else files.add(uri);
  }

  /** True when nobody asks any more. */
  remove(question: string, uri: string): boolean {
    const files = this.#files.get(question);
    files?.delete(uri);
    return files === undefined || (files.size === 0 && this.#files.delete(question));
  }

  of(question: string): Iterable<string> {
    return this.#files.get(question) ?? [];
  }
}

type Kind = 'here' | 'titled' | 'dated' | 'series';

/** What one file has asked for, each question once. */
type Asked = Record<Kind, Set<string>>;

/**
 * Which files have asked a library for what: so that it can be told, when a document comes or goes, in which files a reference may mean
 * something else from then on. Says too much rather than too little.
 */
export class Watches {
  readonly #library: Library;
  readonly #asked = new Map<string, Asked>();
  readonly #askers: Record<Kind, Askers> = {
    here: new Askers(),
    titled: new Askers(),
    dated: new Askers(),
    series: new Askers(),
  };
  /** Keys of titles that were looked for, by what they cannot be misspelt in: numbers and countries. */
  readonly #titles = new Map<string, Set<string>>();
  /** First and last day of the values that were asked for. */
  readonly #bounds = new Map<string, Bounds | undefined>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** The library as a file asks it: answers are those of the library, and every question is noted. */
  watch(uri: string): LibraryView {
    const library = this.#library;
    const asked: Asked = { here: new Set(), titled: new Set(), dated: new Set(), series: new Set() };
    this.#asked.set(uri, asked);
    const note = (kind: Kind, question: string): void => {
      if (asked[kind].has(question)) return;
      asked[kind].add(question);
      this.#note(kind, question, uri);
    };
    return {
      facts: library.facts,
      lexicon: library.lexicon,
      // of the catalogue, which stays as it is
      work: (id) => library.work(id),
      meetings: (series) => library.meetings(series),
      placeInMeeting: (work) => library.placeInMeeting(work),
      seriesOfParties: (parties, level) => library.seriesOfParties(parties, level),
      seriesNamed: (words) => library.seriesNamed(words),
      // of the file itself, which is resolved again whenever it changes
      at: (other, index) => library.at(other, index),
      isHere(work) {
        note('here', work.id);
        return library.isHere(work);
      },
      titled(title) {
        note('titled', titleKey(bareTitle(title)));
        return library.titled(title);
      },
      dated(value) {
        note('dated', `${value} `);
        return library.dated(value);
      },
      datedAs(value, tags) {
        for (const tag of tags) note('dated', `${value} ${tag}`);
        return library.datedAs(value, tags);
      },
      ofSeries(series) {
        note('series', series);
        return library.ofSeries(series);
      },
      numbered(series, ordinal) {
        note('series', series);
        return library.numbered(series, ordinal);
      },
    };
  }

  /** Forgets what a file has asked for. */
  forget(uri: string): void {
    const asked = this.#asked.get(uri);
    if (asked === undefined) return;
    this.#asked.delete(uri);
    for (const kind of Object.keys(asked) as Kind[]) {
      for (const question of asked[kind]) {
        if (!this.#askers[kind].remove(question, uri)) continue;
        if (kind === 'dated') this.#bounds.delete(question);
        if (kind === 'titled') this.#titles.get(tellingOf(question))?.delete(question);
      }
    }
  }

  /** Files in which a reference may mean something else when this work comes or goes, or is the first or last in the workspace. */
  concerned(work: Work): Set<string> {
    const files = new Set<string>(this.#askers.here.of(work.id));
    const take = (kind: Kind, question: string): void => {
      for (const uri of this.#askers[kind].of(question)) files.add(uri);
    };
    // the catalogue's are found whether there is a copy or not
    if (work.row !== undefined) return files;
    if (work.series !== undefined) take('series', work.series);
    const key = titleKey(bareTitle(work.title));
    for (const other of this.#titles.get(tellingOf(key)) ?? []) {
      if (Math.abs(other.length - key.length) > MISSPELT) continue;
      if (editDistance(other, key, MISSPELT) <= MISSPELT) take('titled', other);
    }
    const days = daysOf(work).flatMap((day) => bounds(day) ?? []);
    const tags = new Set(['', kindTag(work.kind), work.series === undefined ? '' : seriesTag(work.series)]);
    if (days.length === 0) return files;
    for (const [question, asked] of this.#bounds) {
      if (asked === undefined || !days.some(({ first, last }) => first <= asked.last && asked.first <= last)) continue;
      if (tags.has(question.slice(question.indexOf(' ') + 1))) take('dated', question);
    }
    return files;
  }

  #note(kind: Kind, question: string, uri: string): void {
    this.#askers[kind].add(question, uri);
    if (kind === 'dated' && !this.#bounds.has(question)) {
      this.#bounds.set(question, bounds(question.slice(0, question.indexOf(' '))));
    }
    if (kind !== 'titled') return;
    const telling = tellingOf(question);
    const titles = this.#titles.get(telling);
    if (titles === undefined) this.#titles.set(telling, new Set([question]));
    else titles.add(question);
  }
}
