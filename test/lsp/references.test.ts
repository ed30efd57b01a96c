// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client, capable } from './client.ts';

// A workspace in one literal: `--- name` begins a file, `<|>` is the cursor in the one that is opened.

const OUTLINE_2007 = `--- 2007.communique.txt
日米安全保障協議委員会（「2＋2」）の概要
平成19年5月1日
外務省・防衛省

　5月1日、会合が開かれた。終了後、共同発表文「同盟の変革：日米の安全保障及び防衛協力の進展」が公表された。

1.在日米軍再編
（1）昨年5月に発表した「ロードマップ」の作業の進み具合を確かめた。
（2）「ロードマップ」の期限を守る。
2.その他
　上記1.（2）の作業を続ける。
`;
const STATEMENT_2007 = `--- statements/js-2007.communique.txt
同盟の変革：日米の安全保障及び防衛協力の進展
2007年5月1日

　閣僚は、共通の戦略目標を確かめた。

共通の戦略目標

　地域の平和を守る。
`;
const OUTLINE_2011 = `--- 2011.txt
日米安全保障協議委員会（「２＋２」閣僚会合）の開催
平成23年6月
防衛省・外務省

1. 日時・場所
６月２１日（火）午前
米国　ワシントン（国務省）

2. 主な成果
（１） ０５年，０７年の共通の戦略目標を見直した。
（２） ０６年のロードマップを補うことを確かめた。
`;
const TALKS_2029 = `--- talks.communique.txt
日・ノルウェー防衛協議の概要
令和11年4月2日
防衛省

1.全般
（1）第2回会合の共同発表「北方の海の安全に関する協力の枠組み」を歓迎した。
`;
const FRAMEWORK = `--- framework.communique.txt
北方の海の安全に関する協力の枠組み
令和10年9月3日
外務省

1.目的
　海の安全を守る。
`;

interface Place {
  readonly client: Client;
  readonly folder: string;
  readonly uri: string;
  readonly position: { line: number; character: number };
  uriOf(name: string): string;
  ask(method: string, more?: object): Promise<any>;
  /** The words at a place of a file of the workspace, as `name: words`. */
  words(location: any): string;
}

