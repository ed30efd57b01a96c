import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFile as readFileWithCallback,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  stat as statWithCallback,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { Connection } from 'vscode-languageserver';
import { isNamedText, textOfFile } from '../../server/src/corpus/file-reader.ts';
import { type FileSystem, makeDisk } from '../../server/src/corpus/workspace/disk.ts';
import type { FileTree } from '../../server/src/corpus/workspace/files.ts';
import { MAX_BYTES } from '../../server/src/corpus/workspace/indexer.ts';
import { uriKey } from '../../server/src/corpus/workspace/uri.ts';
import {
  type FileSource,
  type TextListener,
  WorkspaceTexts,
} from '../../server/src/corpus/workspace/workspace-texts.ts';
import { clientFiles } from '../../server/src/lsp/client-files.ts';
import { SEED } from '../unit/seed.ts';
import { encodeLegacy } from '../unit/text/legacy-encoder.ts';

const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

/** A text that is recognised; `about` tells it from others. */
const communique = (about: string): string => `日加外務・防衛閣僚会合の概要
令和13年5月7日
外務省・防衛省

　5月7日、東京において標記会合が行われたところ、概要は次のとおり。

1.${about}
（1）双方は、緊密に連携していくことで一致した。
`;
const LETTER = '母さんへ\n\n元気ですか。こちらは毎日暑いです。\n夏休みには帰ります。\n';

const readFile = promisify(readFileWithCallback);
const stat = promisify(statWithCallback);
const fileSystem: FileSystem = { readdir, stat, realpath, readFile, fileURLToPath, sep };

/** Reads the files of a tree as they are; the server does it on other threads. */
function plain(tree: FileTree): FileSource<string> {
  return {
    capacity: 16,
    list: (folder, selection) => tree.list(folder, selection),
    async read(address) {
      const bytes = await tree.read(address, MAX_BYTES);
      if (bytes === undefined) return { kind: 'missing' };
      if (bytes === 'too-large') return { kind: 'other', print: bytes };
      const content = textOfFile(bytes, isNamedText(address));
      const print = Buffer.from(bytes).toString('latin1');
      return content === undefined ? { kind: 'other', print } : { kind: 'text', print, content };
    },
  };
}

/** Owns the texts as the server does: what was found, and what is open in the editor. */
class Owner {
  readonly held = new Map<string, string>();
  readonly said: string[] = [];
  readonly failures: string[] = [];
  readonly counts: number[] = [];
  readonly texts: WorkspaceTexts<string>;

  constructor(tree: FileTree, more: Partial<TextListener<string>> = {}) {
    this.texts = new WorkspaceTexts(
      plain(tree),
      {
        found: (uri, text) => {
          this.held.set(uriKey(uri), text);
          this.said.push(`found ${nameOf(uri)}`);
        },
        gone: (uri) => {
          this.held.delete(uriKey(uri));
          this.said.push(`gone ${nameOf(uri)}`);
        },
        done: (count) => this.counts.push(count),
        failed: (uri, error) => this.failures.push(`${nameOf(uri)}: ${error instanceof Error ? error.message : error}`),
        ...more,
      },
      () => false,
    );
  }

  open(uri: string, text: string): void {
    this.texts.opened(uri);
    this.held.set(uriKey(uri), text);
  }

  /** Names of the texts, in order. */
  names(): string[] {
    return [...this.held.keys()].map(nameOf).sort();
  }
}

