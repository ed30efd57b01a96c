import { pathOf, plainPath } from '../references/parts.ts';
import type { Library, Work } from './library.ts';
import type { SectionSummary } from './summary.ts';

/** A section of another document, or the document as a whole, on the matter of a section; as the tables of the catalogue know it. */
export interface ListedSection {
  readonly work: Work;
  /** '' for the whole document. */
  readonly path: string;
  readonly heading: string;
}

const MAX_LISTED = 12;

/**
 * What the tables say is on the matter of a section, from the section itself outwards if that is wanted: links that its own row gives, and rows of other
 * documents that link to it. No citation: the text does not name these documents there.
 */
export function listedSections(
  library: Library,
  self: Work,
  trail: readonly SectionSummary[],
  outwards = true,
): ListedSection[] {
  const { sections } = library.facts;
  const found = new Map<string, ListedSection>();
  const add = (id: string, path: string): void => {
    const work = library.work(id);
    if (work === undefined || work === self || found.size >= MAX_LISTED) return;
    const row = sections.get(id)?.find((section) => plainPath(section.path) === plainPath(path));
    if (!found.has(`${id}#${path}`)) found.set(`${id}#${path}`, { work, path, heading: row?.heading ?? '' });
  };
  for (let rest = trail; rest.length > 0; rest = outwards ? rest.slice(0, -1) : []) {
    const path = plainPath(pathOf(rest));
    for (const [id, rows] of sections) {
      for (const row of rows) {
        if (id === self.id) {
          if (plainPath(row.path) === path) for (const link of row.related) add(link.document, link.path);
        } else if (row.related.some((link) => link.document === self.id && plainPath(link.path) === path)) {
          add(id, row.path);
          // what that section is linked with is of the same matter
          for (const link of row.related) add(link.document, link.path);
        }
      }
    }
  }
  return [...found.values()];
}
