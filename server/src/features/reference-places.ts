import type { Location, LocationLink, Range } from 'vscode-languageserver-types';
import type { Citation, Citations } from '../corpus/citations.ts';
import type { Copy, Library, Work } from '../corpus/library.ts';
import type { Target } from '../corpus/resolve.ts';
import type { DocumentSummary, SectionSummary } from '../corpus/summary.ts';
import type { TextReference, TextReferences } from '../corpus/text-references.ts';
import { findSection, type PartStep, trailAt } from '../references/parts.ts';

/** Where references lead, and where something is referred to. */

/** Address of the card of a document of the catalogue. */
export function cardUri(id: string): string {
  return `communique:/documents/${encodeURIComponent(id)}.md`;
}

/** The id in the address of a card; undefined where it is none. */
export function idOfCard(uri: string): string | undefined {
  const match = /^communique:\/+documents\/([^/?#]+)\.md$/.exec(uri);
  if (match === null) return undefined;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    return undefined;
  }
}

export function referenceAt(
  references: readonly TextReference[],
  line: number,
  character: number,
): TextReference | undefined {
  let touching: TextReference | undefined;
  for (const reference of references) {
    const { start, end } = reference.range;
    if (isAfter(start, line, character) || isBefore(end, line, character)) continue;
    if (end.line === line && end.character === character) touching = reference;
    else return reference;
  }
  return touching;
}

function isAfter(position: Range['start'], line: number, character: number): boolean {
  return position.line > line || (position.line === line && position.character > character);
}

function isBefore(position: Range['start'], line: number, character: number): boolean {
  return position.line < line || (position.line === line && position.character < character);
}

/** A place that a reference leads to. `whole` is what belongs to it, `range` its heading or title. */
export interface Landing {
  readonly uri: string;
  readonly range: Range;
  readonly whole: Range;
  readonly section: SectionSummary | undefined;
  readonly copy: Copy | undefined;
}

/** The section of a document that a target asks for, or that is implied where none is asked for. */
export function sectionOf(summary: DocumentSummary, { steps, implied }: Target): SectionSummary | undefined {
  const wanted = steps.length > 0 ? steps : implied;
  return wanted.length === 0 ? undefined : (findSection(summary.sections, wanted) ?? quoted(summary.sections, wanted));
}

/** The section with the heading that is quoted, where its number is another one. */
function quoted(sections: readonly SectionSummary[], steps: readonly PartStep[]): SectionSummary | undefined {
  const heading = steps.at(-1)?.heading ?? '';
  if (heading === '') return undefined;
  for (const section of sections) {
    if (section.heading === heading) return section;
    const found = quoted(section.children, steps);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a target is in the workspace; empty where only its card can be shown. */
export function landings(uri: string, documents: readonly DocumentSummary[], target: Target): Landing[] {
  if (target.here !== undefined) {
    const summary = documents[target.here];
    return summary === undefined ? [] : [landing(uri, summary, target.section, undefined)];
  }
  return (target.work?.copies ?? []).map((copy) =>
    landing(copy.uri, copy.summary, sectionOf(copy.summary, target), copy),
  );
}

function landing(
  uri: string,
  summary: DocumentSummary,
  section: SectionSummary | undefined,
  copy: Copy | undefined,
): Landing {
  if (section === undefined) {
    const whole = { start: summary.titleRange.start, end: { line: summary.lastLine + 1, character: 0 } };
    return { uri, range: summary.titleRange, whole, section, copy };
  }
  return { uri, range: sectionRange(section), whole: wholeRange(section), section, copy };
}

export function sectionRange({ line, startColumn, endColumn }: SectionSummary): Range {
  return { start: { line, character: startColumn }, end: { line, character: Math.max(startColumn, endColumn) } };
}

function wholeRange(section: SectionSummary): Range {
  return { start: { line: section.line, character: 0 }, end: { line: section.lastLine + 1, character: 0 } };
}

/** `textDocument/definition` of a reference: the documents of the workspace, else the card. All candidates where it is open which. */
export function definitionLinks(
  uri: string,
  documents: readonly DocumentSummary[],
  { resolution, range }: TextReference,
  card: (id: string) => string | undefined,
): LocationLink[] {
  const targets = resolution.ambiguous ? resolution.targets : resolution.targets.slice(0, 1);
  const links: LocationLink[] = [];
  for (const target of targets) {
    const places = landings(uri, documents, target);
    for (const place of places) {
      links.push({
        originSelectionRange: range,
        targetUri: place.uri,
        targetRange: place.whole,
        targetSelectionRange: place.range,
      });
    }
    const row = target.work?.row;
    const address = places.length === 0 && row !== undefined ? card(row.id) : undefined;
    if (address !== undefined) {
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      links.push({ originSelectionRange: range, targetUri: address, targetRange: top, targetSelectionRange: top });
    }
  }
  return links;
}

/** A document, or a section of one, that can be referred to. */
export interface Referred {
  readonly work: Work;
  readonly copy: Copy | undefined;
  readonly section: SectionSummary | undefined;
}

/** The document or section whose title or heading stands on a line. */
export function headingAt(library: Library, uri: string, line: number): Referred | undefined {
  for (const copy of library.copies(uri)) {
    const { summary, index } = copy;
    if (line < summary.firstLine || line > summary.lastLine) continue;
    const work = library.at(uri, index);
    if (work === undefined) return undefined;
    if (line >= summary.titleRange.start.line && line <= summary.titleRange.end.line) {
      return { work, copy, section: undefined };
    }
    const section = trailAt(summary.sections, line).at(-1);
    return section?.line === line ? { work, copy, section } : undefined;
  }
  return undefined;
}

/** The document or section around a place. */
export function sectionAround(library: Library, uri: string, line: number): Referred | undefined {
  for (const copy of library.copies(uri)) {
    if (line < copy.summary.firstLine || line > copy.summary.lastLine) continue;
    const work = library.at(uri, copy.index);
    return work && { work, copy, section: trailAt(copy.summary.sections, line).at(-1) };
  }
  return undefined;
}

/** Places that refer to a document or, where one is given, to this section of it. */
export function citationsOf(citations: Citations, { work, copy, section }: Referred): Citation[] {
  const all = citations.to(work);
  // what a document says of itself (標記会合, 上記1.) is no reference to it from elsewhere
  if (section === undefined || copy === undefined) return all.filter((citation) => !citation.isOwn);
  return all.filter((citation) => {
    if (!citation.hasPart) return false;
    const { target } = citation;
    if (target.here !== undefined) return target.section?.line === section.line && citation.copy.uri === copy.uri;
    return sectionOf(copy.summary, target)?.line === section.line;
  });
}

export function citationLocations(citations: readonly Citation[]): Location[] {
  return citations.map(({ copy, range }) => ({ uri: copy.uri, range }));
}

/** What a reference refers to, for asking who else does. */
export function referredBy(texts: TextReferences, library: Library, reference: TextReference): Referred | undefined {
  const [target] = reference.resolution.targets;
  if (target?.work === undefined) return undefined;
  const copy = target.here !== undefined ? library.copies(texts.uri)[target.here] : target.work.copies[0];
  const section =
    target.section ?? (copy === undefined || target.steps.length === 0 ? undefined : sectionOf(copy.summary, target));
  return { work: target.work, copy, section };
}
