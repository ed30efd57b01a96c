import type { AnchorText } from './anchor-text.ts';
import { AGREES, type Candidate } from './candidates.ts';
import type { TextTarget } from './model.ts';
import type { Pattern } from './pattern.ts';
import { placesOf } from './places.ts';

/** Characters of agreement, quote and context together, that a place must have: fewer are found by chance. */
const MIN_EVIDENCE = 12;
/** The same for a text of Latin letters, whose characters say less. */
const MIN_LATIN_EVIDENCE = 28;
/** Share of the context in the lines of the quote that makes it agree. */
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
/** Characters by which the place in the same section may be the worse one. */
const SECTION_SLACK = 1;
/** Characters that the end of a line counts where it was, and a side of the context that is missing. */
const LINE_END = 6;
const FAILED = 6;
/** Characters by which the context must agree better elsewhere for a phrase to be taken for removed. */
const GRAVE_MARGIN = 6;
/** Exact quotes with at least this share of agreement on a side are called exact. */
const EXACT_CONTEXT = 0.5;

interface Weighed {
  readonly candidate: Candidate;
  readonly evidence: number;
}

/**
 * The place that is right beyond doubt, if there is one. `score` 1: the quote is unchanged, and so is most of one side of its context or there
 * is no other such quote.
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
    weighed.push({ candidate, evidence: evidenceOf(pattern, candidate) });
  }
  if (weighed.length === 0) return undefined;
  weighed.sort((a, b) => b.evidence - a.evidence);
  const rivals = weighed.filter((one) => isApart(one, weighed[0]) && weighed[0].evidence - one.evidence < MIN_MARGIN);
  const best =
    rivals.length === 0
      ? weighed[0]
      : (bySection(text, target, [weighed[0], ...rivals]) ?? byOrder(text, target, pattern, weighed[0]));
  if (best === undefined) return undefined;
  const isAlone = standsAlone(target, pattern, best.candidate, equal === 1);
  if (!isAlone && candidates.some((one) => isGrave(pattern, one, best.candidate))) return undefined;
  const isCertain = isAlone && best.candidate.quote === 1;
  return { candidate: best.candidate, score: isCertain ? 1 : scoreOf(pattern, best.candidate) };
}

/** Whether the context stands elsewhere, much better than here: there the phrase was, and is no more. */
function isGrave({ key, start, end }: Pattern, one: Candidate, best: Candidate): boolean {
  if (one.quote >= MIN_QUOTE || one.before < AGREES * start || one.after < AGREES * (key.length - end)) return false;
  return one.before + one.after >= best.before + best.after + GRAVE_MARGIN;
}

/** What speaks for a place, in characters. */
function evidenceOf({ exact, key, start, end, lineBefore, lineAfter }: Pattern, candidate: Candidate): number {
  const before = sideOf(candidate.before, start, candidate.inLineBefore, lineBefore);
  const after = sideOf(candidate.after, key.length - end, candidate.inLineAfter, lineAfter);
  return exact.length * (1 - 2 * (1 - candidate.quote)) + before.evidence + after.evidence;
}

/** What speaks for a place by one side of the context. */
interface Side {
  readonly agrees: boolean;
  /** Share of it that agrees, of all or of the part in the line. */
  readonly share: number;
  /** The same in characters. */
  readonly evidence: number;
}

function sideOf(all: number, length: number, inLine: number | undefined, lineLength: number | undefined): Side {
  const share = length === 0 ? 0 : all / length;
  if (length > 0 && share >= AGREES) return { agrees: true, share, evidence: all };
  // the line begins or ends here as it did: what is beyond is another paragraph
  if (inLine !== undefined && lineLength !== undefined) {
    const shareInLine = lineLength === 0 ? 1 : inLine / lineLength;
    if (shareInLine >= AGREES_IN_LINE) return { agrees: true, share: shareInLine, evidence: inLine + LINE_END };
  }
  return { agrees: false, share, evidence: length === 0 ? 0 : all - FAILED };
}

/** Whether a place has what it must have, whatever others there are. `only`: it is the only one with the unchanged quote. */
function isPossible(target: TextTarget, pattern: Pattern, candidate: Candidate, only: boolean): boolean {
  const { start, end, key, exact, latin } = pattern;
  if (standsAlone(target, pattern, candidate, only)) return true;
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

/** Whether the quote is enough, whatever stands around it: such a phrase moved. */
function standsAlone(
  target: TextTarget,
  { exact, latin, bare }: Pattern,
  { quote }: Candidate,
  only: boolean,
): boolean {
  const known = target.quote?.occurrences === 1;
  const unique = UNIQUE_LENGTH + latin * (UNIQUE_LATIN_LENGTH - UNIQUE_LENGTH);
  if (quote === 1 && only && exact.length >= (known || bare ? unique : LONG_LENGTH)) return true;
  return known && quote >= MIN_QUOTE_ALONE && exact.length >= LONG_LENGTH;
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
  const [first, next] = rated;
  const isEqual = weighed.every(({ evidence }) => evidence <= first.one.evidence + SECTION_SLACK);
  return isEqual && first.agreement - next.agreement >= SECTION_MARGIN ? first.one : undefined;
}

/**
 * Of places that do not differ in anything, the one that has the same number among them, if there are as many as there were: so a text
 * that was only reflowed keeps all its notes, and one that was changed elsewhere keeps those in sentences that it repeats.
 */
function byOrder(text: AnchorText, { quote }: TextTarget, pattern: Pattern, best: Weighed): Weighed | undefined {
  const { occurrence, occurrences } = quote ?? {};
  if (occurrence === undefined || occurrences === undefined) return undefined;
  const { exact, key, start, end } = pattern;
  const places = placesOf(text, exact, occurrences + 1);
  const at = places[occurrence - 1];
  if (places.length !== occurrences || at === undefined) return undefined;
  const isWhole = text.comparable.key.startsWith(key, at - start) && at >= start;
  if (!isWhole) return undefined;
  const candidate = {
    ...best.candidate,
    start: at,
    end: at + exact.length,
    quote: 1,
    before: start,
    after: key.length - end,
  };
  return { candidate, evidence: key.length };
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
