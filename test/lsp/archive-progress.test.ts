// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SEED } from '../unit/seed.ts';
import {
  asking,
  CHANGED,
  inArchive,
  indexed,
  outline,
  pause,
  positionOf,
  problems,
  referencesAt,
  standardName,
  status,
  titled,
  until,
  watched,
} from './archive-place.ts';
import { archiveText, archiveTitle, citationOf, citedBy } from './archive-texts.ts';
import type { Client } from './client.ts';

/** What was said of one piece of work, in order; the first one that has begun. */
function progressOf(client: Client, work = 0): any[] {
  const said = client.notifications.filter(({ method }) => method === '$/progress').map(({ params }) => params);
  const tokens = [...new Set(said.map(({ token }) => token))];
  return said.filter(({ token }) => token === tokens[work]).map(({ value }) => value);
}

const ended = (client: Client): Promise<any> =>
  client.notification('$/progress', ({ value }) => value.kind === 'end', 30_000);

test('while the folder is indexed the client is told how far it is', () =>
  inArchive({}, async (place, { start }) => {
    place.fill(400, SEED);
    const client = await start();
    await ended(client);
    const said = progressOf(client);
    const [begin, ...rest] = said;
    const reports = rest.slice(0, -1);
    assert.equal(begin.kind, 'begin');
    assert.ok(begin.title.length > 0);
    assert.equal(begin.cancellable, true);
    assert.equal(begin.percentage, 0);
    assert.ok(reports.length > 0, 'at least one report');
    let before = 0;
    for (const { kind, message, percentage } of reports) {
      assert.equal(kind, 'report');
      const counts = /(\d[\d,]*) \/ (\d[\d,]*)/.exec(message);
      assert.ok(counts, `counts in ${message}`);
      const [n, m] = counts.slice(1).map((digits) => Number(digits.replaceAll(',', '')));
      assert.ok(n <= m && m <= 400, message);
      assert.ok(percentage >= before && percentage <= 100, `${before} % before ${percentage} %`);
      before = percentage;
    }
    assert.equal(rest.at(-1).kind, 'end');
    const { files, indexed: read, complete } = await status(client);
    assert.deepEqual([files, read, complete], [400, 400, true]);
  }));

test('a client that shows no progress is not troubled with it', () =>
  inArchive({}, async (place, { start }) => {
    place.fill(30, SEED);
    const client = await start({ capabilities: { ...asking, window: { showMessage: {} } } });
    await indexed(client);
    assert.deepEqual(progressOf(client), []);
  }));

test('an empty folder is complete at once, and what was begun is ended', () =>
  inArchive({}, async (_, { start }) => {
    const client = await start();
    const { files, indexed: read } = await indexed(client);
    assert.deepEqual([files, read], [0, 0]);
    await pause(100);
    const said = progressOf(client).map(({ kind }) => kind);
    assert.ok(said.length === 0 || said.at(-1) === 'end', said.join());
  }));

test('indexing that is cancelled keeps what it has, and goes on when it is asked to', () =>
  inArchive({}, async (place, { start }) => {
    const names = place.fill(1200, SEED);
    const client = await start({ more: { showReferences: true } });
    const { token } = await client.notification('$/progress', ({ value }) => value.kind === 'begin');
    client.notify('window/workDoneProgress/cancel', { token });
    await ended(client);
    const stopped = await status(client);
    assert.equal(stopped.complete, false);
    assert.ok(stopped.indexed < 1200, `${stopped.indexed} of 1200`);
    await pause(200);
    assert.equal((await status(client)).indexed, stopped.indexed, 'nothing is read after the end');
    // an open text has all answers that need no other file
    const uri = place.uriOf(names[7]);
    client.open(uri, readFileSync(place.at(names[7]), 'utf8'));
    assert.equal((await outline(client, uri))[0].name, archiveTitle(7, SEED));
    // what is like it is not known yet, and nobody says that there is nothing
    const mine = place.uriOf('mine.communique.txt');
    client.open(mine, '会合の概要\n平成29年5月1日\n\n1.宇宙協力\n（1）双方は、宇宙状況監視を進める。\n2.結び\n');
    const lenses = await client.request('textDocument/codeLens', { textDocument: { uri: mine } });
    const unseen = lenses.find(({ range }: any) => range.start.line === 3);
    const { command: partial } = await client.request('codeLens/resolve', unseen);
    assert.match(partial.title, /^(?:related: still reading|[0-9]+ related so far)$/);
    // what the user touches is read; the rest is not, before it is asked for
    place.write(names[9], archiveText(9, SEED, { revision: 1, cites: citedBy(9, 1200) }).text);
    watched(client, place.event(CHANGED, names[9]));
    await until(
      () => titled(client, archiveTitle(9, SEED)),
      (uris) => uris.length === 1,
    );
    assert.equal((await status(client)).complete, false);
    await client.request('communique/index', {});
    const { files, indexed: read } = await indexed(client);
    assert.deepEqual([files, read], [1200, 1200]);
    assert.deepEqual(await titled(client, archiveTitle(1100, SEED)), [place.uriOf(names[1100])]);
    const { command: whole } = await client.request('codeLens/resolve', unseen);
    assert.match(whole.title, /^(?:nothing|[0-9]+) related$/);
  }));

