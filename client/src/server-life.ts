/** The language server's life: started on first need, started again when it dies, stopped with the extension. */
import { Restarts } from './restarts.ts';

/** What is needed of a client here. */
export interface LifeClient {
  start(): Promise<void>;
  stop(timeout?: number): Promise<void>;
  dispose(timeout?: number): Promise<void>;
  error(message: string, data?: unknown, showNotification?: boolean | 'force'): void;
}

/** A client that has not been started yet, and the process or worker that its server will be. */
export interface ServerLink<C extends LifeClient> {
  readonly client: C;
  /** Ends the server at once, whatever it is doing; nothing happens where there is none. */
  kill(): void;
  /** Once the server has ended: whether it had too little memory. Never rejects, and does not take long. */
  ranOutOfMemory(): Promise<boolean>;
}

/** What a link has to be told: that its connection has ended, or cannot be relied on any more. */
export interface LinkHooks {
  closed(): void;
  broken(): void;
}

/** Makes a link; rejects where there can be none. */
export type MakeLink<C extends LifeClient> = (hooks: LinkHooks) => Promise<ServerLink<C>>;

/** How a server died, and what becomes of it. */
export interface Death {
  /** Deaths within the last minutes, this one included. */
  readonly deaths: number;
  /** Before it is started again, in ms; undefined: it is not. */
  readonly pause: number | undefined;
  /** It had too little memory. */
  readonly outOfMemory: boolean;
  /** It has not run since the user or VS Code started it. */
  readonly neverRan: boolean;
}

export interface LifeListener {
  stateChanged(state: ServerState): void;
  /** Something that the user should hear of. */
  died(death: Death): void;
}

/** Where failures are written that nobody can do anything about. */
export interface LifeLog {
  debug(message: string, ...details: unknown[]): void;
  warn(message: string): void;
  error(error: string | Error): void;
}

/**
 * `idle`: never needed so far. `waiting`: it has died, and is started again by itself after a pause. `down`: not running, and not
 * started again by itself.
 */
export type ServerState = 'idle' | 'starting' | 'running' | 'waiting' | 'down';

/** A server writes its cache before it ends. VS Code gives an extension 5 seconds when it closes; in ms. */
const GOODBYE = 4_000;

/** Time, in ms. `after` gives what calls it off. */
export interface Clock {
  now(): number;
  after(milliseconds: number, run: () => void): () => void;
}

const CLOCK: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

export class ServerLife<C extends LifeClient> {
  readonly #makeLink: MakeLink<C>;
  readonly #listener: LifeListener;
  readonly #log: LifeLog;
  readonly #clock: Clock;
  readonly #restarts = new Restarts();
  #link: ServerLink<C> | undefined;
  #state: ServerState = 'idle';
  /** Starts and stops follow each other, so that two never run side by side. */
  #queue: Promise<void> = Promise.resolve();
  /** Calls off the start after a pause. */
  #callOff: () => void = () => undefined;
  #hasRun = false;
  #memoryTold = false;

  constructor(makeLink: MakeLink<C>, listener: LifeListener, log: LifeLog, clock: Clock = CLOCK) {
    this.#makeLink = makeLink;
    this.#listener = listener;
    this.#log = log;
    this.#clock = clock;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server unless it was started before. Never rejects: failures are shown and logged. */
  start(): Promise<void> {
    if (this.#state !== 'idle') return this.#queue;
    this.#setState('starting');
    return this.#enqueue(() => this.#launch());
  }

  /**
   * Stops the server, whatever state it is in, and starts a new one. Never rejects.
   *
   * @param between what is to be done while there is none.
   */
  restart(between?: () => Promise<void>): Promise<void> {
    this.#abandonStart();
    this.#setState('starting');
    this.#restarts.reset();
    this.#hasRun = false;
    return this.#enqueue(async () => {
      await this.#retire();
      await between?.();
      await this.#launch();
    });
  }

