// npm run bench [-- --quick] [-- --archive] [-- --annotations] [-- --related]
//
// What a text costs, by its size: the analysis alone, and the bundled server over stdio beside a program that computes nothing
// and sends an answer of the same size (the floor). Absolute times are for reading; what is gated is their growth:
// [linear] at most 1.8 times the ratio of sizes, [flat] at most 1.2 – a machine's speed changes neither.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenText } from '../../server/src/lsp/open-text.ts';
import { StructureAnalyser } from '../../server/src/structure/analyser.ts';
import { LineDocument } from '../../server/src/text/line-document.ts';
import { splitLines } from '../../server/src/text/lines.ts';
import { measureAnnotations } from './annotations.ts';
import { measureArchives } from './archive.ts';
import { makeText } from './generator.ts';
import { Probe } from './probe.ts';
import {
  builtInLibrary,
  citationTimes,
  libraryOf,
  makeReferenceText,
  misspelt,
  OpenReferences,
  ownTitle,
  prepareText,
  readSample,
  serialTitle,
} from './references.ts';
import { measureRelated } from './related.ts';
import { glossaryOfSize, readGlossary, readTerms } from './terms.ts';

const SEED = Number(process.env.COMMUNIQUE_SEED ?? 20070501);
const quick = process.argv.includes('--quick');
const SIZES: [name: string, bytes: number][] = [
  ['10 KB', 10e3],
  ['100 KB', 100e3],
  ['1 MB', 1e6],
  ...(quick ? [] : ([['10 MB', 10e6]] as [string, number][])),
];
const LINEAR = 1.8;
const FLAT = 1.2;
/** From ten to ten thousand files. */
const MANY_FILES = 1.5;
const root = process.cwd();
const failures: string[] = [];

const sorted = (list: number[]): number[] => [...list].sort((a, b) => a - b);
const median = (list: number[]): number => sorted(list)[list.length >> 1];
const best = (list: number[]): number => Math.min(...list);
const p95 = (list: number[]): number => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * 0.95))];
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

function repeat(times: number, run: () => void): number[] {
  const list: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    run();
    list.push(performance.now() - start);
  }
  return list;
}

/** Every UTF-16 unit once, as a reader of line heads, brackets and letters would: the measure called a pass. */
function pass(text: string): number {
  let found = 0;
  let head = true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) {
      head = true;
      found++;
      continue;
    }
    if (head && (c === 0xff08 || (c >= 48 && c <= 57) || (c >= 0xff10 && c <= 0xff19))) found++;
    head = false;
    if (c === 0x300c || (c >= 65 && c <= 90)) found++;
  }
  return found;
}

/** Gates a series against the sizes: each step may grow by at most `factor` times what the sizes (or nothing) grow by. */
function gate(
  what: string,
  kind: 'linear' | 'flat',
  sizes: number[],
  values: number[],
  names = SIZES.slice(-values.length).map(([name]) => name),
): void {
  for (let i = 1; i < values.length; i++) {
    const allowed = kind === 'linear' ? LINEAR * (sizes[i] / sizes[i - 1]) : FLAT;
    const grown = values[i] / values[i - 1];
    if (grown > allowed)
      failures.push(
        `${what}: ×${grown.toFixed(2)} from ${names[i - 1]} to ${names[i]}, at most ×${allowed.toFixed(1)} [${kind}]`,
      );
  }
}

function row(...cells: (string | number)[]): void {
  console.log(cells.map((c, i) => (i === 0 ? String(c).padEnd(34) : String(c).padStart(12))).join(''));
}

const archives = () => measureArchives({ root, seed: SEED, quick, failures, row, gate });
if (process.argv.includes('--archive')) {
  await archives();
  conclude();
  process.exit();
}

const annotations = () => measureAnnotations({ root, seed: SEED, quick, failures, row });
if (process.argv.includes('--annotations')) {
  annotations();
  conclude();
  process.exit();
}

const related = () => measureRelated({ root, seed: SEED, quick, failures, row, gate });
if (process.argv.includes('--related')) {
  related();
  conclude();
  process.exit();
}

