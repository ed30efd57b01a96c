import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anchorAll, anchorOne } from '../../../server/src/annotations/anchor.ts';
import { AnchorText } from '../../../server/src/annotations/anchor-text.ts';
import type { TextTarget } from '../../../server/src/annotations/model.ts';
import { isStale, selectorsFor } from '../../../server/src/annotations/selectors.ts';
import { textHash } from '../../../server/src/annotations/text-hash.ts';
import { SEED } from '../seed.ts';
import { targetOn } from './notes.ts';

const TEXT = `日加防衛相会談（概要）
令和13年5月1日

1．総論
（1）双方は、北極海における協力の重要性を確認した。
（2）加側より、情報保全に関する取決めの早期署名に期待が示された。日本側より、国内手続を進めている旨述べた。
2．共同訓練
（1）双方は、引き続き緊密に協力していくことで一致した。
（2）日本側より、捜索救難の訓練を毎年行うことを提案し、加側は、実務者間で検討すると応じた。
3．人的交流
（1）双方は、引き続き緊密に協力していくことで一致した。
`;

/** Status and phrase of a note on a phrase of one text, in another. */
function found(before: string, phrase: string, after: string, nth = 1): string {
  return foundBy(targetOn(before, phrase, nth), after);
}

function foundBy(target: TextTarget, text: string): string {
  const anchor = anchorOne(new AnchorText(text), target);
  if (anchor === undefined || anchor.status === 'orphan') return 'orphan';
  return `${anchor.status} ${text.slice(anchor.start, anchor.end)}`;
}

describe('a note is found again', () => {
  it('where it was, in the same text', () => {
    for (const phrase of ['北極海', '（1）', '協力', TEXT]) assert.equal(found(TEXT, phrase, TEXT), `exact ${phrase}`);
  });

  it('after changes elsewhere', () => {
    assert.equal(
      found(TEXT, '捜索救難の訓練', `（仮訳）\n${TEXT.replace('北極海', '北太平洋')}`),
      'exact 捜索救難の訓練',
    );
  });

  it('when it was reworded, with a score', () => {
    const after = TEXT.replace('捜索救難の訓練を毎年行う', '捜索・救難訓練を隔年で行う');
    const anchor = anchorOne(new AnchorText(after), targetOn(TEXT, '捜索救難の訓練を毎年行う'));
    assert.ok(anchor?.status === 'fuzzy');
    assert.equal(after.slice(anchor.start, anchor.end), '捜索・救難訓練を隔年で行う');
    assert.ok(anchor.score > 0.5 && anchor.score < 1, String(anchor.score));
  });

  it('when half of a word was replaced', () => {
    assert.equal(found(TEXT, '提案', TEXT.replace('提案し', '提起し')), 'fuzzy 提起');
  });

  it('when its paragraph moved', () => {
    const line = '（2）日本側より、捜索救難の訓練を毎年行うことを提案し、加側は、実務者間で検討すると応じた。\n';
    const after = TEXT.replace(line, '').replace('1．総論\n', `1．総論\n${line}`);
    assert.equal(found(TEXT, '実務者間', after), 'exact 実務者間');
    assert.equal(found(TEXT, line.trim(), after), `exact ${line.trim()}`);
  });

  it('in its own section, where another says the same', () => {
    const phrase = '引き続き緊密に協力していくことで一致した。';
    for (const nth of [1, 2]) {
      const after = TEXT.replace('令和13年5月1日', '令和13年5月1日\n防衛省');
      const anchor = anchorOne(new AnchorText(after), targetOn(TEXT, phrase, nth));
      assert.ok(anchor?.status === 'exact');
      let expected = -1;
      for (let i = 0; i < nth; i++) expected = after.indexOf(phrase, expected + 1);
      assert.equal(anchor.start, expected, `the ${nth}. place`);
    }
  });

  it('in another width and with other line breaks', () => {
    const wrapped = TEXT.replace(/[^\n]{12}/g, '$&\n　').replace(/[0-9]/g, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
    );
    assert.equal(
      found(TEXT, '情報保全に関する取決めの早期署名', wrapped).replace(/\s/g, ''),
      'exact情報保全に関する取決めの早期署名',
    );
    assert.equal(
      found('ガイドラインの見直しは、2030年に行う。\n', 'ガイドライン', 'ｶﾞｲﾄﾞﾗｲﾝの見直しは、２０３０年に行う。\n'),
      'exact ｶﾞｲﾄﾞﾗｲﾝ',
    );
  });

  it('by a quote alone, as other programs give it, if it is long enough and the only one', () => {
    const bare = (exact: string, prefix = ''): TextTarget => ({
      kind: 'text',
      source: 'a.txt',
      quote: { exact, prefix, suffix: '' },
    });
    assert.equal(foundBy(bare('情報保全に関する取決め'), TEXT), 'exact 情報保全に関する取決め');
    assert.equal(foundBy(bare('引き続き緊密に協力していくことで一致した。'), TEXT), 'orphan', 'there are two');
    assert.equal(foundBy(bare('協力'), TEXT), 'orphan', 'too short');
    assert.equal(foundBy(bare('協力', '（1）双方は、北極海における'), TEXT), 'exact 協力');
  });
});

