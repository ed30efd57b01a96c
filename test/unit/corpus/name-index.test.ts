import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FileNames, NameIndex, NameKind } from '../../../server/src/corpus/name-index.ts';
import { HEADING, SPELLING } from '../../../server/src/corpus/name-key.ts';
import { packNames } from '../../../server/src/corpus/name-pack.ts';
import { SEED } from '../seed.ts';
import { NaiveIndex } from './naive-names.ts';

/** Names of one kind, without a day. */
const plain = (names: readonly string[], kind: number = NameKind.section, day = 0): FileNames => ({
  names,
  kinds: names.map(() => kind),
  day,
});

function indexOf(...files: readonly FileNames[]): NameIndex {
  const index = new NameIndex();
  for (const [file, names] of files.entries()) index.set(file, names);
  return index;
}

/** Those of the names that a query finds, best first. */
function found(names: readonly string[], query: string): string[] {
  return indexOf(plain(names))
    .search(query, 100)
    .map(({ ordinal }) => names[ordinal]);
}

/** Whether a query finds a name. */
const finds = (query: string, name: string): boolean => found([name], query).length > 0;

const ROADMAP = '再編の実施のための日米ロードマップ';
const SCC = '安全保障協議委員会';

test('a name is found in every width, case and kana', () => {
  for (const query of ['ロードマップ', 'ろーどまっぷ', 'ﾛｰﾄﾞﾏｯﾌﾟ', 'ろーどマップ', '日米ロード']) {
    assert.ok(finds(query, ROADMAP), query);
  }
  for (const query of ['BMD', 'bmd', 'ＢＭＤ', 'ｂｍｄ']) assert.ok(finds(query, 'ＢＭＤ協力'), query);
  for (const query of ['「2＋2」', '2+2', '２＋２']) assert.ok(finds(query, '「２＋２」共同発表'), query);
  assert.ok(finds('とりくみ', 'トリクミ'));
  assert.ok(!finds('ロードマップ', '行程表'));
});

test('old and new forms of kanji, and numbers in kanji, are the same', () => {
  assert.ok(finds('会議', '國際會議'));
  assert.ok(finds('國際會議', '国際会議'));
  assert.ok(finds('条約', '安全保障條約'));
  assert.ok(finds('第3条', '第三条'));
});

test('spaces, hyphens, ・ and quotation marks in a name may be left out', () => {
  assert.ok(finds('外務防衛閣僚会合', '外務・防衛閣僚会合'));
  assert.ok(finds('日米2+2共同発表', '日米「2+2」 共同発表'));
  assert.ok(finds('antiballistic', 'Anti-Ballistic Missile Treaty'));
});

test('whole names come before beginnings, words, parts of words and characters with gaps', () => {
  const names = ['指揮方針', '新指針案', '日米の指針', '指針の見直し', '指針'];
  assert.deepEqual(found(names, '指針'), ['指針', '指針の見直し', '日米の指針', '新指針案', '指揮方針']);
});

test('a word begins behind a marker, a bracket, ・, a space, and where the script changes', () => {
  for (const name of [
    '（イ）協力案',
    '外務・協力案',
    '外務 協力案',
    '「外務」協力案',
    'BMD協力案',
    'ミサイル協力案',
    'の協力案',
    '2協力案',
  ]) {
    assert.deepEqual(found(['相互協力', name], '協力'), [name, '相互協力'], name);
  }
  assert.deepEqual(found(['ASEAN', 'the United SEA'], 'sea'), ['the United SEA', 'ASEAN']);
  // the ending of a verb is no word
  const [ending, word] = indexOf(plain(['急め', '（め）']))
    .search('め', 2)
    .map(({ ordinal }) => ordinal);
  assert.deepEqual([ending, word], [1, 0]);
});

