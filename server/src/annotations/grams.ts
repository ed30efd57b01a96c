/** Characters of a gram. Four stand rarely in the same order by chance, and every third of them survives a change of each fourth character. */
export const GRAM = 4;

const BITS = 16;
/** Hits that one search may look at. */
const MAX_HITS = 512;
/** Share of the votes of the best place that another must have. */
const MIN_VOTES = 0.5;
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
  /** Votes by diagonal, all 0 between two searches. */
  #votes = new Uint16Array(0);

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
    const grams: { offset: number; count: number }[] = [];
    for (let offset = 0; offset + GRAM <= pattern.length; offset++) {
      const count = this.#counts[this.#bucket(pattern, offset)];
      if (count > 0) grams.push({ offset, count });
    }
    grams.sort((a, b) => a.count - b.count);
    // a pattern can begin before the text; a place is there for the first and the last diagonal's neighbour
    const shift = pattern.length + 2 * WIDTH;
    const width = Math.ceil((this.#key.length + shift) / WIDTH) + 2;
    if (this.#votes.length < width) this.#votes = new Uint16Array(width);
    const votes = this.#votes;
    const voted: number[] = [];
    let hits = 0;
    for (const { offset, count } of grams.slice(0, MAX_GRAMS)) {
      hits += count;
      if (hits > MAX_HITS && voted.length > 0) break;
      for (let at = this.#heads[this.#bucket(pattern, offset)]; at >= 0; at = this.#next[at]) {
        if (!this.#same(pattern, offset, at)) continue;
        const diagonal = Math.floor((at - offset + shift) / WIDTH);
        if (votes[diagonal]++ === 0) voted.push(diagonal);
      }
    }
    const found: Diagonal[] = [];
    let most = 0;
    for (const diagonal of voted) {
      const [left, count, right] = [votes[diagonal - 1], votes[diagonal], votes[diagonal + 1]];
      // a neighbour with more votes speaks for this one as well
      if (left > count || right > count || (left === count && left > 0)) continue;
      const all = count + left + right;
      most = Math.max(most, all);
      if (all >= MIN_VOTES * most) found.push({ start: diagonal * WIDTH - shift, votes: all });
    }
    for (const diagonal of voted) votes[diagonal] = 0;
    const distance = ({ start }: Diagonal): number => Math.abs(start - near);
    const likely = found.filter(({ votes: own }) => own >= MIN_VOTES * most);
    return likely.sort((a, b) => b.votes - a.votes || distance(a) - distance(b)).slice(0, limit);
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
