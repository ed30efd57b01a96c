// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { SEED } from '../unit/seed.ts';
import { inArchive, indexed, positionOf, referencesAt, titled } from './archive-place.ts';
import { archiveText, archiveTitle, citedBy, glossaryOf } from './archive-texts.ts';
import type { Client } from './client.ts';

const [citing, cited] = [0, 1].map((n) => archiveText(n, SEED, { cites: n === 0 ? [1] : [] }));
const TITLE = { line: 0, character: 4 };

test('what has not changed is not read again at the next start', () =>
  inArchive({}, async (place, { start, stop }) => {
    const names = place.fill(60, SEED);
    const first = await start({ storage: true });
    assert.equal((await indexed(first)).fromCache, 0);
    await stop(first);
    assert.ok(readdirSync(place.storage).length > 0);

    const second = await start({ storage: true });
    const warm = await indexed(second);
    assert.deepEqual([warm.files, warm.indexed, warm.fromCache], [60, 60, 60]);
    await stop(second);

    // one is changed, one is new, one is gone, one is replaced by an older file of the same length
    const change = (n: number, from: string, to: string): void =>
      writeFileSync(place.at(names[n]), readFileSync(place.at(names[n]), 'utf8').replace(from, to));
    change(5, archiveTitle(5, SEED), archiveTitle(105, SEED));
    place.write('new.communique', archiveText(200, SEED, { cites: [12] }).text);
    rmSync(place.at(names[7]));
    change(9, archiveTitle(9, SEED), [...archiveTitle(9, SEED)].reverse().join(''));
    utimesSync(place.at(names[9]), 1e9, 1e9);
    const third = await start({ storage: true });
    const mixed = await indexed(third);
    assert.deepEqual([mixed.files, mixed.fromCache], [60, 57]);
    assert.deepEqual(await titled(third, archiveTitle(5, SEED)), []);
    assert.deepEqual(await titled(third, archiveTitle(105, SEED)), [place.uriOf(names[5])]);
    assert.deepEqual(await titled(third, archiveTitle(7, SEED)), []);
    assert.deepEqual(await titled(third, archiveTitle(9, SEED)), []);
    assert.deepEqual(await titled(third, archiveTitle(200, SEED)), [place.uriOf('new.communique')]);
    const uri = place.uriOf(names[12]);
    third.open(uri, readFileSync(place.at(names[12]), 'utf8'));
    const who = (await referencesAt(third, uri, TITLE)).map((at) => at.uri);
    const others = names.filter((_, n) => citedBy(n, 60).includes(12)).map((name) => place.uriOf(name));
    assert.deepEqual(who.sort(), [...others, place.uriOf('new.communique')].sort());
    await stop(third);
  }));

test('who refers to what is the same whether it was read or taken from the cache', () =>
  inArchive({}, async (place, { start, stop }) => {
    const names = place.fill(40, SEED);
    for (const from of ['the files', 'the cache']) {
      const client = await start({ storage: true });
      await indexed(client);
      // those that are cited before those that cite them: a text that has been open is read anew
      for (let n = 39; n >= 0; n--) {
        const uri = place.uriOf(names[n]);
        client.open(uri, place.read(names[n]));
        const found = (await referencesAt(client, uri, TITLE)).map((at) => at.uri).sort();
        client.close(uri);
        const right = names.filter((_, k) => citedBy(k, 40).includes(n)).map((name) => place.uriOf(name));
        assert.deepEqual(found, right.sort(), `${from}: ${names[n]}`);
      }
      await stop(client);
    }
  }));

test('another glossary is another meaning: nothing is taken from the cache that was read with the old one', () =>
  inArchive({ 'one.communique': citing.text }, async (place, { start, stop }) => {
    const more = '4.追加\n（1）双方は、北洋監視網を維持する。\n';
    place.write('one.communique', citing.text + more);
    place.write('two.communique', cited.text + more);
    const uri = place.uriOf('one.communique');
    const uses = async (client: Client): Promise<string[]> => {
      client.open(uri, citing.text + more);
      const places = await referencesAt(client, uri, positionOf(citing.text + more, '北洋監視網'));
      return places.map((at) => at.uri).sort();
    };
    const first = await start({ storage: true });
    await indexed(first);
    assert.deepEqual(await uses(first), []);
    await stop(first);
    place.write('.communique/glossary.json', glossaryOf('北洋監視網', '北の海を見る網。'));
    const second = await start({ storage: true });
    await indexed(second);
    assert.deepEqual(await uses(second), [uri, place.uriOf('two.communique')]);
    await stop(second);
  }));

test('without a place for it nothing is kept', () =>
  inArchive({}, async (place, { start }) => {
    place.fill(20, SEED);
    const before = place.print();
    for (const _ of [1, 2]) assert.equal((await indexed(await start())).fromCache, 0);
    assert.deepEqual(place.print(), before);
    assert.deepEqual(readdirSync(place.root), ['files']);
  }));
