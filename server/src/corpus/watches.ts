import { type Bounds, bounds } from '../dates/interval.ts';
import { bareTitle } from '../references/lexicon.ts';
import { editDistance } from './edit-distance.ts';
import { FewMap } from './few-map.ts';
import type { Library, LibraryView } from './library.ts';
import { MISSPELT, tellingOf, titleKey } from './title-index.ts';
import { daysOf, kindTag, seriesTag, type Work } from './work.ts';

/** Questions and the files that have asked them, as numbers: most are asked by one file alone. */
class Questions {
  readonly #numbers = new Map<string, number>();
  readonly #words: (string | undefined)[] = [];
  readonly #files = new FewMap<number, number>();
  /** Numbers that were given up. */
  readonly #free: number[] = [];

  /** Notes that a file asks; true where nobody has before. */
  add(question: string, file: number): { readonly number: number; readonly isNew: boolean } {
    const known = this.#numbers.get(question);
    const number = known ?? this.#free.pop() ?? this.#words.length;
    this.#files.add(number, file);
    if (known === undefined) {
      this.#numbers.set(question, number);
      this.#words[number] = question;
    }
    return { number, isNew: known === undefined };
  }

  /** The question, where nobody asks it any more. */
  remove(number: number, file: number): string | undefined {
    this.#files.delete(number, file);
    const question = this.#words[number];
    if (question === undefined || this.#files.has(number)) return undefined;
    this.#numbers.delete(question);
    this.#words[number] = undefined;
    this.#free.push(number);
    return question;
  }

  of(question: string): Iterable<number> {
    const number = this.#numbers.get(question);
    return number === undefined ? [] : this.#files.get(number);
  }
}

type Kind = 'here' | 'titled' | 'dated' | 'series';

const KINDS: readonly Kind[] = ['here', 'titled', 'dated', 'series'];

/** What one file has asked for, each question once: places among the questions of their kind. */
type Asked = Record<Kind, Set<number>>;

/**
 * Which files have asked a library for what: so that it can be told, when a document comes or goes, in which files a reference may mean
 * something else from then on. Says too much rather than too little.
 */
export class Watches {
  readonly #library: Library;
  /** Files as numbers, and what each has asked for: for each kind how many questions, and their numbers. */
  readonly #numbers = new Map<string, number>();
  readonly #uris: string[] = [];
  readonly #asked = new Map<string, Int32Array>();
  readonly #questions: Record<Kind, Questions> = {
    here: new Questions(),
    titled: new Questions(),
    dated: new Questions(),
    series: new Questions(),
  };
  /** Keys of titles that were looked for, by what they cannot be misspelt in: numbers and countries. */
  readonly #titles = new FewMap<string, string>();
  /** First and last day of the values that were asked for. */
  readonly #bounds = new Map<string, Bounds | undefined>();

  constructor(library: Library) {
    this.#library = library;
  }

  /** Runs with the library as a file asks it: answers are those of the library, and every question is noted. */
  watch(uri: string, run: (library: LibraryView) => void): void {
    const asked: Asked = { here: new Set(), titled: new Set(), dated: new Set(), series: new Set() };
    let file = this.#numbers.get(uri);
    if (file === undefined) {
      file = this.#uris.push(uri) - 1;
      this.#numbers.set(uri, file);
    }
    const own = file;
    try {
      run(this.#view((kind, question) => asked[kind].add(this.#note(kind, question, own))));
    } finally {
      this.#asked.set(uri, Int32Array.from(KINDS.flatMap((kind) => [asked[kind].size, ...asked[kind]])));
    }
  }

  #view(note: (kind: Kind, question: string) => void): LibraryView {
    const library = this.#library;
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
    const file = this.#numbers.get(uri);
    if (asked === undefined || file === undefined) return;
    this.#asked.delete(uri);
    let at = 0;
    for (const kind of KINDS) {
      const first = at + 1;
      at = first + asked[at];
      for (const number of asked.subarray(first, at)) {
        const question = this.#questions[kind].remove(number, file);
        if (question === undefined) continue;
        if (kind === 'dated') this.#bounds.delete(question);
        if (kind === 'titled') this.#titles.delete(tellingOf(question), question);
      }
    }
  }

  /** Files in which a reference may mean something else when this work comes or goes, or is the first or last in the workspace. */
  concerned(work: Work): Set<string> {
    const files = new Set<string>();
    const take = (kind: Kind, question: string): void => {
      for (const file of this.#questions[kind].of(question)) files.add(this.#uris[file]);
    };
    take('here', work.id);
    // the catalogue's are found whether there is a copy or not
    if (work.row !== undefined) return files;
    if (work.series !== undefined) take('series', work.series);
    const key = titleKey(bareTitle(work.title));
    for (const other of this.#titles.get(tellingOf(key))) {
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

  /** Gives the number of the question. */
  #note(kind: Kind, question: string, file: number): number {
    const { number, isNew } = this.#questions[kind].add(question, file);
    if (!isNew) return number;
    if (kind === 'dated') this.#bounds.set(question, bounds(question.slice(0, question.indexOf(' '))));
    if (kind === 'titled') this.#titles.add(tellingOf(question), question);
    return number;
  }
}
