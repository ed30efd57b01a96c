import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CATALOGUE_FILE, type CatalogueDocument, readCatalogue, withRows } from '../corpus/catalogue.ts';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import type { Library } from '../corpus/library.ts';
import { makeLibrary } from '../corpus/make-library.ts';
import { type ReadText, readText } from '../corpus/read-text.ts';
import { TABLE_LIMITS } from '../corpus/table.ts';
import { type Entry, LIMITS } from '../terms/entry.ts';
import { GLOSSARY_FILES, Glossary, readGlossaryFile, readHomographs } from '../terms/glossary.ts';
import { readGlossaryTsv } from '../terms/glossary-tsv.ts';
import { decode } from '../text/encoding.ts';
import type { CheckedProblem, Report } from './report.ts';

/**
 * The checks of the editor for files: each by the built-in glossary and catalogue and those of the nearest folder above it that has
 * them, and with all files that were taken as the workspace.
 */
export class Checker {
  readonly #report: Report;
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

  constructor(report: Report) {
    this.#report = report;
  }

  /** Takes a file; the references of all files that were taken can lead into it. */
  add(file: string, text: string): void {
    this.#catalogueOf(file);
    this.#texts.set(file, text);
  }

  /** The problems of a file that was taken, in order. */
  check(file: string): CheckedProblem[] {
    return this.#report.text(file, this.#texts.get(file) ?? '', this.#read(file));
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
    this.factProblems.push(...this.#report.catalogue(path, problems));
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
      this.factProblems.push(...this.#report.glossary(path, read.problems));
    }
    const glossary = own.length === 0 ? this.#base : new Glossary(this.#builtIn, own, this.#homographs);
    this.#glossaries.set(folder, glossary);
    return glossary;
  }
}
