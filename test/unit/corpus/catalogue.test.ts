import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CatalogueDocument, readCatalogue } from '../../../server/src/corpus/catalogue.ts';
import { readSections } from '../../../server/src/corpus/sections.ts';
import { readSeries } from '../../../server/src/corpus/series.ts';
import { isIsoDate, TABLE_LIMITS } from '../../../server/src/corpus/table.ts';
import type { Files } from '../../../server/src/corpus/workspace/files.ts';
import { WorkspaceCatalogues } from '../../../server/src/corpus/workspace/workspace-catalogues.ts';
import { SEED } from '../seed.ts';

/** A table: rows of cells that are parted by ` / `, so that they can be read here. */
const table = (...rows: string[]): string => rows.map((row) => `${row.replaceAll(/ ?\/ ?/g, '\t')}\n`).join('');

const problemsOf = (tsv: string): string[] =>
  readCatalogue(tsv).problems.map(({ code, line, start, end, about }) => `${line}:${start}-${end} ${code} ${about}`);

const idsOf = (tsv: string): string[] => [...readCatalogue(tsv).documents.keys()];

test('a row gives all that is known of a document', () => {
  const head = 'id/date/title_ja/short_names_ja/title_en/short_names_en/kind/parties/place/url/confidence';
  const row =
    'ca-2031-05-07/2031-05-07/日加共同発表/共同発表|~発表/Joint Statement/Statement/joint statement/Japan|Canada/Ottawa';
  const { documents, problems } = readCatalogue(`${table(head, row).trimEnd()}\thttps://example.org/a\tverified\n`);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    [...documents.values()],
    [
      {
        id: 'ca-2031-05-07',
        date: '2031-05-07',
        titleJa: '日加共同発表',
        namesJa: ['共同発表', '~発表'],
        titleEn: 'Joint Statement',
        namesEn: ['Statement'],
        kind: 'joint statement',
        parties: ['Japan', 'Canada'],
        place: 'Ottawa',
        url: 'https://example.org/a',
        confidence: 'verified',
        source: 'built-in',
        line: 1,
      },
    ],
  );
});

test('a table is read as a spreadsheet or an editor leaves it: byte order mark, other line ends, columns in any order or left out', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const tsv = `\uFEFF\n${table('Title_EN / id / date', 'A / a-1 / 2031', '', 'B/b-1/2031-02-28 /  ')}`.replaceAll(
      '\n',
      end,
    );
    const { documents, problems } = readCatalogue(tsv, 'file:///w/.communique/documents.tsv');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [...documents.values()].map(({ id, titleJa, titleEn, date, parties, source, line }) => [
        id,
        titleJa,
        titleEn,
        date,
        parties,
        source,
        line,
      ]),
      [
        ['a-1', '', 'A', '2031', [], 'file:///w/.communique/documents.tsv', 2],
        ['b-1', '', 'B', '2031-02-28', [], 'file:///w/.communique/documents.tsv', 4],
      ],
    );
  }
});

test('an empty file has no documents and no problems', () => {
  for (const tsv of ['', '\uFEFF', '\n\n', '  \r\n\t\r\n']) assert.deepEqual([idsOf(tsv), problemsOf(tsv)], [[], []]);
});

test('without a column that every document needs nothing is read, and the problem says which column it is', () => {
  assert.deepEqual(problemsOf(table('id / title', 'a / b')), [
    '0:0-8 missing-column date',
    '0:0-8 missing-column title_ja',
  ]);
  assert.deepEqual(idsOf(table('id/title_ja', 'a/b')), []);
});

test('a column that is not known is named, and the others are read', () => {
  const tsv = table('id/date/title_ja/titel_en', 'a/2031/題/x');
  assert.deepEqual(problemsOf(tsv), ['0:17-25 unknown-column titel_en']);
  assert.deepEqual(idsOf(tsv), ['a']);
});

test('a bad row is passed over with a problem at its cell, and no other row is lost', () => {
  const tsv = table(
    'id/date/title_ja',
    'a/2031-05-07/一',
    '/2031/二',
    'b/2031-02-29/三',
    'c/07.05.2031/四',
    'd//五',
    'e/2031/',
    'a/2030/七',
    'f g/2031/八',
    'h/2031/\u202e九',
    'i/2031/十',
  );
  assert.deepEqual(problemsOf(tsv), [
    '2:0-0 missing-id ',
    '3:2-12 bad-date 2031-02-29',
    '4:2-12 bad-date 07.05.2031',
    '5:2-2 bad-date ',
    '6:7-7 missing-title e',
    '7:0-1 duplicate-id a',
    '8:0-3 bad-id f g',
    '9:7-9 control-character U+202E',
  ]);
  assert.deepEqual(idsOf(tsv), ['a', 'i']);
  assert.equal(readCatalogue(tsv).documents.get('a')?.titleJa, '一', 'of two rows with one id the first counts');
});

