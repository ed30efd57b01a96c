import type { AnchorText } from './anchor-text.ts';
import type { Anchor, Target } from './model.ts';

/** An anchor for each target, in their order. */
export type AnchorResult = readonly Anchor[];

/** Finds the places of many targets; `undefined` where a target is no place in this text (replies, notes on the whole text). */
export function anchorAll(text: AnchorText, targets: readonly Target[]): (Anchor | undefined)[] {
  return targets.map((target) => anchorOne(text, target));
}

/** Finds the place of one target. */
export function anchorOne(_text: AnchorText, _target: Target): Anchor | undefined {
  throw new Error('to be written');
}
