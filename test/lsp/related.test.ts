// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from './client.ts';

const TALKS_2028 = `第２回日・ノルウェー防衛協議の概要
令和10年5月8日
防衛省

１．北極海
　双方は、北極海の航路の安全と気象観測の協力について意見を交わした。
２．無人潜水機
　ノルウェー側より、無人潜水機の水中通信の試験について説明があった。
３．次回の日程
　来年春にオスロで開くこととした。
`;
const TALKS_2029 = `第３回日・ノルウェー防衛協議の概要
令和11年4月2日
防衛省

1.極域
（1）北極海の航路に関する気象観測のデータを共有することで一致した。
2.水中の技術
（1）無人潜水機の水中通信に関する共同の試験を秋に行うことを確認した。
3.語学の研修
　幹部学校の語学の教官を相互に派遣する。
`;
const TALKS_2030 = `第４回日・ノルウェー防衛協議の概要
令和12年6月3日
防衛省

1.寒冷地の装備
（1）低温の電池の試験を続ける。
2.無人潜水機
（1）水中通信の試験の結果を評価した。次は共同で量産の計画を作る。
`;

interface Place {
  readonly client: Client;
  uriOf(name: string): string;
  ask(method: string, name: string, line: number, character?: number): Promise<any>;
}

async function inArchive(
  files: Record<string, string>,
  run: (place: Place) => Promise<void>,
  options = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'communique-related-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  const client = await Client.start({ folder, ...options });
  try {
    await run({
      client,
      uriOf,
      ask: (method, name, line, character = 0) =>
        client.request(method, { textDocument: { uri: uriOf(name) }, position: { line, character } }),
    });
    assert.equal(client.stderr, '');
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const FILES = {
  '2028.communique.txt': TALKS_2028,
  '2029.communique.txt': TALKS_2029,
  '2030.communique.txt': TALKS_2030,
};

test('the sections of other years that take up the matter of a section, with the reasons', () =>
  inArchive(FILES, async ({ client, ask, uriOf }) => {
    client.open(uriOf('2028.communique.txt'), TALKS_2028);
    // the cursor is on 「２．無人潜水機」
    const found = await until(
      () => ask('communique/relatedSections', '2028.communique.txt', 6),
      (items) => items.length >= 2,
    );
    const places = found.map(({ date, path }: any) => `${date} ${path}`);
    assert.deepEqual(places.sort(), ['2029-04-02 2.', '2030-06-03 2.']);
    assert.deepEqual(
      found.map(({ score }: any) => score),
      found.map(({ score }: any) => score).sort((a: number, b: number) => b - a),
    );
    for (const { reasons, score, documentTitle } of found) {
      assert.ok(reasons.length > 0 && reasons.every((reason: unknown) => typeof reason === 'string'));
      assert.ok(score > 0 && score <= 1);
      assert.match(documentTitle, /^第[３４]回日・ノルウェー防衛協議の概要$/);
    }
    // the same heading
    const [y2030] = found.filter(({ date }: any) => date === '2030-06-03');
    assert.equal(y2030.title, '2.無人潜水機');
    assert.ok(y2030.reasons.includes('the same heading'), y2030.reasons.join());
    assert.deepEqual(y2030.range.start, { line: 6, character: 0 });
    // nothing is invented where nothing belongs
    assert.deepEqual(await ask('communique/relatedSections', '2028.communique.txt', 8), []);
  }));

test('what is typed counts at once, and what is closed does not count any more', () =>
  inArchive({ '2028.communique.txt': TALKS_2028 }, async ({ client, ask, uriOf }) => {
    client.open(uriOf('2028.communique.txt'), TALKS_2028);
    assert.deepEqual(await ask('communique/relatedSections', '2028.communique.txt', 6), []);
    client.open('untitled:Untitled-1', TALKS_2029);
    const found = await ask('communique/relatedSections', '2028.communique.txt', 6);
    assert.deepEqual(
      found.map(({ uri, path }: any) => `${uri} ${path}`),
      ['untitled:Untitled-1 2.'],
    );
    client.notify('textDocument/didClose', { textDocument: { uri: 'untitled:Untitled-1' } });
    await until(
      () => ask('communique/relatedSections', '2028.communique.txt', 6),
      (items) => items.length === 0,
    );
    assert.deepEqual(await ask('communique/relatedSections', '2028.communique.txt', 6), []);
  }));

test('a section of another document in the same file is another section', () =>
  inArchive({ 'both.communique.txt': `${TALKS_2028}\n\n${TALKS_2029}` }, async ({ client, ask, uriOf }) => {
    client.open(uriOf('both.communique.txt'), `${TALKS_2028}\n\n${TALKS_2029}`);
    const found = await ask('communique/relatedSections', 'both.communique.txt', 6);
    assert.deepEqual(
      found.map(({ date, path }: any) => `${date} ${path}`),
      ['2029-04-02 2.'],
    );
  }));

test('a lens above a heading says how many there are once it is seen', () =>
  inArchive(
    FILES,
    async ({ client, uriOf, ask }) => {
      client.open(uriOf('2028.communique.txt'), TALKS_2028);
      await until(
        () => ask('communique/relatedSections', '2028.communique.txt', 6),
        (items) => items.length >= 2,
      );
      const lenses = await client.request('textDocument/codeLens', {
        textDocument: { uri: uriOf('2028.communique.txt') },
      });
      const lens = lenses.find((one: any) => one.range.start.line === 6);
      assert.equal(lens.command, undefined);
      const resolved = await client.request('codeLens/resolve', lens);
      assert.equal(resolved.command.title, '関連 2');
      assert.equal(resolved.command.command, 'communique.showRelatedSections');
      client.configure({ communique: { codeLens: { relatedSections: false } } });
      const none = await until(
        () => client.request('textDocument/codeLens', { textDocument: { uri: uriOf('2028.communique.txt') } }),
        (all: any[]) => all.length === 0,
      );
      assert.deepEqual(none, []);
    },
    { locale: 'ja', initializationOptions: { showReferences: true } },
  ));

const SCC = (year: number, date: string, text: string): string =>
  `日米安全保障協議委員会（「2＋2」）の概要\n${date}\n外務省・防衛省\n\n1.地域情勢（${year}）\n${text}\n`;

test('the meetings of the same series before and after', () =>
  inArchive(
    {
      'a.communique.txt': SCC(2005, '平成17年2月19日', '　情勢を議論した。'),
      'b.communique.txt': SCC(2007, '平成19年5月1日', '　BMDについて議論した。'),
      'c.communique.txt': SCC(2013, '平成25年10月3日', '　BMDの協力を進める。'),
    },
    async ({ client, ask, uriOf }) => {
      client.open(uriOf('b.communique.txt'), SCC(2007, '平成19年5月1日', '　BMDについて議論した。'));
      const found = await until(
        () => ask('communique/neighbourMeetings', 'b.communique.txt', 0),
        ({ previous, next }) => previous !== null && next !== null,
      );
      assert.equal(found.previous.uri, uriOf('a.communique.txt'));
      assert.equal(found.next.uri, uriOf('c.communique.txt'));
      // BMD through the years
      const history = await ask('communique/history', 'b.communique.txt', 5, 2);
      assert.equal(history.name, 'BMD');
      assert.deepEqual(
        history.entries.map(({ date, section, sentence }: any) => [date, section, sentence]),
        [
          ['2007-05-01', '1.地域情勢（2007）', 'BMDについて議論した。'],
          ['2013-10-03', '1.地域情勢（2013）', 'BMDの協力を進める。'],
        ],
      );
      // who speaks there, and what comes of it, in a hover
      const hover = await ask('textDocument/hover', 'b.communique.txt', 5, 8);
      assert.match(hover.contents.value, /^discussed \(議論\)$/);
      const documents = await client.request('communique/documents', {});
      assert.deepEqual(
        documents.map(({ date }: any) => date),
        ['2005-02-19', '2007-05-01', '2013-10-03'],
      );
      const sections = await client.request('communique/sections', documents[1]);
      assert.deepEqual(
        sections.sections.map(({ name }: any) => name),
        ['1.地域情勢（2007）'],
      );
    },
  ));
