import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { IndexPool, type StartThread } from '../workspace/index-pool.ts';
import type { FromIndexer } from '../workspace/indexer.ts';

/** More threads than these wait for each other and for the disk. */
const MOST = 4;
/** What lives short is collected often: what a thread takes up is part of what the whole may take. In MB. */
const YOUNG = 8;

/** Threads that read files for the index; `script` is the bundle of node-indexer.ts. None is started before there is something to read. */
export function makePool(script: string): IndexPool {
  const start: StartThread = (listener) => {
    const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    let stopped = false;
    let problem: unknown = 'it ended';
    worker.on('message', (message: FromIndexer) => listener.answered(message));
    worker.on('error', (error) => {
      problem = error;
    });
    worker.on('exit', () => {
      if (!stopped) listener.ended(problem);
    });
    // files that are being read keep nobody from ending
    worker.unref();
    return {
      send: (message) => worker.postMessage(message),
      stop() {
        stopped = true;
        void worker.terminate();
      },
    };
  };
  return new IndexPool(start, Math.max(1, Math.min(MOST, availableParallelism())));
}
