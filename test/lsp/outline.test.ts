// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from './client.ts';
import { twoMeetings } from './fixtures.ts';

const uri = 'file:///%E5%8D%94%E8%AD%B0.communique.txt';
const document = { textDocument: { uri } };

async function withServer(run: (client: Client) => Promise<void>, options?: Parameters<typeof Client.start>[0]) {
  const client = await Client.start(options);
  try {
    // the server asks for its settings before it answers this
    await client.request('communique/summary', document);
    await run(client);
    assert.equal(client.stderr, '');
  } finally {
    await client.stop();
  }
}

const outline = (client: Client): Promise<any[]> => client.request('textDocument/documentSymbol', document);

test('a heading typed into the middle of a text is in the outline at the next question', () =>
  withServer(async (client) => {
    client.open(uri, twoMeetings);
    const before = await outline(client);
    const [first] = before[0].children;
    const line = first.range.end.line + 1;
    client.change(uri, { range: { start: { line, character: 0 }, end: { line, character: 0 } }, text: '1-2.追加\n' });
    client.change(uri, { range: { start: { line, character: 0 }, end: { line, character: 4 } }, text: '2.' });
    const after = await outline(client);
    assert.equal(after[0].children[1].name, '2.追加');
    assert.equal(after[0].children[1].selectionRange.start.line, line);
    // what stands below moved down with its text, in the other document too
    assert.equal(after[1].range.start.line, before[1].range.start.line + 1);
    assert.deepEqual(
      after[1].children.map((s: any) => s.name),
      before[1].children.map((s: any) => s.name),
    );
  }));

test('every range holds its name and lies inside the one around it', () =>
  withServer(async (client) => {
    client.open(uri, twoMeetings);
    const holds = (outer: any, inner: any): boolean =>
      (outer.start.line < inner.start.line ||
        (outer.start.line === inner.start.line && outer.start.character <= inner.start.character)) &&
      (inner.end.line < outer.end.line ||
        (inner.end.line === outer.end.line && inner.end.character <= outer.end.character));
    let seen = 0;
    const check = (list: any[], around: any): void => {
      for (const symbol of list) {
        seen++;
        assert.ok(holds(symbol.range, symbol.selectionRange), symbol.name);
        if (around) assert.ok(holds(around, symbol.range), symbol.name);
        check(symbol.children, symbol.range);
      }
    };
    check(await outline(client), undefined);
    assert.ok(seen > 8);
  }));

test('a client without hierarchy gets a flat list with containers', () =>
  withServer(
    async (client) => {
      client.open(uri, twoMeetings);
      const [root, heading, item] = await outline(client);
      assert.equal(root.containerName, undefined);
      assert.equal(heading.containerName, root.name);
      assert.equal(item.containerName, heading.name);
      assert.equal(item.location.uri, uri);
    },
    { capabilities: {} },
  ));

test('an outline longer than the limit is cut, and the user is told once', () =>
  withServer(
    async (client) => {
      const text = `協議の概要\n令和2年2月4日\n外務省\n\n${Array.from({ length: 400 }, (_, i) => `${i + 1}.項目\n`).join('')}`;
      client.open(uri, text);
      const count = (list: any[]): number => list.reduce((n, s) => n + 1 + count(s.children), 0);
      assert.equal(count(await outline(client)), 150);
      assert.equal(count(await outline(client)), 150);
      assert.equal(client.shown.length, 1);
      assert.match(client.shown[0], /協議\.communique\.txt.*401.*150/);
      assert.equal((await client.request('communique/summary', document)).notice, 'too-many-sections');
    },
    { settings: { communique: { outline: { maxSections: 150 } } }, locale: 'ja' },
  ));

test('folds: documents, title blocks and sections', () =>
  withServer(async (client) => {
    const text = '協議の概要\n令和2年2月4日\n外務省\n\n1.総論\n　述べた。\n（1）双方\n　一致した。\n\n2.今後\n';
    client.open(uri, text);
    assert.deepEqual(await client.request('textDocument/foldingRange', document), [
      { startLine: 0, endLine: 2 },
      { startLine: 4, endLine: 7 },
      { startLine: 6, endLine: 7 },
    ]);
  }));

test('expanding a selection goes from the phrase to the document', () =>
  withServer(async (client) => {
    const text =
      '協議の概要\n令和2年2月4日\n外務省\n\n1.総論\n（1）双方は、協力を確認した。次回は、東京で開く。\n（2）以上。\n';
    client.open(uri, text);
    const [range] = await client.request('textDocument/selectionRange', {
      ...document,
      positions: [{ line: 5, character: text.split('\n')[5].indexOf('協力') }],
    });
    const lines = text.split('\n');
    const texts: string[] = [];
    for (let r = range; r; r = r.parent) {
      const { start, end } = r.range;
      texts.push(
        start.line === end.line ? lines[start.line].slice(start.character, end.character) : `${start.line}-${end.line}`,
      );
    }
    assert.deepEqual(texts, [
      '協力を確認した',
      '双方は、協力を確認した。',
      '（1）双方は、協力を確認した。次回は、東京で開く。',
      '4-6',
      '0-6',
      '0-7',
    ]);
  }));

