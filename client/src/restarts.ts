/** How often a server that dies is started again, and after what pause. */

/** Deaths longer ago than this no longer count, in ms. */
const REMEMBERED = 10 * 60_000;
/**
 * The pause before each start that follows a death, in ms: at once after the first, then longer and longer. A server that dies once
 * more is not started again by itself.
 */
const PAUSES: readonly number[] = [0, 1_000, 4_000, 15_000, 60_000];
/** The death with which the user hears of it, though the server is started again. */
const TOLD_AT = 4;

export interface Verdict {
  /** Deaths within the last minutes, this one included. */
  readonly deaths: number;
  /** Before the server is started again, in ms; undefined: it is not. */
  readonly pause: number | undefined;
  /** Whether the user should hear of it. */
  readonly tell: boolean;
}

/** Counts the deaths of a server, however it died. */
export class Restarts {
  #deaths: number[] = [];

  /** @param now in ms, from any beginning, never smaller than before. */
  died(now: number): Verdict {
    this.#deaths = [...this.#deaths.filter((time) => now - time < REMEMBERED), now];
    const deaths = this.#deaths.length;
    const pause = PAUSES[deaths - 1];
    return { deaths, pause, tell: pause === undefined || deaths === TOLD_AT };
  }

  /** Forgets what was: the user has started the server. */
  reset(): void {
    this.#deaths = [];
  }
}
