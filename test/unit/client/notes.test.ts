import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMatch, summaryOf } from '../../../client/src/annotations/note-list.ts';
import { bodyOf, motivationOf, tagsIn } from '../../../client/src/annotations/note-words.ts';
import type { Annotation } from '../../../server/src/annotations/model.ts';

test('the tags that words have in them, in either width', () => {
  assert.deepEqual(tagsIn('沖縄の件 #沖縄 ＃BMD、#沖縄'), ['沖縄', 'BMD']);
  assert.deepEqual(tagsIn('C#で書く。第1#号'), []);
});

test('what a note is for, by its words', () => {
  const of = (words: string) => motivationOf(words);
  assert.equal(of('予算はどこから？ #予算'), 'questioning');
  assert.equal(of('これは昨年の数字か。'), 'questioning');
  assert.equal(of('#沖縄 #BMD'), 'tagging');
  assert.equal(of('  '), 'highlighting');
  assert.equal(of('昨年と同じ。'), 'commenting');
});

test('the words of a note are its body; none where there are none', () => {
  assert.deepEqual(bodyOf(' 同じ。\n'), [{ value: '同じ。', format: 'text/markdown' }]);
  assert.deepEqual(bodyOf(' \n'), []);
});

function note(words: string, tags: string[] = [], exact = '水中通信の試験'): Annotation {
  return {
    id: 'urn:uuid:1',
    motivation: 'commenting',
    creator: { name: 'Sawabe' },
    bodies: bodyOf(words),
    tags,
    links: [],
    target: { kind: 'text', source: 'a.txt', quote: { exact, prefix: '', suffix: '' } },
  };
}

test('a note in a list: its words and its phrase, else its tags, else its phrase', () => {
  assert.deepEqual(summaryOf(note('同じ\n数字。')), { label: '同じ 数字。', detail: '「水中通信の試験」' });
  assert.deepEqual(summaryOf(note('', ['沖縄'])), { label: '#沖縄', detail: '「水中通信の試験」' });
  assert.deepEqual(summaryOf(note('')), { label: '「水中通信の試験」', detail: '' });
  assert.equal(summaryOf(note('長'.repeat(70))).label, `${'長'.repeat(60)}…`);
});

test('notes by words of theirs, their phrase, tag and author, in any width', () => {
  const one = note('ＢＭＤの数字', ['沖縄']);
  for (const filter of ['bmd', '水中', '#沖縄', 'sawabe 数字', '']) assert.ok(isMatch(one, filter), filter);
  assert.ok(!isMatch(one, 'bmd 予算'));
});
