// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readSidecar, sidecarName } from '../../server/src/annotations/index.ts';
import { Client, capable } from './client.ts';

const TEXT = `第２回日・ノルウェー防衛協議の概要
令和11年4月2日
防衛省

1.無人潜水機
（1）水中通信の試験を秋に行うことを確認した。
`;
const PHRASE = { start: { line: 5, character: 3 }, end: { line: 5, character: 10 } };
const INSIDE = { start: { line: 5, character: 5 }, end: { line: 5, character: 5 } };

const able = {
  ...capable,
  workspace: {
    ...capable.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

/** An editor: it applies edits to what it has of the sidecar, and saves it when it is told to. */
class Editor {
  readonly client: Client;
  readonly uri: string;
  readonly sidecar: string;
  content: string | undefined;
  #seen = 0;

  constructor(client: Client, file: string) {
    this.client = client;
    this.uri = pathToFileURL(file).href;
    this.sidecar = sidecarName(file);
  }

  async actions(range: object): Promise<any[]> {
    const found: any[] = await this.client.request('textDocument/codeAction', {
      textDocument: { uri: this.uri },
      range,
      context: { diagnostics: [] },
    });
    return found.filter(({ kind }) => kind === 'refactor');
  }

  /** Does what an action says; the edit that came is applied to the buffer. */
  async run(range: object, title: RegExp): Promise<any> {
    // a file that was saved is read again in its own time
    let action: any;
    for (const end = Date.now() + 30_000; action === undefined && Date.now() < end; ) {
      action = (await this.actions(range)).find((one) => title.test(one.title));
      if (action === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(action, `no action ${title}`);
    await this.client.request('workspace/executeCommand', action.command);
    const edits = this.client.notifications.filter(({ method }) => method === 'workspace/applyEdit');
    const { edit } = edits[this.#seen++].params;
    for (const change of edit.documentChanges) {
      if (change.kind === 'create') {
        assert.equal(change.uri, pathToFileURL(this.sidecar).href);
        this.content ??= '';
        continue;
      }
      const [{ range: place, newText }] = change.edits;
      const lines = (this.content ?? readFileSync(this.sidecar, 'utf8')).split('\n');
      const offset = ({ line, character }: any): number =>
        lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
      const text = lines.join('\n');
      this.content = text.slice(0, offset(place.start)) + newText + text.slice(offset(place.end));
    }
    return edit;
  }

  save(): void {
    writeFileSync(this.sidecar, this.content ?? '');
    this.client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(this.sidecar).href, type: 2 }],
    });
  }

  get notes() {
    return readSidecar(this.content ?? '');
  }
}

async function inEditor(run: (editor: Editor) => Promise<void>, options: object = {}, sidecar?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'communique-actions-'));
  const file = join(folder, 'talks.communique.txt');
  writeFileSync(file, TEXT);
  if (sidecar !== undefined) writeFileSync(sidecarName(file), sidecar);
  const settings = { communique: { annotations: { author: '沢辺' } } };
  const client = await Client.start({ folder, capabilities: able, settings, ...options });
  try {
    const editor = new Editor(client, file);
    client.open(editor.uri, TEXT);
    await run(editor);
    assert.equal(client.stderr, '');
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a note is added to a selection in a file that is not there yet, answered, resolved and opened again', () =>
  inEditor(async (editor) => {
    assert.deepEqual(await editor.actions(INSIDE), [], 'nothing is selected, nothing is noted');
    await editor.run(PHRASE, /Add a note/);
    assert.equal(existsSync(editor.sidecar), false, 'the editor saves, not the server');
    const [note] = editor.notes.annotations;
    assert.equal(note.target.kind === 'text' && note.target.quote?.exact, '水中通信の試験');
    assert.deepEqual([note.creator?.name, note.bodies[0].value], ['沢辺', 'Write the note here']);
    // before anything is saved, each edit is one to what the editor has
    await editor.run(INSIDE, /Reply to the note/);
    await editor.run(INSIDE, /^Resolve/);
    assert.equal(editor.notes.annotations.length, 2);
    assert.deepEqual(editor.notes.problems, []);
    const root = () => editor.notes.annotations.find(({ id }) => id === note.id);
    assert.equal(root()?.resolved?.by, '沢辺');
    editor.save();
    await editor.run(INSIDE, /^Reopen/);
    assert.equal(root()?.resolved, undefined);
    assert.equal(editor.notes.annotations.length, 2);
  }));

