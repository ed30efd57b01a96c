// Opens the examples in a VS Code with this extension: `npm start`, or `npm start -- [FLAG…] [FOLDER]`.
//
//   --print       no editor: prints the outlines in the terminal
//   --workbench   VS Code's web build in a browser of yours, even where a desktop VS Code could be had
//   --once        ends as soon as it is up (for tests)
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { print: { type: 'boolean' }, workbench: { type: 'boolean' }, once: { type: 'boolean' } },
});
const given = resolve(positionals[0] ?? join(root, 'examples'));
if (!existsSync(given)) fail(`There is no ${given}.`);
const folder = statSync(given).isDirectory() ? given : dirname(given);
const files = folder === given ? texts(folder) : [given];
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));

say('Building the extension …');
if (spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0)
  fail('The build failed.');

if (flags.print) print();
else if (flags.workbench || !(await openDesktop())) await openWorkbench();

function print() {
  if (files.length === 0) fail(`There are no texts in ${folder}.`);
  const cli = join(root, 'dist/cli.js');
  const ended = spawnSync(process.execPath, [cli, 'outline', ...files], { stdio: 'inherit' });
  process.exitCode = ended.status ?? 1;
}

/** @returns {Promise<boolean>} whether a VS Code for the desktop was there */
async function openDesktop() {
  if (!hasScreen()) {
    say('There is no screen for a desktop VS Code.');
    return false;
  }
  const installed = process.env.VSCODE_EXECUTABLE ?? onPath('code');
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', folder, ...files.slice(0, 1)];
  if (installed) {
    say(`Opening ${where(folder)} in ${installed} …`);
    await show(installed, args);
    return true;
  }
  say(
    'No VS Code is installed (set VSCODE_EXECUTABLE if it is in an unusual place); downloading one to .vscode-test …',
  );
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  /** @type {string} */
  let executable;
  try {
    executable = await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(root, '.vscode-test') });
  } catch (error) {
    say(`VS Code could not be downloaded (${/** @type {any} */ (error)?.code ?? error}).`);
    return false;
  }
  const profile = mkdtempSync(join(tmpdir(), 'communique-vscode-'));
  process.on('exit', () => rmSync(profile, { recursive: true, force: true }));
  say(`Opening ${where(folder)}; this ends when its window is closed, or with Ctrl-C.`);
  await show(executable, [...args, `--user-data-dir=${profile}`, '--skip-welcome', '--disable-workspace-trust']);
  return true;
}

async function openWorkbench() {
  const { impossible, setup } = await import('../test/workbench/setup.mjs');
  const reason = impossible({ ownBrowser: true });
  if (reason) fail(`No VS Code can be opened here: ${reason}.\nThe outlines in the terminal: npm start -- --print`);
  setup(say, { ownBrowser: true });
  const { startServer } = await import('../test/workbench/launch.mjs');
  say('Starting VS Code as a web server …');
  const server = await startServer({ extension: root });
  /** @type {[string, string][]} */
  const payload = files.length > 0 ? [['openFile', server.remote(files[0])]] : [];
  say(`VS Code is up, with ${where(folder)} and this extension. Open this address in a browser on this machine:\n`);
  console.log(`${server.address(folder, payload)}\n`);
  if (flags.once) {
    await lookAt(server.address(folder, payload));
    server.stop();
    return;
  }
  say('Ctrl-C ends it.');
  await server.ended;
  fail(`VS Code's server ended by itself:\n${server.log()}`);
}

/**
 * For tests, which have nobody to open the address: opens it without a window, where Chromium is there, and waits for the
 * name of the first document above the text.
 * @param {string} address
 */
async function lookAt(address) {
  const { chromium } = await import('../test/workbench/setup.mjs');
  if (!chromium() || files.length === 0) return;
  const { openBrowser } = await import('../test/workbench/launch.mjs');
  const { browser, page } = await openBrowser();
  await page.goto(address);
  const name = await page
    .locator('.breadcrumbs-control .monaco-breadcrumb-item')
    .nth(1)
    .textContent({ timeout: 30_000 });
  say(`It shows “${name?.trim()}”.`);
  await browser.close();
}

/** Starts an editor and waits for it. @param {string} program @param {string[]} args @returns {Promise<void>} */
function show(program, args) {
  return new Promise((done) => {
    // `code` on Windows is a script, which only a shell can start
    const child = spawn(program, args, { stdio: 'ignore', shell: process.platform === 'win32' });
    child.once('error', (error) => fail(`${program}: ${error.message}`));
    if (flags.once) child.once('spawn', () => done());
    child.once('exit', (code) => (code ? fail(`${program} ended with code ${code}.`) : done()));
  });
}

function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {string} program */
function onPath(program) {
  const name = process.platform === 'win32' ? `${program}.cmd` : program;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((path) => join(path, name)).find((path) => existsSync(path));
}

/** @param {string} path @returns {string[]} */
function texts(path) {
  return readdirSync(path)
    .filter((name) => /\.(txt|communique)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** @param {string} path */
function where(path) {
  return relative(process.cwd(), path) || path;
}

/** @param {string} text */
function say(text) {
  console.log(`▸ ${text}`);
}

/** @param {string} text @returns {never} */
function fail(text) {
  console.error(text);
  process.exit(1);
}
