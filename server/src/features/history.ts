import type { Location, Range } from 'vscode-languageserver-types';
import type { Library } from '../corpus/library.ts';
import { trailAt } from '../references/parts.ts';
import { copyAt } from './archive-list.ts';

/** A place where a term is used, or a document referred to, in the order of time. */
export interface HistoryEntry {
  readonly uri: string;
  readonly range: Range;
  /** ISO date of the document it stands in; '' where that has none. */
  readonly date: string;
  readonly documentTitle: string;
  /** Name of the innermost section; '' outside of all. */
  readonly section: string;
  /** The line around it, cut. */
  readonly sentence: string;
}

/** Characters of a sentence that are shown. */
const LONGEST = 160;
const SENTENCE_END = '。！？';

/** Places by the dates of their documents; those without a date last. `lineAt`: the line of a place. */
export function history(
  library: Library,
  places: readonly Location[],
  lineAt: (uri: string, line: number) => string,
): HistoryEntry[] {
  const entries = places.map(({ uri, range }): HistoryEntry => {
    const copy = copyAt(library, uri, range.start.line);
    const work = copy && library.at(uri, copy.index);
    return {
      uri,
      range,
      date: work?.date ?? copy?.summary.date ?? '',
      documentTitle: copy?.summary.title ?? '',
      section: (copy && trailAt(copy.summary.sections, range.start.line).at(-1)?.name) ?? '',
      sentence: sentenceAround(lineAt(uri, range.start.line), range.start.character),
    };
  });
  return entries.sort((a, b) => byDate(a.date, b.date) || byPlace(a, b));
}

function byDate(a: string, b: string): number {
  if (a === b) return 0;
  return a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1;
}

function byPlace(a: HistoryEntry, b: HistoryEntry): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}

/** The sentence of a line that a place is in, cut around the place. */
function sentenceAround(line: string, at: number): string {
  let start = at;
  while (start > 0 && !SENTENCE_END.includes(line[start - 1])) start--;
  let end = at;
  while (end < line.length && !SENTENCE_END.includes(line[end])) end++;
  const sentence = line.slice(start, end + 1).trim();
  if (sentence.length <= LONGEST) return sentence;
  const from = Math.max(0, Math.min(at - start - LONGEST / 2, sentence.length - LONGEST));
  return `${from > 0 ? '…' : ''}${sentence.slice(from, from + LONGEST)}${from + LONGEST < sentence.length ? '…' : ''}`;
}
