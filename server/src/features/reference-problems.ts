import type { Range } from 'vscode-languageserver-types';
import type { TextDate, TextReference } from '../corpus/text-references.ts';

/** What is not right about dates and references of a text. */

export const REFERENCE_PROBLEM_CODES = [
  'unresolved-reference',
  'ambiguous-reference',
  'wrong-weekday',
  'impossible-date',
  'broken-internal-reference',
  'title-mismatch',
] as const;
export type ReferenceProblemCode = (typeof REFERENCE_PROBLEM_CODES)[number];

export interface ReferenceProblem {
  readonly code: ReferenceProblemCode;
  readonly range: Range;
  readonly words: string;
  /** Where the problem is one of a reference. */
  readonly reference: TextReference | undefined;
  readonly date: TextDate | undefined;
  /** What stands there instead, where that is sure: a title as it is. */
  readonly right: string;
}

/** Problems in order. `textOf` gives the words of a range. */
export function findReferenceProblems(
  references: readonly TextReference[],
  dates: readonly TextDate[],
  textOf: (range: Range) => string,
): ReferenceProblem[] {
  const problems: ReferenceProblem[] = [];
  const add = (code: ReferenceProblemCode, range: Range, more: Partial<ReferenceProblem>): void => {
    const words = textOf(range).replace(/\s*\n\s*/g, '');
    problems.push({ code, range, words, reference: undefined, date: undefined, right: '', ...more });
  };
  for (const reference of references) {
    const { resolution, range } = reference;
    if (resolution.targets.length === 0) {
      const internal = resolution.reason === 'internal';
      // a treaty or law that no catalogue lists is nothing to mend
      if (resolution.ask.compound) continue;
      add(internal ? 'broken-internal-reference' : 'unresolved-reference', range, { reference });
      continue;
    }
    if (resolution.ambiguous) add('ambiguous-reference', range, { reference });
    if (resolution.title !== undefined) add('title-mismatch', range, { reference, right: resolution.title });
  }
  for (const found of dates) {
    const { problem } = found.date;
    if (problem === undefined) continue;
    add(problem.kind === 'impossible' ? 'impossible-date' : 'wrong-weekday', found.range, { date: found });
  }
  return problems.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}
