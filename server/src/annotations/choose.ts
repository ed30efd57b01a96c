import type { AnchorText } from './anchor-text.ts';
import type { Candidate } from './candidates.ts';
import type { TextTarget } from './model.ts';
import type { Pattern } from './pattern.ts';

/** Characters of agreement, quote and context together, that a place must have: fewer are found by chance. */
const MIN_EVIDENCE = 12;
/** The same for a text of Latin letters, whose characters say less. */
const MIN_LATIN_EVIDENCE = 28;
/** Share of the context on one side that makes it agree; of the part in the lines of the quote. */
const AGREES = 0.4;
const AGREES_IN_LINE = 0.6;
/** Share of a quote that must agree if both sides do; if one side of its context agrees very well and the other not at all. */
const MIN_QUOTE = 0.5;
const MIN_QUOTE_ONE_SIDED = 0.8;
const ONE_SIDED = 0.75;
/** A quote that was the only one of its kind needs no context if it has so many characters and is the only one still. */
const UNIQUE_LENGTH = 8;
const UNIQUE_LATIN_LENGTH = 16;
/** A quote of which that is not known, or that has changed, if it has so many. */
const LONG_LENGTH = 40;
const MIN_QUOTE_ALONE = 0.8;
/** Characters by which the best place must be better than the second; else the sections decide, if they differ by so much. */
const MIN_MARGIN = 3;
const SECTION_MARGIN = 0.3;
/** Exact quotes with at least this share of agreement on a side are called exact. */
const EXACT_CONTEXT = 0.5;

interface Weighed {
  readonly candidate: Candidate;
  readonly evidence: number;
}

/**
 * The place that is right beyond doubt, if there is one. `score` 1: the quote is unchanged and so is most of one side of its context.
 */
export function choose(
  text: AnchorText,
  target: TextTarget,
  pattern: Pattern,
  candidates: readonly Candidate[],
): { candidate: Candidate; score: number } | undefined {
  const equal = candidates.filter(({ quote }) => quote === 1).length;
  const weighed: Weighed[] = [];
  for (const candidate of candidates) {
    if (!isPossible(target, pattern, candidate, equal === 1)) continue;
    const inQuote = pattern.exact.length * (1 - 2 * (1 - candidate.quote));
    weighed.push({ candidate, evidence: inQuote + candidate.before + candidate.after });
  }
  weighed.sort((a, b) => b.evidence - a.evidence);
  const rivals = weighed.filter((one) => isApart(one, weighed[0]) && weighed[0].evidence - one.evidence < MIN_MARGIN);
  const best = rivals.length === 0 ? weighed[0] : bySection(text, target, [weighed[0], ...rivals]);
  return best && { candidate: best.candidate, score: scoreOf(pattern, best.candidate) };
}

/** What speaks for a place by one side of the context. */
interface Side {
  readonly agrees: boolean;
  /** Share of it that agrees, of all or of the part in the line. */
  readonly share: number;
}

function sideOf(all: number, length: number, inLine: number | undefined, lineLength: number | undefined): Side {
  const share = length === 0 ? 0 : all / length;
  if (length > 0 && share >= AGREES) return { agrees: true, share };
  // the line begins or ends here as it did: what is beyond is another paragraph
  if (inLine === undefined || lineLength === undefined) return { agrees: false, share };
  const shareInLine = lineLength === 0 ? 1 : inLine / lineLength;
  return shareInLine >= AGREES_IN_LINE ? { agrees: true, share: shareInLine } : { agrees: false, share };
}

/** Whether a place has what it must have, whatever others there are. `only`: it is the only one with the unchanged quote. */
function isPossible(target: TextTarget, pattern: Pattern, candidate: Candidate, only: boolean): boolean {
  const { start, end, key, exact, latin } = pattern;
  const isSame = candidate.quote === 1;
  const unique = UNIQUE_LENGTH + latin * (UNIQUE_LATIN_LENGTH - UNIQUE_LENGTH);
  const known = target.quote?.occurrences === 1;
  if (isSame && only && exact.length >= (known || pattern.bare ? unique : LONG_LENGTH)) return true;
  if (candidate.quote >= MIN_QUOTE_ALONE && known && exact.length >= LONG_LENGTH) return true;

  const before = sideOf(candidate.before, start, candidate.inLineBefore, pattern.lineBefore);
  const after = sideOf(candidate.after, key.length - end, candidate.inLineAfter, pattern.lineAfter);
  const evidence = exact.length * (1 - 2 * (1 - candidate.quote)) + candidate.before + candidate.after;
  const needed = MIN_EVIDENCE + latin * (MIN_LATIN_EVIDENCE - MIN_EVIDENCE);
  if (before.agrees && after.agrees) {
    // a short line that is there as it was is enough
    const { lineBefore, lineAfter } = pattern;
    const line = lineBefore === undefined || lineAfter === undefined ? needed : lineBefore + exact.length + lineAfter;
    return candidate.quote >= MIN_QUOTE && evidence >= Math.min(needed, 0.9 * line);
  }
  if (!before.agrees && !after.agrees) return false;
  return (
    candidate.quote >= MIN_QUOTE_ONE_SIDED && Math.max(before.share, after.share) >= ONE_SIDED && evidence >= needed
  );
}

function isApart(a: Weighed, b: Weighed): boolean {
  return a.candidate.start >= b.candidate.end || a.candidate.end <= b.candidate.start;
}

/** Of places that differ too little the one in the section where the note was made. */
function bySection(text: AnchorText, { section }: TextTarget, weighed: readonly Weighed[]): Weighed | undefined {
  if (section === undefined || section.length === 0) return undefined;
  const rated = weighed
    .map((one) => ({ one, agreement: text.agreement.of(section, pathOf(text, one.candidate)) }))
    .sort((a, b) => b.agreement - a.agreement);
  return rated[0].agreement - rated[1].agreement >= SECTION_MARGIN ? rated[0].one : undefined;
}

function pathOf(text: AnchorText, { start, end }: Candidate): string[] {
  return text.sectionAt(text.comparable.toOriginal(start, end).start);
}

function scoreOf({ key, exact, start, end }: Pattern, candidate: Candidate): number {
  const before = start === 0 ? 1 : candidate.before / start;
  const after = key.length === end ? 1 : candidate.after / (key.length - end);
  if (candidate.quote === 1 && Math.max(before, after) >= EXACT_CONTEXT) return 1;
  const share = (exact.length * candidate.quote + candidate.before + candidate.after) / key.length;
  return Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100));
}
