// The bundle for browsers, in a Web Worker of a real Chromium, as VS Code for the Web starts it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../workbench/launch.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the server in a Web Worker', () => {
  it('answers for an open text in Chromium, and follows an edit', { timeout: 60_000 }, async () => {
    const bundle = readFileSync(join(root, 'dist/server.browser.js'));
    const http = createServer((request, response) => {
      const script = request.url === '/server.browser.js';
      response.setHeader('Content-Type', script ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
      response.end(script ? bundle : '<!doctype html><title>worker</title>');
    });
    await new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (http.address());
    const { browser, page } = await openBrowser();
    try {
      await page.goto(`http://127.0.0.1:${port}/`);
      const answers = await page.evaluate(
        talk,
        readFileSync(join(root, 'test/vscode/workspace/two-meetings.communique.txt'), 'utf8'),
      );
      assert.deepEqual(
        answers.before.map((/** @type {any} */ s) => [s.name, s.children.length]),
        [
          ['日豪外務・防衛閣僚協議の概要', 2],
          ['日豪外務・防衛閣僚協議（共同記者発表）', 2],
        ],
      );
      assert.equal(answers.after[0].children[0].name, '1.国際情勢');
    } finally {
      await browser.close();
      http.close();
    }
  });
});

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
