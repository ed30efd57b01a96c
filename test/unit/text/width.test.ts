import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fold, foldChar, foldKey } from '../../../server/src/text/width.ts';
import { SEED } from '../seed.ts';

function folds(rows: Record<string, string>): void {
  for (const [text, expected] of Object.entries(rows)) assert.equal(fold(text).text, expected, text);
}

function foldsTo(expected: string, spellings: readonly string[]): void {
  for (const spelling of spellings) assert.equal(fold(spelling).text, expected, spelling);
}

describe('a folded text', () => {
  it('has ASCII for full-width letters, digits, signs and spaces', () => {
    folds({ 'ＳＭ－３　（２＋２）＆：％': 'SM-3 (2+2)&:%', '第１７回\u00a0': '第17回 ' });
  });

  it('has the same words as before where nothing is to fold', () => {
    const text = '日米安全保障協議委員会(「2+2」)の概要。ロードマップ・ミサイル';
    assert.equal(fold(text).text, text);
  });

  it('has one comma, one full stop between digits, one dash and one wave dash', () => {
    foldsTo('日,米', ['日、米', '日，米', '日､米', '日,米', '日﹑米']);
    foldsTo('27.10.1', ['２７．１０．１', '27.10.1']);
    foldsTo('PAC-3', ['PAC−3', 'ＰＡＣ－３', 'PAC‐3', 'PAC‑3', 'PAC–3', 'PAC—3', 'PAC―3', 'PAC﹣3', 'PACー3', 'PACｰ3']);
    foldsTo('5月~6月', ['5月〜6月', '5月～6月', '5月~6月']);
  });

  it('keeps ー where it lengthens a vowel', () => {
    folds({
      ロードマップ: 'ロードマップ',
      ﾛｰﾄﾞﾏｯﾌﾟ: 'ロードマップ',
      らーめん: 'らーめん',
      スーーパー: 'スーーパー',
      'ー 日米両国は': '- 日米両国は',
      日米ーASEAN: '日米-ASEAN',
      '(ー)': '(-)',
      超ーすごい: '超ーすごい',
      日ーｶ: '日ーカ',
    });
  });

  it('has letters for Roman numerals and digits for enclosed ones', () => {
    folds({ ⅢMEF: 'IIIMEF', ブロックⅡＡ: 'ブロックIIA', 'ⅰ）': 'i)', Ⅻ: 'XII' });
    folds({ '①米軍': '1米軍', '㊿': '50', '⑳': '20', '❷': '2', '⑴目的': '(1)目的', '⒈目的': '1.目的', '㈠': '(一)' });
    folds({ '㍻19年': '平成19年', '㋿5年': '令和5年', '№3': 'No3', '5㎞': '5km' });
  });

  it('has horizontal quotes and brackets for vertical ones, and straight quotes for curly ones', () => {
    folds({ '﹁指針﹂': '「指針」', '﹃憲章﹄': '『憲章』', '︵仮訳︶': '(仮訳)', '｢指針｣': '「指針」' });
    folds({ '“the Roadmap”': '"the Roadmap"', 'Japan’s': "Japan's" });
    folds({ '【参考】〈仮訳〉〔注〕『一』': '【参考】〈仮訳〉〔注〕『一』' });
  });

  it('has か for every spelling of the counter word between a numeral and what is counted', () => {
    foldsTo('三か国', ['三ヵ国', '三か国', '三カ国', '三ヶ国', '三ケ国', '三箇国', '三ｶ国']);
    foldsTo('3か所', ['3ヶ所', '３カ所', '3箇所', '3個所']);
    folds({
      '6 カ国協議': '6 か国協議',
      数カ月: '数か月',
      五ヵ年計画: '五か年計画',
      '㊿ カ国': '50 か国',
      二十ヵ条: '二十か条',
    });
  });

  it('leaves the same characters alone in other words', () => {
    folds({
      カナダ国: 'カナダ国',
      関ヶ原: '関ヶ原',
      個人: '個人',
      '3カナダ': '3カナダ',
      箇所: '箇所',
      アメリカ国務省: 'アメリカ国務省',
    });
    folds({ 五個: '五個', 一ケース: '一ケース' });
  });

  it('has full-width katakana with its voiced marks joined', () => {
    folds({ 'ﾐｻｲﾙ･ﾃﾞｨﾌｪﾝｽ': 'ミサイル・ディフェンス', ｶﾞｲﾄﾞﾗｲﾝ: 'ガイドライン', ﾊﾟﾗｸﾞﾗﾌ: 'パラグラフ', ｳﾞ: 'ヴ' });
    folds({ 'か\u3099': 'が', 'ハ\u309a': 'パ', ｱﾞ: 'ア゛', ﾞ: '゛', 'ヶ\u3099': 'ヶ\u3099' });
  });

  it('has one form for variants of one character', () => {
    folds({
      強靱: '強靭',
      強靭: '強靭',
      '\u2f47\u2f76': '日米',
      '\ufa19': '神',
      '\u25ef': '\u25cb',
      '\ufb01scal': 'fiscal',
      '\ufacf': '\u{2284a}',
    });
  });

  it('has no invisible characters', () => {
    folds({ '日\u200b米\ufeff': '日米', 'con\u00adfer': 'confer', '〇\ufe0e': '〇' });
  });

  it('keeps letters, kanji numerals, kana and lone surrogates as they are', () => {
    folds({ Ａa: 'Aa', 二〇〇六: '二〇〇六', '𠮷\ud842': '𠮷\ud842', '\uffff\0': '\uffff\0', '一。': '一。' });
  });
});