describe('a note says that it lost its phrase', () => {
  it('when the phrase was taken out, though the word stands elsewhere', () => {
    assert.equal(found(TEXT, '北極海における協力', TEXT.replace('北極海における協力', '')), 'orphan');
    assert.equal(found(TEXT, '協力', TEXT.replace('北極海における協力', '北極海')), 'orphan');
  });

  it('when its paragraph was taken out', () => {
    assert.equal(found(TEXT, '国内手続', TEXT.replace(/（2）加側より.*\n/, '')), 'orphan');
  });

  it('in another text', () => {
    assert.equal(
      found(
        TEXT,
        '捜索救難の訓練を毎年行う',
        '海洋に関する共同声明\n2030年2月\n\n1．海洋安全保障\n両国は、海洋の安全を確認した。\n',
      ),
      'orphan',
    );
    assert.equal(found(TEXT, '協力', ''), 'orphan');
  });

  it('when nothing tells which of two places is meant', () => {
    const twice = '（1）双方は、引き続き緊密に協力していくことで一致した。\n';
    assert.equal(
      found(`概要\n\n${twice.repeat(40)}終わり\n`, '緊密', `概要\n\n${twice.repeat(50)}終わり\n`, 20),
      'orphan',
    );
  });
});

describe('the position', () => {
  it('counts only in the text of which it has the hash', () => {
    const target = targetOn(TEXT, '北極海');
    const moved = { ...target, position: { start: 0, end: 3, textHash: textHash(TEXT) } };
    assert.equal(foundBy(moved, TEXT), 'exact 北極海', 'the quote says what was meant');
    const only = { kind: 'text' as const, source: 'a.txt', position: target.position };
    assert.equal(foundBy(only, TEXT), 'exact 北極海');
    assert.equal(foundBy(only, `${TEXT}\n`), 'orphan');
  });

  it('has the hash that sha256sum gives of the file', () => {
    assert.equal(textHash(''), 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.equal(textHash('abc'), 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('selectors', () => {
  it('have 32 characters on each side, the hash, and the way down to the section', () => {
    const { quote, position, section } = targetOn(TEXT, '捜索救難');
    assert.equal(
      quote?.prefix,
      '（1）双方は、引き続き緊密に協力していくことで一致した。\n（2）日本側より、'.slice(-32),
    );
    assert.equal(quote?.suffix, 'の訓練を毎年行うことを提案し、加側は、実務者間で検討すると応じた。'.slice(0, 32));
    assert.deepEqual(position, {
      start: TEXT.indexOf('捜索'),
      end: TEXT.indexOf('捜索') + 4,
      textHash: textHash(TEXT),
    });
    assert.equal(section?.[0], '日加防衛相会談（概要）');
    assert.equal(section?.[1], '2．共同訓練');
    assert.match(section?.[2] ?? '', /^（2）日本側より/);
  });

  it('never split a character of two units', () => {
    const text = '𠮷'.repeat(40);
    for (const [start, end] of [
      [21, 41],
      [20, 41],
      [21, 21],
    ]) {
      const { quote, position } = selectorsFor(new AnchorText(text), start, end);
      for (const part of [quote.exact, quote.prefix, quote.suffix]) assert.match(part, /^(?:𠮷)*$/);
      assert.ok(quote.prefix.length <= 32 && quote.suffix.length <= 32);
      assert.equal(text.slice(position.start, position.end), quote.exact);
    }
  });

  it('are out of date when the words changed, not when only their width or lines did', () => {
    const target = targetOn(TEXT, '2．共同訓練');
    for (const [line, isOld] of [
      ['２.共同\n訓練', false],
      ['2．共同演習', true],
    ] as const) {
      const after = TEXT.replace('2．共同訓練', line);
      const start = after.indexOf(line);
      assert.equal(isStale(new AnchorText(after), target, start, start + line.length), isOld);
    }
  });
});

it('any text and any note give an anchor inside the text, whole characters, in the order of the notes', () => {
  const piece = fc.constantFrom(
    '日',
    '米',
    '１',
    '1',
    'ｶ',
    'ﾞ',
    'ー',
    'ヶ',
    '国',
    '𠮷',
    '\ud842',
    ' ',
    '　',
    '\n',
    '\r\n',
    'a',
    '㊿',
    '\u200b',
  );
  const any = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(any, any, fc.array(fc.tuple(fc.nat(70), fc.nat(20)), { maxLength: 4 }), (before, after, ranges) => {
      const prepared = new AnchorText(before);
      const targets = ranges.map(
        ([start, length]): TextTarget => ({
          kind: 'text',
          source: 'a',
          ...selectorsFor(prepared, start, start + length),
        }),
      );
      const text = new AnchorText(after);
      const anchors = anchorAll(text, targets);
      assert.equal(anchors.length, targets.length);
      for (const anchor of anchors) {
        if (anchor === undefined || anchor.status === 'orphan') continue;
        assert.ok(0 <= anchor.start && anchor.start <= anchor.end && anchor.end <= after.length);
        assert.ok(!text.splitsPair(anchor.start) && !text.splitsPair(anchor.end));
      }
      // in the same text every note is where it was made
      anchorAll(prepared, targets).forEach((anchor, i) => {
        const { position } = targets[i];
        assert.deepEqual(anchor, { status: 'exact', start: position?.start, end: position?.end, score: 1 });
      });
    }),
    { seed: SEED, numRuns: 500 },
  );
});