const texts = SIZES.map(([, bytes]) => makeText(bytes, SEED));
const bytes = texts.map((t) => Buffer.byteLength(t));

console.log(`Node ${process.version}, seed ${SEED}; medians in ms\n`);
row('', ...SIZES.map(([name]) => name));

// ---- the analysis alone -------------------------------------------------------------------------------------
for (let i = 0; i < 30; i++) new StructureAnalyser(splitLines(texts[1])).documents(); // compiled by now
const rounds = (i: number): number => [60, 40, 20, 7][i];
// the best of several: what the analysis itself costs, whatever else the machine does
const parse = texts.map((t, i) => best(repeat(rounds(i), () => new StructureAnalyser(splitLines(t)).documents())));
const passes = texts.map((t, i) => best(repeat(rounds(i) + 20, () => pass(t))));
row('parse', ...parse.map(ms));
row('  MB/s', ...parse.map((t, i) => (bytes[i] / 1e3 / t).toFixed(0)));
row('  passes over the characters', ...parse.map((t, i) => (t / passes[i]).toFixed(1)));
gate('parse', 'linear', bytes.slice(1), parse.slice(1));

// one key in the middle of the text, analysed again: its line, its document
const edit = texts.map((text, i) => {
  const buffer = LineDocument.create('file:///a', 'communique', 1, text);
  const analyser = new StructureAnalyser(buffer.lines);
  analyser.documents();
  buffer.takeLineEdits();
  const line = middleOf(buffer);
  let version = 1;
  return median(
    repeat(i < 3 ? 200 : 100, () => {
      const at = { line, character: 8 };
      buffer.update([{ range: { start: at, end: at }, text: 'の' }], ++version);
      for (const splice of buffer.takeLineEdits()) analyser.splice(splice);
      analyser.documents();
    }),
  );
});
row('one key, analysis alone', ...edit.map((t) => t.toFixed(3)));

function middleOf(buffer: LineDocument): number {
  let line = buffer.lineCount >> 1;
  while (line < buffer.lineCount && buffer.lineAt(line).length < 40) line++;
  return line;
}

// ---- terms --------------------------------------------------------------------------------------------------
const glossary = readGlossary(root);
for (let i = 0; i < 10; i++) readTerms(texts[1], glossary);
const terms = texts.map((t, i) => best(repeat([40, 20, 8, 3][i], () => readTerms(t, glossary))));
row('terms and definitions', ...terms.map(ms));
row('  MB/s', ...terms.map((t, i) => (bytes[i] / 1e3 / t).toFixed(0)));
gate('terms', 'linear', bytes.slice(1), terms.slice(1));

// the same text with a small and a large glossary, in turns
const small = glossaryOfSize(glossary, 200, SEED);
const large = glossaryOfSize(glossary, 5000, SEED);
const bySize: [number[], number[]] = [[], []];
for (let k = 0; k < 12; k++) {
  bySize[0].push(...repeat(1, () => readTerms(texts[2], small)));
  bySize[1].push(...repeat(1, () => readTerms(texts[2], large)));
}
const times = best(bySize[1]) / best(bySize[0]);
row('1 MB: 200 terms / 5,000 terms', ms(best(bySize[0])), ms(best(bySize[1])), `×${times.toFixed(2)}`);
if (times > 2) failures.push(`terms: 5,000 cost ×${times.toFixed(2)} of what 200 cost, at most ×2`);

// one key in the middle of the text, and the term under the cursor asked for
const termKeys = texts.map((text, i) => {
  const open = OpenText.create('file:///a', 'communique', 1, text);
  open.terms(glossary).occurrences();
  const line = middleOf(LineDocument.create('file:///a', 'communique', 1, text));
  let version = 1;
  return median(
    repeat(i < 3 ? 200 : 60, () => {
      const at = { line, character: 8 };
      OpenText.update(open, [{ range: { start: at, end: at }, text: 'の' }], ++version);
      open.terms(glossary).at(line, 4);
    }),
  );
});
row('one key → the term there', ...termKeys.map((t) => t.toFixed(3)));
gate('one key → the term there', 'linear', bytes.slice(1), termKeys.slice(1));

