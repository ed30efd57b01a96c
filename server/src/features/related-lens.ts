import type { CodeLens } from 'vscode-languageserver-types';
import type { Library } from '../corpus/library.ts';
import { eachSection } from '../corpus/relatedness/sketch.ts';
import { sectionRange } from './reference-places.ts';

/** The client's command that shows related sections: its arguments are an address and a position in it. */
export const SHOW_RELATED = 'communique.showRelatedSections';

/** What is told a client with a lens that has no title yet. */
export interface RelatedLensData {
  readonly related: { readonly uri: string; readonly line: number };
}

/** Lenses above the headings of a text, without their titles: how many sections belong to one is found out when it is seen. */
export function relatedLenses(uri: string, library: Library): CodeLens[] {
  const lenses: CodeLens[] = [];
  for (const { summary } of library.copies(uri)) {
    eachSection(summary.sections, (section) => {
      // an item that is a sentence is part of what stands under the heading above it
      if (section.heading === undefined) return;
      const data: RelatedLensData = { related: { uri, line: section.line } };
      lenses.push({ range: sectionRange(section), data });
    });
  }
  return lenses;
}

/** The place of a lens that was given without a title; undefined for others. */
export function placeOfLens({ data }: CodeLens): { uri: string; line: number } | undefined {
  const related = (data as Partial<RelatedLensData> | undefined)?.related;
  return typeof related?.uri === 'string' && typeof related.line === 'number' ? related : undefined;
}
