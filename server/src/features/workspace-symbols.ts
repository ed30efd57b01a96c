import type { SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { DefinedName, NamedPlace, SectionSummary } from '../corpus/summary.ts';
import type { FoundName } from '../corpus/workspace/workspace-names.ts';

/**
 * `workspace/symbol`: documents, sections and defined terms of all files. What is searched of a file say `symbolNames` (corpus/symbol-names.ts);
 * the index of names (corpus/name-index.ts) holds neither a name nor a place, and what it finds is read where the file is kept.
 */

// SymbolKind values: those of the outline (symbols.ts), and of terms
const FILE = 1;
const MODULE = 2;
const PACKAGE = 4;
const CONSTANT = 14;
const STRING = 15;
const NUMBER = 16;
const ARRAY = 18;

/** Between the names of a path. */
const BELOW = ' › ';
const NAMELESS = '…';
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What is shown of names that were found. */
export function workspaceSymbols(found: readonly FoundName[]): SymbolInformation[] {
  return found.map(({ uri, named }) => symbolOf(uri, named));
}

/**
 * The symbol of a name. Documents have their date for container, or the name of their file; sections the path of what they stand in; terms what
 * they stand for, or their document.
 */
export function symbolOf(uri: string, { document, path, definition }: NamedPlace): SymbolInformation {
  if (definition !== undefined) return termSymbol(uri, document, definition);
  const section = path.at(-1);
  const { title = '', date, titleRange = START } = document ?? {};
  if (section !== undefined) return sectionSymbol(uri, title, path.slice(0, -1), section);
  return {
    name: title || NAMELESS,
    kind: FILE,
    location: { uri, range: titleRange },
    containerName: date ?? fileName(uri),
  };
}

function sectionSymbol(
  uri: string,
  title: string,
  path: readonly SectionSummary[],
  section: SectionSummary,
): SymbolInformation {
  const { line, startColumn, endColumn } = section;
  return {
    name: section.name || NAMELESS,
    kind: sectionKind(section),
    location: { uri, range: { start: { line, character: startColumn }, end: { line, character: endColumn } } },
    containerName: [title, ...path.map(({ name }) => name)].map((name) => name || NAMELESS).join(BELOW),
  };
}

function termSymbol(uri: string, document: NamedPlace['document'], definition: DefinedName): SymbolInformation {
  const { alias, long, english, range } = definition;
  return {
    name: alias,
    kind: CONSTANT,
    location: { uri, range },
    containerName: long || english || document?.title || fileName(uri),
  };
}

/** The kind that the outline gives to a section. */
function sectionKind({ kind, heading }: SectionSummary): SymbolKind {
  switch (kind) {
    case 'bullet':
      return ARRAY;
    case 'note':
      return CONSTANT;
    case 'attachment':
      return PACKAGE;
    case 'part':
    case 'chapter':
    case 'division':
      return MODULE;
    default:
      return heading === undefined ? NUMBER : STRING;
  }
}

/** The last part of an address, as it is read by people. */
function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // a percent sign that stands for itself
  }
}
