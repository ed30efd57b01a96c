import type { Location, Range } from 'vscode-languageserver-types';
import type { Library } from '../corpus/library.ts';
import type { StatementLexicon } from '../corpus/statements/lexicon.ts';
import { statementsIn } from '../corpus/statements/statements.ts';
import { trailAt } from '../references/parts.ts';
import { fold } from '../text/width.ts';
import { copyAt } from './archive-list.ts';
import type { ReferenceWords } from './reference-messages.ts';

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
  /** Who says it there, as in the catalogue; `all` for all sides, '' where nobody is named. */
  readonly party: string;
  /** The same in words; '' likewise. */
  readonly speaker: string;
  /** What came of it, as in outcomes.tsv; '' where that is not said. */
  readonly outcome: string;
  /** The same in words. */
  readonly outcomeName: string;
}

/** What a history is written with. */
export interface HistoryContext {
  readonly library: Library;
  readonly lexicon: StatementLexicon;
  readonly words: ReferenceWords;
}

/** Who speaks at a place of a line, and what comes of it, as far as the line itself says so. */
function saidAt(
  line: string,
  character: number,
  lexicon: StatementLexicon,
): { readonly party: string | undefined; readonly outcome: string } {
  const folded = fold(line);
  const place = (start: number, end: number) => {
    const original = folded.toOriginalRange(start, end);
    return { start: { line: 0, character: original.start }, end: { line: 0, character: original.end } };
  };
  const statement = statementsIn(folded.text, place, [], lexicon).find(
    ({ range }) => character >= range.start.character && character < range.end.character,
  );
  return { party: statement?.speaker?.party, outcome: statement?.outcomes[0]?.kind ?? '' };
}

/** Characters of a sentence that are shown. */
const LONGEST = 160;
const SENTENCE_END = '。！？';

/** Places by the dates of their documents; those without a date last. `lineAt`: the line of a place. */
export function history(
  { library, lexicon, words }: HistoryContext,
  places: readonly Location[],
  lineAt: (uri: string, line: number) => string,
): HistoryEntry[] {
  const entries = places.map(({ uri, range }): HistoryEntry => {
    const copy = copyAt(library, uri, range.start.line);
    const work = copy && library.at(uri, copy.index);
    const line = lineAt(uri, range.start.line);
    const { party, outcome } = saidAt(line, range.start.character, lexicon);
    return {
      uri,
      range,
      date: work?.date ?? copy?.summary.date ?? '',
      documentTitle: copy?.summary.title ?? '',
      section: (copy && trailAt(copy.summary.sections, range.start.line).at(-1)?.name) ?? '',
      sentence: sentenceAround(line, range.start.character),
      party: party ?? '',
      speaker: party === undefined ? '' : words.speaker(party),
      outcome,
      outcomeName: outcome === '' ? '' : words.outcome(outcome),
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
