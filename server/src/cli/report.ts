import type { Diagnostic } from 'vscode-languageserver-types';
import type { CatalogueProblem } from '../corpus/catalogue.ts';
import type { ReadText } from '../corpus/read-text.ts';
import {
  DEFAULT_SEVERITIES,
  diagnostic,
  referenceDiagnostics,
  termDiagnostics,
  textDiagnostics,
} from '../features/diagnostics.ts';
import { messagesFor } from '../features/messages.ts';
import { findReferenceProblems } from '../features/reference-problems.ts';
import { findTermProblems } from '../features/term-problems.ts';
import { findTextProblems } from '../structure/text-problems.ts';
import type { TextRange } from '../terms/analyser.ts';
import type { GlossaryProblem } from '../terms/entry.ts';
import { contentLength, LineIndex } from '../text/lines.ts';

/** A problem of a file; line and column from 1. */
export interface CheckedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly code: string;
  readonly message: string;
}

const LEVELS = ['error', 'warning', 'information', 'hint'] as const;

/** Problems of texts and of the files of facts, in the words that the editor has for them. */
export class Report {
  readonly #reporting = { severity: DEFAULT_SEVERITIES, documentation: undefined };
  readonly #messages;

  constructor(locale: string | undefined) {
    this.#messages = messagesFor(locale);
  }

  /** The problems of a text, in order. `text`: the whole of it, as it was read. */
  text(file: string, text: string, { lines, structure, documents, terms, references }: ReadText): CheckedProblem[] {
    const index = new LineIndex(text);
    const textProblems = documents.flatMap(({ tree, firstLine }) =>
      findTextProblems(structure.scans, firstLine, firstLine + tree.lineCount).map((problem) => ({
        ...problem,
        line: problem.line + firstLine,
      })),
    );
    const textOf = (range: TextRange): string => text.slice(index.offsetAt(range.start), index.offsetAt(range.end));
    const termProblems = documents.flatMap(({ tree, firstLine }, d) =>
      findTermProblems(terms, d, structure.scans, firstLine + tree.titleBlock.bodyLine, textOf),
    );
    const referenceProblems = findReferenceProblems(references.references(), references.dates(), textOf);
    const { problem, termProblem, termRelated, reference } = this.#messages;
    return [
      ...textDiagnostics(textProblems, this.#reporting, problem),
      ...termDiagnostics('', termProblems, this.#reporting, termProblem, termRelated),
      ...referenceDiagnostics(referenceProblems, this.#reporting, reference),
    ]
      .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
      .map((d) => checked(file, d, (line) => contentLength(lines[line] ?? '')));
  }

  /** The problems of a catalogue. */
  catalogue(file: string, problems: readonly CatalogueProblem[]): CheckedProblem[] {
    return problems.flatMap(({ code, line, start, end, about }) => {
      const range = { start: { line, character: start }, end: { line, character: end } };
      const message = this.#messages.reference.catalogueProblem(code, about);
      const found = diagnostic(this.#reporting, 'catalogue-invalid', range, message);
      return found === undefined ? [] : [checked(file, found, () => end)];
    });
  }

  /** The problems of a glossary. */
  glossary(file: string, problems: readonly GlossaryProblem[]): CheckedProblem[] {
    return problems.flatMap((problem) => {
      const { line, start, endLine, end } = problem.place;
      const range = { start: { line, character: start }, end: { line: endLine, character: end } };
      const found = diagnostic(this.#reporting, 'glossary-invalid', range, this.#messages.glossaryProblem(problem));
      return found === undefined ? [] : [checked(file, found, () => end)];
    });
  }
}

function checked(
  file: string,
  { range, severity, code, message }: Diagnostic,
  lengthOf: (line: number) => number,
): CheckedProblem {
  return {
    file,
    line: range.start.line + 1,
    column: Math.min(range.start.character, lengthOf(range.start.line)) + 1,
    severity: LEVELS[(severity ?? 1) - 1],
    code: String(code),
    message: typeof message === 'string' ? message : message.value,
  };
}
