// A long day with an archive: texts are edited, opened and closed, files and directories come, go and move, and questions are asked all the
// while. In the end every answer is that of a server that has just been started over the same files and texts.
//
//   COMMUNIQUE_SEED=n               other operations; the seed stands in the report of a failure
//   COMMUNIQUE_SOAK=full            1,000 files and 10,000 operations instead of 60 and 400
//   COMMUNIQUE_SOAK_OPERATIONS=k    the first k operations only, to find the one from which on answers are wrong
//   COMMUNIQUE_SOAK_CHECK=k         the answers are compared after every k operations as well
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { random } from '../bench/generator.ts';
import { SEED } from '../unit/seed.ts';
import { assertSameAnswers, type Question, questionsAbout, symbolQuestions } from './archive-answers.ts';
import { ArchivePlace, assertQuiet, indexed, pause, status } from './archive-place.ts';
import type { Client } from './client.ts';
import { type Draw, positionAt } from './soak-edits.ts';
import { SoakModel } from './soak-model.ts';

const full = process.env.COMMUNIQUE_SOAK === 'full';
const FILES = full ? 1000 : 60;
const OPERATIONS = Number(process.env.COMMUNIQUE_SOAK_OPERATIONS ?? (full ? 10_000 : 400));
const CHECK = Number(process.env.COMMUNIQUE_SOAK_CHECK ?? OPERATIONS);
/** Requests that are under way at once, at most. */
const AT_ONCE = 8;
/** Of the files that are not open, so many are opened in the end to ask about them. */
const SAMPLED = full ? 40 : 8;
/** What memory may grow by between the second tenth and the last, as a factor and bytes: of what is in use, and of what the system has given. */
const HEAP = [1.1, 8e6] as const;
// in the first minutes the system gives for threads and compiled code too, so that a short run says little
const RESIDENT = full ? ([1.3, 40e6] as const) : ([2, 40e6] as const);
/** Answers to a request that was cancelled, or that the text went away under. */
const CANCELLED = [-32800, -32801, -32802];

const METHODS = [
  'documentSymbol',
  'hover',
  'definition',
  'references',
  'codeLens',
  'completion',
  'diagnostic',
  'foldingRange',
  'semanticTokens/full',
  'documentHighlight',
  'prepareCallHierarchy',
  'inlayHint',
  'selectionRange',
  'documentLink',
  'codeAction',
];

test(`after ${OPERATIONS} operations over ${FILES} files all answers are those of a fresh server`, async () => {
  const place = new ArchivePlace();
  let operation = 0;
  let model: SoakModel | undefined;
  let client: Client | undefined;
  try {
    const files = SoakModel.fill(place, SEED, FILES);
    const before = processes();
    const starting = place.start({ folders: ['a', 'b'], storage: true });
    const pid = processes().find((id) => !before.includes(id));
    client = await starting;
    model = new SoakModel(place, client, SEED, FILES);
    model.begin(files);
    await indexed(client, 60_000);
    const asking = new Asking(client, model, random(SEED + 1));
    const memory: { heap: number; resident: number }[] = [];
    while (operation < OPERATIONS) {
      operation++;
      model.step();
      asking.ask();
      if (operation % 5 === 0) await asking.settled();
      if (operation % 20 === 0) await pause(operation % 60);
      if (operation % Math.ceil(OPERATIONS / 200) === 0) {
        const { heapUsed = 0 } = await status(client);
        memory.push({ heap: heapUsed, resident: residentBytes(pid) });
      }
      if (operation % CHECK === 0 && operation < OPERATIONS) await assertLikeFresh(place, client, model);
    }
    await asking.settled();
    await assertLikeFresh(place, client, model);
    if (OPERATIONS >= 400) {
      assertNoGrowth(
        'heap',
        HEAP,
        memory.map(({ heap }) => heap),
      );
      assertNoGrowth(
        'resident memory',
        RESIDENT,
        memory.map(({ resident }) => resident),
      );
    }
    await client.stop();
    assertQuiet(client);
  } catch (error) {
    const again = `COMMUNIQUE_SEED=${SEED}${full ? ' COMMUNIQUE_SOAK=full' : ''} COMMUNIQUE_SOAK_OPERATIONS=${operation}`;
    const where = `seed ${SEED}, operation ${operation} (${model?.last ?? 'start'}); again with ${again}`;
    const log = client?.notifications.filter(({ method }) => method === 'window/logMessage').slice(-5) ?? [];
    const said = log.map(({ params }) => `\nlog: ${params.message.slice(0, 500)}`).join('');
    if (error instanceof Error) error.message = `${where}\n${error.message}${said}`;
    throw error;
  } finally {
    client?.kill();
    place.remove();
  }
});

