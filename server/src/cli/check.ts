import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver-types';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import { DEFAULT_SEVERITIES, diagnostic, termDiagnostics, textDiagnostics } from '../features/diagnostics.ts';
import { messagesFor } from '../features/messages.ts';
import { findTermProblems } from '../features/term-problems.ts';
import { StructureAnalyser } from '../structure/analyser.ts';
import { findTextProblems } from '../structure/text-problems.ts';
import { TermAnalyser, type TextRange } from '../terms/analyser.ts';
import { type Entry, LIMITS } from '../terms/entry.ts';
import { GLOSSARY_FILES, Glossary, readGlossaryFile, readHomographs } from '../terms/glossary.ts';
import { readGlossaryTsv } from '../terms/glossary-tsv.ts';
import { decode } from '../text/encoding.ts';
import { contentLength, LineIndex, splitLines } from '../text/lines.ts';

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

/** The checks of the editor for files: each by the built-in glossary and that of the nearest folder above it that has one. */
export class Checker {
  readonly #reporting = { severity: DEFAULT_SEVERITIES, documentation: undefined };
  readonly #messages;
  readonly #builtIn = readGlossaryTsv(KNOWLEDGE.glossary, 'built-in').entries;
  readonly #homographs = readHomographs(KNOWLEDGE.homographs);
  readonly #base = new Glossary(this.#builtIn, [], this.#homographs);
  readonly #glossaries = new Map<string, Glossary>();
  /** Problems of the glossaries that were read. */
  readonly glossaryProblems: CheckedProblem[] = [];

  constructor(locale: string | undefined) {
    this.#messages = messagesFor(locale);
  }

  check(file: string, text: string): CheckedProblem[] {
    const lines = splitLines(text);
    const structure = new StructureAnalyser(lines);
    const documents = structure.documents();
    const terms = new TermAnalyser(this.#glossaryFor(file));
    terms.update(structure.scans, documents);
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
    const { problem, termProblem, termRelated } = this.#messages;
    return [
      ...textDiagnostics(textProblems, this.#reporting, problem),
      ...termDiagnostics('', termProblems, this.#reporting, termProblem, termRelated),
    ]
      .sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
      .map((d) => checked(file, d, (line) => contentLength(lines[line] ?? '')));
  }

  #glossaryFor(file: string): Glossary {
    for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
      if (existsSync(join(folder, '.communique'))) return this.#glossaryIn(folder);
      if (dirname(folder) === folder) return this.#base;
    }
  }

  #glossaryIn(folder: string): Glossary {
    const known = this.#glossaries.get(folder);
    if (known !== undefined) return known;
    const own: Entry[] = [];
    for (const name of GLOSSARY_FILES) {
      const path = join(folder, name);
      if (!existsSync(path)) continue;
      const place = { line: 0, start: 0, endLine: 0, end: 0 };
      const read =
        statSync(path).size > LIMITS.bytes
          ? { entries: [], problems: [{ code: 'too-large' as const, about: '', place }] }
          : readGlossaryFile(name, decode(readFileSync(path)).text);
      own.push(...read.entries);
      for (const problem of read.problems) {
        const { line, start, endLine, end } = problem.place;
        const range = { start: { line, character: start }, end: { line: endLine, character: end } };
        const found = diagnostic(this.#reporting, 'glossary-invalid', range, this.#messages.glossaryProblem(problem));
        if (found !== undefined) this.glossaryProblems.push(checked(path, found, () => end));
      }
    }
    const glossary = own.length === 0 ? this.#base : new Glossary(this.#builtIn, own, this.#homographs);
    this.#glossaries.set(folder, glossary);
    return glossary;
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