test('an address that is none and a confidence that is not known are left out, and the row is read', () => {
  const tsv = table('id/date/title_ja/confidence/url', 'a/2031/題/sure/').trimEnd();
  for (const url of ['javascript:alert(1)', 'https://example.org (cites it)', 'http:', 'command:x']) {
    const { documents, problems } = readCatalogue(`${tsv}\t${url}`);
    assert.deepEqual(problems.map(({ code, about }) => `${code} ${about}`).sort(), [
      `bad-url ${url}`,
      'unknown-confidence sure',
    ]);
    assert.deepEqual([documents.get('a')?.url, documents.get('a')?.confidence], ['', '']);
  }
});

test('a cell without an end and a list without an end are passed over, and shown in short', () => {
  const long = table('id/date/title_ja', `a/2031/${'長'.repeat(TABLE_LIMITS.cell + 1)}`, 'b/2031/題');
  assert.deepEqual(idsOf(long), ['b']);
  assert.match(problemsOf(long)[0], /^1:7-2008 too-long 長{60}…$/);
  const list = table('id/date/title_ja/parties', `a/2031/題/${'|'.repeat(TABLE_LIMITS.list)}`, 'b/2031/題/');
  assert.deepEqual(idsOf(list), ['b']);
  const many = table('id/date/title_ja', ...Array.from({ length: TABLE_LIMITS.rows + 5 }, (_, i) => `d${i}/2031/題`));
  assert.equal(idsOf(many).length, TABLE_LIMITS.rows);
  assert.deepEqual(problemsOf(many), [`${TABLE_LIMITS.rows + 1}:0-13 too-many ${TABLE_LIMITS.rows}`]);
});

test('a date is a day, a month or a year that the calendar has', () => {
  for (const date of ['2031', '2031-12', '2031-12-31', '2032-02-29', '2000-02-29', '1945-06-26'])
    assert.ok(isIsoDate(date), date);
  for (const date of [
    '',
    '31',
    '0000',
    '2031-13',
    '2031-00',
    '2031-1',
    '2031-04-31',
    '1900-02-29',
    '2031-05-00',
    '2031/05/07',
    '2031-05-07T00',
    ' 2031',
    '9999',
  ])
    assert.ok(!isIsoDate(date), date);
});

