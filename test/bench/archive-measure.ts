import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memoryArguments } from '../../client/src/memory.ts';
import { type ArchiveFile, makeArchive } from './archive-corpus.ts';
import { ArchiveServer, type Message, resultOf } from './archive-server.ts';
import { random } from './generator.ts';

/** Times in ms of the server's answers, and of answers of the same size of a program that computes nothing. */
export interface Answers {
  readonly own: readonly number[];
  readonly floor: readonly number[];
}

/** What an archive costs; times in ms, memory and sizes in bytes. */
export interface Measured {
  readonly files: number;
  readonly bytes: number;
  /** What measuring took, in seconds. */
  readonly seconds: number;
  /** Two threads read, decode and look at every character. */
  readonly floor: number;
  /** From `initialized` to the end of the progress: the first start, and the second with the cache of the first. */
  readonly cold: number;
  readonly warm: number;
  /** The same for the time from which on a definition leads to every text, of the first start. */
  readonly found: number;
  /** Files that the second start took from the cache. */
  readonly fromCache: number;
  /** Of the first start, after all questions. */
  readonly peak: number;
  readonly definition: Answers;
  /** Each question is asked for the first time. */
  readonly references: Answers;
  readonly symbols: Answers;
  readonly hoverDuring: readonly number[];
  readonly hoverAfter: readonly number[];
  /** A key and the outline after it, in a file of the archive and in the same file without any other. */
  readonly keys: { readonly archive: readonly number[]; readonly alone: readonly number[] };
}

/** A title as it is cited in these texts. */
const CITATION = /「([^「」]{20,}取決め)」（以下/;
const ASKED = 100;
/** Definitions that are asked for as soon as every text can be found. */
const ASKED_EARLY = 20;
const KEYS = 200;
/** Between two hovers while the server indexes, in ms. */
const BETWEEN = 15;

/** Makes an archive of `count` files, starts servers over it and asks them. `root`: where the bundled server is. */
export async function measureArchive(root: string, count: number, seed: number): Promise<Measured> {
  const began = performance.now();
  const place = mkdtempSync(join(tmpdir(), 'communique-bench-archive-'));
  const folder = join(place, 'files');
  const storage = join(place, 'storage');
  // as the extension starts it
  const command = [process.execPath, ...memoryArguments(0), join(root, 'dist', 'server.js'), '--stdio'];
  const running: ArchiveServer[] = [];
  const server = (of: readonly string[]): ArchiveServer => {
    const made = new ArchiveServer(of);
    running.push(made);
    return made;
  };
  try {
    mkdirSync(folder);
    const files = makeArchive(folder, count, seed);
    const floor = measureFloor(root, folder);

    const first = server(command);
    const start = await first.start(folder, storage);
    const middle = files[count >> 1];
    first.tell(opened(middle));
    const hoverDuring: number[] = [];
    const chosen = draw(files, ASKED, seed);
    let indexing = true;
    const early = first.found.then(async (at) => {
      await expectTexts(first, chosen.slice(0, ASKED_EARLY));
      return at;
    });
    early.catch(() => undefined); // awaited below
    const end = first.indexed.finally(() => {
      indexing = false;
    });
    while (indexing) {
      const { ms } = await first.time('textDocument/hover', at(middle, 0));
      if (indexing) hoverDuring.push(ms);
      await Promise.race([end, pause(BETWEEN)]);
    }
    const cold = (await end) - start;
    const found = (await early) - start;

    const wire = server([process.execPath, join(root, 'test', 'bench', 'archive-null.mjs')]);
    await wire.start(undefined);
    // each text is open when it is asked about, as in an editor
    for (const file of chosen.slice(ASKED_EARLY)) if (file !== middle) first.tell(opened(file));
    await first.time('textDocument/documentSymbol', { textDocument: { uri: uriOf(middle) } });
    const references = await ask(
      first,
      wire,
      'textDocument/references',
      chosen.map((file) => at(file, 0)),
      1,
    );
    const definition = await ask(first, wire, 'textDocument/definition', chosen.map(citationIn), 1);
    const symbols = await ask(
      first,
      wire,
      'workspace/symbol',
      chosen.map(({ title }) => ({ query: title })),
      1,
    );
    const hoverAfter: number[] = [];
    for (let k = 0; k < ASKED; k++) hoverAfter.push((await first.time('textDocument/hover', at(middle, 0))).ms);

    const alone = server(command);
    await alone.start(undefined);
    alone.tell(opened(middle));
    const keys = { archive: [] as number[], alone: [] as number[] };
    const line = longLine(middle.text);
    for (let k = 0; k < KEYS; k++) {
      // neighbours in time, so that what else the machine does falls on both; who goes first takes turns
      const turn = [
        [first, keys.archive],
        [alone, keys.alone],
      ] as const;
      for (const [asked, times] of k % 2 === 0 ? turn : [turn[1], turn[0]]) {
        const document = { textDocument: { uri: uriOf(middle) } };
        times.push((await asked.time('textDocument/documentSymbol', document, key(middle, line, k))).ms);
      }
    }
    const peak = first.peak();
    await first.stop();

    const second = server(command);
    const again = await second.start(folder, storage);
    const warm = (await second.indexed) - again;
    const { fromCache } = await second.ask<{ fromCache: number }>('communique/status', {});
    await second.stop();
    const seconds = (performance.now() - began) / 1000;
    const bytes = floor.bytes;
    return {
      ...{ files: count, bytes, seconds, floor: floor.ms, cold, found, warm, fromCache, peak },
      ...{ definition, references, symbols, hoverDuring, hoverAfter, keys },
    };
  } finally {
    for (const each of running) each.kill();
    rmSync(place, { recursive: true, force: true });
  }
}

