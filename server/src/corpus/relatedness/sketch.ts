import type { SectionSummary } from '../summary.ts';
import { amountsOf, asHeading, FEATURES, factFeature, termFeature, WORD_END, wordsOf } from './features.ts';

/**
 * A sketch of a section is the features that tell most of it, as far as that can be said without knowing another text: those that come back, and
 * those of the heading. A section is taken with all that stands below it. Bounded, because an archive has sections by the hundred thousand.
 */

/** Features of one kind that a sketch keeps at most. */
const MAX_WORDS = 28;
/** Those of them that stand before all other features. */
const FIRST_WORDS = 8;
const MAX_HEADING = 10;
const MAX_TERMS = 10;
const MAX_FACTS = 5;
/** How much more a word of the heading counts than one of the text, as a number of times it stands there. */
const HEADING_COUNTS = 3;
/** Lines of a section that are looked at; a section of this length is about everything. */
const MAX_LINES = 400;

/** What of a document is sketched. */
export interface SketchedDocument {
  readonly sections: readonly SectionSummary[];
}

/** A thing that stands in a line: a term by its id, a date by its ISO value. */
export interface InLine {
  readonly line: number;
  readonly what: string;
}

/** The parts of a text of which sketches are made; lists in the order of the text. */
export interface SketchedText {
  readonly documents: readonly SketchedDocument[];
  readonly lineAt: (line: number) => string;
  /** Terms of the glossary, by what they mean. */
  readonly terms: readonly InLine[];
  /** Days and months. */
  readonly dates: readonly InLine[];
}

/**
 * The sketches of all sections of a file, in the order of the text: for each [place of its document, number of features, features…]. What is said
 * of a file comes from that file alone. What tells most comes first: some words, the heading, terms.
 */
export function sketch({ documents, lineAt, terms, dates }: SketchedText): Uint16Array {
  const out: number[] = [];
  documents.forEach((document, index) => {
    // of each line its words once, however deep the sections around it are
    const seen = new Map<number, SeenLine>();
    const seenAt = (line: number): SeenLine => {
      let found = seen.get(line);
      if (found === undefined) {
        const text = lineAt(line);
        const words: number[] = [];
        wordsOf(text, (feature, weight) => words.push(feature, weight));
        found = { words, amounts: amountsOf(text) };
        seen.set(line, found);
      }
      return found;
    };
    eachSection(document.sections, ({ line, lastLine, heading }) => {
      const last = Math.min(lastLine, line + MAX_LINES);
      const facts: number[] = [];
      addThings(facts, dates, line, last, factFeature, MAX_FACTS);
      for (let at = line; at <= last; at++) {
        const { words, amounts } = seenAt(at);
        for (let k = 0; k < words.length; k += 2) counter.add(words[k], words[k + 1]);
        for (const amount of amounts) addOnce(facts, amount, MAX_FACTS);
      }
      const ofHeading: number[] = [];
      if (heading !== undefined) {
        wordsOf(heading, (feature, weight) => {
          counter.add(feature, weight * HEADING_COUNTS);
          addOnce(ofHeading, asHeading(feature), MAX_HEADING);
        });
      }
      const ofTerms: number[] = [];
      addThings(ofTerms, terms, line, last, termFeature, MAX_TERMS);
      const words = counter.take(MAX_WORDS);
      out.push(index, words.length + ofTerms.length + ofHeading.length + facts.length);
      const first = words.slice(0, FIRST_WORDS);
      for (const list of [first, ofHeading, ofTerms, words.slice(FIRST_WORDS), facts]) out.push(...list);
    });
  });
  return Uint16Array.from(out);
}

/** Calls back with each section, as they stand in the text; the place in this order is what sketches know a section by. */
export function eachSection(
  sections: readonly SectionSummary[],
  visit: (section: SectionSummary, trail: readonly SectionSummary[]) => void,
  trail: readonly SectionSummary[] = [],
): void {
  for (const section of sections) {
    const here = [...trail, section];
    visit(section, here);
    eachSection(section.children, visit, here);
  }
}

/** What is kept of a line while the sections around it are sketched. */
interface SeenLine {
  /** Feature and weight by turns. */
  readonly words: readonly number[];
  readonly amounts: readonly number[];
}

/** Adds the features of the things that stand in the lines [from, to]. */
function addThings(
  list: number[],
  things: readonly InLine[],
  from: number,
  to: number,
  featureOf: (what: string) => number,
  limit: number,
): void {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (things[middle].line < from) low = middle + 1;
    else high = middle;
  }
  for (let k = low; k < things.length && things[k].line <= to; k++) addOnce(list, featureOf(things[k].what), limit);
}

function addOnce(list: number[], feature: number, limit: number): void {
  if (list.length < limit && !list.includes(feature)) list.push(feature);
}

/** Counts words, and gives those that count most. */
class Counter {
  readonly #counts = new Uint16Array(WORD_END);
  #touched: number[] = [];

  add(feature: number, weight: number): void {
    if (this.#counts[feature] === 0) this.#touched.push(feature);
    this.#counts[feature] = Math.min(FEATURES - 1, this.#counts[feature] + weight);
  }

  /** The `limit` words that count most, of equals those that came first; forgets all. */
  take(limit: number): number[] {
    const touched = this.#touched;
    const counts = this.#counts;
    let least = 0;
    if (touched.length > limit) {
      // how many words count so much: the bound is found without sorting
      const sizes = new Uint32Array(MOST + 1);
      for (const feature of touched) sizes[Math.min(MOST, counts[feature])]++;
      let above = 0;
      least = MOST;
      while (least > 0 && above + sizes[least] <= limit) above += sizes[least--];
    }
    const found: number[] = [];
    for (const feature of touched) if (counts[feature] > least && found.length < limit) found.push(feature);
    for (const feature of touched) if (counts[feature] === least && found.length < limit) found.push(feature);
    for (const feature of touched) counts[feature] = 0;
    this.#touched = [];
    return found;
  }
}

/** Counts above this are as good as this. */
const MOST = 255;

/** One for all: its table is larger than most texts. */
const counter = new Counter();
