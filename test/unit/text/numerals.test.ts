import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Allow, type NumeralOptions, readNumeral } from '../../../server/src/text/numerals.ts';
import { SEED } from '../seed.ts';

/** `value style` of the numeral at the start of a text, if it is the whole text but for what stands behind `|`. */
function read(marked: string, options?: NumeralOptions): string | undefined {
  const [numeral, rest = ''] = marked.split('|');
  const found = readNumeral(numeral + rest, 0, options);
  if (found === undefined) return undefined;
  assert.deepEqual([found.start, found.end], [0, numeral.length], marked);
  return `${found.value} ${found.style}`;
}

function reads(rows: Record<string, string | undefined>, options?: NumeralOptions): void {
  for (const [marked, expected] of Object.entries(rows)) assert.equal(read(marked, options), expected, marked);
}

describe('a numeral', () => {
  it('in digits has one value in any width', () => {
    reads({ '24|条': '24 half', '２４|条': '24 full', '2４|条': '24 mixed', '007': '7 half', '１|．３億円': '1 full' });
  });

  it('in kanji with units is read to the last unit', () => {
    reads({
      '五|条': '5 kanji',
      '十|月': '10 kanji',
      '二十五|年': '25 kanji',
      '三十七|年': '37 kanji',
      '千九百六十|年': '1960 kanji',
      '二千九|年': '2009 kanji',
      '百二十|日': '120 kanji',
      '五万|トン': '50000 kanji',
      '一億二千万|円': '120000000 kanji',
    });
  });

  it('in kanji digit by digit is read by place', () => {
    reads({ '二〇〇六|年': '2006 positional', '二○二四|年': '2024 positional', '四五|年': '45 positional' });
    reads({ '二零零六|年': '2006 positional', '一九六〇|年': '1960 positional' });
  });

  it('in kanji ends where it would stop being a number', () => {
    reads({
      '二十|〇': '20 kanji',
      '十|十': '10 kanji',
      '二十五|六': '25 kanji',
      '三五|十': '35 positional',
      '十|百': '10 kanji',
    });
  });

  it('may be 元 where that is allowed', () => {
    reads({ '元|年': undefined });
    reads({ '元|年': '1 gannen' }, { allow: Allow.arabic | Allow.gannen });
  });

  it('may have spaces between its digits where that is allowed', () => {
    reads(
      { '2 4| .': '24 half', '１　９|年': '19 full', '十 九| 年': '19 kanji', '2|  4': '2 half' },
      { spaces: true },
    );
    reads({ '2| 4': '2 half', '十| 九': '10 kanji' });
  });

  it('may be one sign', () => {
    reads({ '①|': '1 circled', '⑳|': '20 circled', '㉑|': '21 circled', '㊿|': '50 circled', '❷|': '2 circled' });
    reads({ '⑴|': '1 parenthesised', '⒇|': '20 parenthesised', '㈡|': '2 parenthesised', '⒈|目的': '1 stopped' });
  });

  it('may be Roman, in letters that stand alone or in signs', () => {
    reads({
      'I|. 概観': '1 roman',
      'IV|. ': '4 roman',
      'XXXIX|.': '39 roman',
      'ＩＩ|．': '2 roman',
      'iii|)': '3 small-roman',
      'Ⅰ|．概観': '1 roman-sign',
      'Ⅳ|': '4 roman-sign',
      'Ⅻ|': '12 roman-sign',
      'ⅩⅢ|': '13 roman-sign',
      'ⅹⅱ|': '12 small-roman-sign',
      'Ⅱ|Ａ': '2 roman-sign',
    });
    reads({
      IIII: undefined,
      IVI: undefined,
      VX: undefined,
      Ix: undefined,
      In: undefined,
      V4: undefined,
      "I'm": undefined,
    });
    assert.equal(readNumeral('SIX', 1), undefined);
    assert.equal(readNumeral('ⅡＡ', 1), undefined);
  });

  it('is read only in the styles that are asked for', () => {
    reads({ '24|': undefined, '二|': '2 kanji', '①|': undefined, 'I|': undefined }, { allow: Allow.kanji });
    reads({ 'i|)': undefined, 'I|)': '1 roman', 'Ⅰ|': undefined }, { allow: Allow.roman });
  });

  it('does not begin inside another, and is no long row of digits', () => {
    assert.equal(readNumeral('124', 1), undefined);
    assert.equal(readNumeral('二十五', 1), undefined);
    assert.equal(readNumeral('1234567890123456', 0), undefined);
    assert.equal(readNumeral('目的', 0), undefined);
    assert.equal(readNumeral('', 0), undefined);
    assert.equal(readNumeral('1', -1), undefined);
    assert.equal(readNumeral('1', Number.NaN), undefined);
  });

  it('in kanji says what was written, for every number up to 9999', () => {
    const digits = '〇一二三四五六七八九';
    const withUnits = (n: number) =>
      [...'千百十']
        .map((unit, k) => [Math.floor(n / 10 ** (3 - k)) % 10, unit] as const)
        .map(([digit, unit]) => (digit === 0 ? '' : digit === 1 ? unit : digits[digit] + unit))
        .join('') + (n % 10 ? digits[n % 10] : '');
    for (let n = 1; n < 10_000; n++) {
      assert.equal(readNumeral(withUnits(n), 0)?.value, n);
      assert.equal(readNumeral([...String(n)].map((digit) => digits[Number(digit)]).join(''), 0)?.value, n);
    }
  });

  it('is looked for in any string without failing, and lies where it was asked for', () => {
    const piece = fc.constantFrom(...'1２二十百千万億兆〇○元①⑴⒈IVXⅠⅩⅻvx \u3000\ud842a年');
    const text = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (whole, spaces) => {
        for (let at = -1; at <= whole.length; at++) {
          const numeral = readNumeral(whole, at, { allow: Allow.any | Allow.gannen, spaces });
          if (numeral === undefined) continue;
          assert.equal(numeral.start, at);
          assert.ok(numeral.end > at && numeral.end <= whole.length && Number.isSafeInteger(numeral.value));
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
