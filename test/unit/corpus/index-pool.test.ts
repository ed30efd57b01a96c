import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IndexPool, type ThreadListener } from '../../../server/src/corpus/workspace/index-pool.ts';
import {
  type FileAnswer,
  type FileRequest,
  READY,
  type ToIndexer,
} from '../../../server/src/corpus/workspace/indexer.ts';

/** Threads that answer when they are told to. `deadly` ends the thread that reads it. */
class Threads {
  /** Whether threads end before they can read. */
  broken = false;
  readonly started: { readonly listener: ThreadListener; readonly got: ToIndexer[]; stopped: boolean }[] = [];

  readonly start = (listener: ThreadListener) => {
    const thread = { listener, got: [] as ToIndexer[], stopped: false };
    this.started.push(thread);
    if (!this.broken) listener.answered({ batch: READY, answers: [] });
    return {
      send: (message: ToIndexer) => thread.got.push(message),
      stop: () => {
        thread.stopped = true;
      },
    };
  };

  /** Lets every thread read what it has got, in order. */
  async run(deadly: (path: string) => boolean = () => false): Promise<void> {
    for (let turn = 0; turn < 200; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const thread of this.started) {
        const message = thread.got.shift();
        if (message?.type !== 'read' || thread.stopped) continue;
        if (message.files.some(({ path }) => deadly(path ?? ''))) {
          thread.got.length = 0;
          thread.stopped = true;
          thread.listener.ended(new Error('out of memory'));
          continue;
        }
        thread.listener.answered({ batch: message.batch, answers: message.files.map(answerTo) });
      }
    }
  }
}

const answerTo = ({ path }: FileRequest): FileAnswer => ({ kind: 'other', stamp: path ?? '', print: path ?? '' });
const request = (path: string): FileRequest => ({ path, named: false, glossary: 0 });
const paths = (count: number): string[] => Array.from({ length: count }, (_, n) => `f${n}`);
const said = (answer: FileAnswer): string =>
  answer.kind === 'other' ? answer.stamp : answer.kind === 'failed' ? answer.message : answer.kind;

test('every file gets its own answer, on all threads', async () => {
  const threads = new Threads();
  const pool = new IndexPool(threads.start, 2);
  const answers = Promise.all(paths(100).map((path) => pool.read(request(path), false)));
  await threads.run();
  assert.deepEqual((await answers).map(said), paths(100));
  assert.equal(threads.started.length, 2);
});

test('no thread is started before there is something to read, and each hears first what to read with', async () => {
  const threads = new Threads();
  const pool = new IndexPool(threads.start, 2);
  const context = { documents: new Map(), glossaries: new Map() };
  pool.setContext(context);
  assert.equal(threads.started.length, 0);
  void pool.read(request('a'), false);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    threads.started[0].got.map(({ type }) => type),
    ['context', 'read'],
  );
});

test('what the user touches is read before what waits', async () => {
  const threads = new Threads();
  const pool = new IndexPool(threads.start, 1);
  const order: string[] = [];
  const note = (answer: FileAnswer): number => order.push(said(answer));
  const all = paths(200).map((path) => pool.read(request(path), false).then(note));
  await new Promise((resolve) => setImmediate(resolve));
  all.push(pool.read(request('touched'), true).then(note));
  await threads.run();
  await Promise.all(all);
  assert.ok(order.indexOf('touched') < 100, `${order.indexOf('touched')}`);
});

test('of a file that ends its thread it is said that it failed, and all others are read', async () => {
  const threads = new Threads();
  const pool = new IndexPool(threads.start, 2);
  const answers = Promise.all(paths(60).map((path) => pool.read(request(path), false)));
  await threads.run((path) => path === 'f7');
  const found = (await answers).map(said);
  assert.match(found[7], /out of memory/);
  assert.deepEqual(
    found.filter((_, n) => n !== 7),
    paths(60).filter((_, n) => n !== 7),
  );
});

test('where no thread lives, files fail with a reason and nobody waits for ever', async () => {
  const threads = new Threads();
  const pool = new IndexPool(threads.start, 2);
  const answers = Promise.all(paths(40).map((path) => pool.read(request(path), false)));
  await threads.run(() => true);
  assert.ok((await answers).every(({ kind }) => kind === 'failed'));
  const none = new IndexPool(() => {
    throw new Error('no threads here');
  }, 2);
  assert.equal((await none.read(request('a'), false)).kind, 'failed');
});

test('where threads end before they can read, another reader reads all', async () => {
  const threads = new Threads();
  threads.broken = true;
  const read: string[] = [];
  const other = {
    capacity: 1,
    setContext: () => {},
    rest: () => {},
    dispose: () => {},
    read: async (one: FileRequest) => {
      read.push(one.path ?? '');
      return answerTo(one);
    },
  };
  const pool = new IndexPool(threads.start, 2, other);
  const answers = Promise.all(paths(40).map((path) => pool.read(request(path), false)));
  await threads.run(() => true);
  assert.deepEqual((await answers).map(said), paths(40));
  assert.deepEqual(read.sort(), paths(40).sort());
});

test('after its end nobody waits', async () => {
  const threads = new Threads();
  const pool = new IndexPool(threads.start, 2);
  const answers = Promise.all(paths(40).map((path) => pool.read(request(path), false)));
  pool.dispose();
  assert.ok((await answers).every(({ kind }) => kind === 'missing'));
  assert.equal((await pool.read(request('late'), true)).kind, 'missing');
});
