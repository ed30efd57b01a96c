/** How far the server is with reading the workspace, put together from what it says. */
import type { IndexStatus } from './protocol.ts';

/**
 * `unknown`: nothing was said yet, or the server does not say. `indexing`: files are being read. `stopped`: the user has stopped it
 * before all were read. `complete`: all were.
 */
export type IndexPhase = 'unknown' | 'indexing' | 'stopped' | 'complete';

export class IndexProgress {
  readonly #running = new Set<string | number>();
  #status: IndexStatus | undefined;
  /** Work has ended since the last status. */
  #hasEnded = false;
  #isStopped = false;

  get phase(): IndexPhase {
    if (this.#status?.complete) return 'complete';
    if (this.#running.size > 0) return 'indexing';
    if (this.#status === undefined) return 'unknown';
    return this.#isStopped ? 'stopped' : 'indexing';
  }

  /** The counts; undefined where the server does not say any. */
  get status(): IndexStatus | undefined {
    return this.#status;
  }

  /** Tokens of the work that goes on now, which can be cancelled. */
  get running(): readonly (string | number)[] {
    return [...this.#running];
  }

  /** Work that can be cancelled has begun. */
  began(token: string | number): void {
    this.#running.add(token);
    this.resumed();
  }

  /** Work has ended; whether everything is read then, the next status says. */
  ended(token: string | number): void {
    if (this.#running.delete(token)) this.#hasEnded = true;
  }

  /** The user wants it to go on. */
  resumed(): void {
    this.#isStopped = false;
    this.#hasEnded = false;
  }

  /** The server has said how far it is; undefined: it does not say. */
  said(status: IndexStatus | undefined): void {
    this.#status = status;
    if (status?.complete) this.#isStopped = false;
    else if (this.#hasEnded && this.#running.size === 0) this.#isStopped = true;
    this.#hasEnded = false;
  }

  /** Another server, which knows nothing yet. */
  reset(): void {
    this.#running.clear();
    this.#status = undefined;
    this.resumed();
  }
}
