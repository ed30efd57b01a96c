import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { inMemory } from '../../../server/src/corpus/aside.ts';
import { fileCache, INDEX_FILE } from '../../../server/src/corpus/node/cache.ts';
import { IndexStore } from '../../../server/src/corpus/workspace/index-store.ts';
import { SEED } from '../seed.ts';

let directory = '';
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'communique-index-'));
});
after(() => rm(directory, { recursive: true }));

const noise = fc.uint8Array({ maxLength: 300 });
const file = fc.record({
  stamp: fc.string(),
  print: fc.string(),
  context: fc.constantFrom('', 'a', 'b'),
  bytes: fc.option(fc.record({ bytes: noise, aside: noise.map(inMemory) }), { nil: undefined }),
});
const files = fc.dictionary(fc.webUrl(), file, { maxKeys: 8 });
type Files = typeof files extends fc.Arbitrary<infer T> ? T : never;

function stored(entries: Files): IndexStore {
  const store = new IndexStore();
  for (const [uri, entry] of Object.entries(entries)) store.set(uri, entry);
  return store;
}

const cacheOf = (version: string) => {
  const fails: unknown[] = [];
  const cache = fileCache(pathToFileURL(directory).href, version, (error) => fails.push(error));
  return { cache: cache ?? assert.fail('no cache'), fails };
};

async function save(entries: Files): Promise<void> {
  const { cache, fails } = cacheOf('1');
  await cache.save(stored(entries).chunks('1'));
  assert.deepEqual(fails, []);
}

/** What another start takes; undefined where it takes nothing. */
async function loaded(version = '1'): Promise<IndexStore | undefined> {
  const { cache, fails } = cacheOf(version);
  const store = new IndexStore();
  let isTaken = false;
  await cache.load(async (saved) => {
    isTaken = await store.load(saved, version);
  });
  assert.deepEqual(fails, []);
  return isTaken ? store : undefined;
}

const plain = (bytes: { bytes: Uint8Array; aside: ReturnType<typeof inMemory> } | undefined) =>
  bytes && [[...bytes.bytes], [...bytes.aside.read(0, bytes.aside.length)]];

test('what was written is read again as it was', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (entries) => {
      await save(entries);
      const again = (await loaded()) ?? assert.fail('nothing was taken');
      assert.equal(again.size, Object.keys(entries).length);
      assert.equal(again.changes, 0);
      for (const [uri, { bytes, ...rest }] of Object.entries(entries)) {
        const { bytes: own, ...others } = again.get(uri) ?? assert.fail(uri);
        assert.deepEqual(others, rest);
        assert.deepEqual(plain(own as typeof bytes), plain(bytes));
      }
    }),
    { seed: SEED },
  );
});

test('an index of many megabytes is read again as it was', async () => {
  const big = (size: number, by: number) => Uint8Array.from({ length: size }, (_, k) => (k * by) >> 3);
  const entries: Files = {};
  for (let k = 0; k < 6; k++) {
    const bytes = { bytes: big(900_000 + k, k + 1), aside: inMemory(big(k % 2 ? 70 : 2_500_000, k + 7)) };
    entries[`file:///${k}`] = { stamp: '', print: `${k}`, context: '', bytes };
  }
  await save(entries);
  const again = (await loaded()) ?? assert.fail('nothing was taken');
  for (const [uri, { bytes }] of Object.entries(entries)) {
    const own = again.get(uri)?.bytes ?? assert.fail(uri);
    const { bytes: near, aside: far } = bytes ?? assert.fail(uri);
    assert.equal(Buffer.compare(own.bytes, near), 0);
    assert.equal(Buffer.compare(own.aside.read(0, own.aside.length), far.read(0, far.length)), 0);
  }
});

test('nothing is taken of what is damaged, cut, longer, foreign or of another version', async () => {
  const path = join(directory, INDEX_FILE);
  await fc.assert(
    fc.asyncProperty(files, fc.nat(), fc.integer({ min: 1, max: 255 }), async (entries, place, change) => {
      await save(entries);
      const bytes = await readFile(path);
      const flipped = Buffer.from(bytes);
      flipped[place % bytes.length] ^= change;
      const longer = Buffer.concat([bytes, Uint8Array.of(change)]);
      for (const bad of [flipped, bytes.subarray(0, place % bytes.length), longer, Uint8Array.of(change, 0, 10)]) {
        await writeFile(path, bad);
        // a changed letter of the sum or the version is no damage to what they speak of, but nobody can know
        assert.equal(await loaded(), undefined);
      }
      await writeFile(path, bytes);
      assert.equal(await loaded('2'), undefined);
      assert.notEqual(await loaded(), undefined);
    }),
    { seed: SEED },
  );
  assert.deepEqual(await readdir(directory), [INDEX_FILE]);
});

test('it is known how many bytes there are in memory, and what is not there any more goes', () => {
  const sized = (size: number) => ({
    ...{ stamp: '', print: '', context: '' as const },
    bytes: { bytes: new Uint8Array(size), aside: inMemory(new Uint8Array(100)) },
  });
  const store = stored({ 'file:///a': sized(10), 'file:///b': sized(7) });
  assert.equal(store.bytes, 217);
  store.set('file:///a', sized(3));
  assert.equal(store.bytes, 210);
  store.retain((uri) => uri === 'file:///a');
  assert.deepEqual([store.bytes, store.size, store.get('file:///b')], [103, 1, undefined]);
  const { bytes } = sized(5);
  store.set('file:///a', { ...sized(5), bytes: { ...bytes, aside: { ...bytes.aside, held: 0 } } });
  assert.equal(store.bytes, 5);
  store.clear();
  assert.deepEqual([store.bytes, store.size], [0, 0]);
});