test('no text makes a reader of tables throw, and every problem is at a place in the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'id',
      'date',
      'title_ja',
      'series',
      'date_local',
      'document',
      'path',
      'url',
      '\t',
      '\t',
      '\n',
      '\r',
      '\uFEFF',
      '|',
      '#',
      '2031-05-07',
      '2031-02-30',
      '\0',
      '__proto__',
      'constructor',
    ),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      for (const head of ['', 'id\tdate\ttitle_ja\n', 'series\tdate_local\tdocuments\n', 'document\tpath\trelated\n']) {
        const text = head + pieces.join('');
        const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
        for (const problem of [readCatalogue(text), readSeries(text, new Set()), readSections(text, new Set())].flatMap(
          (r) => r.problems,
        )) {
          const { line, start, end } = problem;
          assert.ok(start >= 0 && start <= end && end <= lines[line].length, JSON.stringify(problem));
        }
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('meetings: a number may be missing, the date in Japan is the local one where it is left out, dead links are left out', () => {
  const { meetings, problems } = readSeries(
    table(
      'series/ordinal/date_local/date_japan/place/documents/confidence',
      '日加2+2/1/2031-05-07//Ottawa/a|b/verified',
      '日加2+2//2032-05-07/2032-05-08///',
      '日加2+2/第3回/2033////',
      '日加2+2/3/2033-13////',
      '/3/2033////',
    ),
    new Set(['a']),
  );
  const more = { series: '日加2+2', confidence: '' };
  assert.deepEqual(meetings, [
    {
      ...more,
      ordinal: 1,
      dateLocal: '2031-05-07',
      dateJapan: '2031-05-07',
      place: 'Ottawa',
      documents: ['a'],
      confidence: 'verified',
      line: 1,
    },
    { ...more, dateLocal: '2032-05-07', dateJapan: '2032-05-08', place: '', documents: [], line: 2 },
  ]);
  assert.deepEqual(
    problems.map(({ code, line, about }) => `${line} ${code} ${about}`),
    ['1 dead-link b', '3 bad-ordinal 第3回', '4 bad-date 2033-13', '5 missing-id '],
  );
});

test('sections: links to documents and to their sections', () => {
  const { sections, problems } = readSections(
    table('document/path/heading/related', 'a/1.(2)/二/b#I|c|x#1', 'a/1.(2)/again/', 'x/1/一/', 'a//無/', '/1/無/'),
    new Set(['a', 'b', 'c']),
  );
  assert.deepEqual(
    [...sections],
    [
      [
        'a',
        [
          {
            path: '1.(2)',
            heading: '二',
            related: [
              { document: 'b', path: 'I' },
              { document: 'c', path: '' },
            ],
            line: 1,
          },
        ],
      ],
    ],
  );
  assert.deepEqual(
    problems.map(({ code, line, about }) => `${line} ${code} ${about}`),
    ['1 dead-link x#1', '2 duplicate-id 1.(2)', '3 dead-link x', '4 missing-id a', '5 missing-id '],
  );
});

// ---- the catalogue of a workspace -----------------------------------------------------------------------------

const BUILT_IN = table('id/date/title_ja', 'a/2031/甲', 'b/2032/乙');
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Files in memory, the catalogues over them, and what was said of changes. */
function workspace(files: Record<string, Uint8Array | Error | 'too-large'>): {
  catalogues: WorkspaceCatalogues;
  said: string[];
  files: typeof files;
} {
  const disk: Files = {
    async read(uri) {
      const file = files[uri];
      if (file instanceof Error) throw file;
      return file;
    },
  };
  const said: string[] = [];
  const catalogues = new WorkspaceCatalogues(BUILT_IN, disk, (uri, problems) =>
    said.push(`${uri} ${problems.map(({ code, line }) => `${line} ${code}`).join(', ')}`.trim()),
  );
  return { catalogues, said, files };
}

const titles = (documents: ReadonlyMap<string, CatalogueDocument>): string[] =>
  [...documents.values()].map(({ id, titleJa }) => `${id} ${titleJa}`);

const FILE = 'file:///w/.communique/documents.tsv';

test('rows of a folder stand in the place of the built-in ones with their id, below the folder and nowhere else', async () => {
  const { catalogues, said } = workspace({
    [FILE]: encode(table('id/date/title_ja', 'c/2033/丙', 'a/2031/甲の新', 'd/2033-02-30/丁')),
  });
  await catalogues.addFolder('file:///w');
  assert.deepEqual(titles(catalogues.for('file:///w/sub/x.txt')), ['a 甲の新', 'b 乙', 'c 丙']);
  assert.deepEqual(titles(catalogues.for('file:///other/x.txt')), ['a 甲', 'b 乙']);
  assert.deepEqual(said, [`${FILE} 3 bad-date`]);
  const own = catalogues.for('file:///w/x.txt').get('a');
  assert.deepEqual([own?.source, own?.line], [FILE, 2]);
  assert.equal(
    catalogues.for('file:///w/x.txt'),
    catalogues.for('file:///w/y.txt'),
    'the same map while nothing changes',
  );
});

test('a change of the file is read, its end gives the built-in rows back, and so does the end of the folder', async () => {
  const { catalogues, said, files } = workspace({});
  await catalogues.addFolder('file:///w/');
  assert.deepEqual(said, []);
  files[FILE] = encode(table('id/date/title_ja', 'c/2033/丙'));
  await catalogues.read('file:///w/%2Ecommunique/documents.tsv');
  assert.ok(catalogues.for('file:///w/x.txt').has('c'));
  delete files[FILE];
  await catalogues.read(FILE);
  assert.deepEqual(titles(catalogues.for('file:///w/x.txt')), ['a 甲', 'b 乙']);
  files[FILE] = encode('id\n');
  await catalogues.readAgain();
  catalogues.removeFolder('file:///w');
  assert.deepEqual(said, [FILE, FILE, `${FILE} 0 missing-column, 0 missing-column`, FILE]);
  await catalogues.read(FILE);
  assert.equal(said.length, 4, 'a file of no folder is not read');
});

test('a file that cannot be read is a problem of that file, and the built-in rows stay', async () => {
  for (const [content, problem] of [
    [new Error('EACCES'), 'unreadable'],
    ['too-large', 'too-large'],
    [new Uint8Array([0, 1, 2, 3, 0, 0, 0]), 'encoding'],
  ] as const) {
    const { catalogues, said } = workspace({ [FILE]: content });
    await catalogues.addFolder('file:///w');
    assert.deepEqual(said, [`${FILE} 0 ${problem}`]);
    assert.deepEqual(titles(catalogues.for('file:///w/x.txt')), ['a 甲', 'b 乙']);
  }
});

test('a folder that is removed while its file is read leaves nothing behind', async () => {
  const { catalogues, said } = workspace({ [FILE]: encode('id\n') });
  const added = catalogues.addFolder('file:///w');
  catalogues.removeFolder('file:///w');
  await added;
  assert.deepEqual(said, []);
});
