import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver-types';
import { CATALOGUE_FILE, type CatalogueDocument, readCatalogue, withRows } from '../corpus/catalogue.ts';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import type { Library } from '../corpus/library.ts';
import { makeLibrary } from '../corpus/make-library.ts';
import { type ReadText, readText } from '../corpus/read-text.ts';
import { TABLE_LIMITS } from '../corpus/table.ts';
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
import { type Entry, LIMITS } from '../terms/entry.ts';
import { GLOSSARY_FILES, Glossary, readGlossaryFile, readHomographs } from '../terms/glossary.ts';
import { readGlossaryTsv } from '../terms/glossary-tsv.ts';
import { decode } from '../text/encoding.ts';
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

/**
 * The checks of the editor for files: each by the built-in glossary and catalogue and those of the nearest folder above it that has
 * them, and with all files that were taken as the workspace.
 */
export class Checker {
  readonly #reporting = { severity: DEFAULT_SEVERITIES, documentation: undefined };
  readonly #messages;
  readonly #builtIn = readGlossaryTsv(KNOWLEDGE.glossary, 'built-in').entries;
  readonly #homographs = readHomographs(KNOWLEDGE.homographs);
  readonly #base = new Glossary(this.#builtIn, [], this.#homographs);
  readonly #glossaries = new Map<string, Glossary>();
  readonly #texts = new Map<string, string>();
  readonly #catalogues = new Set<string>();
  readonly #rows: CatalogueDocument[] = [];
  #library: Library | undefined;
  /** Problems of the glossaries and catalogues that were read. */
  readonly factProblems: CheckedProblem[] = [];

  constructor(locale: string | undefined) {
    this.#messages = messagesFor(locale);
  }

  /** Takes a file; the references of all files that were taken can lead into it. */
  add(file: string, text: string): void {
    this.#catalogueOf(file);
    this.#texts.set(file, text);
  }

  /** The problems of a file that was taken, in order. */
  check(file: string): CheckedProblem[] {
    const { lines, structure, documents, terms, references } = this.#read(file);
    const text = this.#texts.get(file) ?? '';
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

  /** A file read with the library of all files, which is made when the first is checked. */
  #read(file: string): ReadText {
    if (this.#library === undefined) {
      this.#library = makeLibrary(KNOWLEDGE, withRows(readCatalogue(KNOWLEDGE.documents).documents, this.#rows));
      for (const [name, text] of this.#texts) {
        const { references } = readText(name, text, this.#glossaryFor(name), this.#library);
        this.#library.setFile(name, references.kept());
      }
    }
    return readText(file, this.#texts.get(file) ?? '', this.#glossaryFor(file), this.#library);
  }

  /** Reads the catalogue of the folder that a file belongs to. */
  #catalogueOf(file: string): void {
    const folder = this.#folderOf(file);
    if (folder === undefined || this.#catalogues.has(folder)) return;
    this.#catalogues.add(folder);
    const path = join(folder, CATALOGUE_FILE);
    if (!existsSync(path) || statSync(path).size > TABLE_LIMITS.bytes) return;
    const { documents, problems } = readCatalogue(decode(readFileSync(path)).text, path);
    this.#rows.push(...documents.values());
    for (const { code, line, start, end, about } of problems) {
      const range = { start: { line, character: start }, end: { line, character: end } };
      const message = this.#messages.reference.catalogueProblem(code, about);
      const found = diagnostic(this.#reporting, 'catalogue-invalid', range, message);
      if (found !== undefined) this.factProblems.push(checked(path, found, () => end));
    }
  }

  /** The nearest folder above a file that keeps facts of its own. */
  #folderOf(file: string): string | undefined {
    for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
      if (existsSync(join(folder, '.communique'))) return folder;
      if (dirname(folder) === folder) return undefined;
    }
  }

  #glossaryFor(file: string): Glossary {
    const folder = this.#folderOf(file);
    return folder === undefined ? this.#base : this.#glossaryIn(folder);
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
        if (found !== undefined) this.factProblems.push(checked(path, found, () => end));
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
