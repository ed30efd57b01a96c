/**
 * Documents by series. Nothing here needs VS Code at run time, so that it can be tested without it.
 */
import type { DocumentItem } from './protocol.ts';

export interface SeriesOfDocuments {
  /** '' for documents of no series. */
  readonly series: string;
  readonly name: string;
  /** By date, as they are given. */
  readonly documents: readonly DocumentItem[];
}

/** The documents that have all words of a filter, by series; the largest series first, documents of none last under the name `others`. */
export function seriesOf(documents: readonly DocumentItem[], filter: string, others: string): SeriesOfDocuments[] {
  const words = plain(filter)
    .split(/\s+/)
    .filter((word) => word !== '');
  const series = new Map<string, { series: string; name: string; documents: DocumentItem[] }>();
  for (const document of documents) {
    const text = plain(`${document.date} ${document.title} ${document.seriesName}`);
    if (!words.every((word) => text.includes(word))) continue;
    const known = series.get(document.series);
    if (known !== undefined) known.documents.push(document);
    else {
      const name = document.series === '' ? others : document.seriesName;
      series.set(document.series, { series: document.series, name, documents: [document] });
    }
  }
  return [...series.values()].sort(
    (a, b) =>
      Number(a.series === '') - Number(b.series === '') ||
      b.documents.length - a.documents.length ||
      (a.name < b.name ? -1 : 1),
  );
}

/** Widths and cases make no difference to who looks for something. */
function plain(words: string): string {
  return words.normalize('NFKC').toLowerCase();
}
