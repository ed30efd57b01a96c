import type { AnchorText } from './anchor-text.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { Comparable } from './comparable.ts';
import type { Anchor, Target, TextTarget } from './model.ts';
import { type Pattern, patternOf } from './pattern.ts';

/** A range in a text that changed out of recognition is no place of the note. */
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

/** Characters of agreement, quote and context together, that a place must have: fewer are found by chance. */
const MIN_EVIDENCE = 12;
/** The same for a text of Latin letters, whose characters say less. */
const MIN_LATIN_EVIDENCE = 28;
/** Share of a quote that must agree, with context on both sides, on one side, without any. */
const MIN_QUOTE = [0.8, 0.6, 0.5] as const;
/** Share of the context on one side that makes it count. */
const MIN_CONTEXT = 0.4;
/** A quote that was the only one of its kind needs no context if it has so many characters. */
const UNIQUE_LENGTH = 8;
const UNIQUE_LATIN_LENGTH = 16;
/** A quote of which that is not known, if it has so many. */
const LONG_LENGTH = 40;
/** What the same section counts, in characters. */
const SECTION_WEIGHT = 8;
/** Characters by which the best place must be better than the second. */
const MIN_MARGIN = 3;
/** Exact quotes with at least this share of agreement are called exact. */
const EXACT_CONTEXT = 0.5;

interface Weighed {
  readonly candidate: Candidate;
  readonly evidence: number;
}

/** The place that is right beyond doubt, if there is one. `score` 1: the quote is unchanged and so is most of one side of its context. */
function choose(
  text: AnchorText,
  target: TextTarget,
  pattern: Pattern,
  candidates: readonly Candidate[],
): { candidate: Candidate; score: number } | undefined {
  const weighed: Weighed[] = [];
  const needed = MIN_EVIDENCE + pattern.latin * (MIN_LATIN_EVIDENCE - MIN_EVIDENCE);
  const equal = candidates.filter(({ quote }) => quote === 1).length;
  for (const candidate of candidates) {
    if (!isPossible(target, pattern, candidate, equal)) continue;
    const inQuote = pattern.exact.length * (1 - 2 * (1 - candidate.quote));
    const agreement = inQuote + candidate.before + candidate.after;
    if (agreement < Math.min(needed, 0.9 * pattern.key.length)) continue;
    weighed.push({ candidate, evidence: agreement + SECTION_WEIGHT * sectionOf(text, target, candidate) });
  }
  if (weighed.length === 0) return undefined;
  weighed.sort((a, b) => b.evidence - a.evidence);
  const [best] = weighed;
  const second = weighed.find(
    ({ candidate }) => candidate.start >= best.candidate.end || candidate.end <= best.candidate.start,
  );
  if (second !== undefined && best.evidence - second.evidence < MIN_MARGIN) return undefined;
  return { candidate: best.candidate, score: scoreOf(pattern, best.candidate) };
}

function isPossible(target: TextTarget, pattern: Pattern, candidate: Candidate, equal: number): boolean {
  const { start, end, key, exact } = pattern;
  const before = start === 0 ? 0 : candidate.before / start;
  const after = key.length === end ? 0 : candidate.after / (key.length - end);
  const sides = Number(before >= MIN_CONTEXT) + Number(after >= MIN_CONTEXT);
  if (candidate.quote < MIN_QUOTE[sides]) return false;
  if (sides > 0) return true;
  const unique = UNIQUE_LENGTH + pattern.latin * (UNIQUE_LATIN_LENGTH - UNIQUE_LENGTH);
  if (target.quote?.occurrences === 1)
    return exact.length >= (candidate.quote === 1 && equal === 1 ? unique : LONG_LENGTH);
  return candidate.quote === 1 && equal === 1 && exact.length >= LONG_LENGTH;
}

function sectionOf(text: AnchorText, { section }: TextTarget, { start, end }: Candidate): number {
  if (section === undefined || section.length === 0) return 0;
  return text.agreement.of(section, text.sectionAt(text.comparable.toOriginal(start, end).start));
}

function scoreOf({ key, exact, start, end }: Pattern, candidate: Candidate): number {
  const before = start === 0 ? 1 : candidate.before / start;
  const after = key.length === end ? 1 : candidate.after / (key.length - end);
  if (candidate.quote === 1 && Math.max(before, after) >= EXACT_CONTEXT) return 1;
  const share = (exact.length * candidate.quote + candidate.before + candidate.after) / key.length;
  return Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100));
}
