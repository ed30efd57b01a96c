import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TermItem } from '../../../client/src/protocol.ts';
import { idsOf, inOrder, isOrder, namesOfTerm, nextUse, pieceOf } from '../../../client/src/term-list.ts';

const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});
const term = (name: string, count = 1, more: Partial<TermItem> = {}): TermItem => ({
  name,
  english: '',
  acronym: '',
  source: 'text',
  count,
  first: range(0, 0, 1),
  definition: null,
  uses: [],
  ...more,
});

describe('the list of terms', () => {
  it('stands in the order of first use, of number or of name', () => {
    const terms = [term('指針', 2), term('BMD', 5), term('10計画', 2), term('9計画', 1)];
    const names = (order: Parameters<typeof inOrder>[1]) => inOrder(terms, order, 'ja').map(({ name }) => name);
    assert.deepEqual(names('firstUse'), ['指針', 'BMD', '10計画', '9計画']);
    assert.deepEqual(names('count'), ['BMD', '指針', '10計画', '9計画']);
    assert.deepEqual(names('name'), ['9計画', '10計画', 'BMD', '指針']);
    assert.equal(terms[0].name, '指針', 'the list that was given stays as it is');
  });

  it('takes only an order that there is', () => {
    for (const order of ['firstUse', 'count', 'name']) assert.ok(isOrder(order));
    for (const other of ['date', undefined, null, 1]) assert.ok(!isOrder(other));
  });

  it('has a name of its own for each row, which does not move with the text', () => {
    const terms = [term('覚書'), term('覚書', 3, { first: range(9, 0, 2) }), term('覚書', 1, { source: 'workspace' })];
    const ids = idsOf(terms);
    assert.equal(new Set(ids).size, 3);
    assert.deepEqual(idsOf(terms.map((item) => ({ ...item, first: range(40, 1, 3), count: 9 }))), ids);
  });

  it('says each name of a term once', () => {
    assert.deepEqual(namesOfTerm(term('BMD', 1, { acronym: 'BMD' })), ['BMD']);
    assert.deepEqual(namesOfTerm(term('弾道', 1, { acronym: 'BMD', english: 'missile' })), ['弾道', 'BMD', 'missile']);
  });
});

describe('the next use of a term', () => {
  const uses = [range(1, 5, 8), range(1, 9, 12), range(4, 0, 3)];

  it('is the first one behind the cursor, and behind the last the first', () => {
    assert.equal(nextUse(uses, range(0, 0, 0)), uses[0]);
    assert.equal(nextUse(uses, range(1, 6, 6)), uses[1]);
    assert.equal(nextUse(uses, range(2, 0, 0)), uses[2]);
    assert.equal(nextUse(uses, range(7, 0, 0)), uses[0]);
  });

  it('goes on from one that is selected, and from one that the cursor stands before', () => {
    assert.equal(nextUse(uses, uses[0]), uses[1]);
    assert.equal(nextUse(uses, uses[2]), uses[0]);
    assert.equal(nextUse(uses, range(1, 5, 5)), uses[1]);
    assert.equal(nextUse([range(1, 0, 2), range(1, 2, 4)], range(1, 0, 2))?.start.character, 2);
  });

  it('is itself where there is only one, and nothing where there is none', () => {
    assert.equal(nextUse([uses[0]], uses[0]), uses[0]);
    assert.equal(nextUse([], range(0, 0, 0)), undefined);
  });
});

describe('the piece of a line around a term', () => {
  const shown = (line: string, start: number, end: number) => {
    const piece = pieceOf(line, start, end);
    return [piece.text, piece.text.slice(piece.start, piece.end)];
  };

  it('is the line where it is short, without the spaces around it', () => {
    assert.deepEqual(shown('　双方はBMDを進める。 ', 4, 7), ['双方はBMDを進める。', 'BMD']);
  });

  it('is cut where it is long', () => {
    const line = `${'前'.repeat(40)}BMD${'後'.repeat(90)}`;
    const [text, marked] = shown(line, 40, 43);
    assert.equal(marked, 'BMD');
    assert.equal(text, `…${'前'.repeat(12)}BMD${'後'.repeat(60)}…`);
  });

  it('never parts a character', () => {
    const halves = /\p{Surrogate}/u;
    const line = `${'𠮷'.repeat(20)}BMD${'𠮷'.repeat(90)}`;
    for (const shift of [0, 1]) {
      const [text] = shown(`${'a'.repeat(shift)}${line}`, 40 + shift, 43 + shift);
      assert.doesNotMatch(text, halves);
    }
    assert.doesNotMatch(shown(`x${'𠮷'.repeat(60)}`, 0, 1)[0], halves);
  });

  it('is there for places that the line no longer has', () => {
    assert.deepEqual(shown('短い', 10, 14), ['短い', '']);
    assert.deepEqual(shown('', 3, 5), ['', '']);
  });
});
