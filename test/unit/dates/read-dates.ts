import assert from 'node:assert/strict';
import { DateReader, type ReadDate } from '../../../server/src/dates/read.ts';
import { scanDates } from '../../../server/src/dates/scan.ts';
import { fold } from '../../../server/src/text/width.ts';

/** The dates of a document of that date; of several passages one after the other. */
export function read(document: string | undefined, ...passages: readonly string[]): ReadDate[] {
  const reader = new DateReader({ iso: document });
  return passages.flatMap((passage) => {
    const { text } = fold(passage);
    return reader.read(scanDates(text), text);
  });
}

/** Each date as `the words = value`, `?` where the value is not known; lengths of time in brackets. */
export function rows(document: string | undefined, ...passages: readonly string[]): string[] {
  const reader = new DateReader({ iso: document });
  return passages.flatMap((passage) => {
    const { text } = fold(passage);
    return reader.read(scanDates(text), text).map(({ start, end, value, length }) => {
      const row = `${text.slice(start, end)} = ${value ?? '?'}`;
      return length ? `(${row})` : row;
    });
  });
}

/** A document of that date that has only these words: they are the dates in it, with these values. Widths are folded. */
export function dates(
  document: string | undefined,
  text: string | readonly string[],
  expected: readonly string[],
): void {
  const passages = typeof text === 'string' ? [text] : text;
  assert.deepEqual(rows(document, ...passages), expected, passages.join(' / '));
}

/** Every row: words that are one date from beginning to end, and its value. */
export function values(document: string | undefined, table: Readonly<Record<string, string>>): void {
  for (const [text, value] of Object.entries(table)) dates(document, text, [`${fold(text).text} = ${value}`]);
}

/** None of these texts has a date; lengths of time may stand in them. */
export function noDates(document: string | undefined, texts: readonly string[]): void {
  for (const text of texts)
    assert.deepEqual(
      rows(document, text).filter((row) => !row.startsWith('(')),
      [],
      text,
    );
}
