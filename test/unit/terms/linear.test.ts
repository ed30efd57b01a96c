import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTermProblems } from '../../../server/src/features/term-problems.ts';
import { analyse } from './glossaries.ts';

/** Shapes that make naive readers slow: what opens and never closes, what almost matches, what repeats. */
const SHAPES: readonly (readonly [name: string, make: (n: number) => string])[] = [
  ['open brackets', (n) => '（'.repeat(n)],
  ['definitions that do not end', (n) => '計画（以下「'.repeat(n / 6)],
  ['definitions on one line', (n) => '沿岸計画（以下「計画」という。）'.repeat(n / 16)],
  ['acronyms on one line', (n) => '海上調整所（MCC）、'.repeat(n / 11)],
  ['a name without an end', (n) => `${'日本及び'.repeat(n / 4)}政府（以下「両政府」という。）`],
  ['small words without an end', (n) => `${'and the Plan of '.repeat(n / 16)}Work (the "Plan")`],
  ['articles', (n) => '「甲乙」とは、'.repeat(n / 7)],
  ['so called', (n) => 'いわゆる「甲乙」'.repeat(n / 8)],
  ['quotation marks', (n) => '「'.repeat(n)],
  ['the beginning of a term, again and again', (n) => '日米安全保障'.repeat(n / 6)],
  ['one letter', (n) => 'あ'.repeat(n)],
  ['capitals', (n) => 'BMD '.repeat(n / 4)],
  ['lines that run on', (n) => '日米安全保障協議委員会の開催について、\n'.repeat(n / 20)],
  ['blanks', (n) => '日 米 '.repeat(n / 4)],
];

const time = (text: string): number => {
  const start = performance.now();
  const terms = analyse(text);
  terms.occurrences();
  if (text.trim() !== '') findTermProblems(terms, 0, [], 0, () => '');
  return performance.now() - start;
};

for (const [name, make] of SHAPES) {
  test(`time is linear: ${name}`, () => {
    time(make(1600)); // compiled by now
    let said = '';
    for (let tries = 0; tries < 3; tries++) {
      const small = time(make(8000));
      const large = time(make(32_000));
      // four times the text, and twice that for the noise of a machine
      if (large < Math.max(8 * small, 60)) return;
      said = `${small.toFixed(1)} ms for 8,000, ${large.toFixed(1)} ms for 32,000`;
    }
    assert.fail(said);
  });
}
