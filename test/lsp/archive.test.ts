// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import { SEED } from '../unit/seed.ts';
import {
  asking,
  CHANGED,
  CREATED,
  DELETED,
  inArchive,
  indexed,
  pause,
  positionOf,
  referencesAt,
  status,
  symbols,
  titled,
  until,
  watched,
} from './archive-place.ts';
import { archiveText, archiveTitle, citationOf, citedBy, glossaryOf } from './archive-texts.ts';
import { capable } from './client.ts';

/** Two texts, of which the first cites the second, and the first once more in another folder. */
const [citing, cited] = [0, 1].map((n) => archiveText(n, SEED, { cites: n === 0 ? [1] : [] }));
const TITLE = { line: 0, character: 4 };

// ---- what is found ----------------------------------------------------------------------------------------------

test('the symbols of the workspace are documents, sections and names given in texts, of files that are not open', () =>
  inArchive({}, async (place, { start }) => {
    const names = place.fill(20, SEED);
    const client = await start();
    await indexed(client);
    assert.deepEqual(await titled(client, archiveTitle(12, SEED)), [place.uriOf(names[12])]);
    const { term, text } = archiveText(12, SEED, { cites: citedBy(12, 20) });
    const named = (await symbols(client, term)).filter(
      ({ name, location }) => name === term && location.uri === place.uriOf(names[12]),
    );
    // the name itself comes before the sections that speak of it
    assert.deepEqual([named[0].name, named[0].location.range.start], [term, positionOf(text, `${term}」という`, 0)]);
    const sections = (await symbols(client, '全般')).filter(({ location }) => location.uri === place.uriOf(names[12]));
    assert.deepEqual(
      sections.map(({ location }) => location.range.start.line),
      [positionOf(text, '1.全般').line],
    );
  }));

test('references of a document and of a term are those of all files, open or not', () =>
  inArchive({ '.communique/glossary.json': glossaryOf('北洋監視網', '北の海を見る網。') }, async (place, { start }) => {
    const names = place.fill(12, SEED);
    const client = await start();
    for (const n of [3, 8]) {
      place.write(names[n], `${readFileSync(place.at(names[n]), 'utf8')}4.追加\n（1）双方は、北洋監視網を維持する。\n`);
    }
    watched(client, place.event(CHANGED, names[3], names[8]));
    await indexed(client);
    const { text, title } = archiveText(5, SEED, { cites: citedBy(5, 12) });
    const uri = place.uriOf(names[5]);
    client.open(uri, `${text}4.追加\n（1）NSNXを歓迎する。\n`);
    const expected = names.flatMap((name, n) => (citedBy(n, 12).includes(5) ? [`${name}: ${citationOf(title)}`] : []));
    assert.ok(expected.length > 1);
    assert.deepEqual((await referencesAt(client, uri, TITLE)).map((at) => place.words(at)).sort(), expected.sort());
    const uses = await until(
      () => referencesAt(client, uri, { line: text.split('\n').length, character: 4 }),
      (places) => places.length === 3,
    );
    assert.deepEqual(
      uses.map((at) => at.uri).sort(),
      [names[3], names[5], names[8]].map((name) => place.uriOf(name)).sort(),
    );
  }));

test('what an ignore file names is left aside, also when it comes or changes later, and taken when the line goes', () =>
  inArchive(
    {
      '.gitignore': 'drafts/\n',
      'citing.communique.txt': citing.text,
      'drafts/cited.communique.txt': cited.text,
    },
    async (place, { start }) => {
      const client = await start();
      assert.equal((await indexed(client)).files, 1);
      place.write('drafts/new.communique.txt', archiveText(4, SEED, { cites: [] }).text);
      place.write('seen.communique.txt', archiveText(5, SEED, { cites: [] }).text);
      watched(client, place.event(CREATED, 'drafts/new.communique.txt', 'seen.communique.txt'));
      watched(client, place.event(CHANGED, 'drafts/cited.communique.txt'));
      await until(
        () => titled(client, archiveTitle(5, SEED)),
        (found) => found.length === 1,
      );
      assert.equal((await status(client)).files, 2);
      assert.deepEqual(await titled(client, archiveTitle(1, SEED)), []);
      place.write('.gitignore', '\n');
      watched(client, place.event(CHANGED, '.gitignore'));
      await until(
        () => titled(client, archiveTitle(4, SEED)),
        (found) => found.length === 1,
      );
      assert.equal((await status(client)).files, 4);
    },
  ));

// ---- folders ----------------------------------------------------------------------------------------------------

