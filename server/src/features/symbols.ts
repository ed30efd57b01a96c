import type { DocumentSymbol, SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { PlacedDocument } from '../structure/analyser.ts';
import type { DocumentTree } from '../structure/fold.ts';
import { isBullet, Kind } from '../structure/kinds.ts';
import type { SectionNode } from '../structure/section.ts';
import type { SectionDetail } from './section-voices.ts';

/** The outline: `textDocument/documentSymbol`. */

// SymbolKind values, for their icons: a document is a file, a heading a string (as in Markdown), the rest tell items apart.
const FILE = 1;
const MODULE = 2;
const PACKAGE = 4;
const NUMBER = 16;
const CONSTANT = 14;
const STRING = 15;
const ARRAY = 18;

function symbolKind(section: SectionNode): SymbolKind {
  const { code } = section;
  if (isBullet(code)) return ARRAY;
  if (code === Kind.note) return CONSTANT;
  if (code === Kind.attachment) return PACKAGE;
  if (code === Kind.part || code === Kind.chapter || code === Kind.division) return MODULE;
  return section.hasHeading ? STRING : NUMBER;
}

/** ISO date and ministries of a document: `2007-05-01　外務省・防衛省`. */
export function documentDetail(tree: DocumentTree): string {
  const { date, issuers } = tree.titleBlock;
  return [date?.iso ?? '', issuers.join('・')].filter((s) => s !== '').join('　');
}

/** Symbols of all documents of a text, at most `limit` of them, in the order of the text. */
export function documentSymbols(
  documents: readonly PlacedDocument[],
  endColumn: (line: number) => number,
  limit: number,
  detail: SectionDetail = NO_DETAIL,
): DocumentSymbol[] {
  const budget = { left: limit };
  const symbols: DocumentSymbol[] = [];
  for (const document of documents) {
    if (budget.left <= 0) break;
    symbols.push(documentSymbol(document, endColumn, budget, detail));
  }
  return symbols;
}

const NO_DETAIL: SectionDetail = () => '';

interface Budget {
  left: number;
}

function documentSymbol(
  document: PlacedDocument,
  endColumn: (line: number) => number,
  budget: Budget,
  detail: SectionDetail,
): DocumentSymbol {
  const { tree, firstLine } = document;
  budget.left--;
  const titleLine = firstLine + tree.titleBlock.titleLine;
  const lastLine = firstLine + Math.max(tree.lastLine, tree.titleBlock.titleLine);
  return {
    name: tree.titleBlock.title || '…',
    detail: documentDetail(tree),
    kind: FILE,
    range: { start: { line: firstLine, character: 0 }, end: { line: lastLine, character: endColumn(lastLine) } },
    selectionRange: {
      start: { line: titleLine, character: 0 },
      end: { line: titleLine, character: endColumn(titleLine) },
    },
    children: sectionSymbols(tree.sections, document, endColumn, budget, detail),
  };
}

function sectionSymbols(
  sections: readonly SectionNode[],
  document: PlacedDocument,
  endColumn: (line: number) => number,
  budget: Budget,
  detail: SectionDetail,
): DocumentSymbol[] {
  const base = document.firstLine;
  const symbols: DocumentSymbol[] = [];
  for (const section of sections) {
    if (budget.left-- <= 0) break;
    const line = base + section.line;
    const last = base + section.lastLine;
    const said = detail(section, document);
    symbols.push({
      name: section.name || '…',
      ...(said === '' ? {} : { detail: said }),
      kind: symbolKind(section),
      range: { start: { line, character: section.startColumn }, end: { line: last, character: endColumn(last) } },
      selectionRange: { start: { line, character: section.startColumn }, end: { line, character: section.endColumn } },
      children:
        section.children.length === 0 ? [] : sectionSymbols(section.children, document, endColumn, budget, detail),
    });
  }
  return symbols;
}

/** The same outline for clients that show no hierarchy: a flat list, each with the name of what it stands in. */
export function flatSymbols(uri: string, symbols: readonly DocumentSymbol[]): SymbolInformation[] {
  const flat: SymbolInformation[] = [];
  const add = (list: readonly DocumentSymbol[], container: string | undefined): void => {
    for (const { name, kind, range, children } of list) {
      flat.push({ name, kind, location: { uri, range }, containerName: container });
      add(children ?? [], name);
    }
  };
  add(symbols, undefined);
  return flat;
}

// ---- the outline as JSON ------------------------------------------------------------------------------------

const UNSAFE = /["\\\u0000-\u001f\ud800-\udfff]/;

function quote(text: string): string {
  return UNSAFE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/**
 * One document's symbol as JSON text, written without an object in between: a third of the time of JSON.stringify, and what the
 * outline of a large text consists of, a document at a time.
 */
export function documentSymbolJson(
  document: PlacedDocument,
  endColumn: (line: number) => number,
  detail: SectionDetail = NO_DETAIL,
): string {
  const { tree, firstLine } = document;
  const titleLine = firstLine + tree.titleBlock.titleLine;
  const lastLine = firstLine + Math.max(tree.lastLine, tree.titleBlock.titleLine);
  const head = `{"name":${quote(tree.titleBlock.title || '…')},"detail":${quote(documentDetail(tree))},"kind":${FILE},"range":{"start":{"line":${firstLine},"character":0},"end":{"line":${lastLine},"character":${endColumn(lastLine)}}},"selectionRange":{"start":{"line":${titleLine},"character":0},"end":{"line":${titleLine},"character":${endColumn(titleLine)}}},"children":`;
  return `${head}${sectionsJson(tree.sections, document, endColumn, detail)}}`;
}

function sectionsJson(
  sections: readonly SectionNode[],
  document: PlacedDocument,
  endColumn: (line: number) => number,
  detail: SectionDetail,
): string {
  const base = document.firstLine;
  let json = '[';
  for (let i = 0; i < sections.length; i++) {
    const section = sections[i];
    const line = base + section.line;
    const last = base + section.lastLine;
    const start = section.startColumn;
    const said = detail(section, document);
    json += `${i > 0 ? ',' : ''}{"name":${quote(section.name || '…')},${said === '' ? '' : `"detail":${quote(said)},`}"kind":${symbolKind(section)},"range":{"start":{"line":${line},"character":${start}},"end":{"line":${last},"character":${endColumn(last)}}},"selectionRange":{"start":{"line":${line},"character":${start}},"end":{"line":${line},"character":${section.endColumn}}},"children":`;
    json += section.children.length === 0 ? '[]}' : `${sectionsJson(section.children, document, endColumn, detail)}}`;
  }
  return `${json}]`;
}
