// Files that are not what their names say, names that are hard to spell, and what stands in directories beside files.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, unlinkSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SEED } from '../unit/seed.ts';
import { encodeLegacy } from '../unit/text/legacy-encoder.ts';
import { CREATED, inArchive, indexed, referencesAt, titled, until, watched } from './archive-place.ts';
import { archiveText, archiveTitle } from './archive-texts.ts';
import type { Client } from './client.ts';

const textOf = (n: number): string => archiveText(n, SEED, { cites: [0] }).text;
const pathsOf = async (client: Client, n: number): Promise<string[]> =>
  (await titled(client, archiveTitle(n, SEED))).map((uri) => fileURLToPath(uri));

/** Names and bytes of files that are texts. */
const TEXTS: [name: string, bytes: Uint8Array | string][] = [
  ['plain.communique', textOf(1)],
  ['with spaces  in it.communique', textOf(2)],
  ['100%.communique', textOf(3)],
  ['%41%zz.communique', textOf(4)],
  ['#1?a=b&c.communique', textOf(5)],
  ['概要（平成十九年）.communique.txt', textOf(6)],
  // composed on some disks and decomposed on others
  [`${'がぎ'.normalize('NFD')}.communique`, textOf(7)],
  ["😀['!]();,@+$.communique", textOf(8)],
  [`${'深'.repeat(60)}/${'い'.repeat(60)}/${'所'.repeat(60)}.communique`, textOf(9)],
  ['shift-jis.communique', encodeLegacy(textOf(10), 'shift_jis')],
  ['euc-jp.communique', encodeLegacy(textOf(11), 'euc-jp')],
  ['utf-16.communique', Buffer.from(`\ufeff${textOf(12)}`, 'utf16le')],
  ['bom.communique', `\ufeff${textOf(13)}`],
  ['crlf.communique', textOf(14).replaceAll('\n', '\r\n')],
  ['cr.communique', textOf(15).replaceAll('\n', '\r')],
];

/** Files that are none, or that cannot be read. */
const BINARY = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 31 + (i >> 5)) % 256);
const huge = (): Buffer => Buffer.alloc(60 << 20, `${textOf(20)}（1）双方は、協力を進める。\n`);

for (const storage of [false, true]) {
  test(`among files that are no texts all texts are found, ${storage ? 'also from the cache' : 'whatever their names'}`, () =>
    inArchive(
      { 'zero.communique.txt': archiveText(0, SEED).text, ...Object.fromEntries(TEXTS) },
      async (place, servers) => {
        place.write('binary.communique.txt', BINARY);
        place.write('binary.txt', BINARY);
        place.write('empty.communique', '');
        place.write('huge.communique.txt', huge());
        if (process.platform !== 'win32') {
          execFileSync('mkfifo', [place.at('pipe.communique.txt'), place.at('pipe.txt')]);
          symlinkSync('.', place.at('loop'));
          symlinkSync('b.communique', place.at('a.communique'));
          symlinkSync('a.communique', place.at('b.communique'));
          symlinkSync('/nowhere/at/all.communique', place.at('dangling.communique'));
          symlinkSync('/dev/zero', place.at('endless.communique'));
        }
        // no content of pipes and of endless files here: the print would not end either
        for (let time = 0; time < (storage ? 2 : 1); time++) {
          const client = await servers.start({ storage });
          const zero = place.uriOf('zero.communique.txt');
          const { files, indexed: read, fromCache } = await indexed(client);
          assert.equal(files, read);
          assert.ok(files >= TEXTS.length + 1, `${files} files`);
          if (time === 1) assert.ok(fromCache >= TEXTS.length + 1, `${fromCache} from the cache`);
          for (const [k, [name]] of TEXTS.entries()) {
            assert.deepEqual(await pathsOf(client, k + 1), [place.at(name)], name);
          }
          assert.deepEqual(await pathsOf(client, 20), [], 'larger than any text');
          client.open(zero, archiveText(0, SEED).text);
          const who = (await referencesAt(client, zero, { line: 0, character: 3 })).map(({ uri }) =>
            fileURLToPath(uri),
          );
          assert.deepEqual(who.sort(), TEXTS.map(([name]) => place.at(name)).sort());
          assert.deepEqual(client.shown, []);
          await servers.stop(client);
        }
      },
    ));
}

test(
  'what is neither file nor directory and comes later holds nothing up',
  { skip: process.platform === 'win32' },
  () =>
    inArchive({ 'one.communique': textOf(1) }, async (place, { start }) => {
      const client = await start();
      await indexed(client);
      execFileSync('mkfifo', [place.at('pipe.communique')]);
      symlinkSync('/dev/zero', place.at('endless.communique'));
      place.write('two.communique', textOf(2));
      watched(client, place.event(CREATED, 'pipe.communique', 'endless.communique', 'two.communique'));
      await until(
        () => pathsOf(client, 2),
        (paths) => paths[0] === place.at('two.communique'),
      );
      assert.deepEqual(await pathsOf(client, 1), [place.at('one.communique')]);
      unlinkSync(place.at('endless.communique'));
    }),
);

const root = process.getuid?.() === 0;
test(
  'a file and a directory that may not be read are left out, and taken when they may be',
  { skip: process.platform === 'win32' ? 'no such rights' : root && 'root may read everything' },
  () =>
    inArchive(
      { 'one.communique': textOf(1), 'shut/two.communique': textOf(2), 'three.communique': textOf(3) },
      async (place, { start }) => {
        chmodSync(place.at('one.communique'), 0);
        chmodSync(place.at('shut'), 0);
        try {
          const client = await start();
          await indexed(client);
          assert.deepEqual(await pathsOf(client, 1), []);
          assert.deepEqual(await pathsOf(client, 3), [place.at('three.communique')]);
          chmodSync(place.at('one.communique'), 0o644);
          chmodSync(place.at('shut'), 0o755);
          await client.request('communique/index', {});
          await until(
            async () => [...(await pathsOf(client, 1)), ...(await pathsOf(client, 2))],
            (paths) => paths.join() === [place.at('one.communique'), place.at('shut/two.communique')].join(),
          );
        } finally {
          chmodSync(place.at('shut'), 0o755);
        }
      },
    ),
);
