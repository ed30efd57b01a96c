import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { problemOf } from './code-actions.ts';
import type { ReferenceWords } from './reference-messages.ts';
import type { ReferenceProblem } from './reference-problems.ts';

/** A weekday in brackets behind a date, in either language. */
const WEEKDAY = /([日月火水木金土])(?=曜日?[)）]|[)）]|$)|(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day/g;

/** Quick fixes: the title as it is, the weekday as it was. Only the words that are wrong are replaced. */
export function referenceFixes(
  uri: string,
  diagnostics: readonly Diagnostic[],
  problems: readonly ReferenceProblem[],
  words: ReferenceWords,
): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const problem = problemOf(diagnostic, problems);
    if (problem === undefined) continue;
    const change =
      problem.code === 'title-mismatch'
        ? title(problem)
        : problem.code === 'wrong-weekday'
          ? weekday(problem)
          : undefined;
    if (change === undefined) continue;
    actions.push({
      title: problem.code === 'title-mismatch' ? words.useTitle(problem.right) : words.useWeekday(change.newText),
      kind: 'quickfix',
      diagnostics: [diagnostic],
      isPreferred: true,
      edit: { changes: { [uri]: [change] } },
    });
  }
  return actions;
}

type Change = { range: ReferenceProblem['range']; newText: string };

/** Replaces what stands between the outer quotation marks of a title on one line. */
function title({ range, words, right }: ReferenceProblem): Change | undefined {
  if (range.start.line !== range.end.line) return undefined;
  const open = words.search(/[「『“"]/);
  const close = Math.max(
    words.lastIndexOf('」'),
    words.lastIndexOf('』'),
    words.lastIndexOf('”'),
    words.lastIndexOf('"'),
  );
  if (open < 0 || close <= open) return undefined;
  const { line, character } = range.start;
  // inner quotation marks of a quoted title are 『』
  const inner = words[open] === '「' ? right.replaceAll('「', '『').replaceAll('」', '』') : right;
  return {
    range: { start: { line, character: character + open + 1 }, end: { line, character: character + close } },
    newText: inner,
  };
}

const JA = '日月火水木金土';
const EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function weekday({ range, words, date }: ReferenceProblem): Change | undefined {
  const problem = date?.date.problem;
  if (problem?.kind !== 'wrong-weekday' || range.start.line !== range.end.line) return undefined;
  // the last one: 日 is also the sign of the day
  const match = [...words.matchAll(WEEKDAY)].at(-1);
  if (match === undefined) return undefined;
  const { line, character } = range.start;
  const at = character + match.index;
  return {
    range: { start: { line, character: at }, end: { line, character: at + match[0].length } },
    newText: match[1] === undefined ? EN[problem.actual] : JA[problem.actual],
  };
}
