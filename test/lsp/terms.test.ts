// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client, capable } from './client.ts';

const uri = 'file:///terms.communique.txt';

/** Runs against a server that has a text open; `<|>` in it is the cursor. */
async function withText(
  marked: string,
  run: (client: Client, position: any, text: string) => Promise<void>,
  options: Parameters<typeof Client.start>[0] = {},
  address = uri,
): Promise<void> {
  const client = await Client.start(options);
  try {
    const at = marked.indexOf('<|>');
    const text = marked.replace('<|>', '');
    const above = marked.slice(0, Math.max(0, at)).split('\n');
    client.open(address, text);
    await run(client, { line: above.length - 1, character: above[above.length - 1].length }, text);
    assert.equal(client.stderr, '');
  } finally {
    await client.stop();
  }
}

const ask = (client: Client, method: string, position: any, more: object = {}): Promise<any> =>
  client.request(`textDocument/${method}`, { textDocument: { uri }, position, ...more });

const wordsAt = (text: string, ranges: readonly any[]): string[] => {
  const lines = text.split('\n');
  return ranges.map(({ start, end }) => lines[start.line].slice(start.character, end.character));
};

const OUTLINE = `日米防衛相会談の概要
平成31年3月2日
防衛省

1.弾道ミサイル防衛（ＢＭＤ）
（1）日米BMD協力を進める。
（2）情報共有ロードマップの策定を進める。
2.普天間飛行場
（1）「ロードマップ」に従って移設を進める。
（2）海上調整所（以下「調整所」という。）を置き、調整所の運用をMCOCと調整する。
`;

test('hovering an acronym tells what it is, in both languages, and where the text defines it', () =>
  withText(OUTLINE.replace('日米BMD', '日米B<|>MD'), async (client, position) => {
    const hover = await ask(client, 'hover', position);
    assert.equal(hover.contents.kind, 'markdown');
    assert.match(hover.contents.value, /弾道ミサイル防衛\*\* — ballistic missile defense \(BMD\)/);
    assert.match(hover.contents.value, /Defined in this text, line 5/);
    assert.match(hover.contents.value, /飛来する弾道ミサイル/);
    assert.deepEqual(hover.range, { start: { line: 5, character: 5 }, end: { line: 5, character: 8 } });
  }));

test('a client that shows plain text only gets plain text, and a Japanese one gets Japanese first', () =>
  withText(
    OUTLINE.replace('日米BMD', '日米B<|>MD'),
    async (client, position) => {
      const { contents } = await ask(client, 'hover', position);
      assert.equal(contents.kind, 'plaintext');
      assert.match(contents.value, /^弾道ミサイル防衛 — ballistic missile defense \(BMD\)\n\n飛来/);
      assert.match(contents.value, /この文書での定義（5行目）/);
    },
    { locale: 'ja', capabilities: { ...capable, textDocument: { ...capable.textDocument, hover: undefined } } },
  ));

test('the roadmap for information sharing is not the roadmap for the realignment', () =>
  withText(OUTLINE.replace('情報共有ロード', '情報共有ロー<|>ド'), async (client, position, text) => {
    const hover = await ask(client, 'hover', position);
    assert.match(hover.contents.value, /^\*\*情報共有ロードマップ\*\*/);
    const references = await ask(client, 'references', position, { context: { includeDeclaration: true } });
    assert.deepEqual(
      wordsAt(
        text,
        references.map((r: any) => r.range),
      ),
      ['情報共有ロードマップ'],
    );
  }));

test('definition, references and highlights go by what is meant, not by spelling', () =>
  withText(OUTLINE.replace('日米BMD', '日米B<|>MD'), async (client, position, text) => {
    assert.deepEqual(await ask(client, 'definition', position), [
      { uri, range: { start: { line: 4, character: 11 }, end: { line: 4, character: 14 } } },
    ]);
    const references = await ask(client, 'references', position, { context: { includeDeclaration: true } });
    assert.deepEqual(
      wordsAt(
        text,
        references.map((r: any) => r.range),
      ),
      ['ＢＭＤ', 'BMD'],
    );
    const uses = await ask(client, 'references', position, { context: { includeDeclaration: false } });
    assert.deepEqual(
      wordsAt(
        text,
        uses.map((r: any) => r.range),
      ),
      ['BMD'],
    );
    const highlights = await ask(client, 'documentHighlight', position);
    assert.deepEqual(
      highlights.map((h: any) => h.kind),
      [2, 3, 2],
    );
  }));

