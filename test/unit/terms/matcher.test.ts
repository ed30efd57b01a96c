import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyString } from '../../../server/src/terms/key.ts';
import { isWhole, Matcher } from '../../../server/src/terms/matcher.ts';
import { fold } from '../../../server/src/text/width.ts';
import { SEED } from '../seed.ts';
import { glossaryOf, marked } from './glossaries.ts';

function check(glossary: Parameters<typeof marked>[1], cases: readonly string[]): void {
  for (const expected of cases) {
    assert.equal(marked(expected.replace(/［([^：］]*)：[^］]*］/g, '$1'), glossary), expected);
  }
}

const terms = glossaryOf(
  '弾道ミサイル防衛||BMD|ミサイル防衛',
  'SM-3ブロックIIA||SM-3 Block IIA',
  'SM-3||',
  'ロードマップ||||',
  '三ヵ国間協力|trilateral cooperation||',
  '同盟強靱化予算||',
  'キャンプ・シュワブ||',
  '附帯決議||',
  '2+2||',
  '役割・任務・能力||',
  '六者会合||',
  '人道支援・災害救援||HA/DR|',
  '無人航空機|unmanned aerial vehicle|UAV|',
);

test('a term is found in every width, with any hyphen and space of its parts', () => {
  check(terms, [
    '［ＳＭ-３ブロックⅡＡ：SM-3ブロックIIA］の第三国移転',
    '［SM−3 ブロック IIA：SM-3ブロックIIA］と［ＳＭ－３：SM-3］と［SM-3 Block IIA：SM-3ブロックIIA］',
    '［ＢＭＤ：弾道ミサイル防衛］と［ﾐｻｲﾙ防衛：弾道ミサイル防衛］',
    '［三ヵ国間協力：三ヵ国間協力］、［三か国間協力：三ヵ国間協力］、［３カ国間協力：三ヵ国間協力］、［3ヶ国間協力：三ヵ国間協力］',
    '［同盟強靭化予算：同盟強靱化予算］',
    '［キャンプシュワブ：キャンプ・シュワブ］、［キャンプ･シュワブ：キャンプ・シュワブ］',
    '［付帯決議：附帯決議］',
    '「［２＋２：2+2］」',
    '［６者会合：六者会合］',
    '［ＨＡ／ＤＲ：人道支援・災害救援］',
    '［Trilateral Cooperation：三ヵ国間協力］ and ［UAV：無人航空機］s',
  ]);
});

test('a term is found across a hard line break and across spaces that copying left', () => {
  check(terms, [
    '日米両国は、引き続き緊密に連携して、我が国の平和のために、［弾道ミサイ\nル防衛：弾道ミサイル防衛］の協力を進める。',
    '［弾道ミサ イル防衛：弾道ミサイル防衛］の協力',
    'The Ministers welcomed the progress of the joint development of the ［SM-3\nBlock IIA：SM-3ブロックIIA］ interceptor.',
  ]);
});

test('letters inside a word, katakana inside a word, and a compound of another head are nothing', () => {
  check(terms, [
    'ＢＭＤＸと NBMD と BMD2',
    'ロードマップス',
    '情報共有ロードマップ、人材育成ロードマップ、技術・産業ロードマップ',
    '再編の［ロードマップ：ロードマップ］策定、昨年の「［ロードマップ：ロードマップ］」、2006年［ロードマップ：ロードマップ］',
    'bmd と Bmd',
    '2+2=4 ではなく 12+2 でもない'.replace('2+2=4', '［2+2：2+2］=4'),
    'SM-30',
    'B M D',
    '能力・役割任務',
  ]);
});

test('the longest of overlapping terms is taken', () => {
  check(glossaryOf('地位協定||', '日米地位協定||', '日米地位協定の運用改善||'), [
    '［日米地位協定の運用改善：日米地位協定の運用改善］と［日米地位協定：日米地位協定］と［地位協定：地位協定］',
  ]);
});

test('a weak spelling counts in quotation marks, or where the document speaks of the thing', () => {
  const weak = glossaryOf('防衛協力の指針|||~指針|防衛協力小委員会', '海上計画|||~計画', '行程表||||~,海上');
  check(weak, [
    '行動の指針を定める。',
    '別の「指針」を見直す。',
    '「［計画：海上計画］」と計画',
    '「［行程表：行程表］」と行程表',
  ]);
  check(weak, ['防衛協力小委員会で［指針：防衛協力の指針］を見直す。']);
});

test('of two terms with one spelling, the one of which the document speaks comes first', () => {
  const both = glossaryOf('海洋状況把握||MDA||海洋', '相互防衛援助協定||MDA||援助');
  check(both, ['［MDA：海洋状況把握/相互防衛援助協定］']);
  check(both, ['援助のための［MDA：相互防衛援助協定/海洋状況把握］']);
  check(both, ['海洋での［MDA：海洋状況把握/相互防衛援助協定］']);
});

test('the meeting of two other countries is not that of Japan and the United States', () => {
  const glossary = glossaryOf('日米安全保障協議委員会|||2+2', '閣僚会合|||2+2');
  check(glossary, ['日豪「［2+2：閣僚会合］」と日米「［2+2：日米安全保障協議委員会/閣僚会合］」']);
});

test('the matcher finds what a search for each key alone finds', () => {
  const letters = fc.constantFrom('ａ', 'B', '3', '-', '・', ' ', '米', '国', 'ミ', 'サ', '「', '」', '三', 'の');
  const word = fc.string({ unit: letters, minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      fc.string({ unit: letters, maxLength: 60 }),
      (words, text) => {
        const spellings = words.map((w) => ({ text: fold(w).text }));
        const folded = fold(text).text;
        const matcher = new Matcher(spellings);
        const found = matcher.find(folded);
        let last = -1;
        for (const { start, end, spellings: indexes } of found) {
          assert.ok(start >= last && end > start && end <= folded.length && isWhole(folded, start, end));
          last = start;
          for (const index of indexes) {
            assert.equal(keyString(folded.slice(start, end)), keyString(spellings[index].text));
          }
        }
        // a spelling as it stands in the glossary is always found where whole words allow it
        spellings.forEach(({ text: wanted }, index) => {
          const trimmed = wanted.replace(/^[-・ 「」]+|[-・ 「」]+$/g, '');
          if (keyString(trimmed).length < 2) return;
          for (let at = folded.indexOf(trimmed); at >= 0; at = folded.indexOf(trimmed, at + 1)) {
            if (!isWhole(folded, at, at + trimmed.length)) continue;
            assert.ok(
              found.some((f) => f.start === at && f.spellings.includes(index)),
              `${trimmed} in ${folded} at ${at}`,
            );
          }
        });
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});
