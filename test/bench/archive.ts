// An archive of 100, 1,000 and 10,000 files of about 8 KB in the bundled server, over stdio: what it costs to index it, at first and again from
// the cache, beside two threads that read, decode and look at every character; and what it costs an answer and a key. Measures are printed;
// their growth and their ratios are gated.
import { type Answers, type Measured, measureArchive } from './archive-measure.ts';

const COUNTS = [100, 1000, 10_000];

/** What the largest archive may cost. */
const BARS = {
  /** Indexing it for the first time, as times the floor. */
  cold: 6,
  /** How many times faster the second start is. */
  warm: 10,
  /** Peak memory in bytes: for a byte of text, and without any. */
  memoryEach: 3,
  memoryBase: 80e6,
  /** What the slowest twentieth of answers may take beyond the wire, in ms; of an archive of any size. */
  answer: 10,
  /** A key in one of its files, as times a key in the same file alone. */
  key: 1.2,
} as const;
/** Files from which the time is that of indexing, and not of starting threads. */
const LARGE = 10_000;
/** Below this, in ms, differences are those of the machine. */
const NOISE = 2;
/** What an archive may take here by what the one before it took, in seconds; a longer run is asked for by BENCH_FULL=1. */
const SECONDS = 30;

/** What the benchmark shares with its parts. */
export interface Report {
  readonly root: string;
  readonly seed: number;
  readonly quick: boolean;
  readonly failures: string[];
  row(...cells: (string | number)[]): void;
  gate(what: string, kind: 'linear' | 'flat', sizes: number[], values: number[], names: string[]): void;
}

/** Measures the archives, prints the figures and gates them. */
export async function measureArchives(report: Report): Promise<void> {
  const measured: Measured[] = [];
  for (const count of COUNTS) {
    const expected = 10 * (measured[measured.length - 1]?.seconds ?? 0);
    if (report.quick && count >= LARGE) break;
    if (count >= LARGE && expected > SECONDS && process.env.BENCH_FULL !== '1') {
      console.log(`${named(count)} are left out: about ${expected.toFixed(0)} s, with BENCH_FULL=1`);
      break;
    }
    measured.push(await measureArchive(report.root, count, report.seed));
  }
  print(measured, report);
  gateGrowth(measured, report);
  for (const one of measured) gateAnswers(one, report);
  const last = measured[measured.length - 1];
  if (last.files >= LARGE) gateCosts(last, report);
}

const KINDS = ['definition', 'references', 'symbols'] as const;

function print(measured: readonly Measured[], { row }: Report): void {
  const each = (label: string, value: (m: Measured) => string): void => row(label, ...measured.map(value));
  each('an archive, ms', ({ files }) => named(files));
  each('read, decode, look: two threads', (m) => ms(m.floor));
  each('index', (m) => ms(m.cold));
  each('  definitions lead to every text', (m) => ms(m.found));
  each('  times the floor', (m) => (m.cold / m.floor).toFixed(1));
  each('  MB/s', (m) => (m.bytes / 1e3 / m.cold).toFixed(1));
  each('index again, from the cache', (m) => ms(m.warm));
  each('  times faster', (m) => (m.cold / m.warm).toFixed(1));
  each('  files from the cache', (m) => String(m.fromCache));
  each('peak memory, MB', (m) => (m.peak / 1e6).toFixed(0));
  each(`  bytes a byte beyond ${BARS.memoryBase / 1e6} MB`, (m) => memoryEach(m).toFixed(1));
  for (const kind of KINDS) {
    each(`${kind} p50 / p95`, (m) => both(m[kind].own));
    each('  the wire alone', (m) => both(m[kind].floor));
  }
  each('hover while it is indexed', (m) => (m.hoverDuring.length > 0 ? both(m.hoverDuring) : '–'));
  each('hover after that', (m) => both(m.hoverAfter));
  each('key → outline in one of its files', (m) => both(m.keys.archive));
  each('  times that of the file alone', (m) => keyRatio(m).toFixed(2));
}

function gateGrowth(measured: readonly Measured[], { gate }: Report): void {
  const names = measured.map(({ files }) => named(files));
  // a hundred files are indexed while threads start
  const [, ...large] = measured;
  const bytes = large.map((m) => m.bytes);
  const cold = large.map((m) => m.cold);
  gate('index of an archive', 'linear', bytes, cold, names.slice(1));
  gate(
    'finding every text of an archive',
    'linear',
    bytes,
    large.map((m) => m.found),
    names.slice(1),
  );
  // what comes with a larger answer is the wire's; what is below the noise is no difference
  const ends = (values: number[]): number[] => [values[0] + NOISE, values[values.length - 1] + NOISE];
  const first = [names[0], names[names.length - 1]];
  for (const kind of KINDS) {
    const values = ends(measured.map((m) => median(beyondWire(m[kind]))));
    // a search walks over all names, a definition and the first references do not
    const sizes = ends(measured.map(({ files }) => files));
    gate(`${kind} in an archive`, kind === 'symbols' ? 'linear' : 'flat', sizes, values, first);
  }
  gate('hover in an archive', 'flat', [], ends(measured.map((m) => median(m.hoverAfter))), first);
}

function gateAnswers(one: Measured, { failures }: Report): void {
  for (const kind of KINDS) {
    const over = p95(one[kind].own) - p95(one[kind].floor);
    if (over <= BARS.answer) continue;
    failures.push(`${kind}, ${named(one.files)}: p95 ${ms(over)} ms beyond the wire, at most ${BARS.answer} ms`);
  }
}

function gateCosts(last: Measured, { failures }: Report): void {
  const check = (what: string, value: number, bar: number, isRight: boolean): void => {
    if (!isRight) failures.push(`${what}, ${named(last.files)}: ${value.toFixed(2)}, bar ${bar}`);
  };
  const cold = last.cold / last.floor;
  check('index, times the floor', cold, BARS.cold, cold <= BARS.cold);
  const warm = last.cold / last.warm;
  check('index again, times faster', warm, BARS.warm, warm >= BARS.warm);
  const memory = memoryEach(last);
  check('memory, bytes a byte of text', memory, BARS.memoryEach, memory <= BARS.memoryEach);
  const key = keyRatio(last);
  check('key → outline, times that of the file alone', key, BARS.key, key <= BARS.key);
}

const named = (files: number): string => `${files.toLocaleString('en')} files`;
const memoryEach = ({ peak, bytes }: Measured): number => Math.max(0, peak - BARS.memoryBase) / bytes;
const beyondWire = ({ own, floor }: Answers): number[] => own.map((time, k) => Math.max(0, time - floor[k]));
/** Of the middles, not of the pairs: a key takes a fraction of a millisecond, of which a pair is mostly noise. */
const keyRatio = ({ keys }: Measured): number => median(keys.archive) / median(keys.alone);

const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
const median = (list: readonly number[]): number => sorted(list)[list.length >> 1] ?? 0;
const p95 = (list: readonly number[]): number =>
  sorted(list)[Math.min(list.length - 1, Math.floor(list.length * 0.95))] ?? 0;
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const both = (list: readonly number[]): string => `${ms(median(list))} / ${ms(p95(list))}`;