const nameOf = (uri: string): string => {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

/** A directory on the disk, with slashes in the names of what is in it. */
class Folder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'communique-texts-')));
  readonly uri = pathToFileURL(this.path).href;

  at(name: string): string {
    return join(this.path, name);
  }

  uriOf(name: string): string {
    return pathToFileURL(this.at(name)).href;
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), content);
  }

  event(type: 1 | 2 | 3, ...names: string[]): { uri: string; type: 1 | 2 | 3 }[] {
    return names.map((name) => ({ uri: this.uriOf(name), type }));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Runs over a folder with these files that has been opened. */
async function withFolder(
  files: Record<string, string | Uint8Array>,
  run: (folder: Folder, owner: Owner) => Promise<void>,
  fs: Partial<FileSystem> = {},
): Promise<void> {
  const folder = new Folder();
  const owner = new Owner(makeDisk({ ...fileSystem, ...fs }));
  try {
    for (const [name, content] of Object.entries(files)) folder.write(name, content);
    owner.texts.addFolder(folder.uri);
    await owner.texts.idle();
    owner.said.length = 0;
    await run(folder, owner);
  } finally {
    owner.texts.dispose();
    folder.remove();
  }
}

// ---- on the disk ----------------------------------------------------------------------------------------------

test('of the files of a folder, those named communiqué are texts, and other .txt files that read like one', () =>
  withFolder(
    {
      'a.communique': LETTER,
      'b.communique.txt': '',
      'sub/deep/er/c.txt': communique('一'),
      'D.TXT': communique('二'),
      'letter.txt': LETTER,
      'notes.md': communique('三'),
      'binary.communique': new Uint8Array(4000).map((_, i) => (i * 7) % 32),
      '.git/x.communique': communique('四'),
      'node_modules/p/x.communique': communique('五'),
      '.communique/x.communique': communique('六'),
      '._a.communique': communique('七'),
    },
    async (folder, owner) => {
      assert.deepEqual(owner.names(), ['D.TXT', 'a.communique', 'b.communique.txt', 'c.txt']);
      assert.equal(owner.held.get(uriKey(folder.uriOf('sub/deep/er/c.txt'))), communique('一'));
      assert.deepEqual(owner.counts, [4]);
      assert.deepEqual(owner.failures, []);
    },
  ));

test('texts are read in the encodings of the field', () =>
  withFolder(
    {
      'sjis.txt': encodeLegacy(communique('一'), 'shift_jis'),
      'euc.txt': encodeLegacy(communique('二'), 'euc-jp'),
      'bom.txt': `\uFEFF${communique('三')}`,
      'utf16.txt': Buffer.from(`\uFEFF${communique('四')}`, 'utf16le'),
      'crlf.txt': communique('五').replaceAll('\n', '\r\n'),
    },
    async (folder, owner) => {
      assert.deepEqual(owner.names(), ['bom.txt', 'crlf.txt', 'euc.txt', 'sjis.txt', 'utf16.txt']);
      assert.equal(owner.held.get(uriKey(folder.uriOf('sjis.txt'))), communique('一'));
      assert.equal(owner.held.get(uriKey(folder.uriOf('euc.txt'))), communique('二'));
    },
  ));

test('a long log is not mistaken for a text, and a long text is read to its end', () => {
  const log = '2031-05-07 12:00:00 INFO 外務省\n'.repeat(20_000);
  const long = communique('一') + '（2）双方は、引き続き緊密に連携していくことで一致した。\n'.repeat(20_000);
  return withFolder(
    { 'log.txt': log, 'long.txt': long, 'sjis.txt': encodeLegacy(long, 'shift_jis') },
    async (folder, owner) => {
      assert.deepEqual(owner.names(), ['long.txt', 'sjis.txt']);
      for (const text of owner.held.values()) assert.ok(text === long);
      void folder;
    },
  );
});

test('a file that is created, changed and deleted is found, found again, and gone', () =>
  withFolder({ 'a.txt': communique('一') }, async (folder, owner) => {
    folder.write('b.txt', communique('二'));
    owner.texts.filesChanged(folder.event(CREATED, 'b.txt'));
    await owner.texts.idle();
    folder.write('b.txt', communique('三'));
    owner.texts.filesChanged(folder.event(CHANGED, 'b.txt'));
    await owner.texts.idle();
    assert.equal(owner.held.get(uriKey(folder.uriOf('b.txt'))), communique('三'));
    rmSync(folder.at('b.txt'));
    owner.texts.filesChanged(folder.event(DELETED, 'b.txt'));
    await owner.texts.idle();
    assert.deepEqual(owner.said, ['found b.txt', 'found b.txt', 'gone b.txt']);
    assert.deepEqual(owner.names(), ['a.txt']);
  }));

test('a file that becomes a text, and one that no longer is one', () =>
  withFolder({ 'a.txt': communique('一'), 'b.txt': LETTER }, async (folder, owner) => {
    folder.write('a.txt', LETTER);
    folder.write('b.txt', communique('二'));
    owner.texts.filesChanged(folder.event(CHANGED, 'a.txt', 'b.txt'));
    await owner.texts.idle();
    assert.deepEqual(owner.said.sort(), ['found b.txt', 'gone a.txt']);
  }));

test('a file that is said to have changed and has not is not found again', () =>
  withFolder({ 'a.txt': communique('一') }, async (folder, owner) => {
    owner.texts.filesChanged(folder.event(CHANGED, 'a.txt'));
    owner.texts.refresh();
    await owner.texts.idle();
    assert.deepEqual(owner.said, []);
  }));

test('a program that saves by writing another file and renaming it changes the text and nothing else', () =>
  withFolder({ 'a.txt': communique('一') }, async (folder, owner) => {
    folder.write('a.txt~', communique('二'));
    renameSync(folder.at('a.txt~'), folder.at('a.txt'));
    owner.texts.filesChanged([
      ...folder.event(CREATED, 'a.txt~'),
      ...folder.event(DELETED, 'a.txt', 'a.txt~'),
      ...folder.event(CREATED, 'a.txt'),
    ]);
    await owner.texts.idle();
    assert.deepEqual(owner.said, ['found a.txt']);
  }));

test('a file that is moved or renamed is known by its new name only', () =>
  withFolder({ 'a.txt': communique('一'), 'sub/x.md': '' }, async (folder, owner) => {
    renameSync(folder.at('a.txt'), folder.at('sub/b.txt'));
    owner.texts.filesChanged([...folder.event(DELETED, 'a.txt'), ...folder.event(CREATED, 'sub/b.txt')]);
    await owner.texts.idle();
    assert.deepEqual([...owner.held.keys()], [uriKey(folder.uriOf('sub/b.txt'))]);
  }));

test('a directory that is moved takes its texts with it, though only the directory is named', () =>
  withFolder(
    { 'old/a.txt': communique('一'), 'old/deep/b.txt': communique('二'), 'oldest.txt': communique('三') },
    async (folder, owner) => {
      renameSync(folder.at('old'), folder.at('new.d'));
      owner.texts.filesChanged([...folder.event(DELETED, 'old'), ...folder.event(CREATED, 'new.d')]);
      await owner.texts.idle();
      assert.deepEqual(
        [...owner.held.keys()].sort(),
        ['new.d/a.txt', 'new.d/deep/b.txt', 'oldest.txt'].map((name) => uriKey(folder.uriOf(name))),
      );
    },
  ));

test('a directory that is deleted takes its texts with it; others whose names begin alike stay', () =>
  withFolder(
    { 'a/1.txt': communique('一'), 'a/b/2.txt': communique('二'), 'ab/3.txt': communique('三') },
    async (folder, owner) => {
      rmSync(folder.at('a'), { recursive: true });
      owner.texts.filesChanged(folder.event(DELETED, 'a'));
      await owner.texts.idle();
      assert.deepEqual(owner.names(), ['3.txt']);
    },
  ));

test('a directory that has the name of a text is a directory', () =>
  withFolder({}, async (folder, owner) => {
    folder.write('x.communique/a.txt', communique('一'));
    owner.texts.filesChanged(folder.event(CREATED, 'x.communique'));
    await owner.texts.idle();
    assert.deepEqual(owner.names(), ['a.txt']);
    rmSync(folder.at('x.communique'), { recursive: true });
    owner.texts.filesChanged(folder.event(DELETED, 'x.communique'));
    await owner.texts.idle();
    assert.deepEqual(owner.names(), []);
    assert.deepEqual(owner.failures, []);
  }));

test('the folder itself may be deleted and come again', () =>
  withFolder({ 'a.txt': communique('一') }, async (folder, owner) => {
    folder.remove();
    owner.texts.filesChanged([{ uri: folder.uri, type: DELETED }]);
    await owner.texts.idle();
    assert.deepEqual(owner.names(), []);
    folder.write('b.txt', communique('二'));
    owner.texts.filesChanged([{ uri: folder.uri, type: CREATED }]);
    await owner.texts.idle();
    assert.deepEqual(owner.names(), ['b.txt']);
    assert.deepEqual(owner.failures, []);
  }));

test('a directory above the folder may be deleted and come again', async () => {
  const above = new Folder();
  above.write('sub/w/a.txt', communique('一'));
  const owner = new Owner(makeDisk(fileSystem));
  owner.texts.addFolder(above.uriOf('sub/w'));
  await owner.texts.idle();
  renameSync(above.at('sub'), above.at('away'));
  owner.texts.filesChanged([...above.event(DELETED, 'sub'), ...above.event(CREATED, 'away')]);
  await owner.texts.idle();
  assert.deepEqual(owner.names(), []);
  renameSync(above.at('away'), above.at('sub'));
  owner.texts.filesChanged([...above.event(DELETED, 'away'), ...above.event(CREATED, 'sub')]);
  await owner.texts.idle();
  assert.deepEqual(owner.names(), ['a.txt']);
  owner.texts.dispose();
  above.remove();
});

test('a folder that is not there has no texts', async () => {
  const owner = new Owner(makeDisk(fileSystem));
  owner.texts.addFolder('file:///there/is/no/such/folder');
  await owner.texts.idle();
  assert.deepEqual([owner.names(), owner.failures, owner.counts], [[], [], [0]]);
});

test('what ignore files leave aside is no text of the workspace, and comes and goes with them', () =>
  withFolder(
    {
      '.gitignore': 'drafts/\n',
      'a.txt': communique('一'),
      'drafts/b.txt': communique('二'),
      'd/.ignore': 'c.txt\n',
      'd/c.txt': communique('三'),
    },
    async (folder, owner) => {
      assert.deepEqual(owner.names(), ['a.txt']);
      folder.write('.gitignore', 'a.txt\n');
      owner.texts.filesChanged(folder.event(CHANGED, '.gitignore'));
      await owner.texts.idle();
      assert.deepEqual(owner.names(), ['b.txt']);
      rmSync(folder.at('d/.ignore'));
      owner.texts.filesChanged(folder.event(DELETED, 'd/.ignore'));
      await owner.texts.idle();
      assert.deepEqual(owner.names(), ['b.txt', 'c.txt']);
      // what is left aside stays so when it changes
      folder.write('a.txt', communique('四'));
      owner.texts.filesChanged(folder.event(CHANGED, 'a.txt'));
      await owner.texts.idle();
      assert.deepEqual(owner.names(), ['b.txt', 'c.txt']);
    },
  ));

test('changes in hidden places are no concern of ours', () =>
  withFolder({}, async (folder, owner) => {
    const names = ['.git/a.txt', 'node_modules/p/b.txt', 'sub/.cache/c.txt', '.d.txt'];
    for (const name of names) folder.write(name, communique('一'));
    owner.texts.filesChanged(folder.event(CREATED, ...names, '.git', 'node_modules', 'sub'));
    await owner.texts.idle();
    assert.deepEqual(owner.names(), []);
  }));

test('links in a circle end, a directory goes by its own name, and what is linked from elsewhere is read', async () => {
  const elsewhere = new Folder();
  const folder = new Folder();
  try {
    elsewhere.write('e.txt', communique('一'));
    elsewhere.write('sub/f.txt', communique('二'));
    symlinkSync(elsewhere.path, elsewhere.at('sub/round'));
    folder.write('z/a.txt', communique('三'));
    symlinkSync(folder.path, folder.at('z/top'));
    symlinkSync(tmpdir(), folder.at('above'));
    symlinkSync(folder.at('z'), folder.at('alias'));
    symlinkSync(folder.at('loop'), folder.at('loop'));
    symlinkSync(folder.at('nowhere'), folder.at('dangling.txt'));
    symlinkSync(elsewhere.path, folder.at('linked'));
    symlinkSync(elsewhere.path, folder.at('twice'));
    symlinkSync(elsewhere.at('e.txt'), folder.at('g.txt'));
    const owner = new Owner(makeDisk(fileSystem));
    owner.texts.addFolder(folder.uri);
    await owner.texts.idle();
    assert.deepEqual(owner.names(), ['a.txt', 'e.txt', 'f.txt', 'g.txt']);
    assert.ok(owner.held.has(uriKey(folder.uriOf('z/a.txt'))));
    assert.deepEqual(owner.failures, []);
    owner.texts.dispose();
  } finally {
    folder.remove();
    elsewhere.remove();
  }
});

test('what was left out because another link leads there too is found when that link goes', async () => {
  const elsewhere = new Folder();
  elsewhere.write('e.txt', communique('一'));
  await withFolder({}, async (folder, owner) => {
    symlinkSync(elsewhere.path, folder.at('one'));
    symlinkSync(elsewhere.path, folder.at('two'));
    owner.texts.refresh();
    await owner.texts.idle();
    const [first] = owner.held.keys();
    const name = first.includes('/one/') ? 'one' : 'two';
    rmSync(folder.at(name));
    owner.texts.filesChanged(folder.event(DELETED, name));
    await owner.texts.idle();
    assert.deepEqual([...owner.held.keys()], [first.replace(`/${name}/`, name === 'one' ? '/two/' : '/one/')]);
  });
  elsewhere.remove();
});

test('a text that was opened by a way round a link is not a second text when it is closed', () =>
  withFolder({ 'z/a.txt': communique('一') }, async (folder, owner) => {
    symlinkSync(folder.at('z'), folder.at('alias'));
    owner.open(folder.uriOf('alias/a.txt'), 'open');
    owner.texts.closed(folder.uriOf('alias/a.txt'));
    await owner.texts.idle();
    assert.deepEqual([...owner.held.keys()], [uriKey(folder.uriOf('z/a.txt'))]);
  }));

test('a folder that is opened through a link keeps its address', async () => {
  const folder = new Folder();
  try {
    folder.write('real/a.txt', communique('一'));
    symlinkSync(folder.at('real'), folder.at('link'));
    const owner = new Owner(makeDisk(fileSystem));
    owner.texts.addFolder(folder.uriOf('link'));
    await owner.texts.idle();
    assert.deepEqual([...owner.held.keys()], [uriKey(folder.uriOf('link/a.txt'))]);
    owner.texts.dispose();
  } finally {
    folder.remove();
  }
});

test('a directory that may not be read is passed over, a file that may not be read is said to have failed', () => {
  const denied = (path: string): Error => Object.assign(new Error(`EACCES: ${path}`), { code: 'EACCES' });
  return withFolder(
    { 'secret/a.txt': communique('一'), 'locked.txt': communique('二'), 'b.txt': communique('三') },
    async (_, owner) => {
      assert.deepEqual(owner.names(), ['b.txt']);
      assert.equal(owner.failures.length, 1);
      assert.match(owner.failures[0], /^locked\.txt: EACCES/);
    },
    {
      readdir: (path, options) => (path.endsWith('secret') ? Promise.reject(denied(path)) : readdir(path, options)),
      readFile: (path) => (path.endsWith('locked.txt') ? Promise.reject(denied(path)) : readFile(path)),
    },
  );
});

test('a text that can no longer be read is gone, and is found when it can be read again', () => {
  let locked = false;
  return withFolder(
    { 'a.txt': communique('一') },
    async (folder, owner) => {
      for (const lock of [true, false]) {
        locked = lock;
        owner.texts.filesChanged(folder.event(CHANGED, 'a.txt'));
        await owner.texts.idle();
      }
      assert.deepEqual(owner.said, ['gone a.txt', 'found a.txt']);
      assert.deepEqual(owner.failures, ['a.txt: EBUSY']);
    },
    { readFile: (path) => (locked ? Promise.reject(new Error('EBUSY')) : readFile(path)) },
  );
});

test('a folder that cannot be listed is said to have failed, and what is known of it stays', async () => {
  let broken = false;
  await withFolder(
    { 'a.txt': communique('一') },
    async (folder, owner) => {
      broken = true;
      owner.texts.refresh();
      await owner.texts.idle();
      assert.deepEqual(owner.names(), ['a.txt']);
      assert.deepEqual(owner.failures, [`${nameOf(folder.uri)}: EIO`]);
    },
    { readdir: (path, options) => (broken ? Promise.reject(new Error('EIO')) : readdir(path, options)) },
  );
});

test('names may hold what they like', async () => {
  const names = [
    '100%.txt',
    '%41.txt',
    'a b#c?d.txt',
    "it's (1)!.txt",
    'ﾊﾝｶｸ～①.txt',
    'か\u3099.txt',
    '😀.txt',
    'a\\b.txt',
    'line\nbreak.txt',
    '[x]&+=;,@$.txt',
    `${'長'.repeat(80)}.txt`,
  ];
  await withFolder(
    Object.fromEntries(names.map((name) => [name, communique(name.replace('\n', ' '))])),
    async (folder, owner) => {
      assert.equal(owner.held.size, names.length);
      for (const name of names) {
        assert.equal(owner.held.get(uriKey(folder.uriOf(name))), communique(name.replace('\n', ' ')), name);
      }
      for (const name of names) rmSync(folder.at(name));
      owner.texts.filesChanged(folder.event(DELETED, ...names));
      await owner.texts.idle();
      assert.deepEqual(owner.names(), []);
    },
  );
});

test('pipes are not waited for, and a file that is too large is passed over until it is smaller', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = new Folder();
  try {
    execFileSync('mkfifo', [folder.at('pipe.txt')]);
    folder.write('large.communique', communique('一'));
    truncateSync(folder.at('large.communique'), 50 * 1024 * 1024 + 1);
    const owner = new Owner(makeDisk(fileSystem));
    owner.texts.addFolder(folder.uri);
    owner.texts.filesChanged(folder.event(CREATED, 'pipe.txt'));
    await owner.texts.idle();
    assert.deepEqual([owner.names(), owner.failures], [[], []]);
    folder.write('large.communique', communique('一'));
    owner.texts.filesChanged(folder.event(CHANGED, 'large.communique'));
    await owner.texts.idle();
    assert.deepEqual(owner.names(), ['large.communique']);
    owner.texts.dispose();
  } finally {
    folder.remove();
  }
});

