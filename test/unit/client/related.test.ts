import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriesOf } from '../../../client/src/document-list.ts';
import { byYear, historyTable, saidBy, saidIn } from '../../../client/src/history-table.ts';
import type { DocumentItem, HistoryEntry, RelatedItem } from '../../../client/src/protocol.ts';
import { bars, byDate, byScore } from '../../../client/src/related-list.ts';
import { oneSentenceALine } from '../../../client/src/sentences.ts';
import { timelineSvg } from '../../../client/src/timeline-svg.ts';

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function item(documentTitle: string, date: string | null, title: string, score: number): RelatedItem {
  return {
    uri: `file:///${documentTitle}`,
    range: RANGE,
    whole: RANGE,
    title,
    score,
    reasons: ['r'],
    documentTitle,
    date,
    path: '1',
  };
}

const ITEMS = [
  item('第３回', '2029-04-02', '2.水中', 0.8),
  item('覚書', null, '1.試験', 0.7),
  item('第１回', '2027-04-02', '3.潜水機', 0.6),
  item('第３回', '2029-04-02', '4.通信', 0.5),
];

test('related sections by document: that with the best section first, or by date with those without one last', () => {
  assert.deepEqual(
    byScore(ITEMS).map(({ title, sections }) => [title, sections.map((section) => section.title)]),
    [
      ['第３回', ['2.水中', '4.通信']],
      ['覚書', ['1.試験']],
      ['第１回', ['3.潜水機']],
    ],
  );
  assert.deepEqual(
    byDate(ITEMS).map(({ title }) => title),
    ['第１回', '第３回', '覚書'],
  );
});

test('how sure it is, in five dots; what is shown at all has one', () => {
  assert.deepEqual([1, 0.62, 0.3, 0.01].map(bars), ['●●●●●', '●●●○○', '●●○○○', '●○○○○']);
});

test('a text with a sentence a line', () => {
  const text = [
    '２．無人潜水機',
    '　双方は、水中通信の試験を',
    '秋に行うことを確認した。また、日程を話した。',
    '（1）費用は折半する（「覚書」による。）。',
    '',
    'The Ministers agreed to',
    'continue. 次回はオスロで開く',
  ].join('\n');
  assert.deepEqual(oneSentenceALine(text).split('\n'), [
    '２．無人潜水機',
    '双方は、水中通信の試験を秋に行うことを確認した。',
    'また、日程を話した。',
    '（1）費用は折半する（「覚書」による。）。',
    'The Ministers agreed to continue. 次回はオスロで開く',
    '',
  ]);
});

function entry(date: string, section = '1.試験', sentence = '試験を行う。'): HistoryEntry {
  return {
    uri: `file:///${date}.txt`,
    range: RANGE,
    date,
    documentTitle: `会合 ${date}`,
    section,
    sentence,
    party: 'Japan',
    speaker: '日本側',
    outcome: '',
    outcomeName: '',
  };
}

test('a history as a table in which words of a text are no markup', () => {
  const table = historyTable(
    { name: 'BMD', kind: 'term', entries: [entry('2007-05-01'), entry('', '1|2', '<b>*x*</b>')], more: 3 },
    {
      title: (name) => `History of ${name}`,
      counted: (places, documents) => `${places} places, ${documents} documents`,
      head: ['Date', 'Document', 'Section', 'Who', 'Sentence'],
      noDate: 'no date',
      more: (count) => `${count} more`,
    },
  );
  assert.deepEqual(table.split('\n'), [
    '# History of BMD',
    '',
    '5 places, 2 documents',
    '',
    '| Date | Document | Section | Who | Sentence |',
    '| --- | --- | --- | --- | --- |',
    '| 2007-05-01 | 会合 2007-05-01 | 1.試験 | 日本側 | 試験を行う。 |',
    '| no date | 会合 | 1\\|2 | 日本側 | \\<b\\>\\*x\\*\\</b\\> |',
    '',
    '3 more',
    '',
  ]);
});

test('years without a place are seen as gaps, but not a hundred of them', () => {
  const years = (dates: string[]) =>
    byYear(dates.map((date) => entry(date))).map(({ year, entries }) => [year, entries.length]);
  assert.deepEqual(years(['2006-05', '2006-07-01', '2009', '']), [
    ['2006', 2],
    ['2007', 0],
    ['2008', 0],
    ['2009', 1],
    ['', 1],
  ]);
  assert.deepEqual(years(['1905', '2024']), [
    ['1905', 1],
    ['2024', 1],
  ]);
  assert.deepEqual(years([]), []);
});

test('a timeline has a mark for each place, with a name for screen readers, and nothing of a text is markup', () => {
  const svg = timelineSvg(byYear([entry('2006-05'), entry('2007-05-01', '"2"<script>')]), {
    picture: 'Timeline',
    year: (year, places) => `${year}: ${places}`,
    place: (date, document, section) => `${date} ${document} ${section}`,
    noDate: 'no date',
  });
  assert.equal(svg.match(/class="mark"/g)?.length, 2);
  assert.equal(svg.match(/tabindex="0"/g)?.length, 1, 'one of them is reached by Tab');
  assert.match(svg, /aria-label="2007: 1"/);
  assert.match(svg, /data-entry="1"/);
  assert.doesNotMatch(svg, /<script>/);
  assert.match(svg, /&quot;2&quot;&lt;script&gt;/);
});

test('documents by series, filtered by words in any width', () => {
  const document = (title: string, date: string, series: string): DocumentItem => ({
    uri: `file:///${title}`,
    document: 0,
    range: RANGE,
    title,
    date,
    series,
    seriesName: series === '' ? '' : `シリーズ${series}`,
  });
  const all = [
    document('覚書', '2001-01-01', ''),
    document('防衛協議（2＋2）', '2007-05-01', 'A'),
    document('外相会談', '2008-05-01', 'B'),
    document('防衛協議', '2009-05-01', 'A'),
  ];
  const shown = (filter: string) => seriesOf(all, filter, '他').map(({ name, documents }) => [name, documents.length]);
  assert.deepEqual(shown(''), [
    ['シリーズA', 2],
    ['シリーズB', 1],
    ['他', 1],
  ]);
  assert.deepEqual(shown('２＋２ 2007'), [['シリーズA', 1]]);
  assert.deepEqual(shown('ない語'), []);
});

test('who said what about a term, to choose from and to choose by', () => {
  const said = (party: string, outcome: string): HistoryEntry => ({
    ...entry('2007-05-01'),
    party,
    speaker: party === '' ? '' : `${party}側`,
    outcome,
    outcomeName: outcome,
  });
  const entries = [said('日本', '説明'), said('米', '確認'), said('日本', '確認'), said('', '')];
  assert.deepEqual(
    saidIn(entries).map(({ name, count }) => `${name} ${count}`),
    ['日本側 2', '米側 1', '確認 2', '説明 1'],
  );
  const chosen = (...ids: ['party' | 'outcome', string][]) =>
    saidBy(
      entries,
      ids.map(([kind, id]) => ({ kind, id })),
    ).map((one) => `${one.party}${one.outcome}`);
  assert.deepEqual(chosen(['party', '日本']), ['日本説明', '日本確認']);
  assert.deepEqual(chosen(['party', '日本'], ['outcome', '確認']), ['日本確認']);
  assert.equal(chosen().length, 4);
});