test('a heading is a whole name without its marker, and with it', () => {
  const names = [`1. ${HEADING}目的及び範囲`, `2. ${HEADING}目的`, '会合の目的'];
  assert.deepEqual(found(names, '目的'), [names[1], names[0], names[2]]);
  assert.deepEqual(found(names, '2. 目的'), [names[1]]);
  assert.deepEqual(found(names, '2.目的'), [names[1]]);
  assert.deepEqual(found(names, '１．目的'), [names[0]]);
});

test('a name is found by each of its spellings, once, and never by parts of two of them', () => {
  const mou = ['覚書', '了解覚書', 'memorandum of understanding'].join(SPELLING);
  for (const query of ['覚書', '了解覚書', 'memorandum', 'understanding 覚書']) {
    assert.deepEqual(found([mou], query), [mou], query);
  }
  assert.ok(!finds('書了', mou), 'the end of one and the beginning of the next');
  assert.ok(!finds('覚解', ['覚書', '了解'].join(SPELLING)), 'with gaps');
  assert.deepEqual(found(['了解覚書案', mou], '了解覚書'), [mou, '了解覚書案'], 'a later spelling is a whole name');
});

test('a name is found by some of its characters in their order', () => {
  assert.ok(finds('安協委', SCC));
  assert.ok(finds('安保協', SCC));
  assert.ok(finds('日米安協委', `日米${SCC}`));
  assert.ok(finds('国民保護法', '国民の保護のための措置に関する法律'));
  assert.ok(finds('ロドマップ', ROADMAP), 'ー left out');
  assert.ok(finds('mou', 'Memorandum of Understanding'));
  assert.ok(finds('acsa', 'Acquisition and Cross-Servicing Agreement'));
  assert.ok(finds('comunique', 'Communiqué of the Ministers'.replace('é', 'e')));
  assert.deepEqual(found([`日米${SCC}の協力に関する委任`, SCC], '安協委')[0], SCC);
  // 安 stands twice: the nearer one counts
  assert.deepEqual(found(['安協保全委', '安安協全委'], '安協委'), ['安安協全委', '安協保全委']);
});

test('noise is not found', () => {
  assert.ok(!finds('委協安', SCC), 'another order');
  assert.ok(!finds('安会', SCC), 'too far apart for two characters');
  assert.ok(!finds('日会', '日本側は、同様の認識の下で対応を進める旨述べ、会合を終えた'));
  assert.ok(!finds('mou', 'promotion of mutual understanding'), 'letters inside words');
  assert.ok(!finds('のを', '日米の協力の枠組みを'));
  assert.ok(!finds('安', '保全'));
});

test('numbers are whole where there are gaps', () => {
  assert.ok(finds('第1談', '第1回会談'));
  assert.ok(!finds('第1談', '第17回会談'));
  assert.ok(!finds('第7談', '第17回会談'));
  assert.ok(finds('指針15', '指針（15年）'));
  assert.ok(!finds('指針15', '指針（2015年）'));
  assert.ok(finds('第1', '第17回会談'), 'more may still be typed');
});

test('every part of a query has to stand in the name, in any order', () => {
  const names = ['日米防衛協力のための指針', '日豪防衛協力', '指針'];
  assert.deepEqual(found(names, '指針 日米'), [names[0]]);
  assert.deepEqual(found(names, '日米　指針'), [names[0]]);
  assert.deepEqual(found(names, '日米 指針 日豪'), []);
  assert.deepEqual(found(names, ' 防衛 '), [names[0], names[1]].reverse(), 'the shorter one first');
});

test('of equal matches documents come before sections and terms, then short names, then new files', () => {
  const file = (day: number, ...rows: [name: string, kind: number][]): FileNames => ({
    names: rows.map(([name]) => name),
    kinds: rows.map(([, kind]) => kind),
    day,
  });
  const { document, section, term } = NameKind;
  const index = indexOf(
    file(20050219, ['指針案', term], ['指針の案文', section], ['指針の案', section]),
    file(20150427, ['指針の案', section], ['指針の見直しの概要', document]),
  );
  assert.deepEqual(
    index.search('指針', 10).map(({ file, ordinal }) => [file, ordinal]),
    [
      [1, 1],
      [1, 0],
      [0, 2],
      [0, 1],
      [0, 0],
    ],
  );
  const scores = index.search('指針', 10).map(({ score }) => score);
  assert.deepEqual(
    scores,
    [...scores].sort((a, b) => b - a),
  );
});

