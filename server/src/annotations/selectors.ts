import type { AnchorText } from './anchor-text.ts';
import { Comparable } from './comparable.ts';
import { CONTEXT_LENGTH, type TextTarget } from './model.ts';
import { placesOf } from './places.ts';

/** More equal places than this are not counted. */
const MAX_OCCURRENCES = 999;

/** The selectors of [start, end) of a text. The range is widened to whole characters where it splits a surrogate pair. */
export function selectorsFor(
  anchorText: AnchorText,
  start: number,
  end: number,
): Required<Pick<TextTarget, 'quote' | 'position' | 'section'>> {
  const { text } = anchorText;
  const range = anchorText.whole(start, end);
  let before = Math.max(0, range.start - CONTEXT_LENGTH);
  let after = Math.min(text.length, range.end + CONTEXT_LENGTH);
  // at most 32 characters: half a character at the edge is left out
  if (anchorText.splitsPair(before)) before++;
  if (anchorText.splitsPair(after)) after--;
  return {
    quote: {
      exact: text.slice(range.start, range.end),
      prefix: text.slice(before, range.start),
      suffix: text.slice(range.end, after),
      ...occurrences(anchorText, range.start, range.end),
    },
    position: { ...range, textHash: anchorText.hash },
    section: anchorText.sectionAt(range.start),
  };
}

/** Which of how many equal places a range is; nothing where there are too many. */
function occurrences(
  anchorText: AnchorText,
  start: number,
  end: number,
): { occurrence: number; occurrences: number } | undefined {
  const { comparable } = anchorText;
  const from = comparable.fromOriginal(start);
  const exact = comparable.key.slice(from, comparable.fromOriginal(end));
  if (exact === '') return undefined;
  const places = placesOf(anchorText, exact, MAX_OCCURRENCES + 1);
  if (places.length > MAX_OCCURRENCES || !places.includes(from)) return undefined;
  return { occurrence: places.indexOf(from) + 1, occurrences: places.length };
}

/**
 * Whether the quote of a target no longer reads as [start, end) does, widths and line breaks apart: then new selectors are worth
 * writing when the text is saved. A position that is out of date alone is not: it would change every line of the sidecar at every save.
 */
export function isStale(anchorText: AnchorText, target: TextTarget, start: number, end: number): boolean {
  if (target.quote === undefined) return false;
  const present = anchorText.text.slice(start, end);
  return present !== target.quote.exact && new Comparable(present).key !== new Comparable(target.quote.exact).key;
}
