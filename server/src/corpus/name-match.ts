import { maskOf, queryKeys, Script, SPELLING_CODE, scriptOf } from './name-key.ts';

/**
 * How well a name answers to what was typed. Names are keys (name-key.ts) in one array of characters; nothing is allocated for one.
 */

/** Points of one part of a query, by where it stands in a name. */
export const Points = {
  /** It is a whole spelling, or the whole heading behind a marker. */
  exact: 100,
  prefix: 80,
  wordBeginning: 60,
  inside: 40,
  /** Its characters stand in this order with gaps between them: this, less one for each character left out, at least 1. */
  scattered: 20,
} as const;
/** By what the points of the parts are multiplied before their mean is taken, as a whole number. */
export const SCALE = 10;

/** How many characters may be left out before a character, by its script, and before one that begins a word. A part of two characters has half of it. */
const GAPS = new Uint8Array(Script.kanji + 1);
GAPS[Script.kanji] = 6;
GAPS[Script.kana] = 2;
GAPS[Script.latin] = 1;
const WORD_GAP = 16;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** One of the parts of a query. */
interface Part {
  readonly codes: Uint16Array;
  /** For each character: how many may be left out before it where it begins no word. */
  readonly gaps: Uint8Array;
  readonly wordGap: number;
}

function partOf(codes: Uint16Array): Part {
  const short = codes.length === 2 ? 1 : 0;
  return { codes, gaps: Uint8Array.from(codes, (code) => GAPS[scriptOf(code)] >> short), wordGap: WORD_GAP >> short };
}

/** A query against names. Every part that white space divides has to stand in a name, in any order. */
export class NameMatcher {
  /** A name can answer only if it has all these bits. */
  readonly mask: { readonly kanji: number; readonly other: number };
  /** No part has more characters. */
  readonly longest: number;
  readonly #parts: readonly Part[];
  /** All parts as one, as if there were no space between them. */
  readonly #joined: Uint16Array | undefined;
  #codes: Uint16Array = new Uint16Array(0);
  #begins: Uint8Array = new Uint8Array(0);
  /** Place in #begins of those of the first characters. */
  #first = 0;
  // where the beginnings of a scattered part end in the name, and what they leave out; for two characters of it by turns
  #reached = [new Int32Array(64), new Int32Array(64)];
  #costs = [new Int32Array(64), new Int32Array(64)];

  constructor(query: string) {
    const keys = queryKeys(query);
    this.longest = Math.max(0, ...keys.map((codes) => codes.length));
    this.#parts = keys.map(partOf);
    const all = Uint16Array.from(keys.flatMap((codes) => [...codes]));
    this.mask = maskOf(all, 0, all.length);
    this.#joined = keys.length > 1 ? all : undefined;
  }

  /** Whether nothing is asked. */
  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /** The characters of the names from now on, and, from the byte `first` on, a bit for each of them that begins a word, from the lowest of a byte on. */
  setNames(codes: Uint16Array, begins: Uint8Array, first: number): void {
    this.#codes = codes;
    this.#begins = begins;
    this.#first = first;
  }

  /**
   * The points of the name from `start` to `end`, times SCALE; 0 if it does not answer. `head`: length of its marker; `several`: whether it
   * has several spellings. Of a name that would have less than `needed` points, less may be given, and sooner.
   */
  points(start: number, end: number, head: number, several: boolean, needed: number): number {
    const parts = this.#parts;
    if (parts.length === 1) {
      const part = parts[0];
      if (needed > SCALE * Points.wordBeginning && !several)
        return SCALE * this.#atBeginning(part.codes, start, end, head);
      const found = this.#together(part.codes, start, end, head);
      return SCALE * (found > 0 || needed > SCALE * Points.scattered ? found : this.#scattered(part, start, end));
    }
    const joined = this.#joined === undefined ? 0 : SCALE * this.#together(this.#joined, start, end, head);
    let sum = 0;
    for (const part of parts) {
      const found = this.#together(part.codes, start, end, head) || this.#scattered(part, start, end);
      // a spelling in which the whole stands has each of the parts
      if (found === 0) return joined;
      sum += found;
    }
    return Math.max(joined, Math.floor((SCALE * sum) / parts.length));
  }

  #beginsWord(at: number): boolean {
    return (this.#begins[this.#first + (at >> 3)] & (1 << (at & 7))) !== 0;
  }

  /** Points of a part with which a name of one spelling, or its heading, begins; 0 if neither does. */
  #atBeginning(part: Uint16Array, start: number, end: number, head: number): number {
    const codes = this.#codes;
    const { length } = part;
    let best = 0;
    for (let at = start; at + length <= end; at += head) {
      let k = 0;
      while (k < length && codes[at + k] === part[k]) k++;
      if (k === length) {
        if (at + length === end) return Points.exact;
        best = Points.prefix;
      }
      if (head === 0 || at > start) break;
    }
    return best;
  }

