import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OpenText } from '../../../server/src/lsp/open-text.ts';
import { SEED } from '../seed.ts';
import { analyse, builtIn } from './glossaries.ts';

const PIECES = [
  '日米安全保障協議委員会の概要\n',
  '平成19年5月1日\n',
  '外務省・防衛省\n',
  '\n',
  '\r\n',
  '\r',
  '1.弾道ミサイル防衛（BMD）協力\n',
  '（1）日米BMD協力につき、海上調整所（以下「調整所」という。）を置くことで一致し、調整\n',
  '所の運用を進める。\n',
  '「指針」とは、普天間飛行場',
  'の移設の固定化をいう。\n',
  '調整所',
  'ＳＭ-３ブロック',
  'ⅡＡ',
  '（',
  '）',
  '「',
  '」',
  'BMD',
  'MDA',
  '海洋',
  '2.その他\n',
];

/** All that is said of a text, as plain values. */
function said(terms: ReturnType<typeof analyse>): unknown {
  return {
    definitions: terms.definitions().map(({ entry, ...rest }) => ({ ...rest, entry: entry?.ja })),
    occurrences: terms.occurrences().map(({ range, surface, document, meanings }) => ({
      range,
      surface,
      document,
      meanings: meanings.map(({ id, entry, definition }) => [id, entry?.ja, definition?.alias, definition?.aliasRange]),
    })),
  };
}

test('after any edits the terms are those of the final text', () => {
  const piece = fc.constantFrom(...PIECES);
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(40), piece, fc.boolean()), { minLength: 1, maxLength: 8 }),
      (pieces, edits) => {
        const open = OpenText.create('file:///a', 'communique', 1, pieces.join(''));
        open.terms(builtIn).occurrences();
        let version = 1;
        for (const [where, length, text, ask] of edits) {
          const whole = open.textOf({ start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } });
          const start = where % (whole.length + 1);
          const position = (offset: number) => {
            const before = whole.slice(0, offset).split(/\r\n|\r|\n/);
            return { line: before.length - 1, character: before[before.length - 1].length };
          };
          const range = { start: position(start), end: position(Math.min(whole.length, start + length)) };
          OpenText.update(open, [{ range, text }], ++version);
          if (ask) open.terms(builtIn).at(range.start.line, range.start.character);
        }
        const final = open.textOf({ start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } });
        assert.deepEqual(said(open.terms(builtIn)), said(analyse(final)));
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});

test('any text is read: no throw, and every place lies in the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 }),
      (pieces) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n|\r|\n/);
        let last = { line: 0, character: 0 };
        for (const { range } of analyse(text).occurrences()) {
          const { start, end } = range;
          assert.ok(start.line > last.line || (start.line === last.line && start.character >= last.character));
          assert.ok(end.line > start.line || end.character > start.character);
          assert.ok(end.character <= lines[end.line].length);
          last = end;
        }
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
});