// ---- open texts -----------------------------------------------------------------------------------------------

test('while a text is open nothing is said of it; when it is closed the disk counts again', () =>
  withFolder({ 'a.txt': communique('一') }, async (folder, owner) => {
    const uri = folder.uriOf('a.txt');
    owner.open(uri, 'being written');
    folder.write('a.txt', communique('二'));
    owner.texts.filesChanged(folder.event(CHANGED, 'a.txt'));
    owner.texts.refresh();
    await owner.texts.idle();
    assert.deepEqual(owner.said, []);
    assert.equal(owner.held.get(uriKey(uri)), 'being written');
    owner.texts.closed(uri);
    await owner.texts.idle();
    assert.equal(owner.held.get(uriKey(uri)), communique('二'));
    assert.deepEqual(owner.said, ['found a.txt']);
  }));

test('a text that is closed without having been saved is the one on the disk, even if that has not changed', () =>
  withFolder({ 'a.txt': communique('一') }, async (folder, owner) => {
    owner.open(folder.uriOf('a.txt'), 'given up');
    owner.texts.closed(folder.uriOf('a.txt'));
    await owner.texts.idle();
    assert.deepEqual([...owner.held.values()], [communique('一')]);
  }));

test('a text whose file is deleted while it is open stays until it is closed', () =>
  withFolder({ 'd/a.txt': communique('一') }, async (folder, owner) => {
    owner.open(folder.uriOf('d/a.txt'), 'open');
    rmSync(folder.at('d'), { recursive: true });
    owner.texts.filesChanged(folder.event(DELETED, 'd'));
    await owner.texts.idle();
    assert.deepEqual(owner.names(), ['a.txt']);
    owner.texts.closed(folder.uriOf('d/a.txt'));
    await owner.texts.idle();
    assert.deepEqual(owner.names(), []);
  }));

