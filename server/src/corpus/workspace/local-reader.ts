import type { IndexReader } from './index-pool.ts';
import type { FileAnswer, FileRequest, IndexContext, Indexer } from './indexer.ts';

/** Work after which others get their turn, in ms. */
const SLICE = 8;

/** Reads files where there are no threads: one after another, with turns for all else in between. */
export class LocalReader implements IndexReader {
  readonly capacity = 8;
  readonly #indexer: Indexer;
  #last: Promise<unknown> = Promise.resolve();
  #worked = 0;
  #disposed = false;

  constructor(indexer: Indexer) {
    this.#indexer = indexer;
  }

  setContext(context: IndexContext): void {
    this.#indexer.setContext(context);
  }

  read(request: FileRequest): Promise<FileAnswer> {
    const answer = this.#last.then(async (): Promise<FileAnswer> => {
      if (this.#worked >= SLICE) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        this.#worked = 0;
      }
      if (this.#disposed) return { kind: 'missing' };
      const start = performance.now();
      const read = this.#indexer.read(request);
      this.#worked += performance.now() - start;
      return read;
    });
    this.#last = answer;
    return answer;
  }

  rest(): void {}

  dispose(): void {
    this.#disposed = true;
  }
}
