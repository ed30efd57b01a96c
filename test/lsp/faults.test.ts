// What goes wrong with a server and its cache: it is killed at any moment, and what it finds in its cache is not what it wrote. Its answers are
// right all the same, and nothing of the user's is touched.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { random } from '../bench/generator.ts';
import { SEED } from '../unit/seed.ts';
import { assertSameAnswers, questionsAbout } from './archive-answers.ts';
import { ArchivePlace, assertQuiet, inArchive, indexed, pause } from './archive-place.ts';
import { archiveTitle } from './archive-texts.ts';
import { KnownArchive } from './archive-truth.ts';
import type { Client } from './client.ts';
import type { Draw } from './soak-edits.ts';

const KILLS = 20;

test(`killed ${KILLS} times while it indexes, is typed into and writes its cache, it always comes back with right answers`, async () => {
  const next = random(SEED);
  const place = new ArchivePlace();
  let client: Client | undefined;
  let kill = 0;
  try {
    const archive = new KnownArchive(place, 60, SEED, next);
    for (const n of [4, 11, 30]) archive.openFile(n);
    for (; kill < KILLS; kill++) {
      const before = place.print();
      client = await place.start({ storage: true });
      archive.reopen(client);
      switch (kill % 4) {
        case 0:
          await pause(next(300));
          break;
        case 1:
          await archive.assertRight(client);
          for (let k = next(20); k > 0; k--) {
            archive.type(client);
            if (next(3) === 0) await pause(next(15));
          }
          break;
        case 2:
          // just complete: now or soon the cache is written
          await indexed(client);
          await pause(next(200));
          break;
        default:
          await archive.assertRight(client);
          await assertLikeFresh(place, archive, client);
          await pause(next(50));
      }
      assertQuiet(client);
      client.kill();
      await client.exited;
      assert.deepEqual(place.print(), before);
      if (next(2) === 0) archive.changeDisk();
    }
    client = await place.start({ storage: true });
    archive.reopen(client);
    await archive.assertRight(client);
    await assertLikeFresh(place, archive, client);
    await client.stop();
    assertQuiet(client);
  } catch (error) {
    if (error instanceof Error) error.message = `seed ${SEED}, after ${kill} kills: ${error.message}`;
    throw error;
  } finally {
    client?.kill();
    place.remove();
  }
});

/** The same answers as a server has that never had a cache. */
async function assertLikeFresh(place: ArchivePlace, archive: KnownArchive, client: Client): Promise<void> {
  const fresh = await place.start();
  try {
    archive.reopen(fresh);
    await indexed(fresh);
    const questions = [...archive.open].flatMap(([uri, text]) => questionsAbout(uri, text, 4, SEED));
    await assertSameAnswers(questions, client, fresh, 2_000);
    await fresh.stop();
  } finally {
    fresh.kill();
  }
}

// ---- a cache that is not what was written -------------------------------------------------------------------------

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());

/** Writes each file of the cache anew. */
function rewrite(storage: string, change: (bytes: Buffer, path: string) => Uint8Array): void {
  for (const path of filesBelow(storage)) writeFileSync(path, change(readFileSync(path), path));
}

function flip(storage: string, next: Draw, times: number): void {
  const paths = filesBelow(storage).filter((path) => statSync(path).size > 0);
  for (let k = 0; k < times; k++) {
    const path = paths[next(paths.length)];
    const bytes = readFileSync(path);
    bytes[next(bytes.length)] ^= 1 << next(8);
    writeFileSync(path, bytes);
  }
}

