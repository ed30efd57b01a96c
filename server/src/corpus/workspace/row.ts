/** Items that have had their turn are let go of when there are so many of them. */
const GONE = 256;

/** First come, first served. Taking the first costs the same however long the row is, and nothing holds on to what was taken. */
export class Row<Item> {
  #items: Item[] = [];
  #next = 0;

  get length(): number {
    return this.#items.length - this.#next;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#next++];
    if (this.length === 0 || (this.#next >= GONE && 2 * this.#next >= this.#items.length)) {
      this.#items.splice(0, this.#next);
      this.#next = 0;
    }
    return item;
  }

  /** Gives what was left. */
  clear(): Item[] {
    const left = this.#items.slice(this.#next);
    this.#items = [];
    this.#next = 0;
    return left;
  }
}