test('without a query there are the documents, the newest first', () => {
  const index = indexOf(
    plain(['概要 2005'], NameKind.document, 20050219),
    plain(['1. 目的']),
    plain(['概要 2015', '別紙 2015'], NameKind.document, 20150427),
    plain(['', '日付のない概要'], NameKind.document),
  );
  const files = (query: string, limit: number) =>
    index.search(query, limit).map(({ file, ordinal }) => `${file}.${ordinal}`);
  const all = ['2.0', '2.1', '0.0', '3.0', '3.1'];
  assert.deepEqual(files('', 10), all);
  assert.deepEqual(files(' 　', 10), all);
  assert.deepEqual(files('「', 10), all, 'nothing of it is compared');
  assert.deepEqual(files('', 3), all.slice(0, 3));
  assert.deepEqual(files('概要', 0), []);
});

test('a limit keeps the best of all', () => {
  const names = Array.from({ length: 500 }, (_, k) => (k === 300 ? '指針' : `第${k}次の指針`));
  const index = indexOf(plain(names), plain(names));
  const all = index.search('指針', 2000);
  assert.equal(all.length, 1000);
  assert.equal(names[all[0].ordinal], '指針');
  for (const limit of [1, 2, 7, 999]) assert.deepEqual(index.search('指針', limit), all.slice(0, limit));
});

test('names that are set again take the place of those before, and those of a removed file are gone', () => {
  const index = indexOf(plain(['指針']), plain(['大綱']));
  index.set(0, plain(['計画']));
  index.remove(1);
  index.remove(7);
  assert.deepEqual(index.search('指針', 9), []);
  assert.deepEqual(index.search('大綱', 9), []);
  assert.equal(index.search('計画', 9).length, 1);
  assert.equal(index.size, 1);
  index.set(0, plain([]));
  assert.equal(index.size, 0);
  index.set(1, plain(['大綱']));
  assert.deepEqual(
    index.search('大綱', 9).map(({ file }) => file),
    [1],
  );
});

test('a change of nothing but kinds, markers, words or the day is seen', () => {
  const index = indexOf(plain(['1.目的'], NameKind.term), plain(['1.目的']));
  const first = (query: string): number => index.search(query, 1)[0].file;
  assert.equal(first('目的'), 1);
  index.set(0, plain(['1.目的'], NameKind.document));
  assert.equal(first('目的'), 0);
  index.set(1, plain([`1.${HEADING}目的`]));
  assert.equal(first('目的'), 1);
  index.set(1, plain(['事前協議']));
  index.set(0, plain(['事 前協議']));
  assert.equal(first('前協議'), 0, 'a word begins there now');
  index.set(1, plain(['事 前協議'], NameKind.section, 20070501));
  assert.equal(first('前協議'), 1);
});

test('typing into one heading takes no more and more memory, and what removed files took is given back', () => {
  const index = new NameIndex();
  const names = (file: number): FileNames =>
    plain(Array.from({ length: 20 }, (_, k) => `（${k}）第${file}次の地域協力`));
  for (let file = 0; file < 1000; file++) index.set(file, names(file));
  const full = index.bytes;
  for (let k = 0; k < 1000; k++) index.set(500, plain([`第500次の協議${'案'.repeat(k % 7)}`]));
  assert.ok(index.bytes <= full, `${index.bytes} after ${full}`);
  for (let round = 0; round < 5; round++) for (let file = 999; file >= 0; file--) index.set(file, names(file + round));
  assert.ok(index.bytes <= 3 * full, `${index.bytes} after ${full}`);
  for (let file = 0; file < 1000; file++) if (file % 100 !== 7) index.remove(file);
  assert.ok(index.bytes < full / 2, `${index.bytes} after ${full}`);
  assert.equal(index.size, 200);
  for (let file = 7; file < 1000; file += 100) {
    const hits = index.search(`第${file + 4}次`, 100).filter((hit) => hit.file === file);
    assert.deepEqual(
      hits.map(({ ordinal }) => ordinal).sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, k) => k),
    );
  }
});