test('a term of the glossary is defined on a card, for a client that shows cards', () =>
  withText(
    OUTLINE.replace('普天間飛', '普天間<|>飛'),
    async (client, position) => {
      const [location] = await ask(client, 'definition', position);
      assert.match(location.uri, /^communique:\/glossary\//);
      const card = await client.request('workspace/textDocumentContent', { uri: location.uri });
      assert.match(card.text, /^\*\*普天間飛行場\*\*/);
      const none = await client.request('workspace/textDocumentContent', { uri: 'communique:/glossary/%E0%A4%A.md' });
      assert.match(none.text, /no such document/);
    },
    { capabilities: { ...capable, workspace: { textDocumentContent: {} } } },
  ));

test('references are found in other open texts, and the hover names them', () =>
  withText(OUTLINE.replace('日米BMD', '日米B<|>MD'), async (client, position) => {
    const other = 'file:///other.communique.txt';
    client.open(other, 'ミサイル防衛の現状\n令和元年5月1日\n防衛省\n\nMDではなく、ミサイル防衛と書く。\n');
    const references = await ask(client, 'references', position, { context: { includeDeclaration: true } });
    assert.deepEqual(references.filter((r: any) => r.uri === other).length, 3);
    assert.match((await ask(client, 'hover', position)).contents.value, /other\.communique\.txt \(3\)/);
    client.close(other);
    const after = await ask(client, 'references', position, { context: { includeDeclaration: true } });
    assert.equal(after.length, 2);
  }));

test('semantic tokens: full, a range, and after a key only what changed', () =>
  withText(OUTLINE, async (client) => {
    const legend = client.initialized.capabilities.semanticTokensProvider.legend;
    assert.deepEqual(legend.tokenTypes, ['term']);
    const document = { textDocument: { uri } };
    const full = await client.request('textDocument/semanticTokens/full', document);
    const lineOf = (data: number[]): number[] => {
      let line = 0;
      return data.flatMap((delta, k) => {
        if (k % 5 !== 0) return [];
        line += delta;
        return [line];
      });
    };
    const range = { start: { line: 5, character: 0 }, end: { line: 5, character: 9 } };
    const part = await client.request('textDocument/semanticTokens/range', { ...document, range });
    assert.deepEqual(lineOf(part.data), [5]);
    client.change(uri, { range: { start: { line: 6, character: 3 }, end: { line: 6, character: 3 } }, text: 'BMDの' });
    const delta = await client.request('textDocument/semanticTokens/full/delta', {
      ...document,
      previousResultId: full.resultId,
    });
    const patched = [...full.data];
    for (const { start, deleteCount, data } of [...delta.edits].reverse()) patched.splice(start, deleteCount, ...data);
    const fresh = await client.request('textDocument/semanticTokens/full', document);
    assert.deepEqual(patched, fresh.data);
    assert.equal(lineOf(fresh.data).length, lineOf(full.data).length + 1);
    assert.ok(delta.edits[0].data.length < fresh.data.length);
  }));

test('completion knows the beginning of a term in any width, and explains it', () =>
  withText(`${OUTLINE}日米は、ＳＭ<|>`, async (client, position) => {
    const { items } = await ask(client, 'completion', position);
    const item = items.find((i: any) => i.label === 'SM-3ブロックIIA');
    assert.ok(item, items.map((i: any) => i.label).join());
    assert.deepEqual(item.textEdit.range, { start: { ...position, character: position.character - 2 }, end: position });
    const resolved = await client.request('completionItem/resolve', item);
    assert.match(resolved.documentation.value, /SM-3 Block IIA/);
  }));

test('on first use the long form is offered with its acronym; names of the text come first', () =>
  withText(`${OUTLINE}調整所と調<|>`, async (client, position) => {
    client.change(uri, { range: { start: { ...position, character: 4 }, end: position }, text: 'HN' });
    const first = await ask(client, 'completion', { ...position, character: 6 });
    assert.ok(first.items.some((i: any) => i.label === 'ホスト・ネーション・サポート（HNS）'));
    client.change(uri, {
      range: { start: { ...position, character: 4 }, end: { ...position, character: 6 } },
      text: '調整',
    });
    const own = await ask(client, 'completion', { ...position, character: 6 });
    assert.equal([...own.items].sort((a: any, b: any) => (a.sortText < b.sortText ? -1 : 1))[0].label, '調整所');
  }));

test('a name that the text defines is renamed at its definition and its uses', () =>
  withText(OUTLINE.replace('調整所の運用', '調<|>整所の運用'), async (client, position, text) => {
    const prepared = await ask(client, 'prepareRename', position);
    assert.equal(prepared.placeholder, '調整所');
    const { changes } = await ask(client, 'rename', position, { newName: '連絡所' });
    assert.deepEqual(
      wordsAt(
        text,
        changes[uri].map((e: any) => e.range),
      ),
      ['調整所', '調整所'],
    );
    assert.deepEqual(
      changes[uri].map((e: any) => e.newText),
      ['連絡所', '連絡所'],
    );
    const linked = await ask(client, 'linkedEditingRange', position);
    assert.equal(linked.ranges.length, 2);
    for (const [newName, why] of [
      ['', /name is needed/],
      ['調整（所）', /cannot be a name/],
      ['BMD', /something else|to something else/],
      ['ホスト・ネーション・サポート', /something else in the glossary/],
    ] as const) {
      await assert.rejects(ask(client, 'rename', position, { newName }), why);
    }
  }));

test('an acronym in brackets is not given a name that its brackets would not show as one', () =>
  withText(OUTLINE.replace('日米BMD', '日米B<|>MD'), async (client, position) => {
    await assert.rejects(ask(client, 'rename', position, { newName: '迎撃' }), /would not be read as a name/);
    const { changes } = await ask(client, 'rename', position, { newName: 'BMDS' });
    assert.equal(changes[uri].length, 2);
  }));

test('a term of the glossary is not renamed', () =>
  withText(OUTLINE.replace('「ロード', '「ロー<|>ド'), async (client, position) => {
    await assert.rejects(ask(client, 'prepareRename', position), /comes from a glossary/);
  }));

test('problems: an acronym nobody explains, an alias given twice or never used, one term in two spellings', () =>
  withText(
    `沿岸監視の概要
平成31年3月2日
防衛省

1.沿岸監視計画（以下「計画」という。）を進める。計画はZQRSの助言を受ける。
2.沿岸協力計画（以下「計画」という。）も進める。
3.海上連絡網（以下「連絡網」という。）を置く。
4.三ヵ国間協力と三か国間協力を比べ、三ヵ国間協力を進める。
`,
    async (client, _, text) => {
      const published = await client.notification('textDocument/publishDiagnostics', (p) => p.diagnostics.length > 0);
      const found = published.diagnostics.map((d: any) => `${d.code} ${wordsAt(text, [d.range])[0]}`);
      assert.deepEqual(found, [
        'undefined-acronym ZQRS',
        'redefined-alias 計画',
        'unused-alias 連絡網',
        'inconsistent-variant 三か国間協力',
      ]);
      const last = published.diagnostics[3];
      const actions = await client.request('textDocument/codeAction', {
        textDocument: { uri },
        range: last.range,
        context: { diagnostics: [last] },
      });
      assert.equal(actions[0].edit.changes[uri][0].newText, '三ヵ国間協力');
      client.configure({ communique: { diagnostics: { severity: { 'unused-alias': 'off' } } } });
      await client.notification(
        'textDocument/publishDiagnostics',
        (p) => p.diagnostics.length > 0 && !p.diagnostics.some((d: any) => d.code === 'unused-alias'),
      );
    },
  ));

test('the inlay hint of a first use is off, and can be switched on', () =>
  withText('防衛協力の概要\n令和元年5月1日\n防衛省\n\nHNSの見直しとHNSの増額を議論した。\n', async (client) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const hints = () => client.request('textDocument/inlayHint', { textDocument: { uri }, range });
    assert.deepEqual(await hints(), []);
    client.configure({ communique: { inlayHints: { firstUse: true } } });
    let shown: any[] = [];
    for (let k = 0; k < 50 && shown.length === 0; k++) {
      shown = await hints();
      if (shown.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.deepEqual(
      shown.map(({ position, label }) => [position, label]),
      [[{ line: 4, character: 3 }, '（ホスト・ネーション・サポート）']],
    );
  }));

/** SymbolKind of a name that a text defines. */
const CONSTANT = 14;

test('among the symbols of the workspace are the names that open texts define', () =>
  withText(OUTLINE, async (client) => {
    const symbols = await client.request('workspace/symbol', { query: '海上調整' });
    assert.deepEqual(
      symbols.filter((s: any) => s.kind === CONSTANT).map((s: any) => [s.name, s.containerName]),
      [['調整所', '海上調整所']],
    );
  }));

test('the list of terms: counts, first use, definition, unexplained acronyms', () =>
  withText(OUTLINE, async (client) => {
    const { terms } = await client.request('communique/terms', { textDocument: { uri } });
    const row = (name: string) => terms.find((t: any) => t.name === name);
    assert.equal(row('弾道ミサイル防衛').count, 3);
    assert.equal(row('弾道ミサイル防衛').source, 'text');
    assert.equal(row('情報共有ロードマップ').source, 'builtin');
    assert.equal(row('MCOC').source, 'undefined');
    assert.equal(row('海上調整所').acronym, '調整所');
    assert.equal(await client.request('communique/terms', { textDocument: { uri: 'file:///none' } }), null);
  }));

/** Runs with a workspace folder on disk that has a glossary. */
async function withGlossary(
  name: string,
  content: string | Buffer,
  run: (client: Client, file: string, text: string) => Promise<void>,
  capabilities?: object,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'communique-'));
  mkdirSync(join(folder, '.communique'));
  writeFileSync(join(folder, '.communique', name), content);
  const text = pathToFileURL(join(folder, 'a.communique.txt')).href;
  try {
    await withText(
      OUTLINE,
      (client) => run(client, join(folder, '.communique', name), text),
      { folder, capabilities },
      text,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const changed = (client: Client, file: string): void =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(file).href, type: 2 }] });

