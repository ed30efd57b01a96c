import type { Range } from 'vscode-languageserver-types';
import type { Related } from '../corpus/relatedness/related-sections.ts';
import type { Reason } from '../corpus/relatedness/signs.ts';
import { pathOf } from '../references/parts.ts';
import type { ReferenceWords } from './reference-messages.ts';
import { sectionRange } from './reference-places.ts';

/** A section on the matter of another one: an item of the answer to `communique/relatedSections`. */
export interface RelatedItem {
  readonly uri: string;
  /** Its marker and heading. */
  readonly range: Range;
  /** From the line of the marker to the end of the section. */
  readonly whole: Range;
  /** As the outline has it. */
  readonly title: string;
  /** From 0 to 1, two decimals. */
  readonly score: number;
  /** In words, strongest first; never empty. */
  readonly reasons: readonly string[];
  readonly documentTitle: string;
  /** ISO; null where the document has none. */
  readonly date: string | null;
  /** The path of markers, as `2.(3)`; '' where it has no marker. */
  readonly path: string;
}

/** Terms that are named in a reason; more would be no reason but a list. */
const MAX_NAMED = 4;

/** The answer for sections that were found. `nameOf`: what a term is called in the section that was asked about. */
export function relatedItems(
  found: readonly Related[],
  words: ReferenceWords,
  nameOf: (id: string) => string,
): RelatedItem[] {
  return found.map(({ uri, work, document, trail, score, reasons }) => {
    const section = trail[trail.length - 1];
    // the copy's own title and date, where the catalogue has others
    const copy = work.copies.find((one) => one.uri === uri && one.index === document)?.summary;
    return {
      uri,
      range: sectionRange(section),
      whole: { start: { line: section.line, character: 0 }, end: { line: section.lastLine + 1, character: 0 } },
      title: section.name,
      score: Math.round(score * 100) / 100,
      reasons: reasons.map((reason) => inWords(reason, words, nameOf)),
      documentTitle: copy?.title ?? work.title,
      date: copy?.date ?? (work.date || null),
      path: pathOf(trail),
    };
  });
}

function inWords(reason: Reason, { relatedness, separator }: ReferenceWords, nameOf: (id: string) => string): string {
  switch (reason.kind) {
    case 'terms': {
      const names = [...new Set(reason.ids.map(nameOf))].slice(0, MAX_NAMED);
      return names.length === 0 ? relatedness.words : relatedness.terms(names.join(separator));
    }
    case 'targets':
      return relatedness.targets(
        reason.works
          .slice(0, 2)
          .map(({ date, title }) => (date === '' ? title : `${date} ${title}`))
          .join(separator),
      );
    case 'heading':
      return reason.same ? relatedness.sameHeading : relatedness.heading;
    default:
      return relatedness[reason.kind];
  }
}