const damaged =
  '協議の概要\n令和2年2月4日\n外務省\n\n日 加 共 同 声 明 の 骨 子\n　双方は、方針を定め るとの立場で一致し、キャ ンプの返還を確認した。\n　文字\ufffd化け\ufffdである。\n';

test('text problems are answered to clients that ask', () =>
  withServer(
    async (client) => {
      client.open(uri, damaged);
      const { items } = await client.request('textDocument/diagnostic', document);
      assert.deepEqual(
        items.map((d: any) => [d.code, d.range.start.line, d.severity]),
        [
          ['text-letter-spaced', 4, 4],
          ['text-encoding', 6, 2],
          ['text-spaces-for-line-breaks', 5, 3],
        ],
      );
      for (const item of items) assert.equal(item.codeDescription.href, `file:///pages/diagnostics/${item.code}.md`);
    },
    { initializationOptions: { documentation: 'file:///pages/' } },
  ));

test('spaces that do not belong are removed by a quick fix, and nothing else', () =>
  withServer(async (client) => {
    client.open(uri, damaged);
    const { items } = await client.request('textDocument/diagnostic', document);
    const whole = { start: { line: 0, character: 0 }, end: { line: 7, character: 0 } };
    const actions = await client.request('textDocument/codeAction', {
      ...document,
      range: whole,
      context: { diagnostics: items },
    });
    const lines = damaged.split('\n');
    const mended = actions.map((action: any) => {
      const edits = action.edit.changes[uri];
      const { line } = edits[0].range.start;
      let text = lines[line];
      for (const { range, newText } of [...edits].reverse()) {
        text = text.slice(0, range.start.character) + newText + text.slice(range.end.character);
      }
      return [action.title, text];
    });
    assert.deepEqual(mended, [
      ['Remove the spaces', '日加共同声明の骨子'],
      ['Remove the spaces', '　双方は、方針を定めるとの立場で一致し、キャンプの返還を確認した。'],
    ]);
  }));

test('text problems are sent to clients that do not ask, and taken back when the text is closed', () =>
  withServer(
    async (client) => {
      client.open(uri, damaged);
      const sent = await client.notification('textDocument/publishDiagnostics');
      assert.equal(sent.diagnostics.length, 3);
      assert.match(sent.diagnostics[0].message, /文字の間/);
      client.close(uri);
      await client.notification('textDocument/publishDiagnostics', (sent) => sent.diagnostics.length === 0);
    },
    { capabilities: {}, locale: 'ja-JP' },
  ));

test('a severity set to off silences its code', () =>
  withServer(
    async (client) => {
      client.open(uri, damaged);
      const { items } = await client.request('textDocument/diagnostic', document);
      assert.deepEqual(
        items.map((d: any) => d.code),
        ['text-encoding', 'text-spaces-for-line-breaks'],
      );
    },
    {
      settings: {
        communique: { diagnostics: { severity: { 'text-letter-spaced': 'off', 'text-encoding': 'shout' } } },
      },
    },
  ));

test('what a text is said to be: documents with dates, empty, binary, wrongly decoded', () =>
  withServer(async (client) => {
    const summary = async (text: string) => {
      client.open(uri, text);
      const answer = await client.request('communique/summary', document);
      client.close(uri);
      return answer;
    };
    const two = await summary(twoMeetings);
    assert.deepEqual(
      two.documents.map((d: any) => d.isoDate),
      ['2009-06-04', (await summary(twoMeetings)).documents[1].isoDate],
    );
    assert.equal(two.notice, null);
    assert.deepEqual(await summary('\n　\n'), { documents: [], notice: 'empty' });
    assert.deepEqual(await summary('\u0000\u0001PK\u0003\u0004'.repeat(50)), { documents: [], notice: 'binary' });
    assert.equal((await summary('\ufffd\ufffd{\ufffdč\ufffd\n'.repeat(20))).notice, 'encoding');
  }));

test('questions about texts that are not open, and requests nobody knows, harm nothing', () =>
  withServer(async (client) => {
    assert.deepEqual(await outline(client), []);
    assert.deepEqual(await client.request('textDocument/foldingRange', document), []);
    await assert.rejects(client.request('communique/nothing', {}), /nothing/);
    client.open(uri, twoMeetings);
    assert.equal((await outline(client)).length, 2);
  }));

test('twenty keystrokes before a question are one analysis of the final text', () =>
  withServer(async (client) => {
    client.open(uri, twoMeetings);
    const [{ children }] = await outline(client);
    const { line, character } = children[0].selectionRange.end;
    for (let i = 0; i < 20; i++) {
      const at = { line, character: character + i };
      client.change(uri, { range: { start: at, end: at }, text: 'ん' });
    }
    assert.equal((await outline(client))[0].children[0].name, `${children[0].name}${'ん'.repeat(20)}`);
  }));
