import type { AnchorText } from './anchor-text.ts';
import { candidatesOf } from './candidates.ts';
import { choose } from './choose.ts';
import { Comparable } from './comparable.ts';
import type { Anchor, Target, TextTarget } from './model.ts';
import { patternOf } from './pattern.ts';

const ORPHAN: Anchor = { status: 'orphan' };

/**
 * Finds the places of many targets; `undefined` where a target is no place in a text (replies, notes on the whole text). What a text has
 * to be prepared for is done once, so that all notes of a text should be looked for together.
 */
export function anchorAll(text: AnchorText, targets: readonly Target[]): (Anchor | undefined)[] {
  return targets.map((target) => anchorOne(text, target));
}

/**
 * Finds the place of one target: by its position where the text is the one it was made on, else by quote, context and section. What is
 * found with too little, or in two places that differ too little, is an orphan: a note on the wrong phrase is worse than a lost one.
 */
export function anchorOne(text: AnchorText, target: Target): Anchor | undefined {
  if (target.kind !== 'text') return undefined;
  const { quote, position } = target;
  const exactPosition = byPosition(text, target);
  if (exactPosition !== undefined) return exactPosition;
  if (quote === undefined) return ORPHAN;
  const pattern = patternOf(quote);
  if (pattern.exact === '') return ORPHAN;
  const near = position === undefined ? 0 : text.comparable.fromOriginal(position.start);
  const best = choose(text, target, pattern, candidatesOf(text, pattern, near));
  if (best === undefined) return ORPHAN;
  const { start, end } = text.comparable.toOriginal(best.candidate.start, best.candidate.end);
  const range = text.whole(start, end);
  return best.score < 1 ? { status: 'fuzzy', ...range, score: best.score } : { status: 'exact', ...range, score: 1 };
}

/** The place by its position, if the text is the one in which it was counted. */
function byPosition(text: AnchorText, { quote, position }: TextTarget): Anchor | undefined {
  if (position?.textHash === undefined || position.textHash !== text.hash) return undefined;
  const { start, end } = position;
  if (!(start >= 0 && end >= start && end <= text.text.length)) return undefined;
  // two programs may have written the two selectors: the words are what the reader meant
  const present = text.text.slice(start, end);
  const agrees =
    quote === undefined || present === quote.exact || new Comparable(present).key === new Comparable(quote.exact).key;
  return agrees ? { status: 'exact', ...text.whole(start, end), score: 1 } : undefined;
}
