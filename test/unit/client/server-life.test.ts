import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type Death, type LinkHooks, ServerLife, type ServerState } from '../../../client/src/server-life.ts';

type Start = 'well' | 'fails' | 'dies' | 'never';

/** A client without a server: its start goes as it is told. */
class FakeClient {
  readonly #start: Start;
  readonly #hooks: LinkHooks;
  isKilled = false;
  isDisposed = false;

  constructor(start: Start, hooks: LinkHooks) {
    this.#start = start;
    this.#hooks = hooks;
  }

  async start(): Promise<void> {
    if (this.#start === 'never') return new Promise(() => undefined);
    if (this.#start === 'fails') throw new Error('no');
    if (this.#start === 'dies') this.die();
  }

  async stop(): Promise<void> {
    if (this.#start !== 'well') throw new Error('it is not running');
  }

  dispose(): Promise<void> {
    this.isDisposed = true;
    return this.stop();
  }

  error(): void {}

  /** The connection ends without having been asked to. */
  die(): void {
    this.#hooks.closed();
  }

  break(): void {
    this.#hooks.broken();
  }
}

const quiet = { debug() {}, warn() {}, error() {} };

describe('the life of the server', () => {
  let clients: FakeClient[];
  let states: ServerState[];
  let deaths: Death[];
  let starts: Start[];
  let outOfMemory: boolean;
  let life: ServerLife<FakeClient>;

  /** What is to be done, and when. */
  let due: { at: number; run: () => void }[];
  let now: number;

  beforeEach(() => {
    [now, due] = [1_000_000, []];
    [clients, states, deaths, starts, outOfMemory] = [[], [], [], [], false];
    life = new ServerLife(
      async (hooks) => {
        const client = new FakeClient(starts.shift() ?? 'well', hooks);
        clients.push(client);
        const kill = () => {
          client.isKilled = true;
        };
        return { client, kill, ranOutOfMemory: async () => outOfMemory };
      },
      { stateChanged: (state) => states.push(state), died: (death) => deaths.push(death) },
      quiet,
      {
        now: () => now,
        after(milliseconds, run) {
          const one = { at: now + milliseconds, run };
          due.push(one);
          return () => {
            due = due.filter((other) => other !== one);
          };
        },
      },
    );
  });

  /** Lets everything happen that need not wait for a clock, and what is due after some time. */
  async function pass(milliseconds = 0): Promise<void> {
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
    now += milliseconds;
    const ripe = due.filter(({ at }) => at <= now);
    due = due.filter(({ at }) => at > now);
    for (const { run } of ripe) run();
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
  }

  it('begins when it is needed, once', async () => {
    assert.equal(life.state, 'idle');
    assert.equal(await life.client(), undefined);
    await Promise.all([life.start(), life.start()]);
    assert.deepEqual([states, clients.length], [['starting', 'running'], 1]);
    assert.equal(await life.client(), clients[0]);
  });

  it('goes on with a new client after a death, without a word to the user', async () => {
    await life.start();
    clients[0].die();
    assert.equal(await life.client(), undefined);
    await pass();
    await pass();
    assert.deepEqual(states, ['starting', 'running', 'waiting', 'starting', 'running']);
    assert.deepEqual([clients.length, clients[0].isDisposed, deaths], [2, true, []]);
    assert.equal(await life.client(), clients[1]);
  });

  it('counts a death once, however often it is reported', async () => {
    await life.start();
    clients[0].die();
    clients[0].die();
    clients[0].break();
    await pass();
    await pass();
    assert.equal(clients.length, 2);
  });

  it('ends and begins again where the connection cannot be relied on', async () => {
    await life.start();
    clients[0].break();
    assert.ok(clients[0].isKilled);
    await pass();
    await pass();
    assert.deepEqual([clients.length, life.state], [2, 'running']);
  });

  it('waits longer after each death, says so after the fourth, and ends with the sixth', async () => {
    await life.start();
    for (const pause of [0, 1_000, 4_000, 15_000, 60_000]) {
      clients[clients.length - 1].die();
      await pass();
      assert.equal(life.state, pause === 0 ? 'running' : 'waiting');
      if (pause > 0) {
        const before = clients.length;
        await pass(pause - 1);
        assert.equal(clients.length, before, `nothing is started before ${pause} ms are over`);
        await pass(1);
      }
      assert.equal(life.state, 'running');
    }
    clients[5].die();
    await pass(60 * 60_000);
    assert.deepEqual([life.state, clients.length], ['down', 6]);
    assert.deepEqual(deaths, [
      { deaths: 4, pause: 15_000, outOfMemory: false, neverRan: false },
      { deaths: 6, pause: undefined, outOfMemory: false, neverRan: false },
    ]);
  });

  for (const start of ['fails', 'dies'] as const) {
    it(`is tried again when its start ${start === 'fails' ? 'fails' : 'ends with a death'}, and not for ever`, async () => {
      starts = Array.from({ length: 20 }, () => start);
      await life.start();
      for (let minute = 0; minute < 20; minute++) await pass(60_000);
      assert.deepEqual([life.state, clients.length], ['down', 6]);
      assert.deepEqual(deaths.at(-1), { deaths: 6, pause: undefined, outOfMemory: false, neverRan: true });
    });
  }

  it('tells at once of too little memory, once in a row of deaths', async () => {
    outOfMemory = true;
    await life.start();
    for (const pause of [0, 1_000]) {
      clients[clients.length - 1].die();
      await pass();
      await pass(pause);
    }
    assert.deepEqual([life.state, clients.length], ['running', 3]);
    assert.deepEqual(deaths, [{ deaths: 1, pause: 0, outOfMemory: true, neverRan: false }]);
  });

  it('begins again at the word of the user, while it waits and when it is down', async () => {
    await life.start();
    for (const pause of [0, 1_000, 4_000]) {
      clients[clients.length - 1].die();
      await pass();
      await pass(pause);
    }
    clients[3].die();
    await pass();
    assert.equal(life.state, 'waiting');
    await life.restart();
    assert.deepEqual([life.state, clients.length], ['running', 5]);
    await pass(60_000);
    assert.equal(clients.length, 5, 'the start that was waited for does not come as well');
    // and the count begins again
    clients[4].die();
    await pass();
    await pass();
    assert.equal(life.state, 'running');
  });

  it('begins again at the word of the user though a start does not come to an end', async () => {
    starts = ['never'];
    void life.start();
    await pass();
    assert.equal(life.state, 'starting');
    const restarted = life.restart();
    assert.ok(clients[0].isKilled);
    clients[0].die();
    await restarted;
    assert.deepEqual([life.state, clients.length], ['running', 2]);
  });

  it('does what is to be done between two servers while there is none', async () => {
    await life.start();
    const seen: unknown[] = [];
    await life.restart(async () => {
      seen.push(clients.length, clients[0].isDisposed, life.state);
    });
    assert.deepEqual([seen, clients.length, life.state], [[1, true, 'starting'], 2, 'running']);
  });

  it('ends for good with the extension, also in a pause', async () => {
    await life.start();
    clients[0].die();
    await pass();
    await pass();
    clients[1].die();
    await pass();
    assert.equal(life.state, 'waiting');
    await life.stop();
    await pass(60_000);
    assert.deepEqual([life.state, clients.length], ['down', 2]);
  });
});
