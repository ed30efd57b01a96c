// Runs the tests: `node test/run.mjs [PART…] [WORD…]`, all parts by default.
//
//   lint      types and lint (no build needed)
//   unit      the analyser and the features, without disk, network or editor
//   lsp       the bundled server as a program, over stdin and stdout
//   package   the .vsix that would be published
//   start     npm start, where no editor can be opened
//   vscode    the extension in a real VS Code
//   editors   the server in other editors (Neovim)
//
// A WORD that names no part keeps the test files whose path contains it: `node test/run.mjs unit dates`.
// VERBOSE=1 names every test; REQUIRE_VSCODE=1 and REQUIRE_NEOVIM=1 turn "cannot run here" into a failure.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './harness/process.mjs';
import { lastBegun, readResults } from './harness/results.mjs';

/** @typedef {import('./harness/results.mjs').Result} Result */

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const node = process.execPath;
const scratch = mkdtempSync(join(tmpdir(), 'communique-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** In seconds; the whole soak takes most of an hour. */
const LSP_LIMIT = process.env.COMMUNIQUE_SOAK === 'full' ? 3_600 : 1_200;

/**
 * `needsBuild`: it looks at dist/, so that without it nothing is learned.
 * @type {Record<string, { title: string, needsBuild?: boolean, run: () => Promise<Result[]> }>}
 */
const parts = {
  lint: {
    title: 'Types and lint',
    run: async () => [
      ...(await command('types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'], 120)),
      ...(await command('lint and format', [bin('@biomejs/biome/bin/biome'), 'check', '.'], 60)),
    ],
  },
  unit: { title: 'Unit tests', run: () => nodeTests(['test/unit', 'test/corpus'], 600) },
  lsp: { title: 'The server over stdio', needsBuild: true, run: () => nodeTests(['test/lsp'], LSP_LIMIT) },
  package: {
    title: 'The package (.vsix)',
    needsBuild: true,
    run: () => command('it holds what it should, and nothing else', ['scripts/package.mjs', '--check'], 120),
  },
  start: {
    title: 'npm start',
    run: () => command('it prints the outlines of the examples', ['scripts/start.mjs', '--print'], 120),
  },
  vscode: { title: 'In a real VS Code', needsBuild: true, run: () => program('test/vscode/run.mjs', 2_400) },
  editors: { title: 'In other editors', needsBuild: true, run: () => program('test/editors/run.mjs', 60) },
};

const words = process.argv.slice(2);
const chosen = words.filter((word) => word in parts);
const filters = words.filter((word) => !(word in parts));
const names = chosen.length > 0 ? Object.keys(parts).filter((name) => chosen.includes(name)) : Object.keys(parts);

/** @type {Result[]} */
const all = [];
let built = true;
if (names.some((name) => parts[name].needsBuild)) {
  built = await section('Build', () => command('the bundles of dist/', ['esbuild.mjs'], 120));
}
for (const name of names) {
  const part = parts[name];
  if (part.needsBuild && !built) await section(part.title, async () => [notBuilt(part.title)]);
  else await section(part.title, part.run);
}
if (filters.length > 0 && all.every((result) => !result.group && result.error === undefined)) {
  const none = { group: '', name: filters.join(' '), error: 'No test file has this in its path.' };
  await section('Choice of tests', async () => [none]);
}

const failed = all.filter((result) => result.error !== undefined);
const skipped = all.filter((result) => result.error === undefined && result.skipped !== undefined);
if (failed.length > 0) {
  console.log('\nFailed:');
  for (const { group, name } of failed) console.log(`  ✗ ${[group, name].filter(Boolean).join(' › ')}`);
}
console.log('');
const passed = all.length - failed.length - skipped.length;
console.log(`${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/**
 * Runs one part, prints its results and keeps them for the count.
 * @param {string} title @param {() => Promise<Result[]>} tests
 * @returns {Promise<boolean>} whether all went well
 */
async function section(title, tests) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 60 - title.length))}`);
  const start = Date.now();
  const results = await tests();
  all.push(...results);
  print(results);
  console.log(results.length === 0 ? '  (no tests)' : `  ${seconds(Date.now() - start)} in all`);
  return results.every((result) => result.error === undefined);
}

