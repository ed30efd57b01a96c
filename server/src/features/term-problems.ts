import type { LineScan } from '../structure/scan.ts';
import { Flag } from '../structure/scan.ts';
import type { TermAnalyser, TermOccurrence, TextDefinition, TextRange } from '../terms/analyser.ts';
import { keyOf } from '../terms/glossary.ts';
import { isSubsequence } from '../terms/key.ts';
import { isAcronym } from '../terms/name-forms.ts';

/** What is wrong with the terms of a text. Each code has a page under docs/diagnostics/ and a severity of its own. */
export const TERM_PROBLEM_CODES = [
  'undefined-acronym',
  'redefined-alias',
  'unused-alias',
  'inconsistent-variant',
] as const;
export type TermProblemCode = (typeof TERM_PROBLEM_CODES)[number];

export interface TermProblem {
  readonly code: TermProblemCode;
  readonly range: TextRange;
  /** The word it is about, as it stands. */
  readonly word: string;
  /** The other spelling that the document prefers, or what the alias stood for before. */
  readonly other: string;
  /** Where the other stands. */
  readonly related: TextRange | undefined;
}

/** Problems of one document of a text. `bodyLine` is the first line below its title block. */
export function findTermProblems(
  terms: TermAnalyser,
  document: number,
  scans: readonly LineScan[],
  bodyLine: number,
  textOf: (range: TextRange) => string,
): TermProblem[] {
  const { definitions, occurrences: ofDocument } = terms.document(document);
  const occurrences = ofDocument();
  const problems = [
    ...undefinedAcronyms(terms, document, scans),
    ...aliasProblems(terms, occurrences, definitions(), bodyLine),
    ...variantProblems(occurrences, textOf),
  ];
  return problems.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

/** The problem of a document that stands some lines further down. */
export function moved(problem: TermProblem, lines: number): TermProblem {
  const move = ({ start, end }: TextRange): TextRange => ({
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  });
  return { ...problem, range: move(problem.range), related: problem.related && move(problem.related) };
}

/** Capitals as a word of their own. */
const CAPITALS = /[A-Za-z0-9][A-Za-z0-9&]*/g;
/** Capitals that every reader knows, or that are no names: countries, numbers of pages, formats, days. */
const PLAIN = new Set(
  'US USA UK UAE USSR PRC ROK DPRK EU UN NGO NGOS NPO CEO GDP GNP IT ICT AI OK PC PR TV AM PM JST UTC GMT EST PDF URL HTML HP TEL FAX CD DVD ID NO VOL CO LTD INC WWW HTTP HTTPS COM ORG'.split(
    ' ',
  ),
);

/** Acronyms that neither the text nor a glossary explains, each at its first place in a document. */
function undefinedAcronyms(terms: TermAnalyser, document: number, scans: readonly LineScan[]): TermProblem[] {
  const problems: TermProblem[] = [];
  const seen = new Set<string>();
  for (const { text, taken, range } of terms.texts(document)) {
    if (!/[A-Z]{2}/.test(text)) continue;
    let next = 0;
    for (const match of text.matchAll(CAPITALS)) {
      const word = match[0];
      if (!/^[A-Z]{2,8}$/.test(word) || PLAIN.has(word) || !isAcronym(word)) continue;
      const start = match.index;
      const end = start + word.length;
      while (next < taken.length && taken[next].end <= start) next++;
      if (next < taken.length && taken[next].start < end) continue;
      if (isPartOfSomething(text, start, end)) continue;
      if (seen.has(word)) continue;
      seen.add(word);
      const at = range(start, end);
      if (scans[at.start.line] !== undefined && (scans[at.start.line].flags & Flag.separator) !== 0) continue;
      problems.push({ code: 'undefined-acronym', range: at, word, other: '', related: undefined });
    }
  }
  return problems;
}

/** A designation (F-35A, MV-22), an address, a heading in capitals, a Roman numeral, somebody's initials. */
function isPartOfSomething(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 12);
  if (/[A-Za-z0-9][-/.@_]$/.test(before) || /^[-/.@_][A-Za-z0-9]/.test(after)) return true;
  if (/[A-Z]{2,} ?$/.test(before) || /^ ?[A-Z]{2,}/.test(after)) return true;
  return /^[IVXLC]+$/.test(text.slice(start, end));
}

