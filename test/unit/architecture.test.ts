import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { test } from 'node:test';

// The rooms of the server, from the top down: a room imports from rooms below it only (ARCHITECTURE.md).
const ROOMS = [
  ['lsp', 'cli'],
  ['features'],
  ['corpus', 'annotations'],
  ['references'],
  ['terms'],
  ['structure'],
  ['dates'],
  ['text'],
];
const source = join(import.meta.dirname, '..', '..', 'server', 'src');

function imports(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((m) => m[1]);
}

const files = (readdirSync(source, { recursive: true }) as string[]).filter((f) => f.endsWith('.ts'));
const floor = (room: string): number => ROOMS.findIndex((rooms) => rooms.includes(room));

test('every file of the server stands in a known room', () => {
  assert.ok(files.length > 10);
  for (const file of files) assert.ok(floor(file.split(sep)[0]) >= 0, file);
});

test('arrows between the rooms point downward', () => {
  for (const file of files) {
    const room = file.split(sep)[0];
    for (const target of imports(join(source, file))) {
      if (!target.startsWith('.')) continue;
      // the tables of facts: only a bundler reads them
      if (target.endsWith('.tsv')) {
        assert.equal(file.split(sep).join('/'), 'corpus/knowledge.ts');
        continue;
      }
      const other = relative(source, resolve(dirname(join(source, file)), target)).split(sep)[0];
      assert.ok(other === room || floor(other) > floor(room), `${file} imports ${target}`);
    }
  }
});

test('only the parts for Node import Node, nothing imports VS Code, only lsp/ knows a connection', () => {
  for (const file of files) {
    const own = file.split(sep).join('/');
    for (const target of imports(join(source, file))) {
      assert.notEqual(target, 'vscode', own);
      if (target.startsWith('node:'))
        assert.ok(/^(?:lsp\/node(?:-\w+)?\.ts$|corpus\/node\/|cli\/)/.test(own), `${own} imports ${target}`);
      if (/^vscode-(?:languageserver(?:\/|$)|jsonrpc|languageserver-protocol)/.test(target)) {
        assert.ok(own.startsWith('lsp/'), `${own} imports ${target}`);
      }
    }
  }
});
