import { makeText } from './generator.ts';
import { makeReferenceText, builtInLibrary, prepareText } from './references.ts';
import { readGlossary } from './terms.ts';
import { readFileSync, readdirSync } from 'node:fs';
const root = process.cwd();
const g = readGlossary(root);
const show = (name: string, t: string, rounds = 1) => {
  const lib = builtInLibrary(root);
  const p = prepareText(t, g, lib);
  let r = p.time();
  const list = [r];
  for (let i = 1; i < rounds; i++) list.push((r = p.time()));
  const kb = Buffer.byteLength(t) / 1e3;
  const b = (k: 'ask' | 'resolve') => Math.min(...list.map((x) => x[k])).toFixed(1);
  console.log(name, kb.toFixed(0) + 'KB', 'docs', 'asks/KB', (r.asks / kb).toFixed(2), 'dates/KB', (r.dates / kb).toFixed(2), 'found', (r.found / r.asks).toFixed(2), 'ask', b('ask'), 'resolve', b('resolve'));
};
const dev = 'test/corpus/references/development';
let all = '';
for (const f of readdirSync(dev)) if (f.endsWith('.gold')) all += readFileSync(`${dev}/${f}`, 'utf8').replace(/^#\|.*\n/gm, '').replace(/\|[^⟫⟧]*[⟫⟧]/g, '').replace(/[⟪⟧⟦⟫]/g, '') + '\n';
show('dev judged', all, 8);

for (const b of [1e4, 1e5, 1e6]) show('generator', makeText(b, 1), 5);
for (const b of [1e4, 1e5, 1e6]) show('own', makeReferenceText(b, 1), 5);
for (const b of [1e5, 1e6]) show('one document', makeReferenceText(b, 1, b), 3);
