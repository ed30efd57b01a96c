import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Digest, IndexStore } from '../../../server/src/corpus/workspace/index-store.ts';
import { SEED } from '../seed.ts';

const digest: Digest = (chunks) => {
  const hash = createHash('sha1');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};

const file = fc.record({
  stamp: fc.string(),
  print: fc.string(),
  context: fc.constantFrom('', 'a', 'b'),
  bytes: fc.option(fc.uint8Array({ maxLength: 300 }), { nil: undefined }),
});
const files = fc.dictionary(fc.webUrl(), file, { maxKeys: 8 });

function stored(entries: Record<string, { stamp: string; print: string; context: string; bytes?: Uint8Array }>) {
  const store = new IndexStore();
  for (const [uri, { stamp, print, context, bytes }] of Object.entries(entries)) {
    store.set(uri, { stamp, print, context, bytes });
  }
  return store;
}

const written = (store: IndexStore, version = '1'): Uint8Array => Buffer.concat(store.chunks(version, digest));

test('what was written is read again as it was', () => {
  fc.assert(
    fc.property(files, (entries) => {
      const again = new IndexStore();
      assert.equal(again.load(written(stored(entries)), '1', digest), true);
      assert.equal(again.size, Object.keys(entries).length);
      assert.equal(again.changes, 0);
      for (const [uri, { bytes, ...rest }] of Object.entries(entries)) {
        const { bytes: own, ...others } = again.get(uri) ?? assert.fail(uri);
        assert.deepEqual(others, rest);
        assert.deepEqual(own && [...own], bytes && [...bytes]);
      }
    }),
    { seed: SEED },
  );
});

test('nothing is taken of what is damaged, cut, foreign or of another version', () => {
  fc.assert(
    fc.property(files, fc.nat(), fc.integer({ min: 1, max: 255 }), (entries, place, change) => {
      const bytes = written(stored(entries));
      const flipped = bytes.slice();
      flipped[place % bytes.length] ^= change;
      for (const bad of [flipped, bytes.subarray(0, place % bytes.length), Uint8Array.of(change, 0, 10)]) {
        const store = new IndexStore();
        // a changed letter of the sum or the version is no damage to what they speak of, but nobody can know
        assert.equal(store.load(bad, '1', digest), false);
        assert.equal(store.size, 0);
      }
      assert.equal(new IndexStore().load(bytes, '2', digest), false);
    }),
    { seed: SEED },
  );
});

test('it is known how many bytes there are, and what is not there any more goes', () => {
  const store = stored({
    'file:///a': { stamp: '', print: '', context: '', bytes: new Uint8Array(10) },
    'file:///b': { stamp: '', print: '', context: '', bytes: new Uint8Array(7) },
  });
  assert.equal(store.bytes, 17);
  store.set('file:///a', { stamp: '', print: '', context: '', bytes: new Uint8Array(3) });
  assert.equal(store.bytes, 10);
  store.retain((uri) => uri === 'file:///a');
  assert.deepEqual([store.bytes, store.size, store.get('file:///b')], [3, 1, undefined]);
  store.clear();
  assert.deepEqual([store.bytes, store.size], [0, 0]);
});
