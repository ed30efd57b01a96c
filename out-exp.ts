import { readSamples } from '/tmp/h7/test/bench/annotations-texts.ts';
import { runTrial, TRIALS } from '/tmp/h7/test/bench/annotations-experiment.ts';
const seed = Number(process.argv[2] ?? 1), per = Number(process.argv[3] ?? 30), only = process.argv[4];
const samples = readSamples('/tmp/h7', seed);
console.log(samples.length, 'texts', samples.reduce((n,s)=>n+s.text.length,0));
for (const t of TRIALS) {
  if (only && !t.name.includes(only)) continue;
  const start = performance.now();
  const lists: any = { wrong: [], orphan: [] };
  const r = runTrial(t, samples, per, seed, (k, f) => lists[k].push(f));
  const n = r.right + r.wrong + r.orphan;
  const pc = (x: number) => (100 * x / n).toFixed(2).padStart(8);
  console.log(t.name.padEnd(26), pc(r.right), pc(r.wrong), pc(r.orphan), n, Math.round(performance.now() - start) + 'ms');
  if (only) for (const k of ['wrong','orphan']) for (const f of lists[k].slice(0, Number(process.argv[5] ?? 15))) console.log('  ', k, JSON.stringify(f));
}