// ---- dates and references -----------------------------------------------------------------------------------
// structure and terms are read before; every text has a library of its own, with nothing in it but what is built in
const asking: number[] = [];
const resolving: number[] = [];
const asked: string[] = [];
const cited = SIZES.map(([, size]) => makeReferenceText(size, SEED));
const citedBytes = cited.map((t) => Buffer.byteLength(t));
for (const i of [1, ...SIZES.keys()]) {
  const prepared = prepareText(cited[i], glossary, builtInLibrary(root));
  const taken = Array.from({ length: [30, 15, quick ? 3 : 4, 2][i] }, () => prepared.time());
  asking[i] = best(taken.map(({ ask }) => ask));
  resolving[i] = best(taken.map(({ resolve }) => resolve));
  const { asks, dates } = taken[0];
  asked[i] = `${((1e3 * dates) / citedBytes[i]).toFixed(1)} / ${((1e3 * asks) / citedBytes[i]).toFixed(1)}`;
}
const citedPasses = cited.map((t, i) => best(repeat(rounds(i) + 20, () => pass(t))));
row('dates and references: reading', ...asking.map(ms));
row('  passes over the characters', ...asking.map((t, i) => (t / citedPasses[i]).toFixed(1)));
row('dates and references: resolving', ...resolving.map(ms));
row('  passes over the characters', ...resolving.map((t, i) => (t / citedPasses[i]).toFixed(1)));
row('  dates / references a KB', ...asked);
gate('reading dates and references', 'linear', citedBytes.slice(1), asking.slice(1));
gate('resolving references', 'linear', citedBytes.slice(1), resolving.slice(1));

// the same length as one document, and as documents of one series of meetings
for (const [what, make] of [
  ['one document', (size: number) => makeReferenceText(size, SEED, undefined, size)],
  ['one series', (size: number) => makeReferenceText(size, SEED, serialTitle)],
] as const) {
  const some = SIZES.slice(0, 3).map(([, size]) => make(size));
  const taken = some.map((text, i) => {
    const prepared = prepareText(text, glossary, builtInLibrary(root));
    return Array.from({ length: [10, 6, quick ? 2 : 4][i] }, () => prepared.time());
  });
  const total = taken.map((list) => best(list.map(({ ask, resolve }) => ask + resolve)));
  row(`  ${what}: reading, resolving`, ...total.map(ms));
  gate(
    `references of ${what}`,
    'linear',
    some.slice(1).map((text) => Buffer.byteLength(text)),
    total.slice(1),
    ['100 KB', '1 MB'],
  );
}

// one key in the middle of the text, and all references of it again
const referenceKeys = cited.slice(0, 3).map((text, i) => {
  const line = middleOf(LineDocument.create('file:///a', 'communique', 1, text));
  const open = new OpenReferences(text, glossary, builtInLibrary(root), line);
  return median(repeat([200, quick ? 50 : 100, quick ? 12 : 30][i], () => open.key()));
});
row('one key → all references again', ...referenceKeys.map((t) => t.toFixed(2)));
gate('one key → all references again', 'linear', citedBytes.slice(0, 3), referenceKeys, ['10 KB', '100 KB', '1 MB']);

