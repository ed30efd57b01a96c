import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  bounds,
  contains,
  overlaps,
  shiftMonth,
  spanOf,
  weekdayOf,
} from '../../../server/src/dates/interval.ts';
import { SEED } from '../seed.ts';

describe('the value of a date', () => {
  it('has a first and a last day', () => {
    const days = (value: string) => {
      const found = bounds(value);
      return found && [found.first, found.last];
    };
    assert.deepEqual(days('2007-05-01'), ['2007-05-01', '2007-05-01']);
    assert.deepEqual(days('2007-02'), ['2007-02-01', '2007-02-28']);
    assert.deepEqual(days('2008-02'), ['2008-02-01', '2008-02-29']);
    assert.deepEqual(days('2014'), ['2014-01-01', '2014-12-31']);
    assert.deepEqual(days('2007-04/2008-03'), ['2007-04-01', '2008-03-31']);
    assert.deepEqual(days('1990/1999'), ['1990-01-01', '1999-12-31']);
    assert.deepEqual(days('2007-07-16/2007-07-18'), ['2007-07-16', '2007-07-18']);
  });

  it('is none where it is not written as one', () => {
    for (const value of ['', '2007/', '/2007', '2007/2008/2009', '2007-13', '2007-5-1', '2007-05-32', 'May 2007']) {
      assert.equal(bounds(value), undefined, value);
    }
  });

  it('contains its days and overlaps others', () => {
    assert.ok(contains('2007-05', '2007-05-31'));
    assert.ok(!contains('2007-05', '2007-06-01'));
    assert.ok(!contains('2007-05', '2007-05'));
    assert.ok(contains('2007-04/2008-03', '2008-02-29'));
    assert.ok(overlaps('2007', '2007-12/2008-02'));
    assert.ok(!overlaps('2007', '2008'));
    assert.ok(!overlaps('2007', 'no date'));
  });

  it('is made of two others', () => {
    assert.equal(spanOf('2007-07-16', '2007-07-18'), '2007-07-16/2007-07-18');
    assert.equal(spanOf('2005-04/2006-03', '2009-04/2010-03'), '2005-04/2010-03');
    assert.equal(spanOf('2007', '2007'), '2007');
  });
});

describe('days and months', () => {
  it('are counted across months and years', () => {
    assert.equal(addDays('2007-02-28', 1), '2007-03-01');
    assert.equal(addDays('2008-02-28', 1), '2008-02-29');
    assert.equal(addDays('2007-01-01', -1), '2006-12-31');
    assert.equal(addDays('2007-05', 1), '2007-05');
    assert.equal(addDays('9999-12-31', 1), '9999-12-31');
    assert.deepEqual(shiftMonth(2007, 1, -1), { year: 2006, month: 12 });
    assert.deepEqual(shiftMonth(2007, 12, 14), { year: 2009, month: 2 });
    assert.equal(weekdayOf('2007-05-01'), 2);
    assert.equal(weekdayOf('1960-01-19'), 2);
  });

  it('come back when they are counted back', () => {
    const day = fc.date({ min: new Date('1868-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
        const iso = date.toISOString().slice(0, 10);
        assert.equal(addDays(addDays(iso, days), -days), iso);
        const there = shiftMonth(date.getUTCFullYear(), date.getUTCMonth() + 1, days);
        assert.deepEqual(shiftMonth(there.year, there.month, -days), {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
        });
      }),
      { seed: SEED },
    );
  });
});
