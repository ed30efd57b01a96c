import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  associationGlob,
  fileName,
  hasOwnName,
  isFolderKnowledge,
  mayBeRead,
  mayBeRecognised,
} from '../../../client/src/names.ts';

const file = (path: string, scheme = 'file') => ({ scheme, path });

describe('the name of a file', () => {
  it('makes it ours', () => {
    for (const path of ['/a.communique', '/b/a.communique.txt', '/A.COMMUNIQUE.TXT'])
      assert.ok(hasOwnName(file(path)), path);
    for (const path of ['/a.txt', '/communique.txt', '/.communique/glossary.json', '/a.communique.md']) {
      assert.ok(!hasOwnName(file(path)), path);
    }
  });

  it('lets a plain text be examined, wherever it is', () => {
    for (const scheme of ['file', 'git', 'vscode-vfs', 'vscode-remote', 'memfs']) {
      assert.ok(mayBeRecognised(file('/概要.txt', scheme)), scheme);
    }
    assert.ok(mayBeRecognised(file('/GAIYO.TXT')));
  });

  it('keeps the texts of VS Code itself, unsaved ones and other names out', () => {
    for (const scheme of ['output', 'debug', 'untitled', 'vscode', 'communique']) {
      assert.ok(!mayBeRecognised(file('/a.txt', scheme)), scheme);
    }
    for (const path of ['/a.md', '/a', '/txt']) assert.ok(!mayBeRecognised(file(path)), path);
  });

  it('makes it the glossary or the catalogue of a folder, and nothing else does', () => {
    for (const path of ['/a/.communique/glossary.json', '/.communique/glossary.tsv', '/a/.communique/documents.tsv']) {
      assert.ok(isFolderKnowledge(file(path)), path);
      assert.ok(mayBeRead(file(path)), path);
    }
    for (const path of [
      '/etc/passwd',
      '/a/documents.tsv',
      '/a/.communique/documents.json',
      '/a/.communique/documents.tsv/b',
      '/a/.communique/glossary.json/b',
      '/a/.communique/glossary.jsonc',
      '/a/.communique/other.json',
      '/a/x.communique/glossary.json',
      '/a/.communique/glossary.json ',
      '/a/.communique\\glossary.json',
      '.communique/glossary.json',
    ]) {
      assert.ok(!isFolderKnowledge(file(path)), path);
      assert.ok(!mayBeRead(file(path)), path);
    }
  });

  it('lets the server have a text read to it, and no other file', () => {
    for (const path of ['/a.communique', '/a.communique.txt', '/概要.txt', '/GAIYO.TXT'])
      assert.ok(mayBeRead(file(path, 'vscode-vfs')), path);
    for (const path of ['/a.md', '/.env', '/a.txt.gz', '/a.communique/b']) assert.ok(!mayBeRead(file(path)), path);
    for (const scheme of ['output', 'vscode-userdata', 'communique'])
      assert.ok(!mayBeRead(file('/a.txt', scheme)), scheme);
  });

  it('is the last part of its path', () => {
    assert.equal(fileName(file('/a/b/概要.txt')), '概要.txt');
  });
});

describe('a pattern of files.associations', () => {
  it('without a slash means the name in any folder', () => {
    assert.equal(associationGlob('*.txt'), '**/*.txt');
    assert.equal(associationGlob('**/notes/*.txt'), '**/notes/*.txt');
  });
});