const DAMAGES: [name: string, damage: (storage: string, next: Draw) => void][] = [
  ['of nothing', (storage) => rewrite(storage, () => Buffer.alloc(0))],
  ['cut in half', (storage) => rewrite(storage, (bytes) => bytes.subarray(0, bytes.length >> 1))],
  ['without its last byte', (storage) => rewrite(storage, (bytes) => bytes.subarray(0, -1))],
  ['with something behind it', (storage) => rewrite(storage, (bytes) => Buffer.concat([bytes, Buffer.from('more')]))],
  ['with a bit flipped', (storage, next) => flip(storage, next, 1)],
  ['with another bit flipped', (storage, next) => flip(storage, next, 1)],
  ['with a hundred bits flipped', (storage, next) => flip(storage, next, 100)],
  [
    'in which a title is another one',
    (storage) => {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        const title = Buffer.from(archiveTitle(4, SEED), encoding);
        const other = Buffer.from([...archiveTitle(4, SEED)].reverse().join(''), encoding);
        rewrite(storage, (bytes) => {
          for (let at = bytes.indexOf(title); at >= 0; at = bytes.indexOf(title, at)) bytes.set(other, at);
          return bytes;
        });
      }
    },
  ],
  [
    'of another version',
    (storage) => rewrite(storage, (bytes) => Buffer.concat([Buffer.alloc(64), bytes.subarray(64)])),
  ],
  [
    'of a later program',
    (storage) =>
      rewrite(storage, (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('0.1.0', '9.9.9'), 'latin1')),
  ],
  [
    'of garbage',
    (storage, next) => rewrite(storage, () => Buffer.from(Array.from({ length: 100_000 }, () => next(256)))),
  ],
  [
    'with directories where its files were',
    (storage) => {
      for (const path of filesBelow(storage)) {
        rmSync(path);
        mkdirSync(join(path, 'inside'), { recursive: true });
      }
    },
  ],
  [
    'with files of somebody else in it',
    (storage) => {
      for (const path of filesBelow(storage)) {
        for (const end of ['.tmp', '.1', '~', '.lock']) writeFileSync(path + end, 'not a cache');
      }
    },
  ],
];

test('a cache that is damaged is dropped without a word, and made again', () =>
  inArchive({}, async (place, { start, stop }) => {
    const next = random(SEED);
    const archive = new KnownArchive(place, 30, SEED, next);
    archive.openFile(4);
    const first = await start({ storage: true });
    await indexed(first);
    await stop(first);
    const good = join(place.root, 'good');
    cpSync(place.storage, good, { recursive: true });
    const before = place.print();
    for (const [name, damage] of DAMAGES) {
      rmSync(place.storage, { recursive: true });
      cpSync(good, place.storage, { recursive: true });
      damage(place.storage, next);
      for (const time of ['first', 'second']) {
        const client = await start({ storage: true });
        try {
          archive.reopen(client);
          await archive.assertRight(client);
          // the file that is open is not read at all where it is opened early enough
          const { fromCache } = await indexed(client);
          if (time === 'second') assert.ok(fromCache >= 29, `the cache was made again: ${fromCache}`);
          await stop(client);
          assert.deepEqual(place.print(), before);
        } catch (error) {
          if (error instanceof Error) error.message = `a cache ${name}, ${time} start (seed ${SEED}): ${error.message}`;
          throw error;
        }
      }
    }
  }));

test('where no cache can be written the server works without one', (context) =>
  inArchive({}, async (place, { start, stop }) => {
    const archive = new KnownArchive(place, 20, SEED, random(SEED));
    archive.openFile(4);
    const file = join(place.root, 'file');
    writeFileSync(file, 'a file of the user');
    const readOnly = join(place.root, 'read-only');
    mkdirSync(readOnly, { mode: 0o555 });
    if (process.getuid?.() === 0) context.diagnostic('as root a read-only directory can be written to');
    for (const storage of [file, join(file, 'below'), readOnly, join(readOnly, 'below'), '/dev/null/below']) {
      const client = await start({ storage });
      archive.reopen(client);
      await archive.assertRight(client);
      await stop(client);
    }
    assert.equal(readFileSync(file, 'utf8'), 'a file of the user');
  }));

test('a cache of other files is of no use to these', () =>
  inArchive({}, async (place, { start, stop }) => {
    const other = new ArchivePlace();
    try {
      new KnownArchive(other, 25, SEED + 1, random(SEED));
      const elsewhere = await other.start({ storage: place.storage });
      await indexed(elsewhere);
      await elsewhere.stop();
      const archive = new KnownArchive(place, 20, SEED, random(SEED));
      archive.openFile(4);
      const client = await start({ storage: true });
      archive.reopen(client);
      await archive.assertRight(client);
      assert.equal((await indexed(client)).fromCache, 0);
      assert.deepEqual(
        (await client.request('workspace/symbol', { query: archiveTitle(4, SEED + 1) })).filter(
          ({ location }: { location: { uri: string } }) => location.uri.includes(other.root),
        ),
        [],
      );
      await stop(client);
    } finally {
      other.remove();
    }
  }));