test('names packed in another thread are taken as they are, wherever their bytes stand', () => {
  const names = plain([`1.${HEADING}目的`, '指針', ''], NameKind.document, 20070501);
  const bytes = packNames(names);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  const index = indexOf(names, plain([]), plain([]));
  index.set(1, bytes);
  index.set(2, shifted.subarray(3));
  for (const query of ['目的', '指針', '']) {
    const hits = index.search(query, 10);
    for (const file of [1, 2]) {
      assert.deepEqual(
        hits.filter((hit) => hit.file === file).map((hit) => ({ ...hit, file: 0 })),
        hits.filter((hit) => hit.file === 0),
      );
    }
  }
  const before = index.bytes;
  index.set(0, bytes);
  assert.equal(index.bytes, before);
  for (const length of [0, 5, bytes.length - 1]) assert.throws(() => index.set(0, bytes.slice(0, length)), RangeError);
});

// ---- properties ---------------------------------------------------------------------------------------------

const PIECES = [
  ...'安全保障協議委員会日米共同発表指針の案をロマろまｱｲaAbBＣ1２三。、（）「」・-　 會國ー々…é',
  'ロードマップ',
  '協力',
  'BMD',
  'memorandum of',
  '2015',
];
const words = (max: number) => fc.array(fc.constantFrom(...PIECES), { maxLength: max }).map((list) => list.join(''));
const name = fc.oneof(
  words(9),
  fc.tuple(fc.constantFrom('1.', '（イ）', '・', ''), words(6)).map(([marker, text]) => `${marker}${HEADING}${text}`),
  fc.array(words(5), { minLength: 2, maxLength: 3 }).map((list) => list.join(SPELLING)),
);
const names = fc
  .array(fc.tuple(name, fc.nat(2)), { maxLength: 8 })
  .chain((rows) =>
    fc
      .constantFrom(0, 20050219, 20150427)
      .map((day): FileNames => ({ names: rows.map(([n]) => n), kinds: rows.map(([, kind]) => kind), day })),
  );
const query = fc.oneof(
  words(3),
  fc.array(words(2), { maxLength: 3 }).map((list) => list.join(' ')),
  fc.constantFrom('安協委', '日発', '指1', 'bmd', 'mou', '協力', '三', ''),
);
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('set' as const), file: fc.nat(30), names, packed: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), file: fc.nat(30) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('search' as const), query, limit: fc.integer({ min: 1, max: 40 }) }),
  },
);

test('whatever is set and removed in whatever order, what is found is what a plain search of all names finds', () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 120, size: 'max' }), (commands) => {
      const index = new NameIndex();
      const naive = new NaiveIndex();
      for (const command of commands) {
        if (command.do === 'set') {
          index.set(command.file, command.packed ? packNames(command.names) : command.names);
          naive.set(command.file, command.names);
        } else if (command.do === 'remove') {
          index.remove(command.file);
          naive.remove(command.file);
        } else {
          const { query, limit } = command;
          const hits = index.search(query, limit).map(({ file, ordinal }) => ({ file, ordinal }));
          assert.deepEqual(hits, naive.search(query, limit), JSON.stringify(query));
        }
      }
      assert.equal(index.size, naive.size);
    }),
    { seed: SEED, numRuns: 60 },
  );
});

test('every name is found by itself, whatever characters it has', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 20 }), (names) => {
      const index = indexOf(plain(names));
      for (const [ordinal, name] of names.entries()) {
        const hits = index.search(name, 100);
        const compared = new NaiveIndex().isCompared(name);
        assert.ok(hits.some((hit) => hit.ordinal === ordinal) || !compared, JSON.stringify(name));
      }
    }),
    { seed: SEED, numRuns: 40 },
  );
});
