import type { ReportEntry } from './export-markdown.ts';

/** RFC 4180 with a header line; no cell can be read as a formula. */
export function exportCsv(_entries: readonly ReportEntry[]): string {
  throw new Error('to be written');
}
