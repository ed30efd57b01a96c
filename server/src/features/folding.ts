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
    // a fold of a document begins at its title; where the title block is all there is to fold, it stands for both
    if (documents.length > 1) add(firstLine + block.titleLine, firstLine + tree.lastLine);
    if (block.lastLine > block.titleLine)
      add(firstLine + block.titleLine + (documents.length > 1 ? 1 : 0), firstLine + block.lastLine);
    if (tree.contents) add(firstLine + tree.contents.from, firstLine + tree.contents.to - 1);
    sections(tree.sections, firstLine);
  }
  return ranges;
}
