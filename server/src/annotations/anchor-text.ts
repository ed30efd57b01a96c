import { Comparable } from './comparable.ts';
import { GramIndex } from './grams.ts';
import { SectionAgreement, SectionPaths } from './section-paths.ts';
import { textHash } from './text-hash.ts';

/**
 * A text prepared for finding places in it. Make it once for a text and use it for all its notes: each part is made when it is first
 * asked for, in time linear in the text.
 */
export class AnchorText {
  readonly text: string;
  readonly agreement = new SectionAgreement();
  #hash: string | undefined;
  #comparable: Comparable | undefined;
  #grams: GramIndex | undefined;
  #sections: SectionPaths | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get hash(): string {
    this.#hash ??= textHash(this.text);
    return this.#hash;
  }

  get comparable(): Comparable {
    this.#comparable ??= new Comparable(this.text);
    return this.#comparable;
  }

  get grams(): GramIndex {
    this.#grams ??= new GramIndex(this.comparable.key);
    return this.#grams;
  }

  /** Title and names of sections down to an offset, outermost first. */
  sectionAt(offset: number): string[] {
    this.#sections ??= new SectionPaths(this.text);
    return this.#sections.at(offset);
  }

  /** A range widened to whole characters, inside the text. */
  whole(start: number, end: number): { start: number; end: number } {
    const { length } = this.text;
    let from = Math.min(Math.max(0, Math.trunc(start) || 0), length);
    let to = Math.min(Math.max(from, Math.trunc(end) || 0), length);
    if (this.splitsPair(from)) from--;
    if (to > from && this.splitsPair(to)) to++;
    return { start: from, end: to };
  }

  /** Whether an offset stands between the two halves of a character. */
  splitsPair(offset: number): boolean {
    const isHigh = (this.text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
    return isHigh && (this.text.charCodeAt(offset) & 0xfc00) === 0xdc00;
  }
}
