/** A few of many hits: those of the highest ranks, and of equal ones those that came first. Kept as a heap with the worst on top. */
export class BestHits {
  readonly #limit: number;
  readonly #ranks: Float64Array;
  readonly #orders: Int32Array;
  readonly #hits: Int32Array;
  #count = 0;
  #order = 0;

  /** @param limit how many are kept; at least 1 */
  constructor(limit: number) {
    this.#limit = limit;
    this.#ranks = new Float64Array(limit);
    this.#orders = new Int32Array(limit);
    this.#hits = new Int32Array(2 * limit);
  }

  /** The rank that a hit must exceed to be kept; -1 while there is room for any. */
  get floor(): number {
    return this.#count < this.#limit ? -1 : this.#ranks[0];
  }

  /** Adds a hit, which is a pair of numbers. `rank` is not negative. */
  add(rank: number, a: number, b: number): void {
    if (rank <= this.floor) return;
    const order = this.#order++;
    if (this.#count < this.#limit) this.#rise(this.#count++, rank, order, a, b);
    else this.#sink(rank, order, a, b);
  }

  /** Calls with every hit that was kept, the best first. */
  forEach(call: (rank: number, a: number, b: number) => void): void {
    const ranks = this.#ranks;
    const orders = this.#orders;
    const sorted = Array.from({ length: this.#count }, (_, k) => k).sort(
      (x, y) => ranks[y] - ranks[x] || orders[x] - orders[y],
    );
    for (const k of sorted) call(ranks[k], this.#hits[2 * k], this.#hits[2 * k + 1]);
  }

  #put(at: number, rank: number, order: number, a: number, b: number): void {
    this.#ranks[at] = rank;
    this.#orders[at] = order;
    this.#hits[2 * at] = a;
    this.#hits[2 * at + 1] = b;
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#ranks[from], this.#orders[from], this.#hits[2 * from], this.#hits[2 * from + 1]);
  }

  /** Whether the hit at a place of the heap is worse than one with this rank and order. */
  #isWorse(at: number, rank: number, order: number): boolean {
    return this.#ranks[at] < rank || (this.#ranks[at] === rank && this.#orders[at] > order);
  }

  #rise(at: number, rank: number, order: number, a: number, b: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#isWorse(parent, rank, order)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, rank, order, a, b);
  }

  #sink(rank: number, order: number, a: number, b: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#count) break;
      if (child + 1 < this.#count && this.#isWorse(child + 1, this.#ranks[child], this.#orders[child])) child++;
      if (!this.#isWorse(child, rank, order)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, rank, order, a, b);
  }
}
