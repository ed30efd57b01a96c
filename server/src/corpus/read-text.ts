import { type PlacedDocument, StructureAnalyser } from '../structure/analyser.ts';
import { TermAnalyser } from '../terms/analyser.ts';
import type { Glossary } from '../terms/glossary.ts';
import { splitLines } from '../text/lines.ts';
import type { Library } from './library.ts';
import { TextReferences } from './text-references.ts';

/** A whole text with all that is read in it. */
export interface ReadText {
  /** With their terminators. */
  readonly lines: readonly string[];
  readonly structure: StructureAnalyser;
  readonly documents: readonly PlacedDocument[];
  readonly terms: TermAnalyser;
  readonly references: TextReferences;
}

/** Reads a text that is not being edited. It is not put into the library. */
export function readText(uri: string, content: string, glossary: Glossary, library: Library): ReadText {
  const lines = splitLines(content);
  const structure = new StructureAnalyser(lines);
  const documents = structure.documents();
  const terms = new TermAnalyser(glossary);
  terms.update(structure.scans, documents);
  const references = new TextReferences(uri, library);
  references.update(library, documents, terms, (line) => (lines[line] ?? '').replace(/[\r\n]+$/, ''));
  return { lines, structure, documents, terms, references };
}
