import { readCatalogue } from '../../../server/src/corpus/catalogue.ts';
import type { Library } from '../../../server/src/corpus/library.ts';
import { makeLibrary } from '../../../server/src/corpus/make-library.ts';
import { readText as read } from '../../../server/src/corpus/read-text.ts';
import type { TextReferences } from '../../../server/src/corpus/text-references.ts';
import { builtIn, knowledge } from '../terms/glossaries.ts';

const { documents } = readCatalogue(knowledge('documents.tsv'));

/** A library of what is built in, without files. */
export function newLibrary(): Library {
  const tables = {
    series: knowledge('series.tsv'),
    seriesNames: knowledge('series-names.tsv'),
    sections: knowledge('sections.tsv'),
  };
  return makeLibrary(tables, documents);
}

/** A text read with the built-in glossary; its documents are put into the library. */
export function readText(text: string, library: Library = newLibrary(), uri = 'file:///text.txt'): TextReferences {
  const { references } = read(uri, text, builtIn, library);
  library.setFile(uri, references.summaries());
  return references;
}
