import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportCsv } from '../../../server/src/annotations/export-csv.ts';
import { exportJsonLd } from '../../../server/src/annotations/export-jsonld.ts';
import { escapeMarkdown, exportMarkdown, JAPANESE_REPORT } from '../../../server/src/annotations/export-markdown.ts';
import { importJsonLd } from '../../../server/src/annotations/import-jsonld.ts';
import { mergeSidecars } from '../../../server/src/annotations/merge.ts';
import { readSidecar } from '../../../server/src/annotations/sidecar.ts';
import { fileOfSource, sourceOfFile } from '../../../server/src/annotations/source-name.ts';
import { threadsOf } from '../../../server/src/annotations/threads.ts';
import { note, sidecarOf, targetOn, textOf } from './notes.ts';

const TEXT = '共同発表（*仮訳*）\n令和13年5月1日\n\n1．総論\n双方は、「行程表」を確認した。\n';

describe('W3C JSON-LD', () => {
  it('holds every field of every note of all files, and comes back as it was', () => {
    const unknown =
      '{"id":"x:1","type":"Annotation","x:field":[1],"body":"c.txt","target":{"source":"b.txt","selector":[]}}';
    const first = sidecarOf(note('a', { target: targetOn(TEXT, '行程表'), tags: ['再編'] }), note('b'));
    const json = exportJsonLd([
      { folder: '', file: first },
      { folder: '会合/', file: readSidecar(unknown) },
    ]);
    const value = JSON.parse(json);
    assert.equal(value.type, 'AnnotationCollection');
    assert.equal(value.total, 3);
    assert.deepEqual(value.first.items[2], {
      id: 'x:1',
      type: 'Annotation',
      'x:field': [1],
      body: '会合/c.txt',
      target: { source: '会合/b.txt', selector: [] },
    });
    const { bySource, problems } = importJsonLd(json);
    assert.deepEqual(problems, []);
    assert.deepEqual([...bySource.keys()], ['a.txt', '会合/b.txt']);
    assert.equal(textOf(bySource.get('a.txt') ?? readSidecar('')), textOf(first));
  });

  it('of another program is taken as it is, with an id where it has none; replies with what they reply to', () => {
    const json = JSON.stringify([
      { type: 'Annotation', motivation: 'replying', id: 'x:2', target: 'x:1', bodyValue: '同意する。' },
      {
        type: 'Annotation',
        id: 'x:1',
        target: { source: 'https://example.jp/a.html', selector: { type: 'TextQuoteSelector', exact: '行程表' } },
      },
      { type: 'Annotation', bodyValue: 'no id', target: 'https://example.jp/a.html#x' },
      { type: 'Note' },
      { type: 'Annotation', motivation: 'replying', id: 'x:4', target: 'x:unknown' },
    ]);
    let made = 0;
    const { bySource, problems } = importJsonLd(json, () => `urn:test:new${++made}`);
    assert.deepEqual([...bySource.keys()], ['https://example.jp/a.html']);
    assert.deepEqual(
      bySource.get('https://example.jp/a.html')?.annotations.map(({ id }) => id),
      ['urn:test:new1', 'x:1', 'x:2'],
    );
    assert.deepEqual(problems, [
      { item: 3, code: 'not-annotation' },
      { item: 4, code: 'no-target' },
    ]);
  });

  it('of Hypothesis is read from what its interface gives out', () => {
    const rows = [
      {
        id: 'h2',
        uri: 'https://example.jp/a',
        text: '同意',
        tags: [],
        user: 'acct:b@hypothes.is',
        references: ['h1'],
        target: [{ source: 'https://example.jp/a' }],
      },
      {
        id: 'h1',
        uri: 'https://example.jp/a',
        text: '',
        tags: ['再編'],
        user: 'acct:a@hypothes.is',
        target: [
          { source: 'https://example.jp/a', selector: [{ type: 'TextQuoteSelector', exact: '行程表', prefix: '「' }] },
        ],
      },
    ];
    const [file] = importJsonLd(JSON.stringify({ total: 2, rows })).bySource.values();
    const [highlight, reply] = file.annotations;
    assert.deepEqual([highlight.motivation, highlight.tags, highlight.creator?.name], ['highlighting', ['再編'], 'a']);
    assert.ok(highlight.target.kind === 'text' && highlight.target.quote?.exact === '行程表');
    assert.deepEqual([reply.motivation, reply.target], ['replying', { kind: 'annotation', id: highlight.id }]);
  });

  it('that is none is said to be none', () => {
    for (const text of ['', '{', '"a"', '% x\n{}'])
      assert.deepEqual(importJsonLd(text).problems, [{ item: -1, code: 'not-json' }], text);
  });

  it('is merged into what is there, and replaces nothing', () => {
    const present = sidecarOf(note('a', { bodies: [{ value: '甲', format: 'text/markdown' }] }));
    const imported = importJsonLd(
      textOf(sidecarOf(note('a', { bodies: [{ value: '乙', format: 'text/markdown' }] }), note('b'))),
    ).bySource;
    const { file, conflicts } = mergeSidecars(readSidecar(''), imported.get('a.txt') ?? present, present);
    assert.equal(conflicts.length, 1);
    assert.match(textOf(file), /甲[\s\S]*乙[\s\S]*urn:test:b/);
  });
});

