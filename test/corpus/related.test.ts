import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { newLibrary } from '../unit/references/library.ts';
import { builtIn } from '../unit/terms/glossaries.ts';
import {
  idOf,
  idOfFound,
  RelatedIndex,
  type RelatedScore,
  readJudgedRelated,
  relatedTexts,
  scoreRelated,
} from './judged-related.ts';

const judged = readJudgedRelated();
const index = new RelatedIndex(relatedTexts(), newLibrary(), builtIn);

function print(name: string, { hits1, hits3, ndcg, silent }: RelatedScore): void {
  const [one, three, gain, none] = [hits1, hits3, ndcg, silent].map((value) => value.toFixed(3));
  console.log(
    `related sections, ${name}: hits@1 ${one}, hits@3 ${three}, nDCG@5 ${gain}, silent where nothing belongs ${none}`,
  );
}

test('of judged sections, those that take up the same matter come first', () => {
  const score = scoreRelated(judged.development, index);
  print('development', score);
  const wrong = score.wrong.join('\n');
  assert.ok(score.hits1 >= 0.85, wrong);
  assert.ok(score.hits3 >= 0.95, wrong);
  assert.ok(score.silent >= 0.9, wrong);
});

test('the same of sections that no weight was chosen by', () => {
  const score = scoreRelated(judged.heldOut, index);
  print('held out', score);
  // which ones are wrong is not said, so that nobody is tempted
  assert.ok(score.hits1 >= 0.8, String(score.hits1));
  assert.ok(score.hits3 >= 0.9, String(score.hits3));
  assert.ok(score.silent >= 0.9, String(score.silent));
});

test('every judged section is there', () => {
  const ids = new Set(index.ids());
  for (const { section, related } of [...judged.development, ...judged.heldOut]) {
    for (const id of [section, ...related]) assert.ok(ids.has(idOf(id)), id);
  }
});

const SEED = new URL('../../../shared/seed.txt', import.meta.url);
test('in two real outlines of the same meeting, of different years', {
  skip: existsSync(SEED) ? false : 'the real text is not here',
}, () => {
  const seed = new RelatedIndex(new Map([['seed', readFileSync(SEED, 'utf8')]]), newLibrary(), builtIn);
  // the paths of the first outline are found first: both begin with 1
  const first = (path: string): string | undefined => {
    const [found] = seed.related(`seed#${path}`);
    return found === undefined ? undefined : idOfFound(found);
  };
  assert.deepEqual(['1', '2', '3', '7', '8(1)'].map(first), [
    'seed#2(4)',
    'seed#2(3)',
    'seed#2(3)',
    'seed#2(2)',
    undefined,
  ]);
});
