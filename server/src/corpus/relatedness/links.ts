import { findSection, pathOf, plainPath } from '../../references/parts.ts';
import type { Citations } from '../citations.ts';
import type { Library, Work } from '../library.ts';
import { listedSections } from '../listed-sections.ts';
import type { Target } from '../resolve.ts';
import type { SectionSummary } from '../summary.ts';
import type { Link } from './signs.ts';
import { eachSection } from './sketch.ts';
import type { SectionKey } from './sketches.ts';

/** A section that is tied to another one, and by what. */
export interface Linked {
  readonly key: SectionKey;
  readonly link: Link;
}

/** References that are looked at closely; a document that a whole archive refers to has thousands. */
const MAX_CITATIONS = 60;

/**
 * Sections of the workspace that a section refers to or is referred to by, itself and not only its document, and those that the table of
 * sections links with it. As far as it is known who refers to what.
 */
export function linkedSections(
  library: Library,
  citations: Citations,
  { uri, document }: SectionKey,
  own: Work,
  trail: readonly SectionSummary[],
): Linked[] {
  const section = trail[trail.length - 1];
  const linked: Linked[] = [];
  const add = (work: Work, link: Link, isIt: (here: readonly SectionSummary[]) => boolean): void => {
    for (const copy of work.copies) {
      for (const key of keysOf(library, copy.uri, copy.index, isIt)) linked.push({ key, link });
    }
  };
  for (const { work, path } of listedSections(library, own, trail, false)) {
    if (path !== '') add(work, 'listed', (here) => plainPath(pathOf(here)) === plainPath(path));
  }
  const cited = citations
    .of(uri, document)
    .filter(({ range, hasPart, isOwn }) => hasPart && !isOwn && within(section, range.start.line));
  for (const { target } of cited.slice(0, MAX_CITATIONS)) {
    const { work } = target;
    const wanted = work === undefined ? undefined : partOf(work.copies[0]?.summary.sections ?? [], target);
    if (work !== undefined && wanted !== undefined) add(work, 'cites', (here) => here.at(-1)?.line === wanted.line);
  }
  const others = citations
    .to(own, 0)
    .filter(({ hasPart, isOwn, sectionLine }) => hasPart && !isOwn && sectionLine >= 0);
  for (const { target, copy, sectionLine } of others.slice(0, MAX_CITATIONS)) {
    const sections = library.copies(uri)[document]?.summary.sections ?? [];
    if (partOf(sections, target)?.line !== section.line) continue;
    for (const key of keysOf(library, copy.uri, copy.index, (here) => here.at(-1)?.line === sectionLine)) {
      linked.push({ key, link: 'cited' });
    }
  }
  return linked;
}

function within({ line, lastLine }: SectionSummary, at: number): boolean {
  return at >= line && at <= lastLine;
}

function partOf(sections: readonly SectionSummary[], { steps, implied }: Target): SectionSummary | undefined {
  const wanted = steps.length > 0 ? steps : implied;
  return wanted.length === 0 ? undefined : findSection(sections, wanted);
}

function keysOf(
  library: Library,
  uri: string,
  document: number,
  isIt: (trail: readonly SectionSummary[]) => boolean,
): SectionKey[] {
  const found: SectionKey[] = [];
  let place = 0;
  for (const { index, summary } of library.copies(uri)) {
    eachSection(summary.sections, (_, trail) => {
      if (index === document && isIt(trail)) found.push({ uri, document, section: place });
      place++;
    });
  }
  return found;
}
