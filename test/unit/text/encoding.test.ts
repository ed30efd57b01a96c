import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decode, type Encoding } from '../../../server/src/text/encoding.ts';
import { SEED } from '../seed.ts';
import { encodeIso2022Jp, encodeLegacy, encodeUtf16 } from './legacy-encoder.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

type TextEncoding = Exclude<Encoding, 'binary'>;
const encoders: Record<TextEncoding, (text: string) => Uint8Array> = {
  'utf-8': utf8,
  'utf-16le': (text) => encodeUtf16(text, 'utf-16le'),
  'utf-16be': (text) => encodeUtf16(text, 'utf-16be'),
  shift_jis: (text) => encodeLegacy(text, 'shift_jis'),
  'euc-jp': (text) => encodeLegacy(text, 'euc-jp'),
  'iso-2022-jp': encodeIso2022Jp,
};
const encodings = Object.keys(encoders) as TextEncoding[];

const title = '日米安全保障協議委員会（「２＋２」）の概要\r\n';
const outline = [
  title,
  '平成19年5月1日\r\n外務省・防衛省\r\n\r\n',
  '　標記会合が開催されたところ、主な概要以下のとおり。\r\n',
  '1.ミサイル防衛（BMD）\r\n（1）ＳＭ－３ブロックⅡＡの共同開発について、引き続き協力していくことで一致した。\r\n',
  '① 情報共有ロードマップの策定を進めたい旨発言。\r\n',
].join('');

function check(text: string, encoding: TextEncoding): void {
  const decoded = decode(encoders[encoding](text));
  assert.equal(decoded.encoding, encoding);
  assert.ok(decoded.text === text, `${decoded.text.slice(0, 60)} instead of ${text.slice(0, 60)}`);
  assert.equal(decoded.replaced, 0);
  assert.equal(decoded.bom, false);
}

describe('the encoding of a file', () => {
  for (const encoding of encodings) {
    it(`is recognised as ${encoding} from one title, an outline, and a long text`, () => {
      check(title, encoding);
      check(outline, encoding);
      check(outline.repeat(300), encoding);
    });
  }

  it('is recognised from a short line without kana, and from kana alone', () => {
    for (const encoding of ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp'] as const) {
      for (const text of [
        '外務省・防衛省',
        '平成十九年五月一日',
        '共同声明',
        'ロードマップ',
        'このため、これらについて',
      ]) {
        check(text, encoding);
      }
    }
  });

  it('is recognised where the first Japanese word comes after much English', () => {
    const text = `${'Joint Statement of the Security Consultative Committee\n'.repeat(2000)}${title}`;
    for (const encoding of ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp'] as const) check(text, encoding);
  });

  it('is UTF-8 for ASCII alone and for an empty file', () => {
    assert.deepEqual(decode(utf8('Joint Statement\r\n')), {
      text: 'Joint Statement\r\n',
      encoding: 'utf-8',
      bom: false,
      confidence: 1,
      replaced: 0,
    });
    assert.equal(decode(new Uint8Array()).encoding, 'utf-8');
  });

  it('is what the byte order mark says, and the mark is no part of the text', () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      const decoded = decode(encoders[encoding](`\ufeff${title}`));
      assert.deepEqual(decoded, { text: title, encoding, bom: true, confidence: 1, replaced: 0 });
    }
  });

  it('is Shift_JIS with half-width katakana among ordinary words', () => {
    check('ﾐｻｲﾙ防衛に関するﾛｰﾄﾞﾏｯﾌﾟの概要', 'shift_jis');
  });

  it('is Shift_JIS as Windows has it: ① Ⅱ ㈱ 髙 and the wave dash', () => {
    check('①第Ⅱ章　㈱髙橋　５月～６月の概要', 'shift_jis');
    check('①第Ⅱ章　５月～６月の概要', 'euc-jp');
  });

  it('is still recognised where the last character is cut in two', () => {
    for (const encoding of ['utf-8', 'shift_jis', 'euc-jp'] as const) {
      const text = outline.trimEnd().slice(0, -1);
      const decoded = decode(encoders[encoding](text).subarray(0, -1));
      assert.equal(decoded.encoding, encoding);
      assert.equal(decoded.text, `${text.slice(0, -1)}\ufffd`);
      assert.equal(decoded.replaced, 1);
    }
    const odd = decode(encodeUtf16(outline, 'utf-16le').subarray(0, -1));
    assert.deepEqual([odd.encoding, odd.replaced], ['utf-16le', 1]);
  });

  it('is still UTF-8 where a few bytes are broken', () => {
    const bytes = utf8(outline.repeat(20));
    bytes[5000] = 0xff;
    const decoded = decode(bytes);
    assert.equal(decoded.encoding, 'utf-8');
    assert.ok(decoded.replaced >= 1 && decoded.replaced <= 3);
  });

  it('is UTF-8 with the place marked for an English text with one byte of another code page', () => {
    const bytes = utf8('The Minister visited the caf_ .\n');
    bytes[bytes.indexOf(0x5f)] = 0xe9;
    assert.deepEqual([decode(bytes).encoding, decode(bytes).text], ['utf-8', 'The Minister visited the caf\ufffd .\n']);
  });

  it('does not count a U+FFFD that the text itself has', () => {
    assert.equal(decode(utf8('a\ufffdb概要')).replaced, 0);
    assert.equal(decode(utf8('\ufeffa\ufffdb')).replaced, 0);
    assert.equal(decode(encodeUtf16('\ufeffa\ufffdb', 'utf-16be')).replaced, 0);
  });

  it('is less sure the less there is to go by', () => {
    const long = decode(encoders.shift_jis(outline));
    const short = decode(encoders.shift_jis('ﾐｻｲﾙ'));
    assert.ok(long.confidence > 0.8, String(long.confidence));
    assert.ok(short.confidence < long.confidence);
  });

  it('is binary for NULs and for many control characters, and such a file has no text', () => {
    const png = Uint8Array.of(
      0x89,
      0x50,
      0x4e,
      0x47,
      13,
      10,
      26,
      10,
      0,
      0,
      0,
      13,
      0x49,
      0x48,
      0x44,
      0x52,
      0,
      0,
      2,
      0x58,
    );
    const controls = Uint8Array.from({ length: 300 }, (_, i) => i % 32);
    const utf32 = Uint8Array.of(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0);
    const noise = Uint8Array.from({ length: 3000 }, (_, i) => ((i * 7919) ^ (i >> 3)) & 0xff || 1);
    for (const bytes of [png, controls, utf32, noise, utf8('a\0b')]) {
      assert.deepEqual([decode(bytes).encoding, decode(bytes).text], ['binary', '']);
    }
  });

  it('is answered for any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const { confidence, replaced, text } = decode(bytes);
        assert.ok(confidence >= 0 && confidence <= 1 && replaced >= 0 && replaced <= text.length);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('is UTF-8 for every text that is not ASCII alone and is saved as UTF-8', () => {
    const words = fc.array(fc.constantFrom('日米', 'の', '「2＋2」', '共同声明', 'é', 'ー', '1.', '\n', '𠮷'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join('');
        assert.deepEqual([decode(utf8(text)).text, decode(utf8(text)).encoding], [text, 'utf-8']);
      }),
      { seed: SEED },
    );
  });
});
