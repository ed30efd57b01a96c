import { type FileNames, NameKind } from './name-index.ts';
import { HEADING, SPELLING } from './name-key.ts';
import type { DefinedName, FileSummary, NamedPlace, SectionSummary } from './summary.ts';

/**
 * The names of a file, in this order: each document with its sections, depth first; then the names that are defined, each with what it stands
 * for and in English.
 */
export function symbolNames({ documents, definitions }: FileSummary): FileNames {
  const names: string[] = [];
  const kinds: number[] = [];
  const add = (name: string, kind: number): void => {
    names.push(name);
    kinds.push(kind);
  };
  const addSections = (sections: readonly SectionSummary[]): void => {
    for (const section of sections) {
      add(markedName(section), NameKind.section);
      addSections(section.children);
    }
  };
  let day = 0;
  for (const { title, date, sections } of documents) {
    day = Math.max(day, dayOf(date));
    add(title, NameKind.document);
    addSections(sections);
  }
  for (const definition of definitions) add(spellings(definition).join(SPELLING), NameKind.term);
  return { names, kinds, day };
}

/** What has this place in `symbolNames`; undefined where there is nothing, since the file changed. */
export function namedAt({ documents, definitions }: FileSummary, ordinal: number): NamedPlace | undefined {
  let left = ordinal;
  if (!(left >= 0)) return undefined;
  for (const document of documents) {
    if (left-- === 0) return { document, path: [], definition: undefined };
    const path: SectionSummary[] = [];
    left = descend(document.sections, left, path);
    if (path.length > 0) return { document, path, definition: undefined };
  }
  const definition = definitions[left];
  return definition === undefined ? undefined : { document: documents[definition.document], path: [], definition };
}

/** Goes depth first to the section before which stand `left` others. Gives its path from the top; or an empty one, and how many are still to go behind these sections. */
function descend(sections: readonly SectionSummary[], left: number, path: SectionSummary[]): number {
  for (const section of sections) {
    path.push(section);
    if (left === 0) return 0;
    const depth = path.length;
    left = descend(section.children, left - 1, path);
    if (path.length > depth) return 0;
    path.pop();
  }
  return left;
}

/** The name of a section with the place told to the index at which its heading begins: behind the marker, or in 【】. */
function markedName({ kind, marker, name }: SectionSummary): string {
  if (marker === '' || !name.startsWith(marker)) return name;
  const at = kind === 'bracket' ? 1 : marker.length;
  return name.slice(0, at) + HEADING + name.slice(at);
}

function spellings({ alias, long, english }: DefinedName): string[] {
  return [alias, long, english].filter((name, k, all) => name !== '' && all.indexOf(name) === k);
}

/** 2007-05-01 as 20070501, 2007-05 as 20070500; 0 where there is no date. */
function dayOf(date: string | undefined): number {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date ?? '');
  if (found === null) return 0;
  const [, year, month = '00', day = '00'] = found;
  return Number(year + month + day);
}
