import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from 'vscode-languageserver-types';
import type { Citation, Citations } from '../corpus/citations.ts';
import type { Copy, Library, Work } from '../corpus/library.ts';
import type { SectionSummary } from '../corpus/summary.ts';
import { titleOf } from './reference-card.ts';
import type { ReferenceWords } from './reference-messages.ts';
import { citationsOf, type Referred, sectionOf, sectionRange } from './reference-places.ts';

/** `callHierarchy/*`: a document or a section, who cites it, and what it cites. */

/** What an item needs to be found again. `section` is the line of its marker. */
export interface HierarchyData {
  readonly work: string;
  readonly uri?: string;
  readonly index?: number;
  readonly section?: number;
}

// SymbolKind
const FILE = 1;
const STRING = 15;

export function hierarchyItem(
  referred: Referred,
  words: ReferenceWords,
  card: (id: string) => string | undefined,
): CallHierarchyItem | undefined {
  const { work, copy, section } = referred;
  if (copy === undefined) {
    const uri = card(work.id);
    if (uri === undefined) return undefined;
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return {
      name: titleOf(work, words),
      kind: FILE,
      detail: work.date,
      uri,
      range: top,
      selectionRange: top,
      data: { work: work.id } satisfies HierarchyData,
    };
  }
  const { summary, uri, index } = copy;
  const data: HierarchyData = {
    work: work.id,
    uri,
    index,
    ...(section === undefined ? {} : { section: section.line }),
  };
  if (section === undefined) {
    const range = { start: summary.titleRange.start, end: { line: summary.lastLine + 1, character: 0 } };
    return {
      name: summary.title,
      kind: FILE,
      detail: summary.date ?? '',
      uri,
      range,
      selectionRange: summary.titleRange,
      data,
    };
  }
  const selectionRange = sectionRange(section);
  const range = { start: selectionRange.start, end: { line: section.lastLine + 1, character: 0 } };
  return {
    name: section.name,
    kind: STRING,
    detail: `${summary.date ?? ''} ${summary.title}`.trim(),
    uri,
    range,
    selectionRange,
    data,
  };
}

/** The document or section that an item was made of; undefined where it is not there any more. */
export function referredOf(library: Library, data: HierarchyData): Referred | undefined {
  const work = library.work(data.work);
  if (work === undefined) return undefined;
  const copy = data.uri === undefined ? undefined : library.copies(data.uri)[data.index ?? 0];
  const section =
    copy === undefined || data.section === undefined ? undefined : sectionOnLine(copy.summary.sections, data.section);
  return { work, copy, section };
}

function sectionOnLine(sections: readonly SectionSummary[], line: number): SectionSummary | undefined {
  for (const section of sections) {
    if (section.line === line) return section;
    if (section.lastLine >= line && section.line < line) return sectionOnLine(section.children, line);
  }
  return undefined;
}

export function incomingCitations(
  referred: Referred,
  citations: Citations,
  library: Library,
  words: ReferenceWords,
  card: (id: string) => string | undefined,
): CallHierarchyIncomingCall[] {
  const bySection = new Map<string, { from: Referred; ranges: Range[] }>();
  for (const citation of citationsOf(citations, referred)) {
    const work = library.at(citation.copy.uri, citation.copy.index);
    if (work === undefined || (work === referred.work && referred.section === undefined)) continue;
    const from = { work, copy: citation.copy, section: citation.trail.at(-1) };
    group(bySection, `${citation.copy.uri} ${citation.copy.index} ${from.section?.line ?? ''}`, from, citation.range);
  }
  return [...bySection.values()].flatMap(({ from, ranges }) => {
    const item = hierarchyItem(from, words, card);
    return item === undefined ? [] : [{ from: item, fromRanges: ranges }];
  });
}

export function outgoingCitations(
  { copy, section }: Referred,
  citations: Citations,
  words: ReferenceWords,
  card: (id: string) => string | undefined,
): CallHierarchyOutgoingCall[] {
  if (copy === undefined) return [];
  const byTarget = new Map<string, { from: Referred; ranges: Range[] }>();
  for (const citation of citations.of(copy.uri, copy.index)) {
    if (section !== undefined && !isInside(citation, section)) continue;
    const to = targetOf(citation);
    if (to === undefined || to.work === undefined) continue;
    const referred = { work: to.work, copy: to.copy, section: to.section };
    group(byTarget, `${to.work.id} ${to.section?.line ?? ''}`, referred, citation.range);
  }
  return [...byTarget.values()].flatMap(({ from, ranges }) => {
    const item = hierarchyItem(from, words, card);
    return item === undefined ? [] : [{ to: item, fromRanges: ranges }];
  });
}

function isInside({ range }: Citation, section: SectionSummary): boolean {
  return range.start.line >= section.line && range.start.line <= section.lastLine;
}

function targetOf({
  target,
  copy,
}: Citation): { work: Work | undefined; copy: Copy | undefined; section: SectionSummary | undefined } | undefined {
  if (target.here !== undefined) {
    // a document does not cite itself; its parts cite each other
    return target.section === undefined ? undefined : { work: target.work, copy, section: target.section };
  }
  const landed = target.work?.copies[0];
  return { work: target.work, copy: landed, section: landed && sectionOf(landed.summary, target) };
}

function group(map: Map<string, { from: Referred; ranges: Range[] }>, key: string, from: Referred, range: Range): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, { from, ranges: [range] });
  else known.ranges.push(range);
}
