import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toBase64 } from '../../../client/src/base64.ts';
import { fieldOf, nameFrom, namesOf, otherField, TERM_AT_CURSOR, termFrom } from '../../../client/src/new-term.ts';

describe('a new term', () => {
  it('is told by its characters to be Japanese, English or an acronym', () => {
    for (const name of ['弾道ミサイル防衛', 'ミサイル', 'いわゆる', '日米2+2', 'BMD能力'])
      assert.equal(fieldOf(name), 'ja', name);
    for (const name of ['BMD', 'ＢＭＤ', 'C4ISR', 'SM-3', 'THAAD', 'DoD', 'G7', 'U.S.', 'ASEAN+3']) {
      assert.equal(fieldOf(name), 'acronym', name);
    }
    for (const name of ['ballistic missile defense', 'Guidelines', 'Japan', 'quad', 'BALLISTIC MISSILE', '']) {
      assert.equal(fieldOf(name), 'en', name);
    }
  });

  it('has a second name of another kind, and an acronym a long form in capitals, too', () => {
    assert.equal(otherField('acronym', '弾道ミサイル防衛'), 'ja');
    assert.equal(otherField('acronym', 'ballistic missile defense'), 'en');
    assert.equal(otherField('acronym', 'UNESCO'), 'en');
    assert.equal(otherField('ja', 'BMD'), 'acronym');
    assert.equal(otherField('ja', '弾道'), undefined);
    assert.equal(otherField('en', 'BMD'), 'acronym');
    assert.equal(otherField('en', 'missile defense'), undefined);
  });

  it('is a selection on one line, of bounded length', () => {
    assert.equal(nameFrom(' 弾道ミサイル\r\n　防衛 '), '弾道ミサイル防衛');
    assert.equal(nameFrom('missile\n  defense'), 'missile defense');
    assert.equal(nameFrom('missile \r\ndefense of\n日本'), 'missile defense of日本');
    assert.equal(nameFrom(' \n　'), undefined);
    assert.equal([...(nameFrom('𠮷'.repeat(500)) ?? '')].length, 200);
  });

  it('is found at the cursor over the change from kanji to katakana, without the particles', () => {
    const found = (text: string) => TERM_AT_CURSOR.exec(text)?.[0];
    assert.equal(found('弾道ミサイル防衛の強化'), '弾道ミサイル防衛');
    assert.equal(found('キャンプ・シュワブへの'), 'キャンプ・シュワブ');
    assert.equal(found('SM-3 Block'), 'SM-3');
    assert.equal(found('2+2、'), '2+2');
    assert.equal(found('（以下'), '以下');
    assert.equal(found('・、。「'), undefined);
  });

  it('is asked for by the form that stands in the text first', () => {
    assert.deepEqual(namesOf({ ja: '弾道ミサイル防衛', en: ' ', acronym: 'BMD' }), [
      { field: 'acronym', name: 'BMD' },
      { field: 'ja', name: '弾道ミサイル防衛' },
    ]);
    assert.deepEqual(namesOf({}), []);
  });

  it('is taken from what anybody may give, as far as it is one', () => {
    assert.deepEqual(termFrom({ acronym: 'BMD', en: 3, command: 'x', definition: 'd' }), {
      acronym: 'BMD',
      definition: 'd',
    });
    for (const given of [undefined, null, 'BMD', 7, []]) assert.deepEqual(termFrom(given), {});
  });
});

describe('bytes for the server', () => {
  it('are base64, however many there are', () => {
    for (const length of [0, 1, 2, 3, 0x8000, 100_001]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 31) & 0xff);
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
    }
  });
});