test('a new text that is open before it is saved, and one outside of all folders', () =>
  withFolder({}, async (folder, owner) => {
    const uris = [
      folder.uriOf('new.txt'),
      folder.uriOf('unsaved.txt'),
      'file:///elsewhere/b.txt',
      'untitled:Untitled-1',
    ];
    for (const uri of uris) owner.open(uri, 'open');
    folder.write('new.txt', communique('一'));
    owner.texts.filesChanged(folder.event(CREATED, 'new.txt'));
    await owner.texts.idle();
    assert.deepEqual(owner.said, []);
    for (const uri of uris) owner.texts.closed(uri);
    await owner.texts.idle();
    assert.deepEqual([...owner.held.values()], [communique('一')]);
  }));

test('a text that is opened while its file is read is the owner’s', async () => {
  const slow = new SlowTree({ 'file:///w/a.txt': communique('一') });
  const owner = new Owner(slow);
  owner.texts.addFolder('file:///w');
  await slow.listed();
  owner.open('file:///w/a.txt', 'open');
  slow.answerAll();
  await owner.texts.idle();
  assert.deepEqual([...owner.held.values()], ['open']);
  assert.deepEqual(owner.counts, [1]);
});

// ---- without a disk -------------------------------------------------------------------------------------------

/** Files in memory whose readings are answered when a test says so, in the order that it says. */
class SlowTree implements FileTree {
  readonly pending: { uri: string; answer(text?: string): void; fail(error: unknown): void }[] = [];
  readonly files: Record<string, string>;
  readonly asked: string[] = [];
  most = 0;
  #reading = 0;
  #patient = true;

