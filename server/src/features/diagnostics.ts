import type { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Range } from 'vscode-languageserver-types';
import { TEXT_PROBLEM_CODES, type TextProblem, type TextProblemCode } from '../structure/text-problems.ts';
import { TERM_PROBLEM_CODES, type TermProblem, type TermProblemCode } from './term-problems.ts';

export type ProblemCode = TextProblemCode | TermProblemCode | 'glossary-invalid';
export const PROBLEM_CODES: readonly ProblemCode[] = [...TEXT_PROBLEM_CODES, ...TERM_PROBLEM_CODES, 'glossary-invalid'];

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
  'glossary-invalid': 'error',
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