test('the folders of a workspace are one archive; a folder that is removed takes its texts with it', () =>
  inArchive(
    { 'a/citing.communique.txt': citing.text, 'b/cited.communique.txt': cited.text },
    async (place, { start }) => {
      place.write('c/again.communique', archiveText(2, SEED, { cites: [1] }).text);
      const client = await start({ folders: ['a', 'b'] });
      const uri = place.uriOf('b/cited.communique.txt');
      client.open(uri, cited.text);
      const who = async (): Promise<string[]> => (await referencesAt(client, uri, TITLE)).map((at) => at.uri).sort();
      const change = (added: string[], removed: string[]): void =>
        client.notify('workspace/didChangeWorkspaceFolders', {
          event: {
            added: added.map((name) => ({ uri: place.uriOf(name), name })),
            removed: removed.map((name) => ({ uri: place.uriOf(name), name })),
          },
        });
      await indexed(client);
      assert.deepEqual(await who(), [place.uriOf('a/citing.communique.txt')]);
      change(['c'], []);
      await until(who, (uris) => uris.length === 2);
      assert.deepEqual(await who(), [place.uriOf('a/citing.communique.txt'), place.uriOf('c/again.communique')]);
      assert.equal((await indexed(client)).files, 3);
      change([], ['a']);
      await until(who, (uris) => uris.length === 1);
      assert.deepEqual(await who(), [place.uriOf('c/again.communique')]);
      assert.deepEqual(await titled(client, citing.title), []);
      change(['a'], ['c']);
      await until(who, (uris) => uris[0] === place.uriOf('a/citing.communique.txt') && uris.length === 1);
      // what is open stays when its folder goes
      change([], ['b']);
      await indexed(client);
      assert.deepEqual(await titled(client, cited.title), [uri]);
      assert.deepEqual(await who(), [place.uriOf('a/citing.communique.txt')]);
      client.close(uri);
      await until(
        () => titled(client, cited.title),
        (uris) => uris.length === 0,
      );
    },
  ));

for (const told of ['each of them', 'their directory'] as const) {
  test(`a thousand files that are created at once are all there, when the client names ${told}`, () =>
    inArchive({ 'a.communique': cited.text }, async (place, { start }) => {
      const client = await start();
      await indexed(client);
      const names = place.fill(1000, SEED + 1, (n) => `new/${n % 7}/${n}.communique`);
      watched(client, place.event(CREATED, ...(told === 'each of them' ? names : ['new'])));
      await until(
        () => status(client),
        ({ files, indexed: read, complete }) => complete && files === 1001 && read === 1001,
        30_000,
      );
      for (const n of [0, 499, 999]) {
        assert.deepEqual(await titled(client, archiveTitle(n, SEED + 1)), [place.uriOf(names[n])]);
      }
    }));
}

test('a directory that is renamed takes its texts along', () =>
  inArchive({}, async (place, { start }) => {
    const names = place.fill(30, SEED);
    const client = await start();
    await indexed(client);
    renameSync(place.at('d1'), place.at('archive'));
    watched(client, [...place.event(DELETED, 'd1'), ...place.event(CREATED, 'archive')]);
    const moved = names.map((name) => place.uriOf(name.replace(/^d1\//, 'archive/')));
    await until(
      () => titled(client, archiveTitle(12, SEED)),
      (uris) => uris.length === 1 && uris[0] === moved[12],
    );
    assert.deepEqual((await indexed(client)).files, 30);
    const { text } = archiveText(5, SEED, { cites: citedBy(5, 30) });
    client.open(moved[5], text);
    // what it cites has moved, and what cites it
    const last = archiveTitle(citedBy(5, 30).at(-1) ?? 0, SEED);
    const position = positionOf(text, citationOf(last));
    const [link] = await client.request('textDocument/definition', { textDocument: { uri: moved[5] }, position });
    assert.equal(link.targetUri, moved[10]);
    client.open(moved[11], readFileSync(place.at('archive/11.communique.txt'), 'utf8'));
    const who = (await referencesAt(client, moved[11], TITLE)).map((at) => at.uri).sort();
    assert.deepEqual(who, names.flatMap((_, n) => (citedBy(n, 30).includes(11) ? [moved[n]] : [])).sort());
  }));

test('of a file that is deleted no symbol, no reference and no problem is left', () =>
  inArchive({ 'citing.communique.txt': citing.text, 'cited.communique.txt': cited.text }, async (place, { start }) => {
    // problems pushed, so that those of a file that is not open any more could be left behind
    const client = await start({ capabilities: { ...capable, workspace: asking.workspace } });
    const [from, to] = [place.uriOf('citing.communique.txt'), place.uriOf('cited.communique.txt')];
    await indexed(client);
    client.open(to, cited.text);
    assert.equal((await referencesAt(client, to, TITLE)).length, 1);
    client.open(from, citing.text);
    client.close(from);
    rmSync(place.at('citing.communique.txt'));
    watched(client, place.event(DELETED, 'citing.communique.txt'));
    await until(
      () => referencesAt(client, to, TITLE),
      (places) => places.length === 0,
    );
    assert.deepEqual(await titled(client, citing.title), []);
    assert.deepEqual(
      (await symbols(client, citing.term)).filter(({ location }) => location.uri === from),
      [],
    );
    const last = (uri: string): any =>
      client.notifications
        .filter(({ method, params }) => /publishDiagnostics/.test(method) && params.uri === uri)
        .at(-1);
    assert.deepEqual(last(from)?.params.diagnostics ?? [], []);
    // the other way round: a citation that leads nowhere any more is one of which it is said
    client.open(from, citing.text);
    client.close(to);
    rmSync(place.at('cited.communique.txt'));
    watched(client, place.event(DELETED, 'cited.communique.txt'));
    await client.notification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }) => uri === from && diagnostics.some(({ code }: any) => code === 'unresolved-reference'),
    );
    assert.deepEqual(await titled(client, cited.title), []);
  }));