  constructor(files: Record<string, string>) {
    this.files = files;
  }

  list(folder: string): Promise<string[]> {
    return Promise.resolve(Object.keys(this.files).filter((uri) => uri.startsWith(folder)));
  }

  read(uri: string): Promise<Uint8Array | undefined> {
    this.asked.push(uri);
    this.most = Math.max(this.most, ++this.#reading);
    return new Promise((resolve, reject) => {
      const ended = (): void => {
        this.#reading--;
        this.pending.splice(this.pending.indexOf(entry), 1);
      };
      const entry = {
        uri,
        answer: (text: string | undefined = this.files[uri]) => {
          ended();
          resolve(text === undefined ? undefined : new TextEncoder().encode(text));
        },
        fail: (error: unknown) => {
          ended();
          reject(error);
        },
      };
      this.pending.push(entry);
      if (!this.#patient) entry.answer();
    });
  }

  async listed(): Promise<void> {
    while (this.pending.length === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }

  /** Answers what was asked and all that will be. */
  answerAll(): void {
    this.#patient = false;
    for (const entry of [...this.pending]) entry.answer();
  }
}

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Files in memory that are answered at once. */
function memory(files: Record<string, string>): FileTree {
  return {
    list: async (folder) => Object.keys(files).filter((uri) => uri.startsWith(folder)),
    read: async (uri) => (uri in files ? new TextEncoder().encode(files[uri]) : undefined),
  };
}

test('of two readings of a file that overlap, the later one counts, whichever ends first', async () => {
  const slow = new SlowTree({ 'file:///w/a.txt': communique('一') });
  const owner = new Owner(slow);
  owner.texts.addFolder('file:///w');
  await slow.listed();
  owner.texts.filesChanged([{ uri: 'file:///w/a.txt', type: CHANGED }]);
  const [first, second] = slow.pending;
  second.answer(communique('二'));
  first.answer(communique('一'));
  await owner.texts.idle();
  assert.deepEqual([...owner.held.values()], [communique('二')]);
  assert.deepEqual(owner.said, ['found a.txt']);
});

test('a list that was begun before a file was created says nothing of that file', async () => {
  const files = { 'file:///w/a.txt': communique('一'), 'file:///w/new.txt': communique('二') };
  const answers: ((uris: string[]) => void)[] = [];
  const owner = new Owner({ ...memory(files), list: () => new Promise((resolve) => answers.push(resolve)) });
  owner.texts.addFolder('file:///w');
  await tick();
  owner.texts.filesChanged([{ uri: 'file:///w/new.txt', type: CREATED }]);
  await tick();
  assert.deepEqual(owner.names(), ['new.txt']);
  answers[0](['file:///w/a.txt', 'file:///w/gone.txt']);
  await owner.texts.idle();
  assert.deepEqual(owner.names(), ['a.txt', 'new.txt']);
});

test('what comes while a folder is listed is seen by a second list', async () => {
  const answers: ((uris: string[]) => void)[] = [];
  const owner = new Owner({
    ...memory({ 'file:///w/a.txt': communique('一') }),
    list: () => new Promise((resolve) => answers.push(resolve)),
  });
  owner.texts.addFolder('file:///w');
  owner.texts.refresh();
  owner.texts.refresh();
  await tick();
  assert.equal(answers.length, 1);
  answers[0]([]);
  await tick();
  assert.equal(answers.length, 2);
  answers[1](['file:///w/a.txt']);
  await owner.texts.idle();
  assert.deepEqual([answers.length, owner.names()], [2, ['a.txt']]);
});

test('of many new things that may be directories, each is not looked at alone', async () => {
  const lists: string[] = [];
  const tree = memory({ 'file:///w/d7/a.txt': communique('一') });
  const owner = new Owner({
    ...tree,
    list: (folder) => {
      lists.push(folder);
      return tree.list(folder);
    },
  });
  owner.texts.addFolder('file:///w');
  await owner.texts.idle();
  lists.length = 0;
  owner.texts.filesChanged(Array.from({ length: 100 }, (_, i) => ({ uri: `file:///w/d${i}`, type: CREATED })));
  await owner.texts.idle();
  assert.deepEqual(lists, ['file:///w']);
});

test('a text that its owner says is open is left alone, whenever it was opened', async () => {
  const said: string[] = [];
  const open = new Set(['file:///w/a.txt']);
  const slow = new SlowTree({
    'file:///w/a.txt': communique('一'),
    'file:///w/b.txt': communique('二'),
    'file:///w/c.txt': communique('三'),
  });
  const texts = new WorkspaceTexts(
    plain(slow),
    { found: (uri) => said.push(nameOf(uri)), gone: () => said.push('gone'), done: () => {}, failed: () => {} },
    (uri) => open.has(uri),
  );
  texts.addFolder('file:///w');
  await slow.listed();
  open.add('file:///w/b.txt');
  slow.answerAll();
  await texts.idle();
  assert.deepEqual(slow.asked, ['file:///w/b.txt', 'file:///w/c.txt']);
  assert.deepEqual(said, ['c.txt']);
  texts.dispose();
});

test('a file that is touched while it waits is read once', async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`file:///w/${i}.txt`, communique(String(i))]));
  const slow = new SlowTree(files);
  const owner = new Owner(slow);
  owner.texts.addFolder('file:///w');
  await slow.listed();
  owner.texts.filesChanged([
    { uri: 'file:///w/39.txt', type: CHANGED },
    { uri: 'file:///w/39.txt', type: CHANGED },
  ]);
  slow.answerAll();
  await owner.texts.idle();
  assert.equal(slow.asked.filter((uri) => uri.endsWith('/39.txt')).length, 1);
});

