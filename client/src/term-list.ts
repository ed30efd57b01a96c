/**
 * The terms of a text as a list: its order, the next use of a term, what is shown of a line.
 *
 * Nothing here needs VS Code at run time, so that it can be tested without it.
 */
import type { TermItem } from './protocol.ts';

/** By first use, by number of uses, or by name. */
export type Order = 'firstUse' | 'count' | 'name';

export function isOrder(value: unknown): value is Order {
  return value === 'firstUse' || value === 'count' || value === 'name';
}

/** `terms`, which stand in the order of their first use, in another order; equals stay as they stood. */
export function inOrder(terms: readonly TermItem[], order: Order, locale: string): readonly TermItem[] {
  if (order === 'firstUse') return terms;
  if (order === 'count') return terms.toSorted((a, b) => b.count - a.count);
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return terms.toSorted((a, b) => compare(a.name, b.name));
}

/**
 * Names for `terms` that stay the same while the text is edited, so that what is unfolded stays so; of several alike, each
 * has its number.
 */
export function idsOf(terms: readonly TermItem[]): string[] {
  const seen = new Map<string, number>();
  return terms.map(({ source, name, acronym }) => {
    const id = JSON.stringify([source, name, acronym]);
    const number = (seen.get(id) ?? 0) + 1;
    seen.set(id, number);
    return number === 1 ? id : `${id} ${number}`;
  });
}

/** Its names, each once. */
export function namesOfTerm({ name, acronym, english }: TermItem): string[] {
  return [...new Set([name, acronym, english])].filter((text) => text !== '');
}

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Span {
  readonly start: Place;
  readonly end: Place;
}

/**
 * The first of `uses`, which stand in the order of the text, behind the cursor or selection; behind the last one, the first.
 * Undefined where there is none.
 */
export function nextUse<S extends Span>(uses: readonly S[], selection: Span): S | undefined {
  const isCursor = compare(selection.start, selection.end) === 0;
  const isBehind = ({ start }: S) => compare(start, selection.end) >= (isCursor ? 1 : 0);
  return uses.find(isBehind) ?? uses[0];
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character;
}

/** What is shown of a line before and behind a term, in UTF-16 units. */
const BEFORE = 12;
const BEHIND = 60;

/** The surroundings of `start`–`end` in a line, and where that stands in them. Characters stay whole. */
export function pieceOf(line: string, start: number, end: number): { text: string; start: number; end: number } {
  const last = Math.min(end, line.length);
  const first = Math.min(start, last);
  const from = wholeAt(line, Math.max(0, first - BEFORE));
  const to = wholeAt(line, Math.min(line.length, last + BEHIND));
  const opening = /^\s*/.exec(line.slice(from, first))?.[0].length ?? 0;
  const head = `${from > 0 ? '…' : ''}${line.slice(from + opening, first)}`;
  const tail = `${line.slice(last, to).trimEnd()}${to < line.length ? '…' : ''}`;
  const term = line.slice(first, last);
  return { text: head + term + tail, start: head.length, end: head.length + term.length };
}

/** The next place at or behind `at` that does not part a surrogate pair. */
function wholeAt(line: string, at: number): number {
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
