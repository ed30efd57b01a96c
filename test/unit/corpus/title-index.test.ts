import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TitleIndex, titleKey } from '../../../server/src/corpus/title-index.ts';
import { SEED } from '../seed.ts';

const ROADMAP = '再編の実施のための日米ロードマップ';
const GUAM =
  '第三海兵機動展開部隊の要員及びその家族の沖縄からグアムへの移転の実施に関する日本国政府とアメリカ合衆国政府との間の協定';

/** An index of titles, each of which stands for itself. */
function indexOf(...titles: readonly string[]): TitleIndex<string> {
  const index = new TitleIndex<string>();
  for (const title of titles) index.add(title, title);
  return index;
}

/** What is found, each as `title distance`. */
const found = (index: TitleIndex<string>, title: string): string[] =>
  index.find(title).map(({ value, distance }) => `${value} ${distance}`);

test('a title is found in other widths and with other signs between its words', () => {
  const index = indexOf('日米同盟：未来のための変革と再編', '安全保障協力に関する日豪共同宣言2007');
  assert.deepEqual(found(index, '日米同盟：未来のための変革と再編'), ['日米同盟：未来のための変革と再編 0']);
  assert.deepEqual(found(index, '日米同盟:未来のための変革と再編'), ['日米同盟：未来のための変革と再編 0']);
  assert.deepEqual(found(index, '日米同盟、未来のための変革と再編'), ['日米同盟：未来のための変革と再編 0']);
  assert.deepEqual(found(index, '安全保障協力に関する日豪共同宣言２００７'), [
    '安全保障協力に関する日豪共同宣言2007 0',
  ]);
  assert.deepEqual(found(index, '海の協力の枠組み'), []);
  assert.deepEqual(found(index, ''), []);
});

test('a title in which one or two characters differ is found, the closest first', () => {
  const index = indexOf(ROADMAP, GUAM);
  assert.deepEqual(found(index, '再編の実施ための日米ロードマップ'), [`${ROADMAP} 1`]);
  assert.deepEqual(found(index, '再編の実施のための日米ロードマッブ'), [`${ROADMAP} 1`]);
  assert.deepEqual(found(index, '再編実施のため日米ロードマップ'), [`${ROADMAP} 2`]);
  assert.deepEqual(found(index, '再偏の実施のための日米ロードマッブ'), [`${ROADMAP} 2`]);
  assert.deepEqual(found(index, '再偏の実旋のための日米ロードマッブ'), [], 'three characters differ');
  assert.deepEqual(found(index, GUAM.replace('要員', '隊員').replace('移転の実施', '移転実施')), [`${GUAM} 2`]);

  const near = indexOf('海洋における協力の計画書', '海洋における協力の計画表示');
  assert.deepEqual(found(near, '海洋における協力の計画表'), [
    '海洋における協力の計画書 1',
    '海洋における協力の計画表示 1',
  ]);
  assert.deepEqual(found(near, '海洋における協力の計画書'), ['海洋における協力の計画書 0'], 'the equal one alone');
});

test('a short title is found only as it is, and one of middle length with one character different', () => {
  assert.deepEqual(found(indexOf('日米地位協定'), '日米地位協約'), []);
  assert.deepEqual(found(indexOf('日米地位協定'), '日米地位協定'), ['日米地位協定 0']);
  // nine characters
  assert.deepEqual(found(indexOf('海洋協力の枠組み案'), '海洋協力の枠組み書'), ['海洋協力の枠組み案 1']);
  assert.deepEqual(found(indexOf('海洋協力の枠組み案'), '海空協力の枠組み書'), []);
});

test('numbers and countries are never taken for each other', () => {
  const pairs: readonly (readonly [string, string])[] = [
    ['第6回外務・防衛閣僚会合共同声明', '第7回外務・防衛閣僚会合共同声明'],
    ['第6回外務・防衛閣僚会合共同声明', '第16回外務・防衛閣僚会合共同声明'],
    ['日豪外務・防衛閣僚協議共同声明', '日仏外務・防衛閣僚協議共同声明'],
    ['日米韓防衛相会談共同プレス声明', '日米豪防衛相会談共同プレス声明'],
    ['平成23年度以降に係る防衛計画の大綱', '平成17年度以降に係る防衛計画の大綱'],
    ['平成二十三年度以降に係る防衛計画の大綱', '平成十七年度以降に係る防衛計画の大綱'],
    ['日豪外務・防衛閣僚協議共同発表2007', '日豪外務・防衛閣僚協議共同発表2008'],
    ['国際連合安全保障理事会決議第1718号', '国際連合安全保障理事会決議第1719号'],
  ];
  for (const [one, other] of pairs) {
    assert.deepEqual(found(indexOf(one), other), [], `${one} / ${other}`);
    assert.deepEqual(found(indexOf(one, other), other), [`${other} 0`]);
  }
});

test('numbers are the same in digits and in kanji', () => {
  assert.equal(titleKey('平成二十三年度以降に係る防衛計画の大綱'), titleKey('平成２３年度以降に係る防衛計画の大綱'));
  assert.equal(titleKey('第十回日豪外務・防衛閣僚協議'), titleKey('第10回日豪外務・防衛閣僚協議'));
});

test('what is taken out is found no more, and the others are', () => {
  const index = new TitleIndex<string>();
  index.add(ROADMAP, 'a');
  index.add(ROADMAP, 'b');
  index.add(ROADMAP, 'b');
  index.add('日米地位協定', 'c');
  assert.deepEqual(found(index, ROADMAP), ['a 0', 'b 0']);
  index.remove(ROADMAP, 'a');
  assert.deepEqual(found(index, ROADMAP), ['b 0']);
  assert.deepEqual(found(index, ROADMAP.replace('の実施', '実施')), ['b 1']);
  index.remove(ROADMAP, 'a');
  index.remove('なかった題名', 'c');
  index.remove('日米地位協定', 'b');
  assert.deepEqual(found(index, '日米地位協定'), ['c 0']);
  index.remove(ROADMAP, 'b');
  index.remove('日米地位協定', 'c');
  assert.deepEqual(found(index, ROADMAP), []);
  assert.deepEqual(found(index, ROADMAP.replace('の実施', '実施')), []);
  assert.deepEqual(found(index, '日米地位協定'), []);
});

test('a title is given as it was written', () => {
  const index = new TitleIndex<string>();
  index.add('日米防衛協力のための指針(2015年)', 'gl', '日米防衛協力のための指針');
  assert.deepEqual(index.find('日米防衛協力のための指針(2015年)'), [
    { value: 'gl', distance: 0, title: '日米防衛協力のための指針' },
  ]);
});

/** Letters of titles that are neither numbers nor countries, nor signs that are not compared. */
const LETTERS = [
  ...'海洋安全保障防衛協力交流計画枠組覚書実施運用訓練情報技術装備移転地域基盤共通目標再編新旧のにをとはがためするついて',
];
const title = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 12, maxLength: 50 })
  .map((letters) => letters.join(''));

test('every title with up to two letters changed is found among five hundred', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(title, { minLength: 500, maxLength: 500 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...LETTERS)), { minLength: 2, maxLength: 2 }),
      fc.nat(2),
      (titles, changes, count) => {
        const index = indexOf(...titles);
        for (const one of titles) {
          const letters = [...one];
          for (const [at, , letter] of changes.slice(0, count)) letters[at % letters.length] = letter;
          const changed = letters.join('');
          assert.ok(
            index.find(changed).some(({ value }) => value === one) || titles.includes(changed),
            `${one} by ${changed}`,
          );
        }
      },
    ),
    { seed: SEED, numRuns: 10 },
  );
});