describe('the table', () => {
  it('is RFC 4180, and no cell of it is a formula', () => {
    const csv = exportCsv([
      {
        document: '概要, "別紙".txt',
        annotations: [
          note('a', {
            target: targetOn(TEXT, '行程表'),
            bodies: [{ value: '=HYPERLINK("x")\n次行', format: 'text/plain' }],
            tags: ['-1', '@x'],
            creator: { name: '＝1+1' },
          }),
        ],
        anchors: [{ status: 'orphan' }],
      },
    ]);
    const [header, ...rest] = csv.split('\r\n');
    assert.equal(
      header,
      'document,section,status,quote,motivation,text,tags,links,creator,created,modified,resolved,id,replyTo',
    );
    assert.equal(
      rest[0].split(',"\'=')[0],
      '"概要, ""別紙"".txt",共同発表（*仮訳*） > 1．総論,orphan,行程表,commenting',
    );
    assert.match(rest[0], /"'=HYPERLINK\(""x""\)\n次行","'-1, @x",,"'＝1\+1",/);
    assert.equal(csv.split('\r\n').length, 3, 'a header and a row, each with its end');
  });
});

describe('the report', () => {
  it('goes by text and section, with the quote of each note and its replies', () => {
    const question = note('q', {
      target: targetOn(TEXT, '「行程表」'),
      motivation: 'questioning',
      bodies: [{ value: 'いつの*行程表*か。', format: 'text/markdown' }],
      tags: ['要確認'],
    });
    const reply = note('r', {
      target: { kind: 'annotation', id: question.id },
      motivation: 'replying',
      bodies: [{ value: '<2006年>', format: 'text/plain' }],
      creator: { name: '_田中_' },
    });
    const report = exportMarkdown(
      [
        {
          document: 'a_b.txt',
          annotations: [reply, question, note('whole')],
          anchors: [undefined, { status: 'orphan' }, undefined],
        },
      ],
      JAPANESE_REPORT,
    );
    assert.equal(
      report,
      `# 注釈

## a\\_b.txt

### 文書全体

- **コメント** – 佐藤, 2031-05-01T09:30:00Z

  確認を要する。


### 共同発表（\\*仮訳\\*） › 1．総論

- **質問** – 佐藤, 2031-05-01T09:30:00Z

  > 「行程表」

  *該当箇所は現在の本文に見当たらない*

  いつの*行程表*か。

  タグ: 要確認

  - **返信** – \\_田中\\_, 2031-05-01T09:30:00Z

    \\<2006年\\>
`,
    );
  });

  it('escapes what would be markup', () => {
    for (const [text, escaped] of [
      ['# 見出し', '\\# 見出し'],
      ['- 項目\n1. 項目\n  字下げ', '\\- 項目\n1\\. 項目\n字下げ'],
      ['[x](http://a.jp) <b> `c` ***', '\\[x\\]\\(http&#58;//a.jp\\) \\<b\\> \\`c\\` \\*\\*\\*'],
      ['A & B', 'A \\& B'],
    ]) {
      assert.equal(escapeMarkdown(text), escaped);
    }
  });
});

describe('threads', () => {
  it('have replies to replies by time, and no note is lost in a circle', () => {
    const reply = (name: string, to: string, created: string) =>
      note(name, { target: { kind: 'annotation', id: `urn:test:${to}` }, motivation: 'replying', created });
    const threads = threadsOf([
      reply('c', 'b', '2031-05-03'),
      note('a'),
      reply('b', 'a', '2031-05-04'),
      reply('lost', 'nowhere', '2031-05-01'),
      reply('y', 'z', '2031-05-01'),
      reply('z', 'y', '2031-05-01'),
    ]);
    const names = threads.map(({ root, replies }) => [root, ...replies].map(({ id }) => id.slice(9)).join());
    assert.deepEqual(names, ['a,c,b', 'lost', 'y,z']);
  });
});

it('names of files go into a source and come back', () => {
  for (const name of ['a.txt', '会合 1#2.txt', '100%.txt', 'a:b.txt', 'x?y.txt'])
    assert.equal(fileOfSource(sourceOfFile(name)), name);
  assert.equal(fileOfSource('b.txt#line=3'), 'b.txt');
  for (const address of ['https://example.jp/a.txt', '/etc/x', '#here', ''])
    assert.equal(fileOfSource(address), undefined);
});
