import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { KNOWLEDGE } from '../knowledge.ts';
import { type IndexDisk, Indexer, serveIndexer, type ToIndexer } from '../workspace/indexer.ts';

// A thread of the server on Node that reads files for the index.

/** A file that was written so shortly ago may be written again without another time: its times say nothing then. In ms. */
const FRESH = 100;

const disk: IndexDisk = {
  stat(path) {
    const stats = statSync(path, { throwIfNoEntry: false });
    // a pipe would be waited for without end
    if (stats === undefined || !stats.isFile()) return undefined;
    const { size, mtimeMs, ctimeMs, ino } = stats;
    const isFresh = Date.now() - Math.max(mtimeMs, ctimeMs) < FRESH;
    return { size, stamp: isFresh ? '' : `${size} ${mtimeMs} ${ctimeMs} ${ino}` };
  },
  read: (path) => readFileSync(path),
};

const print = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('base64');

const port = parentPort;
if (port !== null) {
  const take = serveIndexer(new Indexer(KNOWLEDGE, print, disk), (message) => port.postMessage(message));
  port.on('message', (message: ToIndexer) => take(message));
}
