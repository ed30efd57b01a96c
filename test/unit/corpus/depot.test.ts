import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Aside } from '../../../server/src/corpus/aside.ts';
import { fileDepot } from '../../../server/src/corpus/node/depot.ts';
import { SEED } from '../seed.ts';

let directory = '';
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'communique-depot-'));
});
after(() => rm(directory, { recursive: true }));

const assertNone = (error: unknown): never => assert.fail(String(error));

/** Bytes that tell where they are from. */
const bytesOf = (length: number, from: number): Uint8Array =>
  Uint8Array.from({ length }, (_, k) => (from * 31 + (k >> 8) * 7 + k) & 0xff);

function assertSame(aside: Aside, bytes: Uint8Array, from = 0, to = bytes.length): void {
  assert.equal(Buffer.compare(aside.read(from, to), bytes.subarray(from, to)), 0);
}

test('what was put aside is had again, whatever its size and whatever came behind it', () => {
  const length = fc.oneof(fc.nat(5000), fc.integer({ min: 900_000, max: 1_200_000 }));
  fc.assert(
    fc.property(fc.array(length, { maxLength: 12 }), fc.nat(5000), (lengths, cut) => {
      const depot = fileDepot(() => directory, assertNone);
      const all = lengths.map((size, k) => bytesOf(size, k));
      const asides = all.map((bytes, k) => {
        const aside = depot.put(bytes);
        assertSame(aside, bytes);
        assert.deepEqual([aside.length, aside.held], [bytes.length, 0], String(k));
        return aside;
      });
      asides.forEach((aside, k) => {
        assertSame(aside, all[k]);
        assertSame(aside, all[k], Math.min(cut, all[k].length));
      });
    }),
    { seed: SEED, numRuns: 30 },
  );
});

test('it leaves no file that anybody could find', async () => {
  const depot = fileDepot(() => directory, assertNone);
  const aside = depot.put(bytesOf(3 << 20, 1));
  assert.deepEqual(process.platform === 'win32' ? [] : await readdir(directory), []);
  assertSame(aside, bytesOf(3 << 20, 1));
});

test('where the directory cannot be, the place that the system has for such files is taken', async () => {
  const path = join(directory, 'a file');
  await writeFile(path, '外務省');
  const depot = fileDepot(() => join(path, 'below'), assertNone);
  const aside = depot.put(bytesOf(2 << 20, 3));
  assertSame(aside, bytesOf(2 << 20, 3));
  assert.equal(aside.held, 0);
  assert.equal(await readFile(path, 'utf8'), '外務省');
  await rm(path);
});

test('what finds no place on the disk is held in memory, and that is said once', () => {
  const failures: unknown[] = [];
  const depot = fileDepot(
    () => {
      throw new Error('no room');
    },
    (error) => failures.push(error),
  );
  const all = [900_000, 900_000, 10, 2_000_000].map(bytesOf);
  const asides = all.map((bytes) => depot.put(bytes));
  asides.forEach((aside, k) => {
    assertSame(aside, all[k]);
  });
  assert.deepEqual(
    asides.map(({ held }) => held),
    [0, 900_000, 10, 2_000_000],
  );
  assert.deepEqual(failures.map(String), ['Error: no room']);
});

test('the room of what nobody needs is taken back, and what is needed stays as it was', async () => {
  const depot = fileDepot(() => directory, assertNone);
  const made = Array.from({ length: 60 }, (_, k) => ({ bytes: bytesOf(1 << 20, k), k }));
  const asides = made.map(({ bytes }) => depot.put(bytes));
  const needed = asides.filter((_, k) => k % 6 === 0);
  const keeping = depot.keep(needed);
  // work goes on meanwhile
  const late = depot.put(bytesOf(2 << 20, 99));
  needed.forEach((aside, k) => {
    assertSame(aside, made[6 * k].bytes);
  });
  await keeping;
  needed.forEach((aside, k) => {
    assertSame(aside, made[6 * k].bytes);
  });
  assertSame(late, bytesOf(2 << 20, 99));
});
