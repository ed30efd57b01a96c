import type { FoldingRange } from 'vscode-languageserver-types';
import type { PlacedDocument } from '../structure/analyser.ts';
import type { SectionNode } from '../structure/section.ts';

/** `textDocument/foldingRange`: documents, title blocks, tables of contents and sections, whole lines each. */
export function foldingRanges(documents: readonly PlacedDocument[], limit: number): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: string): void => {
    if (endLine > startLine && ranges.length < limit)
      ranges.push(kind === undefined ? { startLine, endLine } : { startLine, endLine, kind });
  };
  const sections = (list: readonly SectionNode[], base: number): void => {
    for (const section of list) {
      add(base + section.line, base + section.lastLine);
      if (section.children.length > 0) sections(section.children, base);
    }
  };
  for (const { tree, firstLine } of documents) {
    const block = tree.titleBlock;
    // a document folds at its title; where that takes the arrow, the rest of a long block has one of its own
    const several = documents.length > 1;
    const title = firstLine + block.titleLine;
    const last = firstLine + block.lastLine;
    if (several) add(title, firstLine + tree.lastLine);
    if (!several) add(title, last);
    else if (last - title > 3) add(title + 1, last);
    if (tree.contents) add(firstLine + tree.contents.from, firstLine + tree.contents.to - 1);
    sections(tree.sections, firstLine);
  }
  return ranges;
}
