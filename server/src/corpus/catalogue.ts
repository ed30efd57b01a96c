import { isIsoDate, type Row, readConfidence, readTable, type TableProblem } from './table.ts';

/** Where a folder keeps a catalogue of its own, below the folder. */
export const CATALOGUE_FILE = '.communique/documents.tsv';

/** A document or event that texts refer to: one row of documents.tsv. Missing facts are ''. */
export interface CatalogueDocument {
  readonly id: string;
  /** ISO: day, month or year. */
  readonly date: string;
  /** At least one of the two titles is there. */
  readonly titleJa: string;
  /** Other names. `~` stands before one that is an ordinary word, or the name of many things. */
  readonly namesJa: readonly string[];
  readonly titleEn: string;
  readonly namesEn: readonly string[];
  readonly kind: string;
  readonly parties: readonly string[];
  readonly place: string;
  /** http or https. */
  readonly url: string;
  /** `verified`, `partly verified`, `unverified` or ''. */
  readonly confidence: string;
  /** `built-in`, or the address of the file in a workspace. */
  readonly source: string;
  /** 0-based line of the row in that file. */
  readonly line: number;
}

/** What is wrong in a catalogue. */
export type CatalogueProblem = TableProblem;

/** The columns of a catalogue as a table; lists are split by `|`. */
export const CATALOGUE_COLUMNS = [
  'id',
  'date',
  'title_ja',
  'short_names_ja',
  'title_en',
  'short_names_en',
  'kind',
  'parties',
  'place',
  'url',
  'confidence',
] as const;
type Column = (typeof CATALOGUE_COLUMNS)[number];

export interface Catalogue {
  /** By id, in the order of the rows. */
  readonly documents: ReadonlyMap<string, CatalogueDocument>;
  readonly problems: readonly CatalogueProblem[];
}

/**
 * Reads a catalogue: tab-separated values with a head line, columns in any order, of which `id`, `date` and one of the titles must be
 * there. Total: a row that cannot be read becomes a problem, and the others are read; of two rows with one id the first counts.
 */
export function readCatalogue(tsv: string, source = 'built-in'): Catalogue {
  const documents = new Map<string, CatalogueDocument>();
  const problems = readTable(tsv, CATALOGUE_COLUMNS, ['id', 'date', 'title_ja|title_en'], (row) => {
    const document = readDocument(row, source);
    if (document === undefined) return;
    if (documents.has(document.id)) row.report('duplicate-id', row.cell('id'));
    else documents.set(document.id, document);
  });
  return { documents, problems };
}

function readDocument(row: Row<Column>, source: string): CatalogueDocument | undefined {
  const id = row.cell('id');
  const date = row.cell('date');
  const [titleJa, titleEn, url] = [row.cell('title_ja'), row.cell('title_en'), row.cell('url')];
  if (id.text === '') {
    row.report('missing-id', id);
    return undefined;
  }
  // the signs that part ids in lists, and a section from its document
  if (/[\s|#]/.test(id.text)) {
    row.report('bad-id', id);
    return undefined;
  }
  if (!isIsoDate(date.text)) {
    row.report('bad-date', date);
    return undefined;
  }
  if (titleJa.text === '' && titleEn.text === '') {
    row.report('missing-title', titleJa, id.text);
    return undefined;
  }
  const linkable = url.text === '' || /^https?:\/\/[^\s/]\S*$/i.test(url.text);
  if (!linkable) row.report('bad-url', url);
  return {
    id: id.text,
    date: date.text,
    titleJa: titleJa.text,
    namesJa: row.list('short_names_ja'),
    titleEn: titleEn.text,
    namesEn: row.list('short_names_en'),
    kind: row.cell('kind').text,
    parties: row.list('parties'),
    place: row.cell('place').text,
    url: linkable ? url.text : '',
    confidence: readConfidence(row, 'confidence'),
    source,
    line: row.line,
  };
}

/** A catalogue with rows of a workspace over it: in the place of the row with their id, or behind all others. */
export function withRows(
  documents: ReadonlyMap<string, CatalogueDocument>,
  own: Iterable<CatalogueDocument>,
): ReadonlyMap<string, CatalogueDocument> {
  const all = new Map(documents);
  for (const document of own) all.set(document.id, document);
  return all;
}
