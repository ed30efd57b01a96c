// Starts VS Code's server and opens its workbench in Chromium; both are used by the stand-in executable, by the tests
// that look at the page and by `npm start`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { chromium, here, node24, vscodeFolder } from './setup.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {boolean} [testDriver] lets a page run extension tests; it also keeps toasts from being shown
 * @property {boolean} [restrictedMode] opens every folder in Restricted Mode, without the question
 * @property {'en' | 'ja'} [language] display language
 * @property {string} [vsix] an extension to install first
 * @property {string} [extension] the folder of an extension to run as it stands there
 * @property {Record<string, unknown>} [settings] user settings on top of the quiet ones
 * @property {NodeJS.ProcessEnv} [env] for the extension host
 */

/**
 * @typedef {object} WorkbenchServer
 * @property {string} authority host and port, as in `vscode-remote://authority/path`
 * @property {(folder: string, payload?: [string, string][]) => string} address of the workbench with a folder open
 * @property {(path: string) => string} remote the URI of a file of this machine inside the workbench
 * @property {string} dataFolder
 * @property {() => string} log
 * @property {Promise<void>} ended
 * @property {() => void} stop ends the server with all its children and removes its data
 */

/** Nothing that opens by itself, asks, phones home or draws the eye away from the text. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  // on in a browser, where the desktop has it off
  'files.autoSave': 'off',
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** @param {ServerOptions} options @returns {Promise<WorkbenchServer>} */
export async function startServer(options = {}) {
  mkdirSync(join(here, '.data'), { recursive: true });
  const dataFolder = mkdtempSync(join(here, '.data', 'run-'));
  const extensions = join(dataFolder, 'extensions');
  mkdirSync(extensions);
  const restricted = options.restrictedMode ? { 'security.workspace.trust.startupPrompt': 'never' } : {};
  writeJson(join(dataFolder, 'data/User/settings.json'), { ...quietSettings, ...restricted, ...options.settings });
  if (options.language === 'ja') declareJapanese(dataFolder);

  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensions, '--accept-server-license-terms'];
  if (options.vsix) install(options.vsix, folders);
  if (options.extension) symlinkSync(options.extension, join(extensions, 'under-development'), 'dir');

  const port = await freePort();
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...folders];
  args.push('--telemetry-level', 'off', '--disable-telemetry');
  if (options.testDriver) args.push('--enable-smoke-test-driver');
  if (!options.restrictedMode) args.push('--disable-workspace-trust');
  if (options.language) args.push('--locale', options.language);

  // a process group of its own: the extension host and the language server outlive a server that is killed alone
  const child = spawn(node24, [serverMain, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment, ...options.env },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('exit', () => resolve()));

  const stop = () => {
    process.off('exit', stop);
    killGroup(child.pid);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.on('exit', stop);
  // without a handler, a signal ends this process and leaves the server behind
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1));
  }

  const authority = `127.0.0.1:${port}`;
  try {
    await Promise.race([
      answers(`http://${authority}/`, 30_000),
      ended.then(() => Promise.reject(new Error('it ended at once'))),
    ]);
  } catch (error) {
    stop();
    throw new Error(`VS Code's server did not start: ${/** @type {Error} */ (error).message}\n${log}`);
  }
  const remote = (/** @type {string} */ path) => `vscode-remote://${authority}${encodeURI(path)}`;
  return {
    authority,
    address: (folder, payload = []) =>
      `http://${authority}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    remote,
    dataFolder,
    log: () => log,
    ended,
    stop,
  };
}

/**
 * Opens an empty Chromium window; `page.goto(server.address(…))` is left to the caller, who may have functions to expose.
 * @param {{ width?: number, height?: number }} [size]
 */
export async function openBrowser({ width = 1280, height = 800 } = {}) {
  const playwright = await import('playwright-core');
  const browser = await playwright.chromium.launch({
    executablePath: chromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await browser.newPage({ viewport: { width, height } });
  return { browser, page };
}

const serverMain = join(vscodeFolder, 'out/server-main.js');
/** No gallery: nothing here is to be looked up or downloaded. */
const environment = { EXTENSIONS_GALLERY: '{}', VSCODE_IPC_HOOK_CLI: '' };

/** @param {string} vsix @param {string[]} folders */
function install(vsix, folders) {
  const result = spawnSync(node24, [serverMain, ...folders, '--install-extension', vsix, '--force'], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    timeout: 60_000,
  });
  if (result.status !== 0) throw new Error(`${vsix} could not be installed:\n${result.stdout}${result.stderr}`);
}

/**
 * Stands in for Microsoft's Japanese language pack, which is not on npm: it makes the display language Japanese, so that
 * extensions answer in Japanese, while VS Code's own words stay English but for the few given here.
 * @param {string} dataFolder
 */
function declareJapanese(dataFolder) {
  const translations = join(dataFolder, 'ja.i18n.json');
  const contents = { 'vs/workbench/contrib/outline/browser/outline.contribution': { name: 'アウトライン' } };
  writeJson(translations, { version: '1.0.0', contents });
  const extensions = [{ extensionIdentifier: { id: 'communique.japanese-stand-in' }, version: '1.0.0' }];
  const ja = { hash: 'stand-in', extensions, translations: { vscode: translations }, label: '日本語' };
  writeJson(join(dataFolder, 'data/languagepacks.json'), { ja });
}

/** @param {string} path @param {unknown} value */
function writeJson(path, value) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {string} url @param {number} limit in milliseconds */
async function answers(url, limit) {
  const end = Date.now() + limit;
  for (;;) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
    } catch {}
    if (Date.now() > end) throw new Error(`no answer within ${limit / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {number | undefined} pid */
function killGroup(pid) {
  if (!pid) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it is gone already
  }
}
