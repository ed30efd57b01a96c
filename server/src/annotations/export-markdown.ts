import type { Anchor, Annotation } from './model.ts';

/** The notes of one text, for a report or a table. */
export interface ReportEntry {
  /** Name of the text as it is shown. */
  readonly document: string;
  readonly annotations: readonly Annotation[];
  /** The anchor of each annotation, where its text was read. */
  readonly anchors?: readonly (Anchor | undefined)[];
}

export interface ReportWords {
  readonly title: string;
}

/** A report in Markdown: by document and section path, each note with its quote; escaped. */
export function exportMarkdown(_entries: readonly ReportEntry[], _words?: ReportWords): string {
  throw new Error('to be written');
}
