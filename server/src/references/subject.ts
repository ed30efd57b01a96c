import type { Part } from './parts.ts';
import type { Pointer } from './pointers.ts';

/**
 * The treaty that a text explains: 「…協定の説明書」 in its title, 二　新協定の内容 above a section. Its articles are meant by 第三条 there, also at the
 * head of a paragraph, and not parts of the explanation itself. Asks are indexes into the asks of the document.
 */
export class Subject {
  #treaty: number | undefined;
  /** The ask for the article that the paragraph at hand explains, and its number. */
  #article: { readonly ask: number; readonly number: number | undefined } | undefined;

  /** Whether the text has said that it explains a treaty. */
  get begun(): boolean {
    return this.#treaty !== undefined;
  }

  /** What a title says behind the treaty: its explanation begins. */
  title(treaty: number, behind: string): void {
    if (OF_TITLE.test(behind)) this.#begin(treaty);
  }

  /** What a heading says behind the treaty. */
  heading(treaty: number, behind: string): void {
    if (OF_HEADING.test(behind)) this.#begin(treaty);
  }

  #begin(treaty: number): void {
    this.#treaty = treaty;
    this.#article = undefined;
  }

  /**
   * What a pointer at `pointer.start` of a passage means here; undefined where it means what it does in any other text. `named`: the passage
   * has named a treaty before it. `next`: the index of the ask that will be made of it.
   */
  read(pointer: Pointer, text: string, named: boolean, next: number): Explained | undefined {
    const treaty = this.#treaty;
    if (treaty === undefined) return undefined;
    const { scope, unit, part } = pointer;
    const [step] = part?.steps ?? [];
    if (scope === 'bare' && step?.unit === '条') {
      const opens = MARKER.test(text.slice(0, pointer.start)) || NAMED.test(text.slice(pointer.start - 1));
      if (opens) this.#article = { ask: next, number: step.number };
      return opens || !named ? { antecedent: treaty, pointer: { ...pointer, scope: 'treaty' } } : undefined;
    }
    const article = this.#article;
    if (article === undefined) return undefined;
    if (scope === 'article' && /^[本こ]/.test(text.slice(pointer.start))) {
      return { antecedent: article.ask, pointer: { ...pointer, scope: 'again', unit: '条' } };
    }
    if (scope === 'before' && unit === '条') {
      // 前条 is the one before; 前三条 are several, and lead to the whole
      const number = text.startsWith('前条', pointer.start) ? (article.number ?? 0) - 1 : 0;
      const before: Part = {
        start: pointer.start,
        end: pointer.end,
        steps: number < 1 ? [] : [{ unit: '条', number, sign: '', heading: '' }, ...(part?.steps ?? [])],
      };
      return { antecedent: treaty, pointer: { ...pointer, scope: 'treaty', part: before } };
    }
    return undefined;
  }
}

interface Explained {
  readonly pointer: Pointer;
  readonly antecedent: number;
}

const OF_TITLE =
  /^(?:等)?(?:の|に関する|に係る)?(?:概要|説明書?|要旨|解説|逐条|ポイント|骨子|提案理由|主要な?内容|締結|について)/;
const OF_HEADING =
  /^(?:等)?の(?:主要な?|主な|各)?(?:内容|概要|規定|条項|要点|要旨|骨子|ポイント|逐条(?:説明|解説))(?:等)?$/;
/** 節約努力（第四条）: the article that a heading gives in brackets. */
const NAMED = /^\([^()]{1,12}\)$/;
/** What may stand before the article that a paragraph explains: its number. */
const MARKER = /^[\s()一二三四五六七八九十0-9.,イロハニホヘトア-コa-z・-]*$/;