test('long before an archive is read, a definition leads to any of its texts, and what is in none is said to be missing', () =>
  inArchive({}, async (place, { start }) => {
    const count = 1500;
    for (let n = 0; n < count; n++)
      place.write(standardName(n), archiveText(n, SEED, { cites: citedBy(n, count), paragraphs: 12 }).text);
    const client = await start();
    const uri = place.uriOf('mine.communique.txt');
    const last = archiveTitle(count - 1, SEED);
    const text = `会合の概要\n平成29年5月1日\n\n1.双方は、${citationOf(last)}を確認した。\n2.双方は、昨年3月の第7回日豪首脳会談及び「燃料輸送研究に係る港湾会計演習取決め」を確認した。\n`;
    client.open(uri, text);
    const found = await client.notification('communique/statusChanged', (params) => params.found);
    assert.equal(found.complete, false, 'all can be found before all are read');
    assert.deepEqual([found.files, found.skimmed], [count, count]);
    const position = positionOf(text, last);
    const links = await client.request('textDocument/definition', { textDocument: { uri }, position });
    assert.deepEqual(
      links.map(({ targetUri }: any) => place.nameOf(targetUri)),
      [standardName(count - 1)],
    );
    assert.deepEqual(await titled(client, last), [place.uriOf(standardName(count - 1))]);
    const said = (await problems(client, uri)).filter(({ code }) => code === 'unresolved-reference');
    const { complete } = await status(client);
    assert.equal(complete, false, 'it has answered while the rest was read');
    assert.deepEqual(
      said.map(({ range }) => text.split('\n')[range.start.line].slice(range.start.character, range.end.character)),
      ['昨年3月の第7回日豪首脳会談', '「燃料輸送研究に係る港湾会計演習取決め」'],
    );
    await indexed(client);
    const cited = place.uriOf(standardName(count - 1));
    client.open(cited, place.read(standardName(count - 1)));
    const citing = await referencesAt(client, cited, { line: 0, character: 1 });
    assert.ok(
      citing.some((location: any) => location.uri === uri),
      'and who refers to it is known in the end',
    );
  }));

test('the outline and a hover do not wait for the archive', () =>
  inArchive({}, async (place, { start }) => {
    const names = place.fill(1200, SEED);
    const client = await start();
    const uri = place.uriOf(names[3]);
    const { text, term } = archiveText(3, SEED, { cites: citedBy(3, 1200) });
    client.open(uri, text);
    const position = positionOf(text, `${term}は、`);
    const before = performance.now();
    const [document] = await outline(client, uri);
    const hover = await client.request('textDocument/hover', { textDocument: { uri }, position });
    const took = performance.now() - before;
    const { complete } = await status(client);
    assert.equal(document.name, archiveTitle(3, SEED));
    assert.match(hover.contents.value, new RegExp(term));
    assert.equal(complete, false, 'there is something left to index');
    // loose, for a machine that is busy: what is measured is measured in the benchmark
    assert.ok(took < 3000, `${took.toFixed(0)} ms`);
    // the right answer of an archive comes in the end without asking for anything
    await indexed(client);
    const [link] = await client.request('textDocument/definition', {
      textDocument: { uri },
      position: positionOf(text, citationOf(archiveTitle(4, SEED))),
    });
    assert.equal(link.targetUri, place.uriOf(names[4]));
  }));

test('before all texts can be found nothing is said to be nowhere in them', () =>
  inArchive({}, async (place, { start }) => {
    const names = place.fill(1200, SEED);
    const client = await start();
    const { text } = archiveText(0, SEED, { cites: [1190, 5000] });
    const uri = place.uriOf('open.communique.txt');
    client.open(uri, text);
    for (let found = false; !found; ) {
      const missing = (await problems(client, uri)).filter(({ code }) => code === 'unresolved-reference');
      ({ found } = await status(client));
      if (!found) assert.deepEqual(missing, []);
    }
    const found = await until(
      async () => (await problems(client, uri)).filter(({ code }) => code === 'unresolved-reference'),
      (list) => list.length > 0,
    );
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [positionOf(text, archiveTitle(5000, SEED)).line],
    );
    void names;
  }));