// a library of many files: with titles of their own, and with those of one series of meetings. Libraries are asked in turns, so that
// what else the machine does falls on all of them
const FILES = [10, 100, 1000, 10_000];
const fileNames = FILES.map((count) => `${count.toLocaleString('en')} files`);
console.log('');
row('', ...fileNames);
const sample = readSample(glossary, builtInLibrary(root), SEED);
const filed = makeReferenceText(10e3, SEED, (n) => ownTitle(n, SEED + 1));
const openLine = middleOf(LineDocument.create('file:///a', 'communique', 1, filed));
for (const [what, title] of [
  ['', (n: number) => ownTitle(n, SEED)],
  [', one series', serialTitle],
] as const) {
  const own = what === '';
  const counts = own ? FILES : FILES.slice(0, 3);
  const names = fileNames.slice(0, counts.length);
  const indexed = counts.map((count) => {
    const made = () => libraryOf(root, count, sample, title, SEED);
    // a library of few files is made in a moment, in which anything else the machine does shows
    const several = count < (own ? 10_000 : 1000) ? [made(), made()] : [made()];
    return several.reduce((a, b) => (b.ms < a.ms ? b : a));
  });
  const libraries = indexed.map(({ library }) => library);
  row(`indexing${what}, µs a file`, ...indexed.map((made, i) => ((1e3 * made.ms) / counts[i]).toFixed(0)));

  // titles that every library holds, batch by batch; the best of them
  const batch = 200;
  const batches = (spelling: (title: string) => string): number[] => {
    const titles = Array.from({ length: FILES[0] }, (_, n) => spelling(title(n)));
    const taken: number[][] = counts.map(() => []);
    for (let k = 0; k < (own ? (quick ? 30 : 60) : 8); k++) {
      for (const [i, library] of libraries.entries()) {
        const find = (): void => {
          for (let n = 0; n < batch; n++) library.titled(titles[n % titles.length]);
        };
        taken[i].push(...repeat(1, find));
      }
    }
    return taken.map((list) => (1e3 * best(list)) / batch);
  };
  const exact = batches((t) => t);
  const almost = batches(misspelt);
  row(`title${what}, µs`, ...exact.map((t) => t.toFixed(2)));
  row(`title almost right${what}, µs`, ...almost.map((t) => t.toFixed(1)));

  // a text of 10 KB is open: a key, its references, and where one of them leads
  const last = `\n　双方は、「${title(3)}」及び「${misspelt(title(5))}」を想起した。\n`;
  const opens = libraries.map((library) => new OpenReferences(filed + last, glossary, library, openLine));
  const taken: number[][] = counts.map(() => []);
  for (let k = 0; k < (own ? (quick ? 100 : 200) : 20); k++) {
    for (const [i, open] of opens.entries()) {
      taken[i].push(
        ...repeat(1, () => {
          open.key();
          if (open.definition() === 0) throw new Error('nothing found for the last reference');
        }),
      );
    }
  }
  const definitions = taken.map((list) => median(list.slice(5)));
  row(`key → definition${what}`, ...definitions.map((t) => t.toFixed(2)));

  // who refers to a document: all files are resolved at first
  const some = libraries.slice(0, quick ? 3 : 4);
  const who = some.map((library) => citationTimes(library, 'file:///texts/3.communique.txt#1', 30));
  row(`who refers to it${what}, first`, ...who.map(({ first }) => ms(first)));
  row('  again', ...who.map(({ again }) => median(again).toFixed(3)));
  const first = who.map((times) => times.first);
  gate(`who refers to it${what}`, 'linear', FILES.slice(1), first.slice(1), fileNames.slice(1));
  const growth = (value: number[]): number[] => [value[0], value[value.length - 1]];
  const ends = [names[0], names[names.length - 1]];
  if (own) {
    gate(
      'indexing',
      'linear',
      FILES.slice(1),
      indexed.slice(1).map((made) => made.ms),
      names.slice(1),
    );
    // from the fewest files to the most; what is below the resolution of the measure is no difference.
    // An almost right title asks a table of parts some 75 times: a large one is in no cache, though no more of it is looked at
    gate('title', 'flat', [], growth(exact.map((t) => t + 1)), ends);
    gate('title almost right', 'flat', [], growth(almost.map((t) => t + 20)), ends);
    // neighbours in time, so that what else the machine does falls on both
    const grown = (list: number[]): number => median(list.map((t, k) => t / taken[0][k]));
    const thousand = taken[FILES.indexOf(1000)];
    gate('key → definition', 'flat', [], [1, grown(thousand)], [ends[0], names[FILES.indexOf(1000)]]);
    // of ten thousand documents more fall into each month that a reference names; beyond a bound they are not looked at
    const most = grown(taken[taken.length - 1]);
    if (most > MANY_FILES)
      failures.push(`key → definition: ×${most.toFixed(2)} ${ends.join(' to ')}, at most ×${MANY_FILES}`);
  } else {
    // in a series there are the more meetings that each of them may mean the more files there are
    gate(`title almost right${what}`, 'linear', growth(counts), growth(almost), ends);
    gate(`key → definition${what}`, 'linear', growth(counts), growth(definitions), ends);
    gate(
      `indexing${what}`,
      'linear',
      counts.slice(1),
      indexed.slice(1).map((made) => made.ms),
      names.slice(1),
    );
  }
}
console.log('');
row('', ...SIZES.map(([name]) => name));

