import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { GIT_ATTRIBUTES } from '../../server/src/annotations/sidecar.ts';
import { note, sidecarOf, targetOn, textOf } from '../unit/annotations/notes.ts';

const cli = join(__dirname, '../../server/bin/communique.js');
const folder = mkdtempSync(join(tmpdir(), 'communique-notes-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const TEXT = '日加協議の概要\n平成30年4月20日\n\n1.総論\n（1）双方は、北極海における協力の重要性を確認した。\n';
const NOTES = sidecarOf(
  note('a', { target: targetOn(TEXT, '北極海') }),
  note('b', { target: targetOn(TEXT, '重要性を確認'), bodies: [{ value: '=1+1', format: 'text/plain' }] }),
);

function annotations(...args: string[]) {
  const env = { ...process.env, LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' };
  return spawnSync(process.execPath, [cli, 'annotations', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
    timeout: 60_000,
  });
}

function write(name: string, content: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
}

test('check says nothing of notes that are on their phrases', () => {
  write('good/a.txt', TEXT);
  write('good/a.txt.annotations.jsonl', textOf(NOTES));
  for (const name of ['good', 'good/a.txt', 'good/a.txt.annotations.jsonl']) {
    const { stdout, stderr, status } = annotations('check', name);
    assert.deepEqual([stdout, stderr, status], ['', '', 0], name);
  }
});

test('check names the line of a note that lost its phrase, of a damaged line, and a text that is gone', () => {
  write('bad/a.txt', TEXT.replace('北極海における', ''));
  write('bad/a.txt.annotations.jsonl', `${textOf(NOTES)}{"id\n`);
  write('bad/deep/gone.txt.annotations.jsonl', textOf(NOTES));
  const { stdout, status } = annotations('check', 'bad');
  assert.equal(status, 1);
  assert.match(stdout, /^bad\/a\.txt\.annotations\.jsonl:1:1: warning orphan The phrase “北極海” is not found/m);
  assert.match(stdout, /^bad\/a\.txt\.annotations\.jsonl:3:1: error not-json /m);
  assert.match(stdout, /^bad\/deep\/gone\.txt\.annotations\.jsonl:1:1: warning text-missing /m);
  assert.equal(stdout.trimEnd().split('\n').length, 3);
  const values = JSON.parse(annotations('check', '--json', 'bad').stdout);
  assert.deepEqual(values.map(({ code }: { code: string }) => code).sort(), ['not-json', 'orphan', 'text-missing']);
  assert.equal(annotations('check', 'nowhere.txt').status, 1);
  assert.equal(annotations('check').status, 2);
  assert.equal(annotations('export', '--xml', 'bad').status, 2);
});

test('export writes a report, a table and W3C JSON-LD', () => {
  write('out/a.txt', TEXT);
  write('out/a.txt.annotations.jsonl', textOf(NOTES));
  assert.match(
    annotations('export', 'out').stdout,
    /^# Annotations\n\n## out\/a\.txt\n\n### 日加協議の概要 › 1\\?\.総論/,
  );
  assert.match(
    annotations('export', '--csv', 'out').stdout,
    /\r\nout\/a\.txt,日加協議の概要 > 1\.総論 > .*,exact,重要性を確認,commenting,'?"?'=1\+1/,
  );
  const { first } = JSON.parse(annotations('export', '--json', 'out').stdout);
  assert.deepEqual(
    first.items.map(({ target }: { target: { source: string } }) => target.source),
    ['out/a.txt', 'out/a.txt'],
  );
});

test('git merges what two people wrote, with the line for .gitattributes alone and with the driver', () => {
  for (const driver of [false, true]) {
    const repository = join(folder, driver ? 'driver' : 'union');
    mkdirSync(repository);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.jp', ...args], {
        cwd: repository,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    const commit = (content: string): void => {
      writeFileSync(join(repository, 'a.txt.annotations.jsonl'), content);
      git('add', '.');
      git('commit', '-qm', 'x');
    };
    git('init', '-q', '-b', 'main');
    writeFileSync(
      join(repository, '.gitattributes'),
      driver ? '*.annotations.jsonl text eol=lf merge=communique\n' : GIT_ATTRIBUTES,
    );
    git('config', 'merge.communique.driver', `"${process.execPath}" "${cli}" annotations merge %O %A %B`);
    commit(textOf(sidecarOf(note('c'))));
    git('checkout', '-qb', 'other');
    commit(textOf(sidecarOf(note('c', driver ? { tags: ['再編'] } : {}), note('d'))));
    git('checkout', '-q', 'main');
    commit(textOf(sidecarOf(note('c', driver ? { motivation: 'questioning' } : {}), note('e'))));
    git('merge', '-q', '-m', 'x', 'other');
    const merged = readFileSync(join(repository, 'a.txt.annotations.jsonl'), 'utf8');
    const lines = merged
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ id }) => id).sort(), ['urn:test:c', 'urn:test:d', 'urn:test:e']);
    if (!driver) continue;
    const both = lines.find(({ id }) => id === 'urn:test:c');
    assert.deepEqual([both.motivation, both.body.length], ['questioning', 2], 'both changes to one note');
  }
});
