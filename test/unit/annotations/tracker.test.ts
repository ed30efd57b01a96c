import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AnchorTracker, replacementOf, textEditOf } from '../../../server/src/annotations/tracker.ts';
import { LineDocument } from '../../../server/src/text/line-document.ts';
import { SEED } from '../seed.ts';

/** What a note on a phrase stands on after `find` was replaced in the text; undefined where it is lost. */
function phraseAfter(text: string, phrase: string, find: string, replacement: string): string | undefined {
  const start = text.indexOf(phrase);
  const at = text.indexOf(find);
  const tracker = new AnchorTracker();
  tracker.set('note', start, start + phrase.length);
  tracker.edit({ start: at, removed: find.length, inserted: replacement.length });
  const place = tracker.get('note');
  return place && (text.slice(0, at) + replacement + text.slice(at + find.length)).slice(place.start, place.end);
}

describe('a note stays on its phrase', () => {
  const text = '双方は、ロードマップの実施を確認した。';

  it('when the text before it changes, or behind it', () => {
    assert.equal(phraseAfter(text, 'ロードマップ', '双方は', '日米双方は'), 'ロードマップ');
    assert.equal(phraseAfter(text, 'ロードマップ', '確認した', '再確認した'), 'ロードマップ');
  });

  it('when the phrase itself is edited', () => {
    assert.equal(phraseAfter(text, 'ロードマップの実施', 'マップ', 'マップ（行程表）'), 'ロードマップ（行程表）の実施');
    assert.equal(phraseAfter(text, 'ロードマップの実施', '、ロード', '、'), 'マップの実施');
    assert.equal(phraseAfter(text, 'ロードマップの実施', '実施を', '着手を'), 'ロードマップの');
  });

  it('and does not take in what is typed at its edges', () => {
    const tracker = new AnchorTracker();
    tracker.set('note', 4, 10);
    tracker.edit({ start: 4, removed: 0, inserted: 3 });
    assert.deepEqual(tracker.get('note'), { start: 7, end: 13 });
    tracker.edit({ start: 13, removed: 0, inserted: 3 });
    assert.deepEqual(tracker.get('note'), { start: 7, end: 13 });
  });

  it('and is lost when all of the phrase is replaced', () => {
    const tracker = new AnchorTracker();
    tracker.set('note', 4, 10);
    tracker.set('other', 12, 14);
    tracker.edit({ start: 3, removed: 8, inserted: 2 });
    assert.equal(tracker.get('note'), undefined);
    assert.deepEqual(tracker.lost(), ['note']);
    assert.deepEqual(tracker.get('other'), { start: 6, end: 8 });
    tracker.set('note', 1, 2);
    assert.deepEqual(tracker.lost(), []);
  });
});

describe('places of notes', () => {
  const position = fc.record({ line: fc.nat(6), character: fc.nat(12) });
  const piece = fc
    .array(fc.constantFrom('日', 'a', '𠮷', '\n', '\r\n', '\r', 'x'), { maxLength: 6 })
    .map((parts) => parts.join(''));

  it('follow the characters through all edits that an editor sends', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 3, maxLength: 8 }).map((parts) => parts.join('')),
        fc.array(fc.record({ start: position, end: position, text: piece }), { maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(40), fc.nat(6)), { maxLength: 5 }),
        (text, changes, places) => {
          // a character is known by its number: a note holds those of its own that are left, and what came in between
          const document = new LineDocument('a.txt', 'communique', 1, text);
          let numbers = Array.from({ length: text.length }, (_, i) => i);
          const tracker = new AnchorTracker();
          const own = places
            .map(([start, length]) => ({ start: Math.min(start, text.length), length }))
            .map(({ start, length }) => ({ start, end: Math.min(start + 1 + length, text.length) }))
            .filter(({ start, end }) => end > start);
          own.forEach(({ start, end }, i) => {
            tracker.set(String(i), start, end);
          });
          let next = text.length;
          for (const { start, end, text: inserted } of changes) {
            const change = { range: { start, end }, text: inserted };
            const edit = textEditOf(document, change);
            document.update([change], 2);
            tracker.edit(edit);
            const fresh = Array.from({ length: edit.inserted }, () => next++);
            numbers = [...numbers.slice(0, edit.start), ...fresh, ...numbers.slice(edit.start + edit.removed)];
            assert.equal(numbers.length, document.length);
          }
          own.forEach(({ start, end }, i) => {
            const left = numbers.flatMap((n, at) => (n >= start && n < end ? [at] : []));
            const place = tracker.get(String(i));
            if (place === undefined) assert.deepEqual(left, [], 'lost with all its characters');
            else {
              for (const at of left) assert.ok(at >= place.start && at < place.end, 'holds what is left of it');
              if (left.length > 0) {
                assert.equal(place.start <= left[0], true);
                const outside = numbers
                  .slice(place.start, place.end)
                  .filter((n) => n < text.length && (n < start || n >= end));
                assert.deepEqual(outside, [], 'takes in nothing that stood beside it');
              }
            }
          });
        },
      ),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('survive a replacement of the whole text outside of what is different', () => {
    fc.assert(
      fc.property(piece, piece, piece, piece, (head, before, now, tail) => {
        const [old, fresh] = [head + before + tail, head + now + tail];
        const { start, removed, inserted } = replacementOf(old, fresh);
        assert.equal(old.slice(0, start) + fresh.slice(start, start + inserted) + old.slice(start + removed), fresh);
      }),
      { seed: SEED },
    );
  });

  it('can be taken out and asked for by range', () => {
    const tracker = new AnchorTracker();
    for (let i = 0; i < 100; i++) tracker.set(`n${i}`, 10 * i, 10 * i + 5);
    for (let i = 0; i < 100; i += 2) tracker.remove(`n${i}`);
    assert.equal(tracker.size, 50);
    assert.equal(tracker.get('n2'), undefined);
    assert.deepEqual(tracker.get('n99'), { start: 990, end: 995 });
    assert.deepEqual(tracker.touching(28, 52).sort(), ['n3', 'n5']);
  });
});
