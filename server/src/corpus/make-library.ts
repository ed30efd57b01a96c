import type { CatalogueDocument } from './catalogue.ts';
import type { Knowledge } from './knowledge.ts';
import { Library } from './library.ts';
import { readSections } from './sections.ts';
import { readSeries } from './series.ts';
import { readSeriesNames } from './series-names.ts';

/** A library of these documents with the built-in meetings and sections, and no files yet. */
export function makeLibrary(
  knowledge: Pick<Knowledge, 'series' | 'seriesNames' | 'sections'>,
  documents: ReadonlyMap<string, CatalogueDocument>,
): Library {
  return new Library({
    documents,
    meetings: readSeries(knowledge.series, documents).meetings,
    series: readSeriesNames(knowledge.seriesNames),
    sections: readSections(knowledge.sections, documents).sections,
  });
}
