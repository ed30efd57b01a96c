import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodeLegacy } from '../unit/text/legacy-encoder.ts';

const cli = join(__dirname, '../../server/bin/communique.js');
const folder = mkdtempSync(join(tmpdir(), 'communique-cli-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = '日加協議の概要\n平成30年4月20日\n外務省・防衛省\n\n1.総論\n（1）双方は、一致した。\n2.その他\n';
const OUTLINE =
  '1  日加協議の概要  [2018-04-20　外務省・防衛省]\n5    1.総論\n6      （1）双方は、一致した\n7    2.その他\n';

function communique(args: string[], input?: string) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', input, timeout: 60_000 });
}

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

test('prints the outline of a file', () => {
  const { stdout, stderr, status } = communique(['outline', file('協議.txt', TEXT)]);
  assert.deepEqual([stdout, stderr, status], [OUTLINE, '', 0]);
});

test('reads Shift_JIS and standard input', () => {
  assert.equal(communique(['outline', file('sjis.txt', encodeLegacy(TEXT, 'shift_jis'))]).stdout, OUTLINE);
  assert.equal(communique(['outline', '-'], TEXT).stdout, OUTLINE);
});

test('several files are named, an empty one is said to be empty', () => {
  const { stdout } = communique(['outline', file('a.txt', TEXT), file('b.txt', '')]);
  assert.equal(stdout, `a.txt\n${OUTLINE}\nb.txt\n(empty)\n\n`);
});

test('--json gives the same as values, with lines from 1', () => {
  const [{ documents }] = JSON.parse(communique(['outline', '--json', file('c.txt', TEXT)]).stdout);
  assert.equal(documents[0].date, '2018-04-20');
  assert.deepEqual(documents[0].issuers, ['外務省', '防衛省']);
  assert.deepEqual(
    documents[0].sections.map((s: { line: number; heading: string }) => [s.line, s.heading]),
    [
      [5, '総論'],
      [7, 'その他'],
    ],
  );
});

test('what cannot be read is said, and the rest is printed', () => {
  const { stdout, stderr, status } = communique([
    'outline',
    'missing.txt',
    file(
      'x.bin',
      new Uint8Array(2000).map((_, i) => i % 7),
    ),
    file('d.txt', TEXT),
  ]);
  assert.equal(status, 1);
  assert.match(stderr, /missing\.txt.*ENOENT/);
  assert.match(stderr, /x\.bin: not a text/);
  assert.ok(stdout.includes(OUTLINE));
});

test('wrong usage is answered with the usage', () => {
  for (const args of [[], ['outline'], ['outline', '--xml', 'a.txt'], ['nothing', 'a.txt']]) {
    const { stderr, status } = communique(args);
    assert.equal(status, 2);
    assert.match(stderr, /^usage: communique outline/);
  }
  assert.equal(communique(['--help']).status, 0);
});

test('check prints the problems that the editor shows, by the glossary of the folder', () => {
  const text = `${TEXT}3.沿岸計画（以下「計画」という。）をZQRSと進める。計画は公開する。\n沿岸案（以下「計画」という。）\n`;
  const path = file('check.txt', text);
  const { stdout, status } = spawnSync(process.execPath, [cli, 'check', path], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
  });
  const lines = stdout.trim().split('\n');
  assert.match(lines[0], /^check\.txt:8:20: information undefined-acronym /);
  assert.match(lines[1], /^check\.txt:9:8: warning redefined-alias /);
  assert.equal(lines.length, 2, stdout);
  assert.equal(status, 1);
  mkdirSync(join(folder, '.communique'));
  file('.communique/glossary.json', '{ "terms": [{ "acronym": "ZQRS", "en": "Zone" }, {}] }');
  const after = communique(['check', '--json', path]);
  const problems = JSON.parse(after.stdout).map((p: { code: string; line: number }) => `${p.code} ${p.line}`);
  assert.deepEqual(problems, ['redefined-alias 9', 'glossary-invalid 1']);
  rmSync(join(folder, '.communique'), { recursive: true });
});

test('check says nothing of a text without problems, and ends with 0', () => {
  const { stdout, stderr, status } = communique(['check', file('fine.txt', TEXT)]);
  assert.deepEqual([stdout, stderr, status], ['', '', 0]);
});