// ---- open texts -------------------------------------------------------------------------------------------------

test('what is open counts, whatever the disk says, until it is closed', () =>
  inArchive({ 'citing.communique.txt': citing.text, 'cited.communique.txt': cited.text }, async (place, { start }) => {
    const client = await start();
    await indexed(client);
    const uri = place.uriOf('cited.communique.txt');
    const other = archiveText(40, SEED).title;
    client.open(uri, cited.text.replace(cited.title, other));
    assert.deepEqual(await titled(client, cited.title), []);
    assert.deepEqual(await titled(client, other), [uri]);
    assert.deepEqual(await referencesAt(client, uri, TITLE), []);
    // a change on the disk under it
    const third = archiveText(41, SEED).title;
    place.write('cited.communique.txt', cited.text.replace(cited.title, third));
    watched(client, place.event(CHANGED, 'cited.communique.txt'));
    await indexed(client);
    await pause(150);
    assert.deepEqual(await titled(client, third), []);
    assert.deepEqual(await titled(client, other), [uri]);
    // typed back, without anything saved
    client.change(uri, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: other.length } },
      text: cited.title,
    });
    assert.deepEqual(await titled(client, cited.title), [uri]);
    assert.equal((await referencesAt(client, uri, TITLE)).length, 1);
    client.close(uri);
    await until(
      () => titled(client, third),
      (uris) => uris.length === 1,
    );
    assert.deepEqual(await titled(client, cited.title), []);
    assert.deepEqual(await titled(client, other), []);
    // deleted while it is open, and closed after that
    const from = place.uriOf('citing.communique.txt');
    client.open(from, citing.text);
    rmSync(place.at('citing.communique.txt'));
    watched(client, place.event(DELETED, 'citing.communique.txt'));
    await indexed(client);
    assert.deepEqual(await titled(client, citing.title), [from]);
    client.close(from);
    await until(
      () => titled(client, citing.title),
      (uris) => uris.length === 0,
    );
  }));

test('a text that was never saved belongs to the archive while it is open', () =>
  inArchive({ 'cited.communique.txt': cited.text }, async (place, { start }) => {
    const client = await start();
    await indexed(client);
    const [uri, untitled] = [place.uriOf('cited.communique.txt'), 'untitled:Untitled-1'];
    client.open(uri, cited.text);
    client.open(untitled, citing.text);
    const [link] = await client.request('textDocument/definition', {
      textDocument: { uri: untitled },
      position: positionOf(citing.text, citationOf(cited.title)),
    });
    assert.equal(link.targetUri, uri);
    assert.deepEqual(
      (await referencesAt(client, uri, TITLE)).map((at) => at.uri),
      [untitled],
    );
    assert.deepEqual(await titled(client, citing.title), [untitled]);
    client.close(untitled);
    assert.deepEqual(await referencesAt(client, uri, TITLE), []);
    assert.deepEqual(await titled(client, citing.title), []);
  }));

test('a text that is closed while a request for it waits leaves nothing behind', () =>
  inArchive({}, async (place, { start }) => {
    place.fill(300, SEED);
    const client = await start();
    const uri = 'untitled:Untitled-9';
    const { text, title } = archiveText(9999, SEED, { cites: [] });
    client.open(uri, text);
    const asked = client
      .request('textDocument/references', {
        textDocument: { uri },
        position: TITLE,
        context: { includeDeclaration: true },
      })
      .catch(() => []);
    client.close(uri);
    await asked;
    await indexed(client);
    assert.deepEqual(await titled(client, title), []);
  }));
