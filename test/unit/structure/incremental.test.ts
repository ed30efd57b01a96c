import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { StructureAnalyser } from '../../../server/src/structure/analyser.ts';
import { findTextProblems } from '../../../server/src/structure/text-problems.ts';
import { LineDocument } from '../../../server/src/text/line-document.ts';
import { splitLines } from '../../../server/src/text/lines.ts';
import { SEED } from '../seed.ts';
import { describe } from './outline.ts';

/** Pieces of which soups are made: markers, title blocks, brackets, and what breaks naive readers. */
const PIECES = [
  '1.',
  '２．',
  '3 ',
  '（1）',
  '(2)',
  '（イ）',
  '（ア）',
  'ア ',
  '①',
  '⑵',
  'a.',
  '(b)',
  'I.',
  'Ⅱ ',
  '一、',
  '第一条',
  '第2章',
  '第1',
  '・',
  '○',
  '-',
  '※',
  '【',
  '】',
  '〈',
  '〉',
  '別紙',
  '（以上）',
  '目次',
  '（注）',
  '平成19年5月1日',
  '外務省・防衛省',
  '協議の概要',
  '参加者：',
  '日時',
  '総論',
  '双方は、一致した。',
  '、',
  '。',
  '：',
  '「',
  '」',
  '『',
  '（',
  '）',
  '2014年の',
  '６月２１日（火）',
  '1.5億ドル',
  '　',
  ' ',
  '\t',
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '\u0000',
  '\ud800',
  '\udc00',
  '😀',
  '\u2028',
  '\ufeff',
  '\ufffd',
  'T ',
  '@',
  '----',
  '- 3 -',
  'Article 1',
  'Overview',
];
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((p) => p.join(''));

function full(text: string): unknown {
  return describe(new StructureAnalyser(splitLines(text)).documents());
}

test('any string gives a tree whose sections lie inside each other, in the order of the text', () => {
  fc.assert(
    fc.property(soup, (text) => {
      const analyser = new StructureAnalyser(splitLines(text));
      let previousEnd = -1;
      for (const { tree, firstLine } of analyser.documents()) {
        assert.ok(firstLine > previousEnd);
        previousEnd = firstLine + tree.lineCount - 1;
        assert.ok(previousEnd < analyser.lineCount);
        assert.ok(tree.titleBlock.title.length > 0);
        const within = (list: typeof tree.sections, from: number, to: number): void => {
          let last = from;
          for (const section of list) {
            assert.ok(section.line >= last && section.line <= section.lastLine && section.lastLine <= to);
            assert.ok(section.startColumn <= section.endColumn);
            last = section.line;
            within(section.children, section.line, section.lastLine);
          }
        };
        within(tree.sections, 0, tree.lineCount - 1);
        findTextProblems(analyser.scans, firstLine, firstLine + tree.lineCount);
      }
    }),
    { seed: SEED, numRuns: 400 },
  );
});

test('after any edits the tree equals the tree of the final text', () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.nat(12),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((p) => p.join('')),
  );
  fc.assert(
    fc.property(soup, fc.array(edit, { minLength: 1, maxLength: 8 }), (text, edits) => {
      const buffer = LineDocument.create('file:///a', 'communique', 1, text);
      const analyser = new StructureAnalyser(buffer.lines);
      analyser.documents();
      buffer.takeLineEdits();
      let version = 1;
      for (const [at, length, inserted] of edits) {
        const total = buffer.length;
        const from = total === 0 ? 0 : at % (total + 1);
        const range = { start: buffer.positionAt(from), end: buffer.positionAt(Math.min(total, from + length)) };
        buffer.update([{ range, text: inserted }], ++version);
        for (const splice of buffer.takeLineEdits()) analyser.splice(splice);
        // sometimes nothing is asked between two edits
        if (at % 3 !== 0) analyser.documents();
      }
      assert.deepEqual(describe(analyser.documents()), full(buffer.getText()));
    }),
    { seed: SEED, numRuns: 600 },
  );
});

