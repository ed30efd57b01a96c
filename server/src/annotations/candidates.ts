import search from 'approx-string-match';
import { commonBeginning, distance } from './alignment.ts';
import type { AnchorText } from './anchor-text.ts';
import type { Comparable } from './comparable.ts';
import type { Pattern } from './pattern.ts';
import { placesOf } from './places.ts';

/** Places looked at closely, and equal places of the quote. */
const MAX_DIAGONALS = 5;
const MAX_PLACES = 12;
/** Share of both sides of the context, and characters of it, with which an unchanged quote is beyond question. */
const SETTLED = 0.75;
const SETTLED_CONTEXT = 20;
/** An unchanged quote of so many characters in the right place is the one: nothing else is looked for there. */
const SURE_LENGTH = 4;
/** Share of a quote that may be changed for it to be looked for by itself, and characters it must have. */
const MAX_CHANGED = 0.4;
const MIN_SEARCHED = 6;
/** Context beside the quote that is looked for when the quote itself is not found, and the share of it that may be changed. */
const EDGE = 16;
const MAX_EDGE_CHANGED = 0.35;
/** Characters beyond the context in which what was inserted there is passed over. */
const SLACK = 24;
/** Quotes longer than this are found by their beginning and end. */
const MAX_WHOLE = 512;

/** Share of the context on one side that makes it agree. */
export const AGREES = 0.4;

/** A place in the key of a text where a quote may stand. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Share of the quote that agrees, from 0 to 1; 0 for a place where the context stands without it. */
  readonly quote: number;
  /** Characters of context that agree before and after, less what changes cost; see `commonBeginning`. */
  readonly before: number;
  readonly after: number;
  /**
   * The same for the context in the lines of the quote alone, where the whole does not agree and lines end there in the text as well; else
   * undefined.
   */
  readonly inLineBefore: number | undefined;
  readonly inLineAfter: number | undefined;
}

/** The places where a quote may stand, in no order. `near`: where it would stand if nothing had changed. */
export function candidatesOf(text: AnchorText, pattern: Pattern, near: number): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (start: number, end: number, changes: number | undefined): void => {
    const name = `${start} ${end}`;
    if (end < start || found.has(name)) return;
    found.set(name, candidate(text.comparable, pattern, start, end, changes));
  };
  const { exact } = pattern;
  const places = placesOf(text, exact, MAX_PLACES + 1);
  // a word that stands everywhere is found by its context alone
  if (places.length <= MAX_PLACES) {
    for (const at of places) add(at, at + exact.length, 0);
    // no changed quote can be better than an unchanged one with its context, and all unchanged ones are known
    if ([...found.values()].some((one) => isSettled(pattern, one))) return [...found.values()];
  }
  const diagonals = text.grams.diagonals(pattern.key, near - pattern.start, MAX_DIAGONALS);
  for (const { start } of diagonals) {
    addNear(text.comparable.key, pattern, start, add);
  }
  return [...found.values()];
}

function isSettled({ key, start, end }: Pattern, { before, after }: Candidate): boolean {
  return before >= SETTLED * start && after >= SETTLED * (key.length - end) && before + after >= SETTLED_CONTEXT;
}

type Add = (start: number, end: number, changes: number | undefined) => void;

/** Adds the places of the quote where the whole pattern would begin at about `at`. */
function addNear(key: string, { key: whole, exact, start, end }: Pattern, at: number, add: Add): void {
  const from = Math.max(0, at - SLACK);
  const to = Math.min(key.length, at + whole.length + 3 * SLACK);
  const window = key.slice(from, to);
  let isSure = false;
  let equal = window.indexOf(exact);
  for (let n = 0; equal >= 0 && n < MAX_PLACES; n++) {
    add(from + equal, from + equal + exact.length, 0);
    if (exact.length >= SURE_LENGTH && Math.abs(from + equal - at - start) <= SLACK) isSure = true;
    equal = window.indexOf(exact, equal + 1);
  }
  if (isSure) return;
  if (exact.length >= MIN_SEARCHED && exact.length <= MAX_WHOLE) {
    for (const match of searchIn(window, exact, MAX_CHANGED).slice(0, MAX_PLACES)) {
      add(from + match.start, from + match.end, match.errors);
    }
  }
  addBetween(window, from, whole.slice(Math.max(0, start - EDGE), start), exact, whole.slice(end, end + EDGE), add);
}

/**
 * Adds what stands between the two sides of the context: so a short word of which half has changed is found, and the place from which a
 * phrase was taken out.
 */
function addBetween(window: string, from: number, before: string, exact: string, after: string, add: Add): void {
  // a side at the end of the text, or of two or three characters, shows nothing
  const left = before.length < 4 ? [] : searchIn(window, before, MAX_EDGE_CHANGED);
  const right = after.length < 4 ? [] : searchIn(window, after, MAX_EDGE_CHANGED);
  const starts = new Set(left.map((match) => match.end));
  const ends = new Set(right.map((match) => match.start));
  for (const start of starts) {
    for (const end of ends) {
      const length = end - start;
      if (length >= 0 && length <= 2 * exact.length + 2) add(from + start, from + end, undefined);
    }
  }
}

/** The places of a pattern of which at most a share is changed. Most windows have nothing of it, and are told so at once. */
function searchIn(window: string, pattern: string, share: number): ReturnType<typeof search> {
  const run = pattern.length < 9 ? 2 : 3;
  for (let i = 0; i + run <= pattern.length; i++) {
    if (window.includes(pattern.slice(i, i + run))) return search(window, pattern, Math.floor(pattern.length * share));
  }
  return [];
}

function candidate(
  comparable: Comparable,
  { key: whole, exact, start, end, lineBefore, lineAfter }: Pattern,
  from: number,
  to: number,
  changes: number | undefined,
): Candidate {
  const { key } = comparable;
  const before = (length: number): number =>
    commonBeginning(whole, start - 1, length, key, from - 1, Math.min(from, length + SLACK), -1);
  const after = (length: number): number =>
    commonBeginning(whole, end, length, key, to, Math.min(key.length - to, length + SLACK), 1);
  const tail = whole.length - end;
  const [allBefore, allAfter] = [before(start), after(tail)];
  const breaks = (length: number | undefined, side: 1 | -1): length is number =>
    length !== undefined && breaksNear(comparable, side < 0 ? from - length : to + length, Math.ceil(length / 6));
  return {
    start: from,
    end: to,
    quote: 1 - (changes ?? distance(exact, key.slice(from, to))) / Math.max(exact.length, to - from),
    before: allBefore,
    after: allAfter,
    inLineBefore: allBefore <= AGREES * start && breaks(lineBefore, -1) ? before(lineBefore) : undefined,
    inLineAfter: allAfter <= AGREES * tail && breaks(lineAfter, 1) ? after(lineAfter) : undefined,
  };
}

function breaksNear(comparable: Comparable, at: number, slack: number): boolean {
  for (let k = 0; k <= slack; k++) if (comparable.breaksAt(at - k) || comparable.breaksAt(at + k)) return true;
  return false;
}
