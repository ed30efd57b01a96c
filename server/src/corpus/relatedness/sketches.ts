import { asHeading, FEATURES, HEADING_END, TERM_END, WORD_END } from './features.ts';

/** A section, by its file, its document there and its place among the sections of the file (`eachSection`, over all documents). */
export interface SectionKey {
  readonly uri: string;
  readonly document: number;
  readonly section: number;
}

/** How alike the sketches of two sections are, each from 0 to 1. */
export interface Likeness {
  /** Words of the text. */
  readonly words: number;
  readonly terms: number;
  readonly heading: number;
  /** How much of the heading of one stands in the text of the other. */
  readonly named: number;
  readonly facts: number;
}

export interface Candidate extends SectionKey {
  readonly likeness: Likeness;
  /** Features that both have. */
  readonly shared: ReadonlySet<number>;
}

/** Candidates that a search looks at closely. */
const MAX_CANDIDATES = 150;
/** The best by the rough score, of which these are taken: some are of the same document. */
const WANTED = 4 * MAX_CANDIDATES;
/** More than any rough score. */
const MOST_SCORE = 0xffff;
/** Parts of the best rough score below which nothing is a candidate. */
const ROUGH = 0.05;
/** Features of a section that tell whether the others are looked at. */
const TELLING = 24;
/** Part of the score that is wanted in the end, without which after these the others are not looked at. */
const TOLD = 0.3;
/** How often a document may be among them. */
const PER_DOCUMENT = 3;

/** What a match of one kind of feature counts in the rough score, beside one word. */
const KIND_COUNTS = [1, 1.5, 1, 1] as const;

/**
 * The sketches of all sections of a workspace, and which are like one. A file is some two hundred bytes a section and nothing else, so that taking one
 * anew costs that file only; a search walks over all of them, a few nanoseconds each feature.
 *
 * Rarity is that of BM25 (Robertson and Zaragoza 2009): a feature counts ln(1 + (N − n + ½) / (n + ½)), with N sections of which n have it. Its frequency in a section has been
 * used up when the sketch was made, and lengths are bounded there; what is left is a cosine.
 */
export class Sketches {
  readonly #files = new Map<string, Uint16Array>();
  /** Sections that have a feature. */
  readonly #having = new Uint32Array(FEATURES);
  #sections = 0;
  readonly #weights = new Uint8Array(FEATURES);