test('a folder that is removed while it is read leaves nothing behind', async () => {
  const slow = new SlowTree({ 'file:///w/a.txt': communique('一') });
  const owner = new Owner(slow);
  owner.texts.addFolder('file:///w');
  await slow.listed();
  owner.texts.removeFolder('file:///w/');
  slow.answerAll();
  await owner.texts.idle();
  assert.deepEqual(owner.said, []);
});

test('a folder in a folder is taken once, and kept until the last folder that holds it is removed', async () => {
  const files = { 'file:///w/a.txt': communique('一'), 'file:///w/sub/b.txt': communique('二') };
  const owner = new Owner(memory(files));
  owner.texts.addFolder('file:///w');
  owner.texts.addFolder('file:///w/sub');
  owner.texts.addFolder('file:///w/sub/');
  await owner.texts.idle();
  assert.deepEqual(owner.said.sort(), ['found a.txt', 'found b.txt']);
  owner.texts.removeFolder('file:///w');
  assert.deepEqual(owner.names(), ['b.txt']);
  owner.texts.removeFolder('file:///w/sub');
  assert.deepEqual(owner.names(), []);
});

test('a hidden directory that is opened as a folder has texts', async () => {
  const owner = new Owner(
    memory({ 'file:///w/.drafts/a.txt': communique('一'), 'file:///w/.other/b.txt': communique('二') }),
  );
  owner.texts.addFolder('file:///w');
  owner.texts.addFolder('file:///w/.drafts');
  await owner.texts.idle();
  owner.texts.refresh();
  await owner.texts.idle();
  assert.deepEqual(owner.names(), ['a.txt']);
});

