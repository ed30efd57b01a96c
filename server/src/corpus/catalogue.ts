/** A document of the catalogue: one row of documents.tsv. */
export interface CatalogueDocument {
  readonly id: string;
  /** ISO: day, month or year. */
  readonly date: string;
  readonly titleJa: string;
  readonly titleEn: string;
}

/** Reads the catalogue; rows without an id are passed over. */
export function readCatalogue(tsv: string): ReadonlyMap<string, CatalogueDocument> {
  const documents = new Map<string, CatalogueDocument>();
  const [head, ...rows] = tsv.split('\n');
  const columns = head.split('\t');
  const [id, date, ja, en] = ['id', 'date', 'title_ja', 'title_en'].map((name) => columns.indexOf(name));
  for (const row of rows) {
    const cells = row.split('\t');
    if (cells[id]) {
      documents.set(cells[id], {
        id: cells[id],
        date: cells[date] ?? '',
        titleJa: cells[ja] ?? '',
        titleEn: cells[en] ?? '',
      });
    }
  }
  return documents;
}