/** @param {Result[]} results */
function print(results) {
  // a part of a few tests names them all; a part of hundreds, its files
  const inDetail = results.length <= 40 || process.env.VERBOSE === '1';
  for (const [group, members] of byGroup(results)) {
    const good = members.filter((r) => r.error === undefined && r.skipped === undefined);
    if (!inDetail && group) console.log(`  ${group}: ${good.length} passed`);
    else if (group) console.log(`  ${group}`);
    const indent = group ? '    ' : '  ';
    for (const { name, ms, error, skipped } of members) {
      if (error !== undefined) console.log(`${indent}✗ ${name}\n${error.trimEnd().replace(/^/gm, `${indent}    `)}`);
      else if (skipped !== undefined) console.log(`${indent}– ${name}\n${indent}    not run: ${skipped}`);
      else if (inDetail) console.log(`${indent}✓ ${name}${ms === undefined ? '' : ` (${seconds(ms)})`}`);
    }
  }
}

/** @param {number} ms */
function seconds(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** @param {string} title @returns {Result} */
function notBuilt(title) {
  return { group: '', name: title, error: 'Not run: the build failed.' };
}

/** @param {Result[]} results */
function byGroup(results) {
  /** @type {Map<string, Result[]>} */
  const map = new Map();
  for (const result of results) map.set(result.group, [...(map.get(result.group) ?? []), result]);
  return map;
}

/** A command that is one test: it ends well or it does not. @param {string} name @param {string[]} args @param {number} limit */
async function command(name, args, limit) {
  const ended = await run(node, args, { limit });
  return [{ group: '', name, ms: ended.seconds * 1000, ...(ended.code === 0 ? {} : { error: reason(ended, limit) }) }];
}

/** The files `*.test.ts` and `*.test.mjs` below the folders, in one process. @param {string[]} folders @param {number} limit */
async function nodeTests(folders, limit) {
  const files = folders.flatMap((folder) => testFiles(folder)).filter((file) => matches(file));
  if (files.length === 0) return [];
  const reporter = ['--test-reporter=./test/harness/node-reporter.mjs', '--test-reporter-destination=stdout'];
  return recorded([...['--import', 'tsx'], ...reporter, 'test/harness/all.mjs', ...files], limit);
}

/** A program that records the results of its tests itself. @param {string} file @param {number} limit */
async function program(file, limit) {
  return filters.length === 0 || matches(file) ? recorded([file], limit) : [];
}

/** @param {string[]} args @param {number} limit @returns {Promise<Result[]>} */
async function recorded(args, limit) {
  const file = join(scratch, `${Math.random()}.jsonl`);
  const ended = await run(node, args, { limit, live: true, env: { TEST_RESULTS: file } });
  const results = readResults(file);
  // a crash between two tests, or a process that cannot end, is no success
  if (ended.code !== 0 && results.every((result) => result.error === undefined)) {
    const running = ended.timedOut ? lastBegun(file) : undefined;
    const during = running ? `\nThe test that ran last: ${running}` : '';
    results.push({ group: '', name: 'the test program ends well', error: reason(ended, limit) + during });
  }
  return results;
}

/** @param {import('./harness/process.mjs').Ended} ended @param {number} limit */
function reason({ code, timedOut, output }, limit) {
  return `${output}\n${timedOut ? `Not done within ${limit} s.` : `Ended with code ${code}.`}`;
}

/** @param {string} file */
function matches(file) {
  return filters.length === 0 || filters.some((word) => file.split(sep).join('/').includes(word));
}

/** @param {string} folder @returns {string[]} */
function testFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.test\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** @param {string} path inside node_modules */
function bin(path) {
  return join(root, 'node_modules', path);
}