  /** Points of the best place at which a part stands without gaps; 0 if there is none. */
  #together(part: Uint16Array, start: number, end: number, head: number): number {
    const codes = this.#codes;
    const { length } = part;
    const first = part[0];
    const last = end - length;
    let best = 0;
    for (let at = start; at <= last; at++) {
      if (codes[at] !== first) continue;
      let k = 1;
      while (k < length && codes[at + k] === part[k]) k++;
      if (k < length) continue;
      if (at === start || at === start + head || codes[at - 1] === SPELLING_CODE) {
        if (at === last || codes[at + length] === SPELLING_CODE) return Points.exact;
        best = Points.prefix;
      } else if (best < Points.wordBeginning) {
        best = this.#beginsWord(at) ? Points.wordBeginning : Points.inside;
      }
    }
    return best;
  }

  /**
   * Points for the characters of a part in their order, with the fewest characters left out between them; 0 if they stand too far
   * apart. Letters, kana and digits begin at the beginning of a word, and numbers are whole: 第1回 is not 第17回.
   */
  #scattered({ codes: part, gaps, wordGap }: Part, start: number, end: number): number {
    const { length } = part;
    if (length < 2 || length > end - start || !this.#standInOrder(part, start, end)) return 0;
    const codes = this.#codes;
    if (this.#reached[0].length < end - start) {
      const size = 2 * (end - start);
      this.#reached = [new Int32Array(size), new Int32Array(size)];
      this.#costs = [new Int32Array(size), new Int32Array(size)];
    }
    let [reached, next] = this.#reached;
    let [costs, nextCosts] = this.#costs;
    let count = 0;
    const anywhere = scriptOf(part[0]) === Script.kanji;
    for (let at = start; at < end; at++) {
      if (codes[at] === part[0] && (anywhere || this.#beginsWord(at)) && this.#isWhole(part, 0, at, end)) {
        costs[count] = 0;
        reached[count++] = at;
      }
    }
    for (let k = 1; k < length && count > 0; k++) {
      const code = part[k];
      const inNumber = isDigit(code) && isDigit(part[k - 1]);
      const limit = Math.min(end, reached[count - 1] + wordGap + 2);
      let found = 0;
      let from = 0;
      for (let at = reached[0] + 1; at < limit; at++) {
        // what is too far away, or in another spelling, stays so
        const near = codes[at] === SPELLING_CODE ? at : at - wordGap - 1;
        while (from < count && reached[from] < near) from++;
        if (codes[at] !== code || !this.#isWhole(part, k, at, end)) continue;
        const gap = inNumber ? 0 : this.#beginsWord(at) ? wordGap : gaps[k];
        let cost = -1;
        for (let r = from; r < count && reached[r] < at; r++) {
          const left = at - reached[r] - 1;
          if (left <= gap && (cost < 0 || costs[r] + left < cost)) cost = costs[r] + left;
        }
        if (cost < 0) continue;
        nextCosts[found] = cost;
        next[found++] = at;
      }
      count = found;
      [reached, next, costs, nextCosts] = [next, reached, nextCosts, costs];
    }
    if (count === 0) return 0;
    let least = costs[0];
    for (let r = 1; r < count; r++) if (costs[r] < least) least = costs[r];
    return Math.max(1, Points.scattered - least);
  }

  /** Whether a number of the part that ends at its character `k` ends in the name as well. The last one may still be typed. */
  #isWhole(part: Uint16Array, k: number, at: number, end: number): boolean {
    return (
      !isDigit(part[k]) ||
      k + 1 === part.length ||
      isDigit(part[k + 1]) ||
      at + 1 === end ||
      !isDigit(this.#codes[at + 1])
    );
  }

  #standInOrder(part: Uint16Array, start: number, end: number): boolean {
    const codes = this.#codes;
    let k = 0;
    for (let at = start; at < end && k < part.length; at++) if (codes[at] === part[k]) k++;
    return k === part.length;
  }
}
