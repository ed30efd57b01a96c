import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchesGlob, readGlob } from '../../../server/src/corpus/workspace/glob.ts';
import { isIgnoreFile, Selection } from '../../../server/src/corpus/workspace/selection.ts';
import { SEED } from '../seed.ts';

const matches = (pattern: string, path: string): boolean => {
  const glob = readGlob(pattern);
  return glob !== undefined && matchesGlob(glob, path);
};

test('globs mean what users of editors expect of them', () => {
  for (const [pattern, yes, no] of [
    ['*.txt', ['a.txt', '概要.txt'], ['d/a.txt', 'a.txt.bak', 'atxt']],
    ['**/*.txt', ['a.txt', 'd/a.txt', 'd/e/a.txt'], ['a.md']],
    ['会合/**', ['会合/a.txt', '会合/2007/a.txt'], ['a.txt', '別会合/a.txt']],
    ['**/drafts', ['drafts', 'a/drafts'], ['a/draftsman', 'drafts2']],
    ['a/**/z.txt', ['a/z.txt', 'a/b/z.txt', 'a/b/c/z.txt'], ['z.txt', 'b/z.txt']],
    ['{2006,2007}/*.txt', ['2006/a.txt', '2007/a.txt'], ['2008/a.txt']],
    ['200[67].txt', ['2006.txt', '2007.txt'], ['2008.txt']],
    ['200[!67].txt', ['2008.txt'], ['2006.txt']],
    ['a[0-9]?.txt', ['a1x.txt'], ['ab1.txt', 'a1.txt']],
    ['./x.txt', ['x.txt'], ['a/x.txt']],
    ['a\\*.txt', ['a*.txt'], ['ab.txt']],
    ['ガ.txt', ['ガ.txt'], ['カ.txt']],
  ] as const) {
    for (const path of yes) assert.ok(matches(pattern, path.normalize('NFC')), `${pattern} means ${path}`);
    for (const path of no) assert.ok(!matches(pattern, path), `${pattern} does not mean ${path}`);
  }
});

test('no pattern takes long, and none throws', () => {
  const hard = `${'*a'.repeat(120)}b`;
  const start = performance.now();
  assert.equal(matches(hard, 'a'.repeat(20_000)), false);
  assert.equal(matches(`${'**/a/'.repeat(60)}b`, 'a/'.repeat(2_000)), false);
  assert.ok(performance.now() - start < 2000);
  assert.equal(readGlob('x'.repeat(501)), undefined);
  assert.equal(readGlob('{a,b}'.repeat(12)), undefined);
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, path) => {
      matches(pattern, path);
      new Selection({ include: [pattern], exclude: [path], useIgnoreFiles: true }).admits(path);
    }),
    { seed: SEED },
  );
});

test('ignore files hold as git reads them', () => {
  const selection = new Selection();
  selection.addIgnoreFile(
    '',
    [
      '# drafts of ours',
      '*.old.txt',
      '!keep.old.txt',
      '/top.txt',
      'drafts/',
      'a/b.txt',
      'deep/**/x.txt',
      'name  ',
      '\\#hash.txt',
      '\\!bang.txt',
    ].join('\n'),
  );
  for (const [path, admitted] of [
    ['a.txt', true],
    ['a.old.txt', false],
    ['d/e/a.old.txt', false],
    ['keep.old.txt', true],
    ['d/keep.old.txt', true],
    ['top.txt', false],
    ['d/top.txt', true],
    ['drafts/a.txt', false],
    ['d/drafts/deep/a.txt', false],
    ['a/b.txt', false],
    ['c/a/b.txt', true],
    ['deep/x.txt', false],
    ['deep/1/2/x.txt', false],
    ['name/a.txt', false],
    ['#hash.txt', false],
    ['!bang.txt', false],
  ] as const) {
    assert.equal(selection.admits(path), admitted, path);
  }
  // a file named as the rule for directories
  assert.equal(selection.admits('drafts'), true);
});

test('that of the nearest directory counts most, and a directory that is left aside stays so', () => {
  const selection = new Selection();
  selection.addIgnoreFile('', '*.txt\nout/\n');
  selection.addIgnoreFile('in', '!*.txt\nsecret.txt\n');
  selection.addIgnoreFile('out', '!a.txt\n');
  assert.deepEqual(
    ['a.txt', 'in/a.txt', 'in/d/a.txt', 'in/secret.txt', 'out/a.txt'].map((path) => selection.admits(path)),
    [false, true, true, false, false],
  );
  assert.equal(new Selection({ include: [], exclude: [], useIgnoreFiles: false }).admits('a.txt'), true);
});

test('settings choose among the files', () => {
  const selection = new Selection({
    include: ['会合/**', '*.communique'],
    exclude: ['**/drafts'],
    useIgnoreFiles: true,
  });
  assert.deepEqual(
    ['会合/a.txt', '会合/drafts/a.txt', 'b.communique', 'other/a.txt'].map((path) => selection.admits(path)),
    [true, false, true, false],
  );
  assert.equal(selection.admitsDirectory('other'), true);
  assert.equal(selection.admitsDirectory('会合/drafts'), false);
});

test('an ignore file is known by its address', () => {
  assert.deepEqual(
    ['file:///w/.gitignore', 'file:///w/d/.ignore', 'file:///w/gitignore', 'file:///w/.gitignore/a.txt'].map(
      isIgnoreFile,
    ),
    [true, true, false, false],
  );
});
