/** Characters of a gram. Four stand rarely in the same order by chance, and every third of them survives a change of each fourth character. */
export const GRAM = 4;

const BITS = 16;
/** Hits that one search may look at. */
const MAX_HITS = 4096;
/** Grams that one search looks up, rarest first. */
const MAX_GRAMS = 40;
/** Width of the diagonals in which hits are counted together: what insertions inside a pattern can move. */
const WIDTH = 16;

/** A place where a pattern may stand: what of it agrees there, and where its first character would be. */
export interface Diagonal {
  readonly start: number;
  readonly votes: number;
}

/**
 * Where every four characters of a text stand. Finds the places where a pattern may stand, changed, without walking through the text;
 * built in one pass.
 */
export class GramIndex {
  readonly #key: string;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #counts: Uint32Array;
  readonly #bits: number;

  constructor(key: string) {
    this.#key = key;
    this.#bits = Math.min(22, Math.max(BITS, Math.ceil(Math.log2(key.length + 1))));
    this.#heads = new Int32Array(1 << this.#bits).fill(-1);
    this.#counts = new Uint32Array(1 << this.#bits);
    this.#next = new Int32Array(Math.max(0, key.length - GRAM + 1));
    // from the end, so that the places of a gram are ascending
    for (let i = key.length - GRAM; i >= 0; i--) {
      const bucket = this.#bucket(key, i);
      this.#next[i] = this.#heads[bucket];
      this.#heads[bucket] = i;
      this.#counts[bucket]++;
    }
  }

  /** The places of an exact text of at least `GRAM` characters, ascending; no more than `limit`. */
  places(exact: string, limit: number): number[] {
    const places: number[] = [];
    let rarest = 0;
    let count = Number.POSITIVE_INFINITY;
    for (let i = 0; i + GRAM <= exact.length; i++) {
      const here = this.#counts[this.#bucket(exact, i)];
      if (here < count) [rarest, count] = [i, here];
    }
    if (count === Number.POSITIVE_INFINITY) return places;
    for (let at = this.#heads[this.#bucket(exact, rarest)]; at >= 0; at = this.#next[at]) {
      if (!this.#key.startsWith(exact, at - rarest) || at < rarest) continue;
      places.push(at - rarest);
      if (places.length >= limit) break;
    }
    return places;
  }

  /** The places where most of a pattern agrees, most votes first; of equal ones those nearest to `near`. No more than `limit`. */
  diagonals(pattern: string, near: number, limit: number): Diagonal[] {
    const offsets: number[] = [];
    for (let i = 0; i + GRAM <= pattern.length; i++) if (this.#counts[this.#bucket(pattern, i)] > 0) offsets.push(i);
    const countAt = (i: number): number => this.#counts[this.#bucket(pattern, i)];
    offsets.sort((a, b) => countAt(a) - countAt(b));
    const votes = new Map<number, number>();
    let hits = 0;
    for (const offset of offsets.slice(0, MAX_GRAMS)) {
      hits += countAt(offset);
      if (hits > MAX_HITS && votes.size > 0) break;
      for (let at = this.#heads[this.#bucket(pattern, offset)]; at >= 0; at = this.#next[at]) {
        if (!this.#same(pattern, offset, at)) continue;
        const diagonal = Math.floor((at - offset) / WIDTH);
        votes.set(diagonal, (votes.get(diagonal) ?? 0) + 1);
      }
    }
    const found: Diagonal[] = [];
    for (const [diagonal, count] of votes) {
      const left = votes.get(diagonal - 1) ?? 0;
      const right = votes.get(diagonal + 1) ?? 0;
      // a neighbour with more votes speaks for this one as well
      if (left > count || right > count || (left === count && left > 0)) continue;
      found.push({ start: diagonal * WIDTH, votes: count + left + right });
    }
    const distance = ({ start }: Diagonal): number => Math.abs(start - near);
    return found.sort((a, b) => b.votes - a.votes || distance(a) - distance(b)).slice(0, limit);
  }

  #same(pattern: string, offset: number, at: number): boolean {
    for (let i = 0; i < GRAM; i++) if (pattern.charCodeAt(offset + i) !== this.#key.charCodeAt(at + i)) return false;
    return true;
  }

  #bucket(text: string, at: number): number {
    let hash = text.charCodeAt(at);
    for (let i = 1; i < GRAM; i++) hash = Math.imul(hash, 0x9e3779b1) ^ text.charCodeAt(at + i);
    return Math.imul(hash, 0x85ebca6b) >>> (32 - this.#bits);
  }
}
