import {
  type FileAnswer,
  type FileRequest,
  type FromIndexer,
  type IndexContext,
  READY,
  type ToIndexer,
} from './indexer.ts';
import { Row } from './row.ts';

/** A thread with an indexer on it. */
export interface IndexThread {
  send(message: ToIndexer): void;
  /** Ends it. */
  stop(): void;
}

/** Hears of a thread. */
export interface ThreadListener {
  answered(message: FromIndexer): void;
  /** It has ended by itself: it could not start, or what it read was too much for it. */
  ended(error: unknown): void;
}

/** Starts a thread; throws where there can be none. */
export type StartThread = (listener: ThreadListener) => IndexThread;

/** Reads files for the index. */
export interface IndexReader {
  setContext(context: IndexContext): void;
  /** Never rejects. `urgent`: before all that waits and is not. */
  read(request: FileRequest, urgent: boolean): Promise<FileAnswer>;
  /** Files that are worth asking for at once. */
  readonly capacity: number;
  /** Nothing much is to be read for the time being: gives back what can be had again. */
  rest(): void;
  dispose(): void;
}

interface Job {
  readonly request: FileRequest;
  readonly resolve: (answer: FileAnswer) => void;
  /** It was part of a batch that ended its thread: it is read alone now. */
  suspected: boolean;
}

interface Worker {
  thread: IndexThread;
  /** Batches that it has, oldest first. */
  readonly batches: Map<number, Job[]>;
}

/** Files of one message, and messages that a thread has at once: it finds the next when it has answered one. */
const BATCH = 16;
const AHEAD = 2;
/** A thread that was started so often for nothing is not started again. */
const MAX_STARTS = 8;

/**
 * Threads that read files. What ends a thread is found by reading the files of its batch one by one; that file fails, and the others are
 * read by the next thread.
 */
export class IndexPool implements IndexReader {
  readonly capacity: number;
  readonly #start: StartThread;
  readonly #otherwise: IndexReader | undefined;
  readonly #workers: (Worker | undefined)[];
  readonly #urgent: Job[] = [];
  readonly #queue = new Row<Job>();
  #batch = 0;
  #context: IndexContext | undefined;
  #starts = 0;
  #disposed = false;

  /** `otherwise` reads where no thread can be started. */
  constructor(start: StartThread, threads: number, otherwise?: IndexReader) {
    this.#start = start;
    this.#otherwise = otherwise;
    this.#workers = Array.from({ length: threads }, () => undefined);
    this.capacity = threads * BATCH * (AHEAD + 1);
  }

  setContext(context: IndexContext): void {
    this.#context = context;
    this.#otherwise?.setContext(context);
    for (const worker of this.#workers) worker?.thread.send({ type: 'context', context });
  }

  read(request: FileRequest, urgent: boolean): Promise<FileAnswer> {
    if (this.#disposed) return Promise.resolve({ kind: 'missing' });
    return new Promise((resolve) => {
      const job = { request, resolve, suspected: false };
      if (urgent) this.#urgent.push(job);
      else this.#queue.push(job);
      // what is asked for in one go makes one batch
      queueMicrotask(() => this.#pump());
    });
  }

  /** Threads that have nothing to read end; the next file starts one again. */
  rest(): void {
    this.#workers.forEach((worker, k) => {
      if (worker === undefined || worker.batches.size > 0) return;
      worker.thread.stop();
      this.#workers[k] = undefined;
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#otherwise?.dispose();
    this.#workers.forEach((worker, k) => {
      worker?.thread.stop();
      for (const jobs of worker?.batches.values() ?? []) for (const job of jobs) job.resolve({ kind: 'missing' });
      this.#workers[k] = undefined;
    });
    for (const job of [...this.#urgent, ...this.#queue.clear()]) job.resolve({ kind: 'missing' });
    this.#urgent.length = 0;
  }

  #pump(): void {
    for (let ahead = 0; ahead < AHEAD; ahead++) {
      for (let k = 0; k < this.#workers.length; k++) {
        const worker = this.#workers[k];
        if ((worker?.batches.size ?? 0) > ahead) continue;
        const jobs = this.#take();
        if (jobs.length === 0) return;
        this.#send(k, jobs);
      }
    }
  }

  #take(): Job[] {
    const jobs: Job[] = [];
    while (jobs.length < BATCH) {
      const job = this.#urgent.shift() ?? this.#queue.shift();
      if (job === undefined) break;
      if (job.suspected && jobs.length > 0) {
        this.#urgent.unshift(job);
        break;
      }
      jobs.push(job);
      if (job.suspected) break;
    }
    return jobs;
  }

  #send(k: number, jobs: Job[]): void {
    const worker = this.#workers[k] ?? this.#begin(k);
    if (worker === undefined) {
      void this.#readOtherwise(jobs).then(() => this.#pump());
      return;
    }
    const batch = ++this.#batch;
    worker.batches.set(batch, jobs);
    worker.thread.send({ type: 'read', batch, files: jobs.map(({ request }) => request) });
  }

  async #readOtherwise(jobs: readonly Job[]): Promise<void> {
    for (const { request, resolve } of jobs) {
      const none: FileAnswer = { kind: 'failed', message: 'no thread to read it', print: undefined };
      resolve((await this.#otherwise?.read(request, false)) ?? none);
    }
  }

  #begin(k: number): Worker | undefined {
    if (this.#starts >= MAX_STARTS + this.#workers.length) return undefined;
    this.#starts++;
    const batches = new Map<number, Job[]>();
    let isReady = false;
    try {
      const thread = this.#start({
        answered: ({ batch, answers }) => {
          isReady = true;
          if (batch === READY) return;
          const jobs = batches.get(batch);
          batches.delete(batch);
          jobs?.forEach((job, n) => {
            job.resolve(answers[n]);
          });
          // a thread that works is worth starting again
          this.#starts = Math.min(this.#starts, this.#workers.length);
          this.#pump();
        },
        ended: (error) => {
          if (this.#workers[k]?.batches === batches) this.#workers[k] = undefined;
          this.#again(batches, isReady, error);
        },
      });
      const worker = { thread, batches };
      this.#workers[k] = worker;
      if (this.#context !== undefined) thread.send({ type: 'context', context: this.#context });
      return worker;
    } catch {
      return undefined;
    }
  }

  /** What a thread had when it ended: of the batch it was at, each file alone; the rest as before. */
  #again(batches: ReadonlyMap<number, Job[]>, isReady: boolean, error: unknown): void {
    if (this.#disposed) return;
    // one that could not even start says nothing of the files
    let first = isReady;
    for (const jobs of [...batches.values()]) {
      for (const job of jobs) {
        if (first && jobs.length === 1) {
          const message = `reading it ended a thread: ${error instanceof Error ? error.message : String(error)}`;
          job.resolve({ kind: 'failed', message, print: undefined });
        } else {
          job.suspected ||= first;
          this.#urgent.push(job);
        }
      }
      first = false;
    }
    this.#pump();
  }
}
