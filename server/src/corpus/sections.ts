import { type Ids, readTable, type TableProblem } from './table.ts';

/** A section of a document of the catalogue: one row of sections.tsv. */
export interface CatalogueSection {
  /** Its markers from the top down, as the document writes them: `II.2`, `1.(2)(イ)`. */
  readonly path: string;
  /** In brackets where the section has no heading: what it is about. */
  readonly heading: string;
  /** Sections of other documents on the same matter. */
  readonly related: readonly SectionLink[];
  /** 0-based line of the row. */
  readonly line: number;
}

/** A section of a document, or the document as a whole. */
export interface SectionLink {
  /** Id of the catalogue. */
  readonly document: string;
  /** '' for the whole document. */
  readonly path: string;
}

/** The columns of sections.tsv; `related` holds links `id` or `id#path`, split by `|`. */
export const SECTION_COLUMNS = ['document', 'path', 'heading', 'related'] as const;

export interface Sections {
  /** By id of the document, in the order of the rows. */
  readonly sections: ReadonlyMap<string, readonly CatalogueSection[]>;
  readonly problems: readonly TableProblem[];
}

/**
 * Reads sections. `known` says which documents there are: rows of others are passed over, links to others left out, and both become
 * problems. Of two rows with one path in a document the first counts. Total.
 */
export function readSections(tsv: string, known?: Ids): Sections {
  const sections = new Map<string, CatalogueSection[]>();
  const problems = readTable(tsv, SECTION_COLUMNS, ['document', 'path'], (row) => {
    const [document, path] = [row.cell('document'), row.cell('path')];
    if (document.text === '') return row.report('missing-id', document);
    if (path.text === '') return row.report('missing-id', path, document.text);
    if (known !== undefined && !known.has(document.text)) return row.report('dead-link', document);
    const others = sections.get(document.text) ?? [];
    if (others.some((other) => other.path === path.text)) return row.report('duplicate-id', path);
    const related: SectionLink[] = [];
    for (const link of row.list('related')) {
      const hash = link.indexOf('#');
      const id = hash < 0 ? link : link.slice(0, hash);
      if (known !== undefined && !known.has(id)) row.report('dead-link', row.cell('related'), link);
      else related.push({ document: id, path: hash < 0 ? '' : link.slice(hash + 1) });
    }
    sections.set(document.text, [
      ...others,
      { path: path.text, heading: row.cell('heading').text, related, line: row.line },
    ]);
  });
  return { sections, problems };
}
