// Makes the package that is installed and published: `node scripts/package.mjs [--check] [--out FILE]`.
//
// Writes communique-<version>.vsix beside package.json (`--check`: into out/test/), lists what is in it and fails if
// something is missing or does not belong there.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from '../test/harness/process.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { values } = parseArgs({ options: { check: { type: 'boolean' }, out: { type: 'string' } } });
const file =
  values.out ?? join(root, values.check ? 'out/test/communique.vsix' : `communique-${manifest.version}.vsix`);
mkdirSync(dirname(file), { recursive: true });

// the bundles hold all that is needed of node_modules; vsce builds them itself (`vscode:prepublish`)
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
const args = ['package', '--no-dependencies', '--out', file];
// there is no public address yet that links in the README could be turned into
if (!manifest.repository) args.push('--allow-missing-repository', '--no-rewrite-relative-links');
console.log('Building and packing …');
const packed = await run(process.execPath, [vsce, ...args], { limit: 120, cwd: root });
if (packed.code !== 0) {
  console.error(packed.output);
  process.exit(1);
}

const entries = entriesOf(readFileSync(file)).filter(({ name }) => name.startsWith('extension/'));
const names = entries.map(({ name }) => name.slice('extension/'.length));
for (const { name, size } of entries) console.log(`  ${String(kilobytes(size)).padStart(7)} KB  ${name}`);
console.log(`${relative(process.cwd(), file)}: ${kilobytes(statSync(file).size)} KB, ${entries.length} files`);

const problems = [
  ...missing().map((name) => `missing: ${name}`),
  ...names.filter(doesNotBelong).map((name) => `does not belong there: ${name}`),
  ...entries
    .filter(({ name, size }) => size === 0 || (name.endsWith('.js') && size > 5_000_000))
    .map(({ name, size }) => `${name} has ${size} bytes`),
];
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

function missing() {
  const wanted = [
    'package.json',
    'package.nls.json',
    'package.nls.ja.json',
    'readme.md',
    'changelog.md',
    'license.txt',
  ];
  wanted.push(
    'dist/client.js',
    'dist/client.browser.js',
    'dist/server.js',
    'dist/indexer.js',
    'dist/server.browser.js',
    'dist/indexer.browser.js',
    'dist/cli.js',
  );
  wanted.push(...filesOfManifest(manifest));
  if (manifest.l10n) wanted.push(`${manifest.l10n.replace(/^\.\//, '')}/bundle.l10n.ja.json`);
  const present = new Set(names.map((name) => name.toLowerCase()));
  return [...new Set(wanted)].filter((name) => !present.has(name.toLowerCase()) && !present.has(`${name}.js`));
}

/** The manifest names files in many places, all of them relative to it. @param {unknown} value @returns {string[]} */
function filesOfManifest(value) {
  if (typeof value === 'string') {
    const path = /^(?:\.\/)?((?:[\w-]+\/)*[\w.-]+\.(?:js|json|svg|png|md))$/.exec(value);
    return path ? [path[1]] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'scripts' ? [] : filesOfManifest(inner)));
}

/** @param {string} name */
function doesNotBelong(name) {
  return /(^|\/)(test|src|scripts|bench|node_modules|out)\/|^\.|\.(ts|mts|map|mjs|vsix|log)$|(^|\/)(tsconfig|biome)/.test(
    name,
  );
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return Math.ceil(bytes / 1024);
}

/**
 * Names and sizes in the directory at the end of a ZIP file.
 * @param {Buffer} zip @returns {{ name: string, size: number }[]}
 */
function entriesOf(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = zip.readUInt32LE(end + 16);
  const found = [];
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    found.push({ name: zip.toString('utf8', at + 46, at + 46 + nameLength), size: zip.readUInt32LE(at + 24) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return found;
}
