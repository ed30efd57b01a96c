import type { Range } from 'vscode-languageserver-types';
import type { Copy, Library, Work } from '../corpus/library.ts';
import type { SectionSummary } from '../corpus/summary.ts';
import { sectionRange } from './reference-places.ts';

/** A document of the workspace, for lists of documents. */
export interface DocumentItem {
  readonly uri: string;
  /** Place in its file, from 0. */
  readonly document: number;
  /** Its title. */
  readonly range: Range;
  readonly title: string;
  /** ISO; '' where it has none. */
  readonly date: string;
  /** '' where it belongs to none. */
  readonly series: string;
  /** What the series is called; '' likewise. */
  readonly seriesName: string;
}

/** A section of a document, with those below it. */
export interface SectionItem {
  readonly name: string;
  readonly range: Range;
  readonly children: readonly SectionItem[];
}

/**
 * All documents of the workspace, by date and then title. `title` of a document is that of the catalogue where it is known there, so that no file
 * has to be read for the list.
 */
export function documentList(library: Library): DocumentItem[] {
  const items: DocumentItem[] = [];
  for (const work of library.works()) {
    const [copy] = work.copies;
    if (copy !== undefined) items.push(itemOf(library, work, copy, TOP));
  }
  return items.sort(inOrder);
}

const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function itemOf(library: Library, work: Work, { uri, index }: Copy, range: Range): DocumentItem {
  const { title, date, series = '' } = work;
  return { uri, document: index, range, title, date, series, seriesName: nameOfSeries(library, series) };
}

function inOrder(a: DocumentItem, b: DocumentItem): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.document - b.document;
}

/** The first name of a series. */
export function nameOfSeries(library: Library, series: string): string {
  return library.facts.series.find((one) => one.series === series)?.names[0] ?? series;
}

/** The title and the sections of a document of a file; undefined where the file has no such document. */
export function documentSections(
  library: Library,
  uri: string,
  document: number,
): { readonly range: Range; readonly sections: readonly SectionItem[] } | undefined {
  const summary = library.copies(uri)[document]?.summary;
  return summary && { range: summary.titleRange, sections: summary.sections.map(sectionItem) };
}

function sectionItem(section: SectionSummary): SectionItem {
  return { name: section.name, range: sectionRange(section), children: section.children.map(sectionItem) };
}

/** The documents of the meetings of the same series before and after the one of the document at a line; of one day that of the same kind first. */
export function neighbourMeetings(
  library: Library,
  uri: string,
  line: number,
): { readonly previous: DocumentItem | null; readonly next: DocumentItem | null; readonly series: string } {
  const copy = copyAt(library, uri, line);
  const own = copy && library.at(uri, copy.index);
  if (own?.series === undefined || own.date === '') return { previous: null, next: null, series: '' };
  const others = library.ofSeries(own.series).filter(({ copies, date }) => copies.length > 0 && date !== '');
  const [before, after] = [others.filter(({ date }) => date < own.date), others.filter(({ date }) => date > own.date)];
  const last = before.reduce((date, work) => (work.date > date ? work.date : date), '');
  const first = after.reduce((date, work) => (date === '' || work.date < date ? work.date : date), '');
  const best = (works: readonly Work[], date: string): DocumentItem | null => {
    const ofDay = works.filter((work) => work.date === date);
    const work = ofDay.find(({ kind }) => kind === own.kind) ?? ofDay[0];
    return work === undefined ? null : itemOf(library, work, work.copies[0], work.copies[0].summary.titleRange);
  };
  return { previous: best(before, last), next: best(after, first), series: nameOfSeries(library, own.series) };
}

/** The document of a file that a line is in. */
export function copyAt(library: Library, uri: string, line: number): Copy | undefined {
  const copies = library.copies(uri);
  if (copies.length === 1) return copies[0];
  return copies.find(({ summary }) => line >= summary.firstLine && line <= summary.lastLine);
}