describe('an offset of a folded text', () => {
  const back = (text: string, part: string) => {
    const folded = fold(text);
    const at = folded.text.indexOf(part);
    const range = folded.toOriginalRange(at, at + part.length);
    return text.slice(range.start, range.end);
  };

  it('leads back to the words of the original', () => {
    const text = 'ＳＭ-３ブロックⅡＡ及び⑳第三ヵ国のﾛｰﾄﾞﾏｯﾌﾟ、日\u200b米';
    assert.equal(back(text, 'SM-3'), 'ＳＭ-３');
    assert.equal(back(text, 'IIA及び'), 'ⅡＡ及び');
    assert.equal(back(text, '20'), '⑳');
    assert.equal(back(text, '第三か国'), '第三ヵ国');
    assert.equal(back(text, 'ロードマップ'), 'ﾛｰﾄﾞﾏｯﾌﾟ');
    assert.equal(back(text, '日米'), '日\u200b米');
    assert.equal(back(text, '米'), '米');
    assert.equal(back(text, '日'), '日');
  });

  it('inside what one character became leads to that character', () => {
    const folded = fold('第Ⅲ部');
    assert.equal(folded.text, '第III部');
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((offset) => folded.toOriginal(offset)),
      [0, 1, 1, 1, 2, 3],
    );
    assert.deepEqual(folded.toOriginalRange(2, 3), { start: 1, end: 2 });
    assert.deepEqual(folded.toOriginalRange(4, 4), { start: 2, end: 2 });
  });

  it('is clamped', () => {
    for (const text of ['日米', 'Ⅱ', '']) {
      const folded = fold(text);
      assert.equal(folded.toOriginal(-3), 0);
      assert.equal(folded.toOriginal(99), text.length);
      assert.deepEqual(folded.toOriginalRange(-3, 99), { start: 0, end: text.length });
    }
  });

  const piece = fc.constantFrom(
    ...[
      '日',
      'Ａ',
      'a',
      'Ⅱ',
      '㊿',
      '㍿',
      'ｶ',
      'ﾞ',
      'ﾊ',
      'ﾟ',
      'か',
      '\u3099',
      'ー',
      '三',
      'ヵ',
      '国',
      '\u200b',
      '𠮷',
      '\ud842',
      '　',
    ],
  );
  const text = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

  it('maps onto the original in order, the whole onto the whole, and each character onto what it came from', () => {
    fc.assert(
      fc.property(text, (original) => {
        const folded = fold(original);
        const all = folded.toOriginalRange(0, folded.text.length);
        assert.equal(fold(original.slice(all.start, all.end)).text, folded.text);
        let previous = 0;
        for (let i = 0; i < folded.text.length; i++) {
          const { start, end } = folded.toOriginalRange(i, i + 1);
          assert.equal(folded.toOriginal(i), start);
          assert.ok(start >= previous && end > start && end <= original.length);
          previous = start;
          const source = original.slice(start, end);
          const expected = folded.text[i];
          // ー and counter words alone have no neighbours to be folded by.
          if (!/[ーヵｶ]/.test(source)) assert.ok(fold(source).text.includes(expected), `${source} ${expected}`);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('is right across the places where long texts are put together', () => {
    const original = 'Ⅱｶﾞ日㍿Ａ\u200b'.repeat(3000);
    const folded = fold(original);
    assert.equal(folded.text, 'IIガ日株式会社A'.repeat(3000));
    for (const k of [0, 453, 454, 455, 456, 457, 1500, 2999]) {
      assert.deepEqual(folded.toOriginalRange(9 * k + 2, 9 * k + 3), { start: 7 * k + 1, end: 7 * k + 3 });
      assert.deepEqual(folded.toOriginalRange(9 * k + 8, 9 * k + 9), { start: 7 * k + 5, end: 7 * k + 6 });
    }
  });

  it('needs no second folding', () => {
    fc.assert(
      fc.property(text, (original) => {
        // A mark may find its kana only after an invisible character between them is gone.
        const folded = fold(original.replaceAll('\u200b', '')).text;
        assert.equal(fold(folded).text, folded);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('a key', () => {
  it('is the same for titles that differ in width, spaces and case only', () => {
    const key = foldKey('日米安全保障協議委員会（「２＋２」）');
    assert.equal(foldKey('日米 安全保障　協議委員会(「2+2」)'), key);
    assert.equal(foldKey('Ｂｌｏｃｋ ⅡＡ'), 'blockiia');
    assert.equal(foldKey('閣 議 決 定\r\n'), '閣議決定');
  });

  it('differs where a word differs', () => {
    assert.notEqual(foldKey('ロードマップ'), foldKey('情報共有ロードマップ'));
    assert.notEqual(foldKey('ハ'), foldKey('バ'));
  });
});

describe('a folded character', () => {
  it('is itself where its folding depends on others or is longer', () => {
    const one = (char: string) => String.fromCharCode(foldChar(char.charCodeAt(0)));
    assert.deepEqual(['１', '（', '、', '－', 'Ⅱ', 'ヵ', 'ー', '日'].map(one).join(''), '1(,-Ⅱヵー日');
    assert.equal(foldChar(Number.NaN), 0);
  });
});