function aliasProblems(
  terms: TermAnalyser,
  occurrences: readonly TermOccurrence[],
  definitions: readonly TextDefinition[],
  bodyLine: number,
): TermProblem[] {
  const problems: TermProblem[] = [];
  const uses = new Map<string, number>();
  const placeOf = ({ start }: TextRange): string => `${start.line}:${start.character}`;
  for (const { surface, meanings } of occurrences) {
    const { definition } = meanings[0];
    if (definition === undefined || keyOf(surface) !== keyOf(definition.alias)) continue;
    const place = placeOf(definition.aliasRange);
    uses.set(place, (uses.get(place) ?? 0) + 1);
  }
  const first = new Map<string, { long: string; range: TextRange }>();
  for (const { alias, long, form, aliasRange } of definitions) {
    const before = first.get(keyOf(alias));
    if (before !== undefined && long !== '' && before.long !== '' && keyOf(before.long) !== keyOf(long)) {
      const related = before.range;
      problems.push({ code: 'redefined-alias', range: aliasRange, word: alias, other: before.long, related });
    }
    if (before === undefined) first.set(keyOf(alias), { long, range: aliasRange });
    const titled = aliasRange.start.line < bodyLine;
    if (form === 'so-called' || form === 'article' || titled || before !== undefined) continue;
    // （ACSA） behind a name that has it anyway helps a reader to recognise the thing, and need not come again
    if (form !== 'hereinafter' && terms.glossary.lookup(alias).length > 0) continue;
    if ((uses.get(placeOf(aliasRange)) ?? 0) < 2) {
      problems.push({ code: 'unused-alias', range: aliasRange, word: alias, other: long, related: undefined });
    }
  }
  return problems;
}

/** Spellings of one term that differ only as writings of one word do: widths, hyphens, ヵ and か, 強靱 and 強じん. */
function variantProblems(occurrences: readonly TermOccurrence[], textOf: (range: TextRange) => string): TermProblem[] {
  const problems: TermProblem[] = [];
  const groups = new Map<string, { surface: string; places: TextRange[] }[]>();
  for (const { meanings, range } of occurrences) {
    if (range.start.line !== range.end.line) continue;
    const [{ id }] = meanings;
    const surface = textOf(range);
    let spellings = groups.get(id);
    if (spellings === undefined) {
      spellings = [];
      groups.set(id, spellings);
    }
    const same = spellings.find((other) => other.surface === surface);
    if (same !== undefined) same.places.push(range);
    else if (spellings.length < 50) spellings.push({ surface, places: [range] });
  }
  for (const spellings of groups.values()) {
    if (spellings.length < 2) continue;
    const byUse = [...spellings].sort((a, b) => b.places.length - a.places.length);
    const chosen: typeof spellings = [];
    for (const spelling of byUse) {
      const preferred = chosen.find((other) => isSameWord(spelling.surface, other.surface));
      if (preferred === undefined) {
        chosen.push(spelling);
        continue;
      }
      for (const range of spelling.places) {
        problems.push({
          code: 'inconsistent-variant',
          range,
          word: spelling.surface,
          other: preferred.surface,
          related: preferred.places[0],
        });
      }
    }
  }
  return problems;
}

/** Whether two spellings are writings of one word, and not a name and its short form. */
export function isSameWord(a: string, b: string): boolean {
  const [x, y] = [keyOf(a), keyOf(b)];
  if (x === y) return a.replace(/s$/, '').toLowerCase() !== b.replace(/s$/, '').toLowerCase();
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  if (long.length > 40 || isSubsequence(short, long) || /^[\x21-\x7e]+$/.test(x) || /^[\x21-\x7e]+$/.test(y))
    return false;
  return distance(short, long) <= 0.4 * short.length;
}

/** Levenshtein distance of two short strings. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