/** Asks all there is to ask: of the open texts, of some that are not open, and of the workspace. */
async function assertLikeFresh(place: ArchivePlace, used: Client, model: SoakModel): Promise<void> {
  const fresh = await place.start({ folders: model.folders });
  try {
    for (const [uri, text] of model.open) fresh.open(uri, text);
    await Promise.all([indexed(used, 60_000), indexed(fresh, 60_000)]);
    const questions: Question[] = symbolQuestions(model.queries());
    for (const [uri, text] of model.open) questions.push(...questionsAbout(uri, text, 8, SEED));
    await assertSameAnswers(questions, used, fresh);
    const next = random(SEED + 2);
    for (let k = 0; k < SAMPLED && model.files.length > 0; k++) {
      const name = model.files[next(model.files.length)];
      const uri = place.uriOf(name);
      if (model.open.has(uri)) continue;
      const text = place.read(name);
      for (const client of [used, fresh]) client.open(uri, text);
      await assertSameAnswers(questionsAbout(uri, text, 4, SEED + k), used, fresh);
      for (const client of [used, fresh]) client.close(uri);
    }
    await Promise.all([indexed(used), indexed(fresh)]);
    await assertSameAnswers(symbolQuestions(model.queries()), used, fresh);
    await fresh.stop();
    assertQuiet(fresh);
  } finally {
    fresh.kill();
  }
}

/** Asks this and that in between, and thinks better of it sometimes. What is asked changes no operation. */
class Asking {
  readonly #client: Client;
  readonly #model: SoakModel;
  readonly #next: Draw;
  readonly #pending = new Set<Promise<void>>();
  #failure: Error | undefined;

  constructor(client: Client, model: SoakModel, next: Draw) {
    this.#client = client;
    this.#model = model;
    this.#next = next;
  }

  ask(): void {
    for (let k = this.#next(4); k > 0 && this.#pending.size < AT_ONCE; k--) {
      const { method, params } = this.#draw();
      const { id, answer } = this.#client.send(method, params, 30_000);
      const pending: Promise<void> = answer
        .then(
          () => undefined,
          (error: Error & { code?: number }) => {
            if (!CANCELLED.includes(error.code ?? 0)) this.#failure ??= error;
          },
        )
        .finally(() => this.#pending.delete(pending));
      this.#pending.add(pending);
      if (this.#next(4) === 0) this.#client.notify('$/cancelRequest', { id });
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.#pending);
    if (this.#failure !== undefined) throw this.#failure;
  }

  #draw(): Question {
    if (this.#next(6) === 0) {
      const queries = this.#model.queries();
      return { method: 'workspace/symbol', params: { query: queries[this.#next(queries.length)] } };
    }
    const open = [...this.#model.open];
    const [uri, text] = open[this.#next(Math.max(1, open.length))] ?? ['untitled:none', ''];
    const position = positionAt(text, this.#next(text.length + 1));
    const range = { start: { line: 0, character: 0 }, end: position };
    const context = { includeDeclaration: true, diagnostics: [] };
    const method = `textDocument/${METHODS[this.#next(METHODS.length)]}`;
    return { method, params: { textDocument: { uri }, position, positions: [position], range, context } };
  }
}

/** The least of the last tenth is compared to the most of the second: what comes and goes in between is no growth. */
function assertNoGrowth(what: string, [factor, bytes]: readonly [number, number], values: readonly number[]): void {
  const tenth = Math.floor(values.length / 10);
  const early = Math.max(...values.slice(tenth, 2 * tenth));
  const late = Math.min(...values.slice(-tenth));
  const tenths = Array.from({ length: 10 }, (_, k) => Math.max(...values.slice(k * tenth, (k + 1) * tenth)));
  const inMegabytes = tenths.map((most) => (most / 1e6).toFixed(0)).join(', ');
  assert.ok(late <= early * factor + bytes, `${what} grows; the most of each tenth, in MB: ${inMegabytes}`);
}

/** Processes that this one has started, where the system tells (Linux). */
function processes(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((id) => parentOf(id) === process.pid);
  } catch {
    return [];
  }
}

function parentOf(id: number): number {
  try {
    return Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${id}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}

/** Resident memory in bytes; 0 where it is not known. */
function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  return 1024 * Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
