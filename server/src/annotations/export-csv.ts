import type { ReportEntry } from './export-markdown.ts';

const COLUMNS = [
  'document',
  'section',
  'status',
  'quote',
  'motivation',
  'text',
  'tags',
  'links',
  'creator',
  'created',
  'modified',
  'resolved',
  'id',
  'replyTo',
];

/**
 * A table by RFC 4180: a line of names, lines that end with CR LF, quotation marks doubled. A cell that a spreadsheet would read as a
 * formula is written with an apostrophe before it. Column names are stable, and not translated.
 */
export function exportCsv(entries: readonly ReportEntry[]): string {
  const rows = [COLUMNS];
  for (const { document, annotations, anchors } of entries) {
    annotations.forEach(({ target, ...annotation }, i) => {
      const isText = target.kind === 'text';
      rows.push([
        document,
        isText ? (target.section ?? []).join(' > ') : '',
        anchors?.[i]?.status ?? '',
        isText ? (target.quote?.exact ?? '') : '',
        annotation.motivation,
        annotation.bodies.map(({ value }) => value).join('\n\n'),
        annotation.tags.join(', '),
        annotation.links.map(({ href }) => href).join(' '),
        annotation.creator?.name || annotation.creator?.id || '',
        annotation.created ?? '',
        annotation.modified ?? '',
        annotation.resolved?.at ?? '',
        annotation.id,
        target.kind === 'annotation' ? target.id : '',
      ]);
    });
  }
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What makes a formula of a cell, also in full width, which Excel takes for the same, and behind white space. */
const FORMULA = /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) || safe !== safe.trim() ? `"${safe.replace(/"/g, '""')}"` : safe;
}
