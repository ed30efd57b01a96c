import { outlineText } from '../../../server/src/features/outline-text.ts';
import { type PlacedDocument, StructureAnalyser } from '../../../server/src/structure/analyser.ts';
import type { SectionNode } from '../../../server/src/structure/section.ts';
import { splitLines } from '../../../server/src/text/lines.ts';

/** The documents of a text. */
export function analyse(text: string): PlacedDocument[] {
  return new StructureAnalyser(splitLines(text)).documents();
}

/** The sections of a text as an indented list of names, documents left out. */
export function sections(text: string): string {
  const rows: string[] = [];
  const add = (list: readonly SectionNode[], depth: number): void => {
    for (const section of list) {
      rows.push('  '.repeat(depth) + section.name);
      add(section.children, depth + 1);
    }
  };
  for (const { tree } of analyse(text)) add(tree.sections, 0);
  return rows.join('\n');
}

/** A title block to put above a body, so that what is tested is the body. */
export const HEAD = '日加外務・防衛閣僚会合の概要\n平成30年4月20日\n外務省・防衛省\n\n';

export { outlineText };

/** Everything a tree says, for comparing two of them: names, kinds, numbers, ranges, title blocks. */
export function describe(documents: readonly PlacedDocument[]): unknown {
  const section = (s: SectionNode): unknown => [
    s.kind,
    s.number,
    s.line,
    s.lastLine,
    s.startColumn,
    s.endColumn,
    s.name,
    s.children.map(section),
  ];
  return documents.map(({ tree, firstLine }) => [
    firstLine,
    tree.lineCount,
    tree.lastLine,
    tree.titleBlock,
    tree.participants,
    tree.sections.map(section),
  ]);
}