  /** Bytes that are held for all files. */
  get bytes(): number {
    let sum = this.#having.byteLength;
    for (const sketches of this.#files.values()) sum += sketches.byteLength;
    return sum;
  }

  /** Takes what `sketch` says of a file; of one without sections, nothing. */
  set(uri: string, sketches: Uint16Array): void {
    this.delete(uri);
    if (sketches.length === 0) return;
    this.#files.set(uri, sketches);
    this.#count(sketches, 1);
  }

  delete(uri: string): void {
    const known = this.#files.get(uri);
    if (known === undefined) return;
    this.#count(known, -1);
    this.#files.delete(uri);
  }

  clear(): void {
    this.#files.clear();
    this.#having.fill(0);
    this.#sections = 0;
  }

  has(uri: string): boolean {
    return this.#files.has(uri);
  }

  /** The sketch of one section. */
  of({ uri, section }: Pick<SectionKey, 'uri' | 'section'>): Uint16Array | undefined {
    const sketches = this.#files.get(uri);
    if (sketches === undefined) return undefined;
    let place = 0;
    for (let at = 0; at < sketches.length; at += 2 + sketches[at + 1], place++) {
      if (place === section) return sketches.subarray(at + 2, at + 2 + sketches[at + 1]);
    }
    return undefined;
  }

  /** How rare a feature is. */
  rarity(feature: number): number {
    const having = this.#having[feature];
    return Math.log(1 + (this.#sections - having + 0.5) / (having + 0.5));
  }

  /**
   * Sections of other documents that have most in common with one, best first; of one document a few. `also`: sections that are looked at
   * whatever they have in common. The order of files makes no difference.
   */
  like(key: SectionKey, also: readonly SectionKey[] = []): Candidate[] {
    const own = this.of(key);
    if (own === undefined) return [];
    const exact = Array.from(own, (feature) => this.rarity(feature) ** 2 * KIND_COUNTS[kindOf(feature)]);
    const most = Math.max(...exact, Number.MIN_VALUE);
    // bytes, so that the table stays near the processor: millions of features are looked up in it
    const weights = this.#weights.fill(0);
    let all = 0;
    for (let k = 0; k < own.length; k++) {
      weights[own[k]] = Math.round((exact[k] / most) * 255);
      all += weights[own[k]];
    }
    const rough = this.#rough(key, weights, all * ROUGH);
    for (const { uri, document, section } of also) {
      if (uri === key.uri && document === key.document) continue;
      if (!rough.some((one) => one.uri === uri && one.section === section))
        rough.push({ uri, document, section, score: 0 });
    }
    const set = new Set(own);
    return rough.flatMap(({ uri, document, section }) => {
      const other = this.of({ uri, section });
      return other === undefined ? [] : [{ uri, document, section, ...this.#compare(set, other) }];
    });
  }

  #rough(key: SectionKey, weights: Uint8Array, least: number): (SectionKey & { score: number })[] {
    let found: (SectionKey & { score: number })[] = [];
    // how many have each score: the bar rises so that as many as are wanted are above it, and nothing is sorted before the end
    const counts = new Uint32Array(MOST_SCORE + 1);
    let bar = Math.ceil(least);
    let above = 0;
    for (const [uri, sketches] of this.#files) {
      const { length } = sketches;
      let section = 0;
      for (let at = 0; at < length; section++) {
        const document = sketches[at];
        const end = at + 2 + sketches[at + 1];
        let score = 0;
        let k = at + 2;
        const telling = Math.min(end, k + TELLING);
        for (; k + EIGHT <= telling; k += EIGHT) score = (score + eight(weights, sketches, k)) | 0;
        for (; k < telling; k++) score = (score + weights[sketches[k]]) | 0;
        at = end;
        // most sections have little in common, and need not be looked at to their end
        if (score < bar * TOLD) continue;
        for (; k < end; k++) score = (score + weights[sketches[k]]) | 0;
        if (score < bar || (document === key.document && uri === key.uri)) continue;
        found.push({ uri, document, section, score });
        counts[score]++;
        above++;
        while (above - counts[bar] >= WANTED) above -= counts[bar++];
      }
    }
    found = found.filter(({ score }) => score >= bar);
    return keepBest(
      found.sort((a, b) => b.score - a.score || (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.section - b.section)),
    );
  }

  #compare(own: ReadonlySet<number>, other: Uint16Array): { likeness: Likeness; shared: Set<number> } {
    const shared = new Set<number>();
    const [both, mine, its] = [new Float64Array(4), new Float64Array(4), new Float64Array(4)];
    for (const feature of own) mine[kindOf(feature)] += this.rarity(feature) ** 2;
    for (const feature of other) {
      const weight = this.rarity(feature) ** 2;
      its[kindOf(feature)] += weight;
      if (!own.has(feature)) continue;
      shared.add(feature);
      both[kindOf(feature)] += weight;
    }
    const cosine = (kind: number): number => (both[kind] === 0 ? 0 : both[kind] / Math.sqrt(mine[kind] * its[kind]));
    const named = Math.max(this.#named([...own], other), this.#named(other, [...own]));
    return { likeness: { words: cosine(0), terms: cosine(1), heading: cosine(2), named, facts: cosine(3) }, shared };
  }

  /** The part of the heading of one section, by rarity, that the words of another have; 0 for a heading of a single pair of letters. */
  #named(one: ArrayLike<number>, other: ArrayLike<number>): number {
    const words = new Set<number>();
    for (let k = 0; k < other.length; k++) if (other[k] < WORD_END) words.add(asHeading(other[k]));
    let [all, there, count] = [0, 0, 0];
    for (let k = 0; k < one.length; k++) {
      if (kindOf(one[k]) !== 2) continue;
      const weight = this.rarity(one[k]) ** 2;
      count++;
      all += weight;
      if (words.has(one[k])) there += weight;
    }
    return count < 2 ? 0 : (there / all) ** 2;
  }

  #count(sketches: Uint16Array, by: 1 | -1): void {
    for (let at = 0; at < sketches.length; ) {
      const end = at + 2 + sketches[at + 1];
      for (let k = at + 2; k < end; k++) this.#having[sketches[k]] += by;
      this.#sections += by;
      at = end;
    }
  }
}

/** In one expression it takes half the time of a loop, and this is where the time of a search goes. */
function eight(weights: Uint8Array, list: Uint16Array, k: number): number {
  return (
    weights[list[k]] +
    weights[list[k + 1]] +
    weights[list[k + 2]] +
    weights[list[k + 3]] +
    weights[list[k + 4]] +
    weights[list[k + 5]] +
    weights[list[k + 6]] +
    weights[list[k + 7]]
  );
}

const EIGHT = 8;

/** Leaves the best of a list that is in order, of each document a few. */
function keepBest<T extends SectionKey>(found: T[]): T[] {
  const seen = new Map<string, number>();
  let kept = 0;
  for (const one of found) {
    const document = `${one.document} ${one.uri}`;
    const count = seen.get(document) ?? 0;
    if (count >= PER_DOCUMENT || kept >= MAX_CANDIDATES) continue;
    seen.set(document, count + 1);
    found[kept++] = one;
  }
  found.length = kept;
  return found;
}

function kindOf(feature: number): 0 | 1 | 2 | 3 {
  return feature < WORD_END ? 0 : feature < TERM_END ? 1 : feature < HEADING_END ? 2 : 3;
}