test('one file is one text, however its address is spelled', async () => {
  const files = { 'file:///c%3A/w/%E4%B8%80/%E3%81%8C.txt': communique('一') };
  const owner = new Owner(memory(files));
  owner.texts.addFolder('file:///c%3A/w');
  await owner.texts.idle();
  owner.texts.filesChanged([
    { uri: 'file:///C:/w/一/が.txt', type: DELETED },
    { uri: 'file:///c%3A/w/%E4%B8%80/%E3%81%8C.txt', type: CREATED },
  ]);
  await owner.texts.idle();
  assert.deepEqual(owner.said, ['found が.txt']);
  owner.open('file:///C:/w/一/か\u3099.txt', 'open');
  owner.texts.filesChanged([{ uri: 'file:///c%3A/w/%E4%B8%80/%E3%81%8C.txt', type: CHANGED }]);
  await owner.texts.idle();
  assert.deepEqual([...owner.held.values()], ['open']);
});

test('the key of an address: the same for all spellings, another for another file, and its own key', () => {
  for (const [one, other] of [
    ['file:///c%3A/w/a.txt', 'file:///C:/w/a.txt'],
    ['file:///w/%e3%81%8c.txt', 'file:///w/が.txt'],
    ['file:///w/か\u3099.txt', 'file:///w/が.txt'],
    ['file:///w/a%20b(1).txt', 'file:///w/a b%281%29.txt'],
    ['file:///w/100%.txt', 'file:///w/100%25.txt'],
    ['FILE://LocalHost/w/', 'file:///w'],
    ['file://Server/share//a.txt', 'file://server/share/a.txt'],
  ])
    assert.equal(uriKey(one), uriKey(other));
  for (const [one, other] of [
    ['file:///w/a.txt', 'file:///w/A.txt'],
    ['file:///w/a%2Fb.txt', 'file:///w/a/b.txt'],
    ['file:///w/%2541.txt', 'file:///w/A.txt'],
    ['vscode-vfs://github/o/r/a.txt?x', 'vscode-vfs://github/o/r/a.txt?y'],
    ['file:///w/a.txt', 'untitled:/w/a.txt'],
  ])
    assert.notEqual(uriKey(one), uriKey(other));
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()),
      fc.constantFrom('', 'file://', 'file:///C:/', 'x:'),
      (text, before) => {
        const key = uriKey(before + text);
        assert.equal(uriKey(key), key);
      },
    ),
    { seed: SEED, numRuns: 1000 },
  );
});

test('few files are read at once, and what the user touches goes first', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`file:///w/${i}.txt`, communique(String(i))]),
  );
  const slow = new SlowTree(files);
  const owner = new Owner(slow);
  owner.texts.addFolder('file:///w');
  await slow.listed();
  files['file:///w/new.txt'] = communique('new');
  owner.texts.filesChanged([{ uri: 'file:///w/new.txt', type: CREATED }]);
  slow.answerAll();
  await owner.texts.idle();
  assert.ok(slow.most <= 16, `${slow.most} at once`);
  assert.ok(owner.said.indexOf('found new.txt') < 20);
  assert.equal(owner.held.size, 101);
  assert.deepEqual(owner.counts, [101]);
});

test('it is told how far the reading is', async () => {
  const progress: string[] = [];
  const files = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`file:///w/${i}.txt`, communique(String(i))]));
  const owner = new Owner(memory(files), { progress: (read, of) => progress.push(`${read}/${of}`) });
  owner.texts.addFolder('file:///w');
  await owner.texts.idle();
  assert.deepEqual(progress, ['1/3', '2/3', '3/3']);
});

test('whatever goes wrong is told, and the rest goes on', async () => {
  const files = {
    'file:///w/a.txt': communique('一'),
    'file:///w/b.txt': communique('二'),
    'file:///w/c.txt': communique('三'),
  };
  const good = memory(files);
  const owner = new Owner(
    {
      list: (folder) => {
        if (folder === 'file:///bad') throw new Error('no list');
        return good.list(folder);
      },
      read: (uri, limit) => {
        if (uri.endsWith('a.txt')) throw new Error('no file');
        return good.read(uri, limit);
      },
    },
    {
      found: (uri) => {
        owner.said.push(uri);
        if (uri.endsWith('b.txt')) throw new Error('no analysis');
      },
      done: () => {
        throw new Error('nobody cares');
      },
    },
  );
  owner.texts.addFolder('file:///bad');
  owner.texts.addFolder('file:///w');
  await owner.texts.idle();
  assert.deepEqual(owner.said, ['file:///w/b.txt', 'file:///w/c.txt']);
  assert.deepEqual(owner.failures.sort(), [': nobody cares', 'a.txt: no file', 'b.txt: no analysis', 'bad: no list']);
});

test('after its end nothing is said, and nobody waits', async () => {
  const slow = new SlowTree({ 'file:///w/a.txt': communique('一') });
  const owner = new Owner(slow);
  owner.texts.addFolder('file:///w');
  await slow.listed();
  const idle = owner.texts.idle();
  owner.texts.dispose();
  await idle;
  slow.pending[0].answer();
  owner.texts.addFolder('file:///w');
  owner.texts.filesChanged([{ uri: 'file:///w/a.txt', type: CHANGED }]);
  owner.texts.closed('file:///w/a.txt');
  owner.texts.refresh();
  await owner.texts.idle();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([owner.said, owner.counts, owner.failures], [[], [], []]);
});