test('edits in a file of many documents keep what they do not touch', () => {
  const one = (n: number) =>
    `第${n}回協議の概要\n平成${n}年5月1日\n外務省\n\n1.総論\n（1）双方は、一致した。\n2.各論\n　述べた。\n\n`;
  const buffer = LineDocument.create(
    'file:///a',
    'communique',
    1,
    Array.from({ length: 20 }, (_, i) => one(i + 1)).join(''),
  );
  const analyser = new StructureAnalyser(buffer.lines);
  const before = analyser.documents();
  buffer.takeLineEdits();
  buffer.update(
    [
      {
        range: { start: { line: 9 * 9 + 5, character: 4 }, end: { line: 9 * 9 + 5, character: 4 } },
        text: '\n3.追加\n',
      },
    ],
    2,
  );
  for (const splice of buffer.takeLineEdits()) analyser.splice(splice);
  const after = analyser.documents();
  assert.equal(after.length, before.length);
  assert.deepEqual(
    after.map((d, i) => d.tree === before[i].tree),
    after.map((_, i) => i !== 9),
  );
  assert.deepEqual(describe(after), full(buffer.getText()));
});

/** Milliseconds for one analysis of a text, the best of three. */
function time(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    const analyser = new StructureAnalyser(splitLines(text));
    for (const { tree, firstLine } of analyser.documents()) {
      findTextProblems(analyser.scans, firstLine, firstLine + tree.lineCount);
      for (const section of tree.sections) void section.name;
    }
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const head = '協議の概要\n平成19年5月1日\n外務省\n\n';
const HARD: Record<string, (n: number) => string> = {
  'unclosed 「（': (n) => head + '「（'.repeat(n),
  'unclosed 「（, a line each': (n) => head + '「（\n'.repeat(n),
  'markers of one kind': (n) => head + Array.from({ length: n }, (_, i) => `${i + 1}. 項目\n`).join(''),
  'markers that never go on': (n) => head + '（1）項目\n①項目\nア 項目\n'.repeat(n / 3),
  notes: (n) => head + '※ 注\n'.repeat(n),
  'headings without a number': (n) => head + '地域情勢\n\n　述べた。\n\n'.repeat(n / 4),
  'headings between numbers': (n) =>
    head + Array.from({ length: n / 4 }, (_, i) => `地域情勢\n\n${i + 1}. 述べた。\n\n`).join(''),
  'titles and dates': (n) => '協議の概要\n平成19年5月1日\n\n'.repeat(n / 3),
  'date lines': (n) => '平成19年5月1日\n'.repeat(n),
  'one line': (n) => head + '双方は、一致した。'.repeat(n / 4),
  'short lines': (n) => '海洋\n'.repeat(n),
  contents: (n) => `${head}目次\n${Array.from({ length: n }, (_, i) => `${i + 1} 項目\n`).join('')}`,
  footnotes: (n) =>
    `${head}${'述べた1)。\n'.repeat(n / 2)}\n${Array.from({ length: n / 2 }, (_, i) => `${i + 1})注\n`).join('')}`,
  'wrapped lines': (n) => head + '双方は、地域の情勢について率直に意見を交換し、今後も緊密に連携\n'.repeat(n / 2),
  brackets: (n) => head + '【題】\n述べた。\n<題>\n'.repeat(n / 3),
  'bracketed heads': (n) => head + '（日本側書簡）\n\n'.repeat(n / 2),
  'run-in headings': (n) => head + '情報の共有：両国は、情報の共有を更に進めることを確認した。\n'.repeat(n / 2),
  'deep nesting': (n) =>
    head + Array.from({ length: n }, (_, i) => `${'　'.repeat(Math.min(60, i % 61))}・項目\n`).join(''),
};

test('100,000 markers, 10,000 unclosed 「（ and a line of 1 MB are read in the time of a text of their size', () => {
  // as many lines as the longest of them has
  const plain = time(`${head}${'双方は、地域の情勢について意見を交換した。\n'.repeat(100_000)}`);
  for (const text of [HARD['markers of one kind'](100_000), HARD['unclosed 「（'](10_000), HARD['one line'](110_000)]) {
    const limit = Math.max(20 * plain, 1000);
    // a second and third try for a machine that was busy with something else
    const taken = [0, 1, 2].reduce((best) => (best < limit ? best : time(text)), limit);
    assert.ok(taken < limit, `${taken.toFixed(0)} ms, ${plain.toFixed(0)} ms for plain text`);
  }
});

for (const [name, make] of Object.entries(HARD)) {
  test(`time is linear: ${name}`, () => {
    time(make(1500)); // compiled by now
    // four times the text; twice that for the noise of a machine and its collector, far below quadratic (16), and a second and
    // third try for a machine that was busy with something else
    let said = '';
    for (let tries = 0; tries < 3; tries++) {
      const small = time(make(5000));
      const large = time(make(20_000));
      if (large < Math.max(8 * small, 40)) return;
      said = `${small.toFixed(1)} ms for 5,000, ${large.toFixed(1)} ms for 20,000`;
    }
    assert.fail(said);
  });
}