// ---- a whole folder ---------------------------------------------------------------------------------------------

const CITED = '日加防衛協力計画\n平成31年2月4日\n外務省・防衛省\n\n1.総論\n（1）双方は、一致した。\n';
const CITING =
  '日加協議の概要\n令和元年6月20日\n外務省・防衛省\n\n1.総論\n（1）双方は、2019年2月4日の「日加防衛協力計画」を確認した。\n（2）双方は、2019年3月5日の「日加北方海域計画」を歓迎した。\n';

function place(files: Record<string, string>): string {
  const root = mkdtempSync(join(folder, 'place-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, 'archive'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const codesOf = (stdout: string): string[] =>
  stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ')[2]);

test('check --workspace looks for what a file cites in all texts of a folder', () => {
  const root = place({ 'archive/計画.communique.txt': CITED, 'new.txt': CITING });
  const alone = communique(['check', join(root, 'new.txt')]);
  assert.deepEqual(codesOf(alone.stdout), ['unresolved-reference', 'unresolved-reference']);
  const { stdout, stderr, status } = communique(['check', '--workspace', join(root, 'archive'), join(root, 'new.txt')]);
  // 「日加防衛協力計画」 is there, the other plan is not
  assert.deepEqual([codesOf(stdout), stderr, status], [['unresolved-reference'], '', 0]);
  assert.match(stdout, /日加北方海域計画/);
});

test('check --workspace without a file checks all texts of the folder, named as the folder was', () => {
  const root = place({
    'archive/a.communique.txt': CITED,
    'archive/b.communique.txt': CITING,
    'archive/c.txt': '牛乳',
  });
  writeFileSync(join(root, 'archive', '.gitignore'), 'd.communique.txt\n');
  writeFileSync(join(root, 'archive', 'd.communique.txt'), CITING);
  const { stdout } = spawnSync(process.execPath, [cli, 'check', '--workspace', 'archive'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.match(stdout, /^archive[/\\]b\.communique\.txt:7:\d+: information unresolved-reference .*\n$/);
});

test('check --cache keeps what was read for the next time, and reads again what has changed', () => {
  const root = place({ 'archive/a.communique.txt': CITED, 'archive/b.communique.txt': CITING });
  const run = () =>
    communique(['check', '--verbose', '--workspace', join(root, 'archive'), '--cache', join(root, 'cache')]);
  const first = run();
  assert.match(first.stderr, /2 files, 0 texts as the cache knew them/);
  const second = run();
  assert.match(second.stderr, /2 files, 2 texts as the cache knew them/);
  assert.equal(second.stdout, first.stdout);
  writeFileSync(join(root, 'archive/a.communique.txt'), CITED.replace('日加防衛協力計画', '日加北方海域計画'));
  const third = run();
  assert.match(third.stderr, /2 files, 1 texts as the cache knew them/);
  assert.match(third.stdout, /日加防衛協力計画/);
  assert.doesNotMatch(third.stdout, /日加北方海域計画/);
});

test('a damaged cache is made anew; what is none is left as it is, and said', () => {
  const root = place({ 'archive/a.communique.txt': CITED });
  const run = () =>
    communique(['check', '--verbose', '--workspace', join(root, 'archive'), '--cache', join(root, 'cache')]);
  run();
  const path = join(root, 'cache', 'index.bin');
  const bytes = readFileSync(path);
  bytes[bytes.length - 3] ^= 0xff;
  writeFileSync(path, bytes);
  assert.match(run().stderr, /1 files, 0 texts/);
  assert.match(run().stderr, /1 files, 1 texts/);
  writeFileSync(path, 'my own notes');
  const { stderr, status } = run();
  assert.equal(status, 2);
  assert.match(stderr, /index\.bin: not a cache of communique; nothing was changed/);
  assert.equal(readFileSync(path, 'utf8'), 'my own notes');
});

test('a folder that is none, and a cache without a workspace, are answered clearly', () => {
  const missing = communique(['check', '--workspace', join(folder, 'nowhere')]);
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /nowhere: .*ENOENT/);
  assert.equal(communique(['check', '--cache', folder, file('fine.txt', TEXT)]).status, 2);
});