  /** Stops the server for good. Never rejects. */
  stop(): Promise<void> {
    this.#abandonStart();
    return this.#enqueue(async () => {
      await this.#retire();
      this.#setState('down');
    });
  }

  /** The client of a server that runs, or will once its start is through; undefined where none does. */
  async client(): Promise<C | undefined> {
    await this.#queue;
    return this.#state === 'running' ? this.#link?.client : undefined;
  }

  /** Starts nothing any more by itself. */
  dispose(): void {
    this.#callOff();
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error) => {
      // there is not even a client: what it is made of is missing or cannot be read
      this.#log.error(error);
      this.#setState('down');
      this.#listener.died({ deaths: 1, pause: undefined, outOfMemory: false, neverRan: true });
    });
    return this.#queue;
  }

  #setState(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#listener.stateChanged(state);
  }

  async #launch(): Promise<void> {
    let link: ServerLink<C> | undefined;
    let isLost = false;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const lost = (): void => {
      if (isLost) return;
      isLost = true;
      end();
      if (link === undefined || this.#link !== link) return;
      this.#setState('waiting');
      this.#recover(link).catch((error) => this.#log.error(error));
    };
    link = await this.#makeLink({
      closed: lost,
      broken() {
        link?.kill();
        // a worker ends without a word
        lost();
      },
    });
    this.#tame(link);
    this.#link = link;
    try {
      // a start whose server has ended may never come to an end itself
      await Promise.race([link.client.start(), ended]);
      // it was given up before there was anything to end
      if (this.#link !== link) await link.client.dispose();
      if (isLost || this.#link !== link) return;
      this.#hasRun = true;
      this.#setState('running');
    } catch (error) {
      if (this.#link === link) this.#log.error(error instanceof Error ? error : String(error));
      link.kill();
      lost();
    }
  }

  /** The library shows some of its failures in English whatever it is told, and leaves some promises without anyone who listens. */
  #tame({ client, kill }: ServerLink<C>): void {
    const logError = client.error.bind(client);
    client.error = (message, data) => logError(message, data, false);
    const stop = client.stop.bind(client);
    client.stop = async (timeout) => {
      try {
        await stop(timeout);
      } catch (error) {
        this.#log.debug('The server did not stop in the ordinary way.', error);
        kill();
      }
    };
  }

  /** Starts a server that has died again, after a pause; or says that it is down. */
  async #recover(link: ServerLink<C>): Promise<void> {
    const outOfMemory = await link.ranOutOfMemory();
    // meanwhile the user may have started another, or the extension may have ended
    if (this.#link !== link) return;
    const { deaths, pause, tell } = this.#restarts.died(this.#clock.now());
    if (deaths === 1) this.#memoryTold = false;
    const isNews = outOfMemory && !this.#memoryTold;
    this.#memoryTold ||= outOfMemory;
    this.#log.warn(
      pause === undefined
        ? `The server has ended ${deaths} times within minutes and is not started again.`
        : `The server has ended${outOfMemory ? ' for want of memory' : ''} and is started again in ${pause} ms.`,
    );
    if (tell || isNews) this.#listener.died({ deaths, pause, outOfMemory, neverRan: !this.#hasRun });
    if (pause === undefined) {
      this.#setState('down');
      return;
    }
    this.#callOff = this.#clock.after(pause, () => {
      this.#setState('starting');
      void this.#enqueue(async () => {
        if (this.#link !== link) return;
        await this.#retire();
        await this.#launch();
      });
    });
  }

  /** Does not wait for a server that cannot come to the end of its start. */
  #abandonStart(): void {
    const link = this.#state === 'starting' ? this.#link : undefined;
    if (link === undefined) return;
    this.#link = undefined;
    link.kill();
  }

  /** A client whose start has failed cannot be started again, so each start makes a new one and this drops the old. */
  async #retire(): Promise<void> {
    this.#callOff();
    const link = this.#link;
    this.#link = undefined;
    await link?.client.dispose(GOODBYE);
  }
}