test('where the client has the files, it lists them once for all folders that are asked for together', async () => {
  const files: Record<string, string> = {
    'vfs://x/w/a.txt': communique('一'),
    'vfs://x/v/b.txt': communique('二'),
    'vfs://x/w/.git/c.txt': communique('三'),
    'vfs://x/w/d.md': '',
  };
  const asked: string[] = [];
  let answer: unknown = { uris: [...Object.keys(files), 7] };
  const connection = {
    sendRequest: async (method: string, params: { uri?: string }) => {
      asked.push(method);
      if (method === 'communique/findFiles') return answer;
      return { base64: Buffer.from(files[params.uri ?? '']).toString('base64') };
    },
  } as unknown as Connection;
  const owner = new Owner(clientFiles(connection, () => true));
  owner.texts.addFolder('vfs://x/w');
  owner.texts.addFolder('vfs://x/v');
  await owner.texts.idle();
  assert.deepEqual(owner.names(), ['a.txt', 'b.txt']);
  assert.equal(asked.filter((method) => method === 'communique/findFiles').length, 1);
  answer = null;
  owner.texts.refresh();
  await owner.texts.idle();
  assert.deepEqual(owner.names(), ['a.txt', 'b.txt']);
  assert.equal(owner.failures.length, 2);
  assert.deepEqual(await clientFiles(connection, () => false).list('vfs://x/w'), []);
});

// ---- any sequence of operations -------------------------------------------------------------------------------

const DIRECTORIES = ['', 'a', 'b', 'a/c', 'a/c/d', 'x.txt'];
const NAMES = ['1.txt', '2.communique', '3.md', 'か\u3099.txt'];
const CONTENTS = [communique('一'), communique('二'), LETTER, '', new Uint8Array([0, 1, 2, 3, 0, 0])];

type Operation =
  | { type: 'write'; directory: string; name: string; content: string | Uint8Array }
  | { type: 'remove' | 'open' | 'close'; path: string }
  | { type: 'move'; from: string; to: string }
  | { type: 'link'; from: string; to: string }
  | { type: 'tell' | 'wait' | 'refresh' };

const directory = fc.constantFrom(...DIRECTORIES);
const path = fc.tuple(directory, fc.constantFrom(...NAMES, '')).map(([d, n]) => [d, n].filter(Boolean).join('/'));
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('write' as const),
      directory,
      name: fc.constantFrom(...NAMES),
      content: fc.constantFrom(...CONTENTS),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constantFrom('remove' as const, 'open' as const, 'close' as const), path }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('move' as const), from: path, to: path }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('link' as const), from: directory, to: directory }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('tell' as const, 'tell' as const, 'wait' as const, 'refresh' as const),
    }),
  },
);

/** Does an operation on the disk, if it can be done, and gives the events of a watcher that names only the topmost directory. */
function perform(folder: Folder, operation: Operation): { uri: string; type: 1 | 2 | 3 }[] {
  const exists = (name: string): boolean => existsSync(folder.at(name));
  /** A watcher looks at the disk itself: it names no file by a way round a link. */
  const event = (type: 1 | 2 | 3, name: string): { uri: string; type: 1 | 2 | 3 } => {
    const real = join(realpathSync(dirname(folder.at(name))), basename(name));
    return { uri: pathToFileURL(real).href, type };
  };
  try {
    switch (operation.type) {
      case 'write': {
        const name = [operation.directory, operation.name].filter(Boolean).join('/');
        const parts = name.split('/');
        const paths = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
        const missing = paths.find((path) => !exists(path));
        folder.write(name, operation.content);
        return [missing === undefined ? event(CHANGED, name) : event(CREATED, missing)];
      }
      case 'remove': {
        if (operation.path === '' || !exists(operation.path)) return [];
        const events = [event(DELETED, operation.path)];
        rmSync(folder.at(operation.path), { recursive: true });
        return events;
      }
      case 'move': {
        const { from, to } = operation;
        if (from === '' || to === '' || from === to || !exists(from)) return [];
        const events = [event(DELETED, from), ...(exists(to) ? [event(DELETED, to)] : []), event(CREATED, to)];
        renameSync(folder.at(from), folder.at(to));
        return events;
      }
      case 'link': {
        const { from, to } = operation;
        if (to === '' || exists(to) || !exists(from) || !statSync(folder.at(from)).isDirectory()) return [];
        symlinkSync(folder.at(from), folder.at(to));
        return [event(CREATED, to)];
      }
      default:
        return [];
    }
  } catch {
    // a directory in the way, or none where one is needed: nothing was done
    return [];
  }
}

test('after any operations on files, the texts are those of a fresh start', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 40 }), async (operations) => {
      const folder = new Folder();
      const owner = new Owner(makeDisk(fileSystem));
      const fresh = new Owner(makeDisk(fileSystem));
      try {
        owner.texts.addFolder(folder.uri);
        let events: { uri: string; type: 1 | 2 | 3 }[] = [];
        const open = new Set<string>();
        for (const operation of operations) {
          if (operation.type === 'tell') owner.texts.filesChanged(events.splice(0));
          else if (operation.type === 'wait') await owner.texts.idle();
          else if (operation.type === 'refresh') owner.texts.refresh();
          else if (operation.type === 'open') {
            if (open.has(operation.path)) continue;
            open.add(operation.path);
            owner.open(folder.uriOf(operation.path), 'open');
          } else if (operation.type === 'close') {
            if (open.delete(operation.path)) owner.texts.closed(folder.uriOf(operation.path));
          } else events = [...events, ...perform(folder, operation)];
        }
        owner.texts.filesChanged(events);
        for (const path of open) owner.texts.closed(folder.uriOf(path));
        await owner.texts.idle();
        fresh.texts.addFolder(folder.uri);
        await fresh.texts.idle();
        assert.deepEqual(new Map([...owner.held].sort()), new Map([...fresh.held].sort()));
        assert.deepEqual(owner.failures, []);
      } finally {
        owner.texts.dispose();
        fresh.texts.dispose();
        folder.remove();
      }
    }),
    { seed: SEED, numRuns: 100 },
  );
});
