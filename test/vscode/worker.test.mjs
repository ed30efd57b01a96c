// The bundle for browsers, in a Web Worker of a real Chromium, as VS Code for the Web starts it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../workbench/launch.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {(page: any, asked: string[]) => Promise<void>} run `asked`: the scripts that were asked for. */
async function inPage(run) {
  /** @type {string[]} */
  const asked = [];
  const http = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    const script = /^(?:server|indexer)\.browser\.js$/.test(name);
    if (script) asked.push(name);
    response.setHeader('Content-Type', script ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(script ? readFileSync(join(root, 'dist', name)) : '<!doctype html><title>worker</title>');
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (http.address());
  const { browser, page } = await openBrowser();
  try {
    await page.goto(`http://127.0.0.1:${port}/`);
    await run(page, asked);
  } finally {
    await browser.close();
    http.close();
  }
}

describe('the server in a Web Worker', () => {
  const text = readFileSync(join(root, 'test/vscode/workspace/two-meetings.communique.txt'), 'utf8');

  it('answers for an open text in Chromium, and follows an edit', { timeout: 60_000 }, () =>
    inPage(async (page) => {
      const answers = await page.evaluate(talk, text);
      assert.deepEqual(
        answers.before.map((/** @type {any} */ s) => [s.name, s.children.length]),
        [
          ['日豪外務・防衛閣僚協議の概要', 2],
          ['日豪外務・防衛閣僚協議（共同記者発表）', 2],
        ],
      );
      assert.equal(answers.after[0].children[0].name, '1.国際情勢');
    }),
  );

  for (const script of ['/indexer.browser.js', '/nothing.js']) {
    const how = script.includes('indexer') ? 'in workers of its own' : 'by itself where there can be no other worker';
    it(`reads the files of the workspace ${how}`, { timeout: 60_000 }, () =>
      inPage(async (page, asked) => {
        const { status, symbols } = await page.evaluate(index, { text, script });
        assert.deepEqual([status.files, status.indexed, status.complete], [3, 3, true]);
        assert.equal(symbols.length, 3);
        assert.equal(asked.includes('indexer.browser.js'), script.includes('indexer'));
      }),
    );
  }
});

/**
 * Runs in the page: lets the server read three files of a workspace that the client has.
 * @param {{ text: string, script: string }} given
 * @returns {Promise<{ status: any, symbols: any[] }>}
 */
async function index({ text, script }) {
  const worker = new Worker('/server.browser.js');
  const folder = 'vscode-vfs://github/archive';
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    if (data.method === undefined) return waiting.get(data.id)?.(data.result);
    if (data.id === undefined) return;
    const uris = [1, 2, 3].map((n) => `${folder}/${n}.communique.txt`);
    const file = uris.includes(data.params?.uri) ? { base64 } : null;
    const result =
      data.method === 'communique/findFiles' ? { uris } : data.method === 'communique/readFile' ? file : null;
    worker.postMessage({ jsonrpc: '2.0', id: data.id, result });
  };
  /** @param {string} method @param {any} params @returns {Promise<any>} */
  const ask = (method, params) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      worker.postMessage({ jsonrpc: '2.0', id: last, method, params });
    });
  await ask('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: folder, name: 'archive' }],
    initializationOptions: { readFile: true, findFiles: true, indexer: new URL(script, location.href).href },
    capabilities: { workspace: { workspaceFolders: true } },
  });
  worker.postMessage({ jsonrpc: '2.0', method: 'initialized', params: {} });
  let status = { complete: false, files: 0 };
  while (!status.complete || status.files < 3) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    status = await ask('communique/status', {});
  }
  const symbols = await ask('workspace/symbol', { query: '共同記者発表' });
  worker.terminate();
  return { status, symbols };
}

/**
 * Runs in the page: speaks to the worker as a client does.
 * @param {string} text
 * @returns {Promise<{ before: any[], after: any[] }>}
 */
async function talk(text) {
  const worker = new Worker('/server.browser.js');
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data }) => {
    if (data.method !== undefined) {
      if (data.id !== undefined) worker.postMessage({ jsonrpc: '2.0', id: data.id, result: null });
    } else waiting.get(data.id)?.(data.result);
  };
  /** @param {string} method @param {any} params */
  const tell = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });
  /** @param {string} method @param {any} params @returns {Promise<any>} */
  const ask = (method, params) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      worker.postMessage({ jsonrpc: '2.0', id: last, method, params });
    });
  const uri = 'vscode-vfs://github/two-meetings.communique.txt';
  const textDocument = { uri };
  await ask('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
  });
  tell('initialized', {});
  tell('textDocument/didOpen', { textDocument: { uri, languageId: 'communique', version: 1, text } });
  const before = await ask('textDocument/documentSymbol', { textDocument });
  const { line, character } = before[0].children[0].selectionRange.start;
  const range = { start: { line, character: character + 2 }, end: { line, character: character + 4 } };
  tell('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: '国際' }] });
  const after = await ask('textDocument/documentSymbol', { textDocument });
  worker.terminate();
  return { before, after };
}
