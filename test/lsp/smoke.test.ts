// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from './client.ts';
import { twoMeetings } from './fixtures.ts';

const uri = 'file:///two-meetings.communique.txt';

test('the server starts, answers for an open text, and ends with code 0', async () => {
  const client = await Client.start();
  assert.ok(client.initialized.capabilities.documentSymbolProvider, 'it offers an outline');
  client.open(uri, twoMeetings);
  const [first, second, ...others] = await client.request('textDocument/documentSymbol', { textDocument: { uri } });
  assert.deepEqual(others, []);
  assert.equal(first.name, '日豪外務・防衛閣僚協議の概要');
  assert.match(first.detail, /2009-06-04/);
  assert.equal(second.name, '日豪外務・防衛閣僚協議（共同記者発表）');
  assert.match(second.detail, /2012-09/);
  assert.deepEqual(names(first.children), [
    '1.地域情勢',
    '（1）北朝鮮',
    '（2）海洋安全保障',
    '2.防衛協力',
    '（1）共同訓練',
    '（イ）海上訓練',
    '（ロ）人的交流',
  ]);
  await client.stop();
  assert.deepEqual(client.shown, []);
});

test('the server ends when its input ends', async () => {
  const client = await Client.start();
  client.open(uri, twoMeetings);
  client.endInput();
  const ended = await Promise.race([
    client.exited,
    new Promise((resolve) => setTimeout(resolve, 5_000, 'running').unref()),
  ]);
  client.kill();
  assert.notEqual(ended, 'running');
});

/** @returns the names of all items, a parent before its children */
function names(symbols: { name: string; children?: any[] }[]): string[] {
  return symbols.flatMap((symbol) => [symbol.name, ...names(symbol.children ?? [])]);
}