// ---- the server over stdio ----------------------------------------------------------------------------------
const folder = mkdtempSync(join(tmpdir(), 'communique-bench-'));
const uri = 'file:///bench.communique.txt';
const document = { textDocument: { uri } };
const server = [process.execPath, join(root, 'dist', 'server.js'), '--stdio'];
const opened: number[] = [];
const keys: number[] = [];
const keys95: number[] = [];
const ratio: number[] = [];
const openRatio: number[] = [];
const peaks: number[] = [];
for (const [i, text] of texts.entries()) {
  const open = {
    method: 'textDocument/didOpen',
    params: { textDocument: { uri, languageId: 'communique', version: 1, text } },
  };
  const own: number[] = [];
  const ownOpen: number[] = [];
  const floor: number[] = [];
  const floorOpen: number[] = [];
  const starts = quick ? 1 : 5;
  for (let round = 0; round < starts; round++) {
    const probe = new Probe(server);
    await probe.start();
    const first = await probe.time('textDocument/documentSymbol', document, open);
    ownOpen.push(first.ms);
    const file = join(folder, `${i}.json`);
    writeFileSync(file, JSON.stringify(JSON.parse(first.body.toString('utf8')).result));
    const idle = new Probe([process.execPath, join(root, 'test', 'bench', 'floor.mjs'), file]);
    await idle.start();
    floorOpen.push((await idle.time('textDocument/documentSymbol', document, open)).ms);
    if (round === starts - 1) {
      const lines = splitLines(text);
      const line = middleOf(LineDocument.create(uri, 'communique', 1, text));
      const turns = quick ? 40 : i < 3 ? 200 : 60;
      for (let k = 0; k < turns; k++) {
        const at = { line, character: Math.min(8 + k, lines[line].length - 1) };
        const change = {
          method: 'textDocument/didChange',
          params: {
            textDocument: { uri, version: 2 + k },
            contentChanges: [{ range: { start: at, end: at }, text: 'の' }],
          },
        };
        // neighbours in time, so that what else the machine does falls on both
        own.push((await probe.time('textDocument/documentSymbol', document, change)).ms);
        floor.push((await idle.time('textDocument/documentSymbol', document, change)).ms);
      }
      peaks.push(probe.peak());
    }
    await probe.stop();
    await idle.stop();
  }
  opened.push(median(ownOpen));
  openRatio.push(median(ownOpen) / median(floorOpen));
  keys.push(median(own));
  keys95.push(p95(own));
  ratio.push(median(own.map((t, k) => t / floor[k])));
}
rmSync(folder, { recursive: true, force: true });
row('didOpen → outline', ...opened.map(ms));
row('  times the wire alone', ...openRatio.map((r) => r.toFixed(2)));
row('key → outline p50', ...keys.map(ms));
row('  p95', ...keys95.map(ms));
row('  times the wire alone', ...ratio.map((r) => r.toFixed(2)));
row('peak memory, MB', ...peaks.map((b) => (b / 1e6).toFixed(0)));
gate('key → outline', 'linear', bytes.slice(1), keys.slice(1));
gate('didOpen → outline', 'linear', bytes.slice(1), opened.slice(1));
const base = peaks[0];
if (base > 0 && peaks.length > 3) {
  const each = (peaks[3] - base) / bytes[3];
  row('  bytes a byte of text beyond 10 KB', '', '', '', each.toFixed(1));
}

console.log('');
annotations();
related();
await archives();
conclude();

function conclude(): void {
  console.log('');
  for (const failure of failures) console.log(`too much growth: ${failure}`);
  console.log(failures.length === 0 ? 'growth within its gates' : `${failures.length} gates failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
