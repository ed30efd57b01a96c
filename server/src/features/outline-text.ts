import type { PlacedDocument } from '../structure/analyser.ts';
import type { SectionNode } from '../structure/section.ts';

/** The outline for a terminal: a line a section, indented, with its line number in front. Ends in a line end. */
export function outlineText(documents: readonly PlacedDocument[]): string {
  const rows: [line: number, depth: number, text: string][] = [];
  for (const { tree, firstLine } of documents) {
    const { title, titleLine, date, issuers } = tree.titleBlock;
    const facts = [date?.iso, issuers.join('・'), tree.place].filter((s) => s !== undefined && s !== '').join('　');
    rows.push([firstLine + titleLine + 1, 0, facts === '' ? title : `${title}  [${facts}]`]);
    const add = (sections: readonly SectionNode[], depth: number): void => {
      for (const section of sections) {
        rows.push([firstLine + section.line + 1, depth, section.name]);
        add(section.children, depth + 1);
      }
    };
    add(tree.sections, 1);
  }
  const width = String(rows[rows.length - 1]?.[0] ?? 0).length;
  return rows.map(([line, depth, text]) => `${String(line).padStart(width)}  ${'  '.repeat(depth)}${text}\n`).join('');
}

interface OutlineSection {
  line: number;
  lastLine: number;
  kind: string;
  marker: string;
  number: number | null;
  heading: string | null;
  name: string;
  children: OutlineSection[];
}

/** The outline as plain values, for JSON; lines from 1, as people and compilers count them. */
export function outlineJson(documents: readonly PlacedDocument[]): unknown[] {
  return documents.map(({ tree, firstLine }) => {
    const { title, titleLine, date, issuers, status } = tree.titleBlock;
    const sections = (list: readonly SectionNode[]): OutlineSection[] =>
      list.map((s) => ({
        line: firstLine + s.line + 1,
        lastLine: firstLine + s.lastLine + 1,
        kind: s.kind,
        marker: s.marker,
        number: s.number ?? null,
        heading: s.heading ?? null,
        name: s.name,
        children: sections(s.children),
      }));
    return {
      line: firstLine + titleLine + 1,
      title,
      date: date?.iso ?? null,
      issuers,
      place: tree.place ?? null,
      status: status ?? null,
      participants: tree.participants,
      sections: sections(tree.sections),
    };
  });
}
