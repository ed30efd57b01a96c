import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextReferences } from '../../../server/src/corpus/text-references.ts';
import { OpenText } from '../../../server/src/lsp/open-text.ts';
import { formatSteps } from '../../../server/src/references/parts.ts';
import { SEED } from '../seed.ts';
import { builtIn } from '../terms/glossaries.ts';
import { newLibrary, readText } from './library.ts';

const URI = 'file:///text.txt';
const PIECES = [
  '日米安全保障協議委員会（「2＋2」）の概要\n',
  '平成19年5月1日\n',
  '外務省・防衛省\n',
  '\n',
  '\r\n',
  '1.再編\n',
  '（1）昨年5月に発表した「ロードマップ」を確かめ、同年6月に作業\n',
  'を始めた。\n',
  '（2）上記1.(1)の作業を進める。\n',
  '「日米防衛協力のための指針」（以下「指針」という。）',
  '指針',
  '日米地位協定第２条及び同協定第',
  '3条4(b)',
  '前回の「2＋2」',
  '０５年，０７年の共通の戦略目標',
  '2007年2月30日（火）',
  '「',
  '」',
  '（',
  '）',
  '国の戦略\n平成二十年三月二日\n防衛省\n\n',
];

/** All that is said of a text, as plain values. */
function said(read: TextReferences): unknown {
  return {
    references: read.references().map(({ range, document, resolution }) => ({
      range,
      document,
      reason: resolution.reason,
      targets: resolution.targets.map(({ work, here, steps, section }) => [
        work?.id,
        here,
        formatSteps(steps),
        section?.line,
      ]),
    })),
    dates: read
      .dates()
      .map(({ range, document, date }) => ({ range, document, value: date.value, problem: date.problem })),
    documents: read.summaries().map(({ title, date, firstLine, lastLine }) => ({ title, date, firstLine, lastLine })),
  };
}

test('after any edits dates and references are those of the final text', () => {
  const piece = fc.constantFrom(...PIECES);
  const whole = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 24 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(30), piece, fc.boolean()), { minLength: 1, maxLength: 6 }),
      (pieces, edits) => {
        const open = OpenText.create(URI, 'communique', 1, pieces.join(''));
        const library = newLibrary();
        const kept = new TextReferences(URI, library);
        const look = (): TextReferences => {
          kept.update(library, open.documents(), open.terms(builtIn), open.lineAt);
          library.setFile(URI, kept.summaries());
          return kept;
        };
        look().references();
        let version = 1;
        for (const [where, length, text, ask] of edits) {
          const now = open.textOf(whole);
          const start = where % (now.length + 1);
          const position = (offset: number) => {
            const before = now.slice(0, offset).split(/\r\n|\r|\n/);
            return { line: before.length - 1, character: before[before.length - 1].length };
          };
          const range = { start: position(start), end: position(Math.min(now.length, start + length)) };
          OpenText.update(open, [{ range, text }], ++version);
          if (ask) look().references();
        }
        assert.deepEqual(said(look()), said(readText(open.textOf(whole), newLibrary(), URI)));
      },
    ),
    { seed: SEED, numRuns: 25 },
  );
});

test('lines above a document move what it says, and change nothing of it', () => {
  const text =
    '日豪外務・防衛閣僚協議の概要\n平成20年12月18日\n外務省\n\n1.総論\n　前回の「2＋2」を振り返り、昨年5月の作業を確かめた。\n';
  const above = '（連絡先）外務省\n\n';
  const plain = readText(text, newLibrary(), URI);
  const moved = readText(above + text, newLibrary(), URI);
  const of = (read: TextReferences) =>
    read.references().map(({ range, resolution }) => [range.start.line, resolution.targets[0]?.work?.id]);
  assert.deepEqual(of(plain), [[5, 'au-2007-06-06']]);
  assert.deepEqual(of(moved), [[7, 'au-2007-06-06']]);
});

test('a library that files came to, changed in and left is one that never had them otherwise', () => {
  const files = [
    ['a.txt', '海の協力の枠組み\n2020年3月1日\n\n　本文。\n'],
    ['b.txt', '空の協力の枠組み\n2021年4月2日\n\n　「海の協力の枠組み」に基づく。\n'],
    ['c.txt', '同盟の変革：日米の安全保障及び防衛協力の進展\n2007年5月1日\n\n　本文。\n'],
  ] as const;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), fc.constantFrom('put', 'drop', 'change')), { maxLength: 12 }), (steps) => {
      const library = newLibrary();
      const now = new Map<string, string>();
      for (const [k, step] of steps) {
        const [name, text] = files[k];
        if (step === 'drop') {
          library.removeFile(name);
          now.delete(name);
          continue;
        }
        const content = step === 'put' ? text : text.replace('枠組み', '枠組み（改定）').replace('本文', '別文');
        readText(content, library, name);
        now.set(name, content);
      }
      const fresh = newLibrary();
      for (const [name, content] of now) readText(content, fresh, name);
      const known = (from: typeof library) =>
        [
          '海の協力の枠組み',
          '空の協力の枠組み',
          '海の協力の枠組み（改定）',
          '同盟の変革：日米の安全保障及び防衛協力の進展',
        ]
          .flatMap((title) => from.titled(title))
          .map(({ value, distance }) => `${value.id} ${distance} ${value.copies.map(({ uri }) => uri).join()}`)
          .sort();
      assert.deepEqual(known(library), known(fresh));
      assert.deepEqual(
        library.dated('2020-03').map(({ id }) => id),
        fresh.dated('2020-03').map(({ id }) => id),
      );
    }),
    { seed: SEED, numRuns: 15 },
  );
});
