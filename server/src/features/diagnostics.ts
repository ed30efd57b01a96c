import type { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Range } from 'vscode-languageserver-types';
import { TEXT_PROBLEM_CODES, type TextProblem, type TextProblemCode } from '../structure/text-problems.ts';
import { titleOf } from './reference-card.ts';
import type { ReferenceWords } from './reference-messages.ts';
import { REFERENCE_PROBLEM_CODES, type ReferenceProblem, type ReferenceProblemCode } from './reference-problems.ts';
import { TERM_PROBLEM_CODES, type TermProblem, type TermProblemCode } from './term-problems.ts';

export type ProblemCode =
  | TextProblemCode
  | TermProblemCode
  | ReferenceProblemCode
  | 'glossary-invalid'
  | 'catalogue-invalid';
export const PROBLEM_CODES: readonly ProblemCode[] = [
  ...TEXT_PROBLEM_CODES,
  ...TERM_PROBLEM_CODES,
  ...REFERENCE_PROBLEM_CODES,
  'glossary-invalid',
  'catalogue-invalid',
];

export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';
export type Severities = Readonly<Record<ProblemCode, Severity>>;

export const DEFAULT_SEVERITIES: Severities = {
  'text-letter-spaced': 'hint',
  'text-spaces-for-line-breaks': 'information',
  'text-one-character-per-line': 'warning',
  'text-encoding': 'warning',
  'text-control-characters': 'warning',
  'undefined-acronym': 'information',
  'redefined-alias': 'warning',
  'unused-alias': 'hint',
  'inconsistent-variant': 'information',
  'unresolved-reference': 'information',
  'ambiguous-reference': 'hint',
  'wrong-weekday': 'warning',
  'impossible-date': 'warning',
  'broken-internal-reference': 'warning',
  'title-mismatch': 'information',
  'glossary-invalid': 'error',
  'catalogue-invalid': 'warning',
};

const LEVELS = { error: 1, warning: 2, information: 3, hint: 4 } as const;
/** DiagnosticTag.Unnecessary: the editor fades it. */
const UNNECESSARY = 1;

/** What makes diagnostics of problems: the user's severities, the words, and where the pages are. */
export interface Reporting {
  readonly severity: Severities;
  /** Address of the folder docs/, with a slash at its end, where the client knows one: it has a page for each code. */
  readonly documentation: string | undefined;
}

/** One diagnostic, undefined where its code is switched off. */
export function diagnostic(
  { severity, documentation }: Reporting,
  code: ProblemCode,
  range: Range,
  message: string,
  more: Partial<Diagnostic> = {},
): Diagnostic | undefined {
  const level = severity[code];
  if (level === 'off') return undefined;
  return {
    range,
    severity: LEVELS[level] as DiagnosticSeverity,
    code,
    ...(documentation === undefined ? {} : { codeDescription: { href: `${documentation}diagnostics/${code}.md` } }),
    source: 'communique',
    message,
    ...more,
  };
}

export function textDiagnostics(
  problems: readonly TextProblem[],
  reporting: Reporting,
  message: (code: TextProblemCode, count: number) => string,
): Diagnostic[] {
  return problems.flatMap(({ code, line, start, end, count }) => {
    const range = { start: { line, character: start }, end: { line, character: end } };
    return diagnostic(reporting, code, range, message(code, count)) ?? [];
  });
}

export function termDiagnostics(
  uri: string,
  problems: readonly TermProblem[],
  reporting: Reporting,
  message: (problem: TermProblem) => string,
  relatedMessage: (problem: TermProblem) => string,
): Diagnostic[] {
  return problems.flatMap((problem) => {
    const related: DiagnosticRelatedInformation[] =
      problem.related === undefined
        ? []
        : [{ location: { uri, range: problem.related }, message: relatedMessage(problem) }];
    return (
      diagnostic(reporting, problem.code, problem.range, message(problem), {
        data: { word: problem.word, other: problem.other },
        ...(related.length > 0 ? { relatedInformation: related } : {}),
        ...(problem.code === 'unused-alias' ? { tags: [UNNECESSARY] } : {}),
      }) ?? []
    );
  });
}

export function referenceDiagnostics(
  problems: readonly ReferenceProblem[],
  reporting: Reporting,
  words: ReferenceWords,
): Diagnostic[] {
  return problems.flatMap(
    (problem) => diagnostic(reporting, problem.code, problem.range, referenceMessage(problem, words)) ?? [],
  );
}

function referenceMessage(
  { code, words: said, reference, date, right }: ReferenceProblem,
  words: ReferenceWords,
): string {
  switch (code) {
    case 'unresolved-reference':
      return words.unresolved(said);
    case 'ambiguous-reference':
      return words.ambiguous(said, titles(reference, words));
    case 'broken-internal-reference':
      return words.brokenInternal(said);
    case 'title-mismatch':
      return words.titleMismatch(right);
    case 'impossible-date':
      return words.impossibleDate(said);
    case 'wrong-weekday': {
      const problem = date?.date.problem;
      return problem?.kind === 'wrong-weekday'
        ? words.wrongWeekday(date?.date.value ?? said, problem.written, problem.actual)
        : '';
    }
  }
}

const MAX_TITLES = 3;

function titles(reference: ReferenceProblem['reference'], words: ReferenceWords): string[] {
  return (reference?.resolution.targets ?? [])
    .slice(0, MAX_TITLES)
    .map(({ work }) => (work === undefined ? words.thisDocument : `${work.date} ${titleOf(work, words)}`));
}
