// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  AnchorText,
  editSidecar,
  newAnnotation,
  readSidecar,
  selectorsFor,
  sidecarBytes,
  sidecarName,
} from '../../server/src/annotations/index.ts';
import { Client } from './client.ts';

const TEXT = `第２回日・ノルウェー防衛協議の概要
令和11年4月2日
防衛省

1.無人潜水機
（1）水中通信の試験を秋に行うことを確認した。
`;

/** A sidecar with one note on a phrase and a reply to it. */
function sidecar(phrase: string): Uint8Array {
  const start = TEXT.indexOf(phrase);
  const note = newAnnotation(
    {
      kind: 'text',
      source: 'talks.communique.txt',
      ...selectorsFor(new AnchorText(TEXT), start, start + phrase.length),
    },
    { name: '沢辺' },
    new Date(0),
    { bodies: [{ value: '予算はどこから？', format: 'text/markdown' }] },
  );
  const reply = newAnnotation({ kind: 'annotation', id: note.id }, { name: '森' }, new Date(1000), {
    bodies: [{ value: '来年度。', format: 'text/markdown' }],
  });
  return sidecarBytes(
    editSidecar(readSidecar(''), [
      { kind: 'add', annotation: note },
      { kind: 'add', annotation: reply },
    ]),
  );
}

async function withNote(
  options: object,
  run: (client: Client, uri: string, file: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'communique-notes-'));
  const file = join(folder, 'talks.communique.txt');
  writeFileSync(file, TEXT);
  writeFileSync(sidecarName(file), sidecar('水中通信の試験'));
  const client = await Client.start({ folder, ...options });
  try {
    await run(client, pathToFileURL(file).href, file);
    assert.equal(client.stderr, '');
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hover(client: Client, uri: string, line: number, character: number): Promise<string> {
  const answer = await client.request('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  return answer?.contents.value ?? '';
}

async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('in an editor without threads, a note is in the hover over its phrase and begins behind it', () =>
  withNote({}, async (client, uri, file) => {
    client.open(uri, TEXT);
    const before = readFileSync(sidecarName(file));
    const said = await until(
      () => hover(client, uri, 5, 5),
      (value) => value !== '',
    );
    assert.match(said, /\*\*沢辺\*\* 予算はどこから？[\s\S]*\*\*森\*\* 来年度。/);
    const hints: any[] = await client.request('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } },
    });
    const notes = hints.filter(({ label }) => label.startsWith('✎'));
    assert.deepEqual(
      notes.map(({ label, position }) => [label, position]),
      [['✎ 予算はどこから？ +1', { line: 5, character: 10 }]],
    );
    // the note follows its phrase
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, text: '0.総論\n' },
      ],
    });
    assert.match(await hover(client, uri, 6, 5), /予算はどこから/);
    assert.doesNotMatch(await hover(client, uri, 5, 2), /予算はどこから/);
    assert.deepEqual(readFileSync(sidecarName(file)), before, 'nothing is written');
  }));

test('a client that shows notes itself gets none', () =>
  withNote({ initializationOptions: { annotations: true } }, async (client, uri) => {
    client.open(uri, TEXT);
    await client.request('textDocument/documentSymbol', { textDocument: { uri } });
    assert.doesNotMatch(await hover(client, uri, 5, 5), /予算/);
  }));
