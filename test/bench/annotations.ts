import { anchorAll } from '../../server/src/annotations/anchor.ts';
import { AnchorText } from '../../server/src/annotations/anchor-text.ts';
import type { Annotation, TextTarget } from '../../server/src/annotations/model.ts';
import { newAnnotation } from '../../server/src/annotations/new-annotation.ts';
import { selectorsFor } from '../../server/src/annotations/selectors.ts';
import { editSidecar, readSidecar, sidecarBytes } from '../../server/src/annotations/sidecar.ts';
import { AnchorTracker } from '../../server/src/annotations/tracker.ts';
import { changes } from './annotations-edits.ts';
import { runTrial, TRIALS } from './annotations-experiment.ts';
import { choosePlaces, randomOf, readSamples } from './annotations-texts.ts';
import { makeText } from './generator.ts';

interface Bench {
  readonly root: string;
  readonly seed: number;
  readonly quick: boolean;
  /** What is not as it should be goes here. */
  readonly failures: string[];
  row(...cells: (string | number)[]): void;
}

/** Milliseconds in which 1,000 notes are to be found again in a file that was replaced. */
const REPLACED = 1000;
/** Milliseconds that 10,000 notes may add to a keystroke: a tenth of what the outline of a small text takes. */
const KEY = 0.1;

/** How many notes are found again in edited texts, against the bars of docs/annotations.md, and what notes cost. */
export function measureAnnotations(bench: Bench): void {
  experiment(bench);
  times(bench);
}

function experiment({ root, seed, quick, failures, row }: Bench): void {
  const samples = readSamples(root, seed);
  const perText = quick ? 20 : 60;
  console.log(`\nNotes found again in ${samples.length} edited texts, ${perText} in each, seed ${seed}; in %\n`);
  row('', 'right', 'wrong', 'orphan', 'bars');
  for (const trial of TRIALS) {
    const tally = runTrial(trial, samples, perText, seed);
    const all = tally.right + tally.wrong + tally.orphan;
    const percent = (count: number): string => ((100 * count) / all).toFixed(2);
    const bars = [
      ...(trial.right === undefined ? [] : [`≥ ${100 * trial.right}`]),
      ...(trial.wrong === undefined ? [] : [`≤ ${100 * trial.wrong}`]),
    ];
    row(trial.name, percent(tally.right), percent(tally.wrong), percent(tally.orphan), bars.join(', '));
    if (tally.right < (trial.right ?? 0) * all) failures.push(`${trial.name}: ${percent(tally.right)} % right`);
    if (tally.wrong > (trial.wrong ?? 1) * all) failures.push(`${trial.name}: ${percent(tally.wrong)} % wrong`);
  }
}

function times({ seed, failures, row }: Bench): void {
  console.log('\nWhat notes cost; in ms\n');
  row('', '100 KB', '1 MB');
  const texts = [100e3, 1e6].map((bytes) => makeText(bytes, seed));
  const time = (run: () => void): number => {
    const start = performance.now();
    run();
    return performance.now() - start;
  };
  // the best of several: what the search itself costs, whatever else the machine does
  const best = (run: () => void): number => Math.min(time(run), time(run), time(run));
  const show = (name: string, values: readonly number[]): void => row(name, ...values.map((value) => value.toFixed(2)));

  const targets = texts.map((text) => targetsOn(text, 10_000, seed));
  const edited = texts.map((text) => changes(text, 0.1, randomOf(seed), 3).text);
  const found = edited.map((text, i) => best(() => anchorAll(new AnchorText(text), targets[i].slice(0, 1000))));
  show('1,000 found, 10 % changed', found);
  if (found[0] > REPLACED) failures.push(`1,000 notes found again in ${found[0].toFixed(0)} ms`);
  const other = texts.map((_, i) => makeText([100e3, 1e6][i], seed + 1));
  const inOther = texts.map((_, i) => best(() => anchorAll(new AnchorText(other[i]), targets[i].slice(0, 1000))));
  show('1,000 looked for in another text', inOther);
  show(
    '10,000 opened, text as it was',
    texts.map((text, i) => time(() => anchorAll(new AnchorText(text), targets[i]))),
  );

  const key = texts.map((text, i) => {
    const tracker = new AnchorTracker();
    targets[i].forEach(({ position }, n) => {
      if (position !== undefined) tracker.set(String(n), position.start, position.end);
    });
    const random = randomOf(seed);
    const list = Array.from({ length: 301 }, () => {
      const edit = { start: random(text.length), removed: random(2), inserted: 1 };
      return time(() => tracker.edit(edit));
    });
    return list.sort((a, b) => a - b)[150];
  });
  show('10,000 moved by a key', key);
  if (Math.max(...key) > KEY) failures.push(`10,000 notes cost ${Math.max(...key).toFixed(2)} ms a key`);

  const notes = targets.map((list, t) =>
    list.map(
      (target, n): Annotation =>
        newAnnotation(target, { name: '佐藤' }, new Date(0), {
          id: `urn:test:${t}-${n}`,
          bodies: [{ value: '確認を要する。', format: 'text/markdown' }],
        }),
    ),
  );
  const files = notes.map((list) => sidecarBytes(editSidecar(readSidecar(''), list.map(added))));
  show(
    '10,000 lines read',
    files.map((bytes) => time(() => readSidecar(bytes))),
  );
}

const added = (annotation: Annotation): { kind: 'add'; annotation: Annotation } => ({ kind: 'add', annotation });

function targetsOn(text: string, count: number, seed: number): TextTarget[] {
  const prepared = new AnchorText(text);
  return choosePlaces(text, count, randomOf(seed)).map(({ start, end }) => ({
    kind: 'text',
    source: 'a.txt',
    ...selectorsFor(prepared, start, end),
  }));
}