test('what is written by hand or by others meanwhile stays', () =>
  inEditor(async (editor) => {
    await editor.run(PHRASE, /Add a note/);
    editor.content = editor.content?.replace('Write the note here', '予算はどこから？');
    editor.content += 'a line of somebody’s\n';
    editor.save();
    await editor.run(INSIDE, /Reply to the note “予算はどこから？”/);
    assert.match(editor.content ?? '', /a line of somebody’s\n/);
    assert.match(editor.content ?? '', /予算はどこから？/);
    assert.equal(editor.notes.annotations.length, 2);
  }));

test('a file in the middle of a merge, or one that cannot be read, is not edited', async () => {
  for (const content of ['<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n', '\ufffe\ufffe'.repeat(2)]) {
    const bytes = content.startsWith('<') ? content : 'þÿ';
    await inEditor(
      async (editor) => {
        if (!content.startsWith('<')) writeFileSync(editor.sidecar, Uint8Array.of(0xff, 0xfe, 0x41, 0x00));
        const before = readFileSync(editor.sidecar);
        editor.client.notify('workspace/didChangeWatchedFiles', {
          changes: [{ uri: pathToFileURL(editor.sidecar).href, type: 2 }],
        });
        const end = Date.now() + 30_000;
        while ((await editor.actions(PHRASE)).length > 0 && Date.now() < end)
          await new Promise((r) => setTimeout(r, 50));
        assert.deepEqual(await editor.actions(PHRASE), []);
        assert.deepEqual(readFileSync(editor.sidecar), before);
      },
      {},
      bytes,
    );
  }
});

test('an editor with threads of its own, or one that applies no edits, is offered none', async () => {
  await inEditor(async (editor) => assert.deepEqual(await editor.actions(PHRASE), []), {
    initializationOptions: { annotations: true },
  });
  await inEditor(async (editor) => assert.deepEqual(await editor.actions(PHRASE), []), {
    capabilities: { ...able, workspace: { ...able.workspace, applyEdit: false } },
  });
});

test('references on the title of a text lead to the notes that link it', () =>
  inEditor(async (editor) => {
    await editor.run(PHRASE, /Add a note/);
    const [line] = (editor.content ?? '').split('\n');
    const note = JSON.parse(line);
    note.body = [{ type: 'SpecificResource', purpose: 'linking', source: 'plans/%E8%A8%88%E7%94%BB.communique.txt' }];
    editor.content = `${JSON.stringify(note)}\n`;
    const folder = join(editor.sidecar, '..', 'plans');
    mkdirSync(folder);
    const plan = join(folder, '計画.communique.txt');
    writeFileSync(plan, '日・ノルウェー試験計画\n令和11年5月1日\n防衛省\n\n1.総論\n　試験を行う。\n');
    editor.save();
    const uri = pathToFileURL(plan).href;
    editor.client.open(uri, readFileSync(plan, 'utf8'));
    const places: any[] = await editor.client.request('textDocument/references', {
      textDocument: { uri },
      position: { line: 0, character: 3 },
      context: { includeDeclaration: false },
    });
    assert.deepEqual(places, [{ uri: editor.uri, range: PHRASE }]);
    // the note goes, and with it the place
    editor.content = '';
    editor.save();
    const after: any[] = await editor.client.request('textDocument/references', {
      textDocument: { uri },
      position: { line: 0, character: 3 },
      context: { includeDeclaration: false },
    });
    assert.deepEqual(after, []);
  }));
