import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', input, timeout: 20_000 });
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
