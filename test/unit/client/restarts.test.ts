import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Restarts } from '../../../client/src/restarts.ts';
import { SEED } from '../seed.ts';

const MINUTE = 60_000;

describe('a server that dies', () => {
  it('is started again at once, and after longer and longer pauses while it goes on dying', () => {
    const restarts = new Restarts();
    const pauses = [0, 1, 2, 3, 4, 5].map((second) => restarts.died(second * 1000).pause);
    assert.deepEqual(pauses, [0, 1_000, 4_000, 15_000, 60_000, undefined]);
  });

  it('is spoken of when it has died several times, and when it stays down', () => {
    const restarts = new Restarts();
    const told = [0, 1, 2, 3, 4, 5].map((second) => restarts.died(second * 1000).tell);
    assert.deepEqual(told, [false, false, false, true, false, true]);
  });

  it('is started at once when the last time was long ago, however often that was', () => {
    const restarts = new Restarts();
    for (let hour = 0; hour < 50; hour++) assert.equal(restarts.died(hour * 60 * MINUTE).pause, 0);
  });

  it('is as new when the user starts it', () => {
    const restarts = new Restarts();
    for (let second = 0; second < 6; second++) restarts.died(second * 1000);
    restarts.reset();
    assert.deepEqual(restarts.died(7000), { deaths: 1, pause: 0, tell: false });
  });

  it('is started at most five times within any ten minutes, whenever it dies', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 * MINUTE }), { maxLength: 60 }), (lives) => {
        const restarts = new Restarts();
        const deaths: number[] = [];
        let now = 0;
        for (const life of lives) {
          now += life;
          const { pause } = restarts.died(now);
          if (pause === undefined) break;
          deaths.push(now);
          now += pause;
          assert.ok(deaths.filter((time) => now - time < 10 * MINUTE).length <= 5);
        }
      }),
      { seed: SEED },
    );
  });
});
