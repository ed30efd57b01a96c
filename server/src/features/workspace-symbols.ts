import type { SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { DefinedName, DocumentSummary, FileSummary, SectionSummary } from '../corpus/summary.ts';
import type { FoundName } from '../corpus/workspace/workspace-names.ts';

/**
 * `workspace/symbol`: documents, sections and defined terms of all files. what is searched of a file say
 * `symbolNames` (corpus/symbol-names.ts), and what is shown of a name that was found `symbolAt`; between them stands the index of names
 * (corpus/name-index.ts), which holds neither a name nor a place.
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

/** What is shown of names that were found. */
export function workspaceSymbols(found: readonly FoundName[]): SymbolInformation[] {
  return found.flatMap(({ uri, summary, ordinal }) => symbolAt(uri, summary, ordinal) ?? []);
}

/**
 * The symbol of a file's name with this place in `symbolNames`; undefined where the summary has none, since the file changed. Documents have
 * their date for container, or the name of their file; sections the path of what they stand in; terms what they stand for, or their document.
 */
export function symbolAt(
  uri: string,
  { documents, definitions }: FileSummary,
  ordinal: number,
): SymbolInformation | undefined {
  let left = ordinal;
  if (!(left >= 0)) return undefined;
  for (const document of documents) {
    if (left-- === 0) return documentSymbol(uri, document);
    const path: SectionSummary[] = [];
    left = descend(document.sections, left, path);
    const section = path.pop();
    if (section !== undefined) return sectionSymbol(uri, document, path, section);
  }
  const definition = definitions[left];
  return definition === undefined ? undefined : termSymbol(uri, documents[definition.document], definition);
}

/** Goes depth first to the section before which stand `left` others. Gives its path from the top; or an empty one, and how many are still to go behind these sections. */
function descend(sections: readonly SectionSummary[], left: number, path: SectionSummary[]): number {
  for (const section of sections) {
    path.push(section);
    if (left === 0) return 0;
    const depth = path.length;
    left = descend(section.children, left - 1, path);
    if (path.length > depth) return 0;
    path.pop();
  }
  return left;
}

function documentSymbol(uri: string, { title, date, titleRange }: DocumentSummary): SymbolInformation {
  return {
    name: title || NAMELESS,
    kind: FILE,
    location: { uri, range: titleRange },
    containerName: date ?? fileName(uri),
  };
}

function sectionSymbol(
  uri: string,
  { title }: DocumentSummary,
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

function termSymbol(uri: string, document: DocumentSummary | undefined, definition: DefinedName): SymbolInformation {
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
