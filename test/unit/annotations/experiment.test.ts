import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runTrial, TRIALS } from '../../bench/annotations-experiment.ts';
import { readSamples } from '../../bench/annotations-texts.ts';
import { SEED } from '../seed.ts';

// A short form of the experiment of the benchmark (npm run bench): all its texts, so that none weighs more than there, and two notes in each.
describe('notes on texts that were edited by chance', () => {
  const samples = readSamples(join(import.meta.dirname, '..', '..', '..'), SEED);
  for (const trial of TRIALS) {
    const { right, wrong } = trial;
    if (right === undefined && wrong === undefined) continue;
    it(`${trial.name}: ${right === undefined ? '' : `${100 * right} % right, `}at most ${100 * (wrong ?? 1)} % wrong`, () => {
      const tally = runTrial(trial, samples, 2, SEED);
      const all = tally.right + tally.wrong + tally.orphan;
      // few notes: one may be wrong by chance where not all have to be right
      const chance = right === 1 ? 0 : 2;
      if (right !== undefined) assert.ok(tally.right >= right * all - chance, `${tally.right} of ${all} are right`);
      if (wrong !== undefined) assert.ok(tally.wrong <= wrong * all + chance, `${tally.wrong} of ${all} are wrong`);
    });
  }
});