function measureFloor(root: string, folder: string): { ms: number; bytes: number } {
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'test', 'bench', 'archive-floor.mjs'), folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`archive-floor.mjs ended with code ${status}`);
  return JSON.parse(stdout);
}

/** Asks each question, and the wire for as many bytes as the answer had. At least `least` results each: an answer of nothing would be quick. */
async function ask(
  server: ArchiveServer,
  wire: ArchiveServer,
  method: string,
  questions: readonly object[],
  least: number,
): Promise<Answers> {
  const own: number[] = [];
  const floor: number[] = [];
  let empty = 0;
  for (const params of questions) {
    const answer = await server.time(method, params);
    const result = resultOf<unknown[] | null>(answer);
    if ((result?.length ?? 0) < least) empty++;
    own.push(answer.ms);
    floor.push((await wire.time('null', { bytes: answer.body.length })).ms);
  }
  if (empty > questions.length / 10) throw new Error(`${method}: ${empty} of ${questions.length} answers are empty`);
  return { own, floor };
}

/** Opens texts that cite another one of the archive; throws where a definition does not lead there. */
async function expectTexts(server: ArchiveServer, texts: readonly ArchiveFile[]): Promise<void> {
  for (const text of texts) {
    server.tell(opened(text));
    const links = await server.ask<{ targetUri: string }[] | null>('textDocument/definition', citationIn(text));
    if (!links?.some(({ targetUri }) => targetUri.startsWith('file:'))) throw new Error(`${text.path}: no text found`);
  }
}

/** Files that cite another one of the archive, from all of it. */
function draw(files: readonly ArchiveFile[], count: number, seed: number): ArchiveFile[] {
  const next = random(seed);
  const titles = new Set(files.map(({ title }) => title));
  const citing = files.filter(({ text }) => titles.has(CITATION.exec(text)?.[1] ?? ''));
  const step = citing.length / count;
  return Array.from({ length: count }, (_, k) => citing[Math.floor(k * step) + next(Math.max(1, Math.floor(step)))]);
}

const uriOf = ({ path }: ArchiveFile): string => pathToFileURL(path).href;

function opened(file: ArchiveFile): Message {
  const { text } = file;
  return {
    method: 'textDocument/didOpen',
    params: { textDocument: { uri: uriOf(file), languageId: 'communique', version: 1, text } },
  };
}

/** The first words of a line, as a place to ask about. */
function at(file: ArchiveFile, line: number): object {
  return {
    textDocument: { uri: uriOf(file) },
    position: { line, character: 3 },
    context: { includeDeclaration: false },
  };
}

/** The place of the first title of another file that a text cites. */
function citationIn(file: ArchiveFile): object {
  const lines = file.text.split('\n');
  const line = lines.findIndex((words) => CITATION.test(words));
  const character = lines[line].search(CITATION) + 5;
  return { textDocument: { uri: uriOf(file) }, position: { line, character } };
}

function longLine(text: string): number {
  const lines = text.split('\n');
  const half = lines.length >> 1;
  return half + lines.slice(half).findIndex((line) => line.length > 40);
}

function key(file: ArchiveFile, line: number, k: number): Message {
  const position = { line, character: 8 + (k % 20) };
  return {
    method: 'textDocument/didChange',
    params: {
      textDocument: { uri: uriOf(file), version: 2 + k },
      contentChanges: [{ range: { start: position, end: position }, text: 'の' }],
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