/** Runs in a folder that holds the files; the one with the cursor is open. */
async function inWorkspace(
  files: string,
  run: (place: Place) => Promise<void>,
  options: Parameters<typeof Client.start>[0] = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'communique-references-'));
  const texts = new Map<string, string>();
  let opened: { name: string; line: number; character: number } | undefined;
  for (const part of files.split(/^--- /m).slice(1)) {
    const [name, ...rest] = part.split('\n');
    let text = rest.join('\n');
    const at = text.indexOf('<|>');
    if (at >= 0) {
      const above = text.slice(0, at).split('\n');
      opened = { name, line: above.length - 1, character: above[above.length - 1].length };
      text = text.replace('<|>', '');
    }
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    texts.set(name, text);
  }
  assert.ok(opened, 'a cursor');
  const { name, line, character } = opened;
  const uriOf = (file: string): string => pathToFileURL(join(folder, file)).href;
  const client = await Client.start({ folder, ...options });
  try {
    const uri = uriOf(name);
    client.open(uri, texts.get(name) ?? '');
    const position = { line, character };
    await run({
      client,
      folder,
      uri,
      position,
      uriOf,
      ask: (method, more = {}) =>
        client.request(`textDocument/${method}`, { textDocument: { uri }, position, ...more }),
      words({ uri: of, range }) {
        const file = fileURLToPath(of).slice(folder.length + 1);
        const lines = (texts.get(file) ?? readFileSync(join(folder, file), 'utf8')).split('\n');
        const { start, end } = range;
        const text = start.line === end.line ? lines[start.line].slice(start.character, end.character) : '…';
        return `${file}: ${text}`;
      },
    });
    assert.equal(client.stderr, '');
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks until the answer fits: files are read in the background. */
async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 8000;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) assert.fail(`still: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const all = (...files: string[]): string => files.join('');
const withCards = { ...capable, workspace: { ...capable.workspace, textDocumentContent: {} } };
const codeOf = (item: any): string => item.code;

test('a reference leads to the file of the workspace that is the document', () =>
  inWorkspace(
    all(OUTLINE_2007, STATEMENT_2007, OUTLINE_2011.replace('０７年の共通', '０７年<|>の共通')),
    async ({ ask, uriOf, position }) => {
      const [link] = await until(
        () => ask('definition'),
        (links: any) => links?.[0]?.targetUri === uriOf('statements/js-2007.communique.txt'),
      );
      assert.equal(link.targetSelectionRange.start.line, 0);
      // the whole expression is one link
      assert.deepEqual(link.originSelectionRange.start, { line: position.line, character: position.character - 3 });
      const { value } = (await ask('hover')).contents;
      assert.match(value, /Alliance Transformation/);
      assert.match(value, /2007-05-01/);
      assert.match(value, /js-2007\.communique\.txt:1/);
      assert.match(value, /共通の戦略目標を確かめた/);
    },
  ));

test('a client without links gets places', () =>
  inWorkspace(
    all(STATEMENT_2007, OUTLINE_2011.replace('０７年の共通', '０７年<|>の共通')),
    async ({ ask, uriOf }) => {
      const [location] = await until(
        () => ask('definition'),
        (found: any) => found?.[0]?.uri === uriOf('statements/js-2007.communique.txt'),
      );
      assert.deepEqual(Object.keys(location), ['uri', 'range']);
    },
    { capabilities: { ...capable, textDocument: { ...capable.textDocument, definition: {} } } },
  ));

test('a document that is not in the workspace is shown on a card, with the places that refer to it', () =>
  inWorkspace(
    all(OUTLINE_2007.replace('昨年5月に', '昨年<|>5月に'), OUTLINE_2011),
    async ({ ask, client }) => {
      const [link] = await ask('definition');
      assert.equal(link.targetUri, 'communique:/documents/scc-2006-05-01-roadmap.md');
      const card = await until(
        () => client.request('workspace/textDocumentContent', { uri: link.targetUri }),
        ({ text }) => /2011\.txt/.test(text),
      );
      assert.match(card.text, /^# United States-Japan Roadmap for Realignment Implementation/);
      assert.match(card.text, /2006-05-01/);
      assert.match(card.text, /<https?:\/\//);
      assert.match(card.text, /2007\\?\.communique\\?\.txt:8/);
    },
    { capabilities: withCards },
  ));

test('a client that shows no cards is given a file to read', () =>
  inWorkspace(all(OUTLINE_2007.replace('昨年5月に', '昨年<|>5月に')), async ({ ask }) => {
    const [link] = await ask('definition');
    assert.match(link.targetUri, /^file:.*scc-2006-05-01-roadmap\.md$/);
    assert.match(readFileSync(fileURLToPath(link.targetUri), 'utf8'), /Roadmap/);
  }));

test('a document in no catalogue is found by its own title', () =>
  inWorkspace(all(TALKS_2029.replace('「北方', '「北<|>方'), FRAMEWORK), async ({ ask, uriOf }) => {
    await until(
      () => ask('definition'),
      (links: any) => links?.[0]?.targetUri === uriOf('framework.communique.txt'),
    );
  }));

test('references go by what is meant: from the title of a document, and from a reference to it', () =>
  inWorkspace(
    all(OUTLINE_2007, STATEMENT_2007.replace('同盟の変革', '同盟<|>の変革'), OUTLINE_2011),
    async ({ ask, words }) => {
      const found = await until(
        () => ask('references', { context: { includeDeclaration: false } }),
        (places: any[]) => places.length === 2,
      );
      assert.deepEqual(found.map(words), [
        '2007.communique.txt: 共同発表文「同盟の変革：日米の安全保障及び防衛協力の進展」',
        '2011.txt: ０７年の共通の戦略目標',
      ]);
    },
  ));

test('the roadmap is found by each of its names', () =>
  inWorkspace(all(OUTLINE_2007.replace('（2）「ロード', '（2）「ロー<|>ド'), OUTLINE_2011), async ({ ask, words }) => {
    const found = await until(
      () => ask('references', { context: { includeDeclaration: false } }),
      (places: any[]) => places.length === 3,
    );
    assert.deepEqual(found.map(words), [
      '2007.communique.txt: 昨年5月に発表した「ロードマップ」',
      '2007.communique.txt: 「ロードマップ」',
      '2011.txt: ０６年のロードマップ',
    ]);
  }));

test('above a title stands how often the workspace refers to it', () =>
  inWorkspace(
    all(OUTLINE_2007, STATEMENT_2007.replace('同盟の変革', '同盟<|>の変革'), OUTLINE_2011),
    async ({ ask, uri, client }) => {
      const [lens] = await until(
        () => ask('codeLens'),
        (lenses: any[]) => lenses[0]?.command?.arguments[2].length === 2,
      );
      assert.equal(lens.command.title, 'referred to by 2 sections in 2 documents');
      assert.equal(lens.command.command, 'communique.showReferences');
      assert.equal(lens.command.arguments[0], uri);
      client.configure({ communique: { codeLens: { references: false, relatedSections: false } } });
      await until(
        () => ask('codeLens'),
        (lenses: any[]) => lenses.length === 0,
      );
    },
    { initializationOptions: { showReferences: true } },
  ));

test('who cites a document, and what it cites', () =>
  inWorkspace(
    all(OUTLINE_2007, STATEMENT_2007.replace('同盟の変革', '同盟<|>の変革'), OUTLINE_2011),
    async ({ ask, client }) => {
      const [item] = await ask('prepareCallHierarchy');
      assert.match(item.name, /^同盟の変革/);
      const incoming = await until(
        () => client.request('callHierarchy/incomingCalls', { item }),
        (calls: any[]) => calls.length === 2,
      );
      assert.deepEqual(
        incoming.map(({ from }: any) => from.name),
        ['日米安全保障協議委員会（「2＋2」）の概要', '（１） ０５年，０７年の共通の戦略目標を見直した'],
      );
      const outgoing = await client.request('callHierarchy/outgoingCalls', { item: incoming[0].from });
      assert.ok(outgoing.some(({ to }: any) => to.name === item.name));
    },
  ));

test('behind 「 the titles are offered with their dates, none that is younger than the document', () =>
  inWorkspace(all(OUTLINE_2007.replace('（2）「ロードマップ」の', '（2）「ロード<|>')), async ({ ask }) => {
    const { items } = await ask('completion');
    const roadmap = items.find(({ label }: any) => label === '再編の実施のための日米ロードマップ');
    assert.equal(roadmap.textEdit.newText, '再編の実施のための日米ロードマップ」');
    assert.equal(roadmap.labelDetails.description, '2006-05-01');
    assert.ok(items.every(({ labelDetails }: any) => !labelDetails || labelDetails.description <= '2007-05-01'));
  }));

test('behind 上記 the paths of the sections are offered', () =>
  inWorkspace(all(OUTLINE_2007.replace('上記1.（2）の', '上記<|>')), async ({ ask }) => {
    const { items } = await ask('completion');
    assert.deepEqual(
      items.map(({ label }: any) => label),
      ['1.', '1.(1)', '1.(2)', '2.'].filter((label) => label !== '2.' || items.length === 4),
    );
  }));

test('a reference to a part of the text leads there, and follows when the part gets another number', () =>
  inWorkspace(all(OUTLINE_2007.replace('上記1.（2）の', '上記1<|>.（2）の')), async ({ ask, client, uri }) => {
    const [link] = await ask('definition');
    assert.equal(link.targetSelectionRange.start.line, 8);
    const marker = { line: 8, character: 1 };
    const prepared = await client.request('textDocument/prepareRename', { textDocument: { uri }, position: marker });
    assert.equal(prepared.placeholder, '2');
    const edit = await client.request('textDocument/rename', { textDocument: { uri }, position: marker, newName: '3' });
    assert.deepEqual(
      edit.changes[uri].map(({ range, newText }: any) => [range.start.line, range.start.character, newText]),
      [
        [8, 1, '3'],
        [10, 6, '3'],
      ],
    );
    const taken = client.request('textDocument/rename', { textDocument: { uri }, position: marker, newName: '1' });
    await assert.rejects(taken, /has this number/);
  }));

test('problems: a part that is not there, a document nobody has, a title that is almost right', () =>
  inWorkspace(
    `--- p.communique.txt
日米防衛相会談の概要
平成20年3月12日
防衛省

1.全般
（1）上記5.(3)の作業を続ける。
（2）昨年10月12日の閣議決定に沿って進める。
（3）共同発表文「同盟の変革：日米の安全保障及び防衛協力の進捗」を確かめた。
（4）平成20年2月30日に会合を開き、3月3日（火）に続けた。<|>
`,
    async ({ client, uri, ask }) => {
      const { diagnostics } = await client.notification('textDocument/publishDiagnostics', ({ diagnostics: list }) =>
        list.some((item: any) => item.code === 'unresolved-reference'),
      );
      assert.deepEqual(diagnostics.map(codeOf), [
        'broken-internal-reference',
        'unresolved-reference',
        'title-mismatch',
        'impossible-date',
        'wrong-weekday',
      ]);
      const [broken, , mismatch, , weekday] = diagnostics;
      assert.equal(broken.range.start.line, 5);
      const fixOf = async (diagnostic: any) => {
        const actions = await client.request('textDocument/codeAction', {
          textDocument: { uri },
          range: diagnostic.range,
          context: { diagnostics: [diagnostic] },
        });
        return actions.flatMap(({ edit }: any) => edit.changes[uri]);
      };
      const [title] = await fixOf(mismatch);
      assert.equal(title.newText, '同盟の変革：日米の安全保障及び防衛協力の進展');
      assert.equal(title.range.start.character, 9);
      const [day] = await fixOf(weekday);
      assert.equal(day.newText, '月');
      assert.equal(day.range.end.character - day.range.start.character, 1);
      void ask;
    },
  ));

test('the weekday of a date, and its ISO value behind it', () =>
  inWorkspace(all(OUTLINE_2007.replace('昨年5月に', '昨年<|>5月に')), async ({ ask, client }) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const hints = await ask('inlayHint', { range });
    assert.deepEqual(
      hints.map(({ label, position }: any) => [position.line, label]),
      [
        [4, '2007-05-01'],
        [7, '2006-05'],
      ],
    );
    client.configure({ communique: { inlayHints: { relativeDates: false, eraDates: true } } });
    const era = await until(
      () => ask('inlayHint', { range }),
      (found: any[]) => found.length === 1,
    );
    assert.deepEqual(
      era.map(({ label, position }: any) => [position.line, label]),
      [[1, '2007-05-01']],
    );
  }));

test('a file that moves is found where it is', () =>
  inWorkspace(
    all(STATEMENT_2007, OUTLINE_2011.replace('０７年の共通', '０７年<|>の共通')),
    async ({ ask, client, folder, uriOf }) => {
      await until(
        () => ask('definition'),
        (links: any) => links?.[0]?.targetUri === uriOf('statements/js-2007.communique.txt'),
      );
      renameSync(join(folder, 'statements'), join(folder, 'archive'));
      client.notify('workspace/didChangeWatchedFiles', {
        changes: [
          { uri: uriOf('statements'), type: 3 },
          { uri: uriOf('archive'), type: 1 },
        ],
      });
      await until(
        () => ask('definition'),
        (links: any) => links?.[0]?.targetUri === uriOf('archive/js-2007.communique.txt'),
      );
    },
  ));

test('the catalogue of the workspace: its documents are found, its mistakes are shown', () =>
  inWorkspace(
    `--- .communique/documents.tsv
id\tdate\ttitle_ja\tshort_names_ja\tkind
no-2028-09-03\t2028-09-03\t北方の海の安全に関する協力の枠組み\t北方枠組み\tjoint statement
no-broken\t2028-13-01\t日付の誤り\t\tpolicy
${TALKS_2029.replace('を歓迎した', 'を歓迎し、北方<|>枠組みを進める')}`,
    async ({ ask, client, uriOf }) => {
      const links = await until(
        () => ask('definition'),
        (found: any) => found !== null,
      );
      assert.equal(links[0].targetUri, 'communique:/documents/no-2028-09-03.md');
      const { diagnostics } = await client.notification(
        'textDocument/publishDiagnostics',
        ({ uri }) => uri === uriOf('.communique/documents.tsv'),
      );
      assert.deepEqual(diagnostics.map(codeOf), ['catalogue-invalid']);
      assert.equal(diagnostics[0].range.start.line, 2);
    },
    { capabilities: withCards },
  ));

test('addresses are links', () =>
  inWorkspace(
    '--- l.communique.txt\n日米防衛相会談の概要\n平成20年3月2日\n防衛省\n\n（参考）https://www.example.go.jp/a_(b)/c.html、www.example.jp/<|>\n',
    async ({ ask }) => {
      const links = await ask('documentLink');
      assert.deepEqual(
        links.map(({ target }: any) => target),
        ['https://www.example.go.jp/a_', 'https://www.example.jp/'],
      );
    },
  ));

test('where the text gives a name is its declaration; its definition is the document', () =>
  inWorkspace(
    `--- d.communique.txt
グアム移転に関する概要
平成24年6月1日
外務省

　第三海兵機動展開部隊の要員及びその家族の沖縄からグアムへの移転の実施に関する日本国政府とアメリカ合衆国政府との間の協定（以下「協定」という。）を改める。
　協<|>定第四条に定める手続による。
`,
    async ({ ask }) => {
      const [definition] = await ask('definition');
      assert.equal(definition.targetUri, 'communique:/documents/guam-2009-02-17.md');
      const [declaration] = await ask('declaration');
      assert.equal(declaration.range.start.line, 4);
    },
    { capabilities: withCards },
  ));
