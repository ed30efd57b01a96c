import documents from '../../knowledge/documents.tsv';
import glossary from '../../knowledge/glossary.tsv';
import homographs from '../../knowledge/homographs.tsv';
import outcomes from '../../knowledge/outcomes.tsv';
import sections from '../../knowledge/sections.tsv';
import series from '../../knowledge/series.tsv';
import seriesNames from '../../knowledge/series-names.tsv';
import speakers from '../../knowledge/speakers.tsv';

/** The tables of server/knowledge/, as text. Handed to the server by its entries, which are bundled: only a bundler reads .tsv. */
export interface Knowledge {
  readonly glossary: string;
  readonly homographs: string;
  readonly documents: string;
  readonly series: string;
  readonly seriesNames: string;
  readonly sections: string;
  readonly speakers: string;
  readonly outcomes: string;
}

export const KNOWLEDGE: Knowledge = {
  glossary,
  homographs,
  documents,
  series,
  seriesNames,
  sections,
  speakers,
  outcomes,
};