/** Waits until the hover over a word says something. */
async function hoverSays(client: Client, text: string, position: any, wanted: RegExp): Promise<void> {
  let value = '';
  for (let k = 0; k < 100; k++) {
    const hover = await client.request('textDocument/hover', { textDocument: { uri: text }, position });
    value = hover?.contents.value ?? '';
    if (wanted.test(value)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.match(value, wanted);
}

const MCOC = { line: 9, character: 34 };

test("the workspace's glossary explains and overrides, is read again when it changes, and is shown as it is", () =>
  withGlossary(
    'glossary.json',
    `{ "terms": [
  { "ja": "海洋調整運用所", "acronym": "MCOC", "definition": "[x](command:evil) <img src=x> **太字**" },
  { "ja": "弾道ミサイル防衛", "definition": "当課の説明。" }
] }`,
    async (client, file, text) => {
      await hoverSays(client, text, MCOC, /海洋調整運用所/);
      const hover = await client.request('textDocument/hover', { textDocument: { uri: text }, position: MCOC });
      assert.ok(
        hover.contents.value.includes('\\[x\\](command:evil) \\<img src=x\\> \\*\\*太字\\*\\*'),
        hover.contents.value,
      );
      const [location] = await client.request('textDocument/definition', {
        textDocument: { uri: text },
        position: MCOC,
      });
      assert.equal(location.uri, pathToFileURL(file).href);
      assert.equal(location.range.start.line, 1);
      await hoverSays(client, text, { line: 5, character: 6 }, /当課の説明。/);
      await hoverSays(client, text, { line: 5, character: 6 }, /ballistic missile defense/);
      writeFileSync(file, '{ "terms": [ { "en": "Maritime Cell", "acronym": "MCOC" } ] }');
      changed(client, file);
      await hoverSays(client, text, MCOC, /Maritime Cell/);
    },
  ));

test('for a client that does not watch files, a glossary is read again when a text is saved', () => {
  const { didChangeWatchedFiles: _, ...workspace } = capable.workspace;
  return withGlossary(
    'glossary.json',
    '{ "terms": [] }',
    async (client, file, text) => {
      writeFileSync(file, '{ "terms": [ { "en": "Maritime Cell", "acronym": "MCOC" } ] }');
      client.notify('textDocument/didSave', { textDocument: { uri: text } });
      await hoverSays(client, text, MCOC, /Maritime Cell/);
    },
    { ...capable, workspace },
  );
});

test('a table is a glossary too', () =>
  withGlossary(
    'glossary.tsv',
    'acronym\tcanonical_ja\tdefinition_ja\nMCOC\t海洋調整運用所\t海の調整所。\n',
    (client, _, text) => hoverSays(client, text, MCOC, /海の調整所。/),
  ));

for (const [what, name, content, message, line] of [
  ['broken JSON', 'glossary.json', '{ "terms": [\n { "ja": "甲乙", \n] }', /valid JSON/, 2],
  ['a glossary that is a list', 'glossary.json', '[]', /"terms"/, 0],
  ['a term without a name', 'glossary.json', '{ "terms": [\n{ "definition": "x" }] }', /needs a name/, 1],
  [
    'two terms with one spelling',
    'glossary.json',
    '{ "terms": [\n{ "ja": "甲乙", "variants": ["丙丁"] },\n{ "ja": "丙丁", "variants": ["甲乙"] }] }',
    /another term/,
    2,
  ],
  ['a deep nesting', 'glossary.json', `{ "terms": ${'['.repeat(100_000)}`, /valid JSON/, 0],
  [
    'Shift_JIS',
    'glossary.tsv',
    Buffer.from('canonical_ja\tacronym\n\x8a\x43\x97\x6d\x92\xb2\x90\xae\x8f\x8a\tMCOC\n', 'latin1'),
    /UTF-8/,
    0,
  ],
  ['100 MB', 'glossary.json', Buffer.alloc(100 << 20, 0x20), /larger than/, 0],
] as const) {
  test(`a glossary that is ${what} gets a clear problem, and the rest goes on working`, () =>
    withGlossary(name, content as string | Buffer, async (client, file, text) => {
      const of = pathToFileURL(file).href;
      const published = await client.notification(
        'textDocument/publishDiagnostics',
        (p) => p.uri === of && p.diagnostics.length > 0,
      );
      const problem = published.diagnostics[0];
      assert.equal(problem.code, 'glossary-invalid');
      assert.match(problem.message, message);
      assert.equal(problem.range.start.line, line);
      await hoverSays(client, text, { line: 5, character: 6 }, /ballistic missile defense/);
      rmSync(file);
      changed(client, file);
      await client.notification('textDocument/publishDiagnostics', (p) => p.uri === of && p.diagnostics.length === 0);
    }));
}

test('a term is added to the glossary behind the others, and nothing else in the file changes', () =>
  withGlossary(
    'glossary.json',
    '{\n\t// ours\n\t"terms": [\n\t\t{ "ja": "甲乙" }\n\t]\n}\n',
    async (client, file, text) => {
      const answer = await client.request('communique/addToGlossary', {
        textDocument: { uri: text },
        term: { acronym: 'MCOC', ja: '海洋調整運用所' },
      });
      const [create, { edits }] = answer.edit.documentChanges;
      assert.equal(create.options.ignoreIfExists, true);
      const lines = readFileSync(file, 'utf8').split('\n');
      const offset = ({ line, character }: any): number =>
        lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
      let content = lines.join('\n');
      for (const { range, newText } of [...edits].reverse()) {
        content = content.slice(0, offset(range.start)) + newText + content.slice(offset(range.end));
      }
      assert.ok(content.startsWith('{\n\t// ours\n\t"terms": [\n\t\t{ "ja": "甲乙" },'), content);
      writeFileSync(file, content);
      changed(client, file);
      await hoverSays(client, text, MCOC, /海洋調整運用所/);
    },
  ));

test('nothing is added to a glossary that is broken', () =>
  withGlossary('glossary.json', '{ "terms": [ ', async (client, _, text) => {
    const answer = await client.request('communique/addToGlossary', {
      textDocument: { uri: text },
      term: { acronym: 'X1' },
    });
    assert.match(answer.error, /cannot be changed/);
  }));
