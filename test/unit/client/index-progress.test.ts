import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IndexProgress } from '../../../client/src/index-progress.ts';

const status = (indexed: number, files: number) => ({ files, indexed, complete: indexed === files });

describe('how far the workspace is read', () => {
  it('is not known of a server that does not say', () => {
    const progress = new IndexProgress();
    assert.equal(progress.phase, 'unknown');
    progress.said(undefined);
    assert.equal(progress.phase, 'unknown');
    progress.began('a');
    assert.equal(progress.phase, 'indexing');
    progress.ended('a');
    progress.said(undefined);
    assert.equal(progress.phase, 'unknown');
  });

  it('is on its way until the server says that all is read', () => {
    const progress = new IndexProgress();
    progress.said(status(0, 400));
    assert.equal(progress.phase, 'indexing');
    progress.began(1);
    progress.said(status(120, 400));
    assert.deepEqual([progress.phase, progress.status?.indexed, progress.running], ['indexing', 120, [1]]);
    progress.ended(1);
    assert.equal(progress.phase, 'indexing');
    progress.said(status(400, 400));
    assert.deepEqual([progress.phase, progress.running], ['complete', []]);
  });

  it('is stopped when the work ends before all is read, until it goes on', () => {
    const progress = new IndexProgress();
    progress.began('a');
    progress.said(status(120, 400));
    progress.ended('a');
    progress.said(status(120, 400));
    assert.equal(progress.phase, 'stopped');
    progress.said(status(121, 401));
    assert.equal(progress.phase, 'stopped');
    progress.resumed();
    assert.equal(progress.phase, 'indexing');
    progress.said(status(200, 401));
    assert.equal(progress.phase, 'indexing');
  });

  it('is not stopped when a file changes after all was read', () => {
    const progress = new IndexProgress();
    progress.began('a');
    progress.ended('a');
    progress.said(status(400, 400));
    progress.said({ files: 400, indexed: 399, complete: false });
    assert.equal(progress.phase, 'indexing');
  });

  it('lasts as long as the last of several pieces of work', () => {
    const progress = new IndexProgress();
    progress.began('a');
    progress.began('b');
    progress.ended('a');
    progress.said(status(120, 400));
    assert.deepEqual([progress.phase, progress.running], ['indexing', ['b']]);
    progress.ended('unheard of');
    progress.said(status(121, 400));
    assert.equal(progress.phase, 'indexing');
  });

  it('begins anew with another server', () => {
    const progress = new IndexProgress();
    progress.began('a');
    progress.said(status(120, 400));
    progress.reset();
    assert.deepEqual([progress.phase, progress.status, progress.running], ['unknown', undefined, []]);
    progress.said(status(0, 400));
    assert.equal(progress.phase, 'indexing');
  });
});
