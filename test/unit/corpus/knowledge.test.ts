import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CATALOGUE_COLUMNS, readCatalogue } from '../../../server/src/corpus/catalogue.ts';
import { readSections, SECTION_COLUMNS } from '../../../server/src/corpus/sections.ts';
import { type Meeting, readSeries, SERIES_COLUMNS } from '../../../server/src/corpus/series.ts';
import { CONFIDENCES } from '../../../server/src/corpus/table.ts';
import { readGlossaryTsv } from '../../../server/src/terms/glossary-tsv.ts';

// The tables of server/knowledge/, row by row. What is wrong is shown as file:line.

const folder = join(import.meta.dirname, '..', '..', '..', 'server', 'knowledge');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const catalogue = readCatalogue(read('documents.tsv'));
const { documents } = catalogue;
const series = readSeries(read('series.tsv'), documents);
const sections = readSections(read('sections.tsv'), documents);

/** Papers that are dated otherwise than their id says. */
const DATED_OTHERWISE = new Map([
  ['scc-2002-12-16-gaiyo', 'the ministry dated it the day after the meeting, by the clock of Japan'],
]);

const shown = (file: string, problems: readonly { code: string; line: number; about: string }[]): string[] =>
  problems.map(({ code, line, about }) => `${file}:${line + 1}: ${code} ${about}`);

test('every table is plain: UTF-8, LF, as many cells in each row as columns, no blanks around them, no empty lines', () => {
  const wrong: string[] = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.tsv'))) {
    const text = read(name);
    const lines = text.split('\n');
    if (lines.pop() !== '') wrong.push(`${name}: the last line does not end`);
    if (/[\uFEFF\uFFFD\r]/.test(text))
      wrong.push(`${name}: a byte order mark, a carriage return or what could not be decoded`);
    lines.forEach((line, i) => {
      const cells = line.split('\t');
      if (cells.length !== lines[0].split('\t').length) wrong.push(`${name}:${i + 1}: ${cells.length} cells`);
      if (cells.some((cell) => cell !== cell.trim())) wrong.push(`${name}:${i + 1}: blanks around a cell`);
      for (const cell of cells) {
        const items = cell.split('|');
        if (items.length > 1 && (items.includes('') || new Set(items).size < items.length))
          wrong.push(`${name}:${i + 1}: an item of “${cell}” is empty or stands twice`);
      }
    });
  }
  assert.deepEqual(wrong, []);
});

test('the tables have their columns, and every row can be read: real dates, no id twice, no link to a document that is not there', () => {
  const head = (name: string): string[] => read(name).split('\n')[0].split('\t');
  assert.deepEqual(head('documents.tsv'), [...CATALOGUE_COLUMNS]);
  assert.deepEqual(head('series.tsv'), [...SERIES_COLUMNS]);
  assert.deepEqual(head('sections.tsv'), [...SECTION_COLUMNS]);
  assert.deepEqual(
    [
      ...shown('documents.tsv', catalogue.problems),
      ...shown('series.tsv', series.problems),
      ...shown('sections.tsv', sections.problems),
    ],
    [],
  );
  assert.ok(documents.size >= 177, `${documents.size} documents`);
  assert.ok(series.meetings.length >= 52, `${series.meetings.length} meetings`);
  assert.ok(sections.sections.size >= 6, `sections of ${sections.sections.size} documents`);
});

test('documents have both titles, a kind and who made them; their id holds their date; they stand in order of date', () => {
  let before = '';
  for (const { id, date, titleJa, titleEn, kind, parties, line } of documents.values()) {
    const place = `documents.tsv:${line + 1}: ${id}`;
    for (const fact of [titleJa, titleEn, kind]) assert.notEqual(fact, '', place);
    assert.ok(parties.length > 0, place);
    assert.match(id, /^[a-z0-9-]+$/, place);
    assert.ok(id.includes(date) !== DATED_OTHERWISE.has(id), `${place} is of ${date}`);
    assert.ok(date >= before, `${place} of ${date} stands behind ${before}`);
    before = date;
  }
});

test('no two documents of one date have the same title', () => {
  const titles = new Map<string, string>();
  for (const { id, date, titleJa, titleEn } of documents.values()) {
    for (const title of [titleJa, titleEn]) {
      const other = titles.get(`${date} ${title}`);
      assert.ok(other === undefined || other === id, `${id} and ${other}: ${title}`);
      titles.set(`${date} ${title}`, id);
    }
  }
});

test('addresses are http or https and can be opened as they stand', () => {
  for (const { id, url } of documents.values()) {
    if (url === '') continue;
    assert.match(url, /^https?:\/\/[!-~]+$/, id);
    assert.equal(new URL(url).href, url, id);
  }
});

test('every row of documents and of meetings says how sure it is', () => {
  for (const { id, confidence } of documents.values()) assert.ok(confidence !== '' && CONFIDENCES.has(confidence), id);
  for (const { series: name, dateLocal, confidence } of series.meetings)
    assert.ok(confidence !== '' && CONFIDENCES.has(confidence), `${name} ${dateLocal}`);
});

test('the meetings of a series stand in order of date, their numbers rise, and none stands twice', () => {
  const last = new Map<string, Meeting>();
  const number = new Map<string, number>();
  for (const meeting of series.meetings) {
    const place = `series.tsv:${meeting.line + 1}: ${meeting.series} ${meeting.dateLocal}`;
    const before = last.get(meeting.series);
    if (before !== undefined) assert.ok(before.dateLocal < meeting.dateLocal, `${place} behind ${before.dateLocal}`);
    last.set(meeting.series, meeting);
    if (meeting.ordinal === undefined) continue;
    assert.ok(meeting.ordinal > (number.get(meeting.series) ?? 0), `${place}: number ${meeting.ordinal}`);
    number.set(meeting.series, meeting.ordinal);
  }
});

test('a series is not interrupted by another one', () => {
  const names = series.meetings.map((meeting) => meeting.series);
  const runs = names.filter((name, i) => name !== names[i - 1]);
  assert.deepEqual(runs, [...new Set(runs)]);
});

test('in Japan a meeting is of the same day as at its place, or of the next one', () => {
  for (const { series: name, dateLocal, dateJapan } of series.meetings) {
    const days = (Date.parse(dateJapan) - Date.parse(dateLocal)) / 86_400_000;
    assert.ok(days === 0 || days === 1, `${name}: ${dateLocal}, in Japan ${dateJapan}`);
  }
});

test('the documents of a meeting are of its day', () => {
  for (const { series: name, dateLocal, dateJapan, documents: ids } of series.meetings) {
    for (const id of ids) {
      const { date } = documents.get(id) ?? { date: '' };
      assert.ok(date === dateLocal || date === dateJapan, `${name} ${dateLocal}: ${id} is of ${date}`);
    }
  }
});

test('a link to a section of a document whose sections are listed leads to one of them, or below one', () => {
  for (const [id, list] of sections.sections) {
    for (const { path, related } of list) {
      for (const link of related) {
        const there = sections.sections.get(link.document)?.map((section) => section.path);
        if (link.path === '' || there === undefined) continue;
        const found = there.some((other) => link.path.startsWith(other) || other.startsWith(link.path));
        assert.ok(found, `${id}#${path} -> ${link.document}#${link.path}`);
      }
    }
  }
});

test('every document that a term of the glossary names is in the catalogue', () => {
  const { entries } = readGlossaryTsv(read('glossary.tsv'), 'built-in');
  for (const { ja, documents: ids } of entries) for (const id of ids) assert.ok(documents.has(id), `${ja}: ${id}`);
});
