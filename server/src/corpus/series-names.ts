import type { SeriesNames } from '../references/lexicon.ts';
import { readTable } from './table.ts';

/** Reads series-names.tsv: the names by which texts call a series of meetings. Rows without a series are passed over. */
export function readSeriesNames(tsv: string): SeriesNames[] {
  const all: SeriesNames[] = [];
  readTable(tsv, ['series', 'parties', 'names_ja', 'names_en'] as const, ['series'], (row) => {
    const series = row.cell('series').text;
    if (series === '') return;
    all.push({ series, parties: row.list('parties'), names: [...row.list('names_ja'), ...row.list('names_en')] });
  });
  return all;
}
