import { lastNotAfter } from '../text/lines.ts';
import { type Folded, fold } from '../text/width.ts';

/**
 * What is compared of a text: folded, without white space. So widths, line breaks, the spaces of a hard-wrapped text and its indents make no
 * difference. With the way back to the original; offsets are UTF-16 code units on both sides.
 */
export class Comparable {
  readonly key: string;
  readonly #text: string;
  /** Runs without white space: where each begins in the text without white space, and in the original. Ascending. */
  readonly #strippedStarts: number[] = [];
  readonly #originalStarts: number[] = [];
  readonly #folded: Folded;

  constructor(text: string) {
    this.#text = text;
    let stripped = '';
    // white space goes first: what a character folds to can depend on its neighbours, and a line break is none
    for (const run of text.matchAll(/\S+/g)) {
      this.#strippedStarts.push(stripped.length);
      this.#originalStarts.push(run.index);
      stripped += run[0];
    }
    this.#folded = fold(stripped);
    this.key = this.#folded.text;
  }

  /** The original range of a range of the key; it begins and ends with the characters that it touches. */
  toOriginal(start: number, end: number): { start: number; end: number } {
    const range = this.#folded.toOriginalRange(start, end);
    const from = this.#unstripped(range.start);
    return { start: from, end: range.end > range.start ? this.#unstripped(range.end - 1) + 1 : from };
  }

  /** The place in the key of an original offset: of the first character at or behind it. */
  fromOriginal(offset: number): number {
    let low = 0;
    let high = this.key.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#unstripped(this.#folded.toOriginal(middle)) >= offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether a line ends before the character at a place of the key; it does at both ends of the text. */
  breaksAt(at: number): boolean {
    if (at === 0 || at === this.key.length) return true;
    if (at < 0 || at > this.key.length) return false;
    const from = this.#unstripped(this.#folded.toOriginalRange(at - 1, at).end - 1) + 1;
    const to = this.#unstripped(this.#folded.toOriginal(at));
    for (let i = from; i < to; i++) {
      const unit = this.#text.charCodeAt(i);
      if (unit === 10 || unit === 13) return true;
    }
    return false;
  }

  #unstripped(offset: number): number {
    if (this.#strippedStarts.length === 0) return this.#text.length;
    const run = lastNotAfter(this.#strippedStarts, this.#strippedStarts.length, offset);
    return this.#originalStarts[run] + offset - this.#strippedStarts[run];
  }
}
