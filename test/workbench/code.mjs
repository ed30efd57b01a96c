#!/usr/bin/env node
// Stands in for a VS Code executable: takes the arguments that @vscode/test-electron gives one, runs the tests in VS Code's
// own server and web build under Chromium, prints what they print and exits with their code.
//
// What it is not: Electron. `vscode.env.uiKind` is Web, the folder is remote, and the extension host runs on Node 24.
import { format, parseArgs } from 'node:util';
import { openBrowser, startServer } from './launch.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    locale: { type: 'string' },
    // of our own: runTests() always asks for trust to be switched off
    'restricted-mode': { type: 'boolean' },
  },
});
/** What VS Code says of its own native modules, which are not built here, and of the gallery, which is not there. */
const noise = /bindings file|build\/Release\/watchdog|additional builtin extensions|extension gallery service/;
const limit = Number(process.env.WORKBENCH_TIME_LIMIT ?? 400_000);

const server = await startServer({
  testDriver: true,
  restrictedMode: Boolean(values['restricted-mode']),
  language: values.locale === 'ja' ? 'ja' : undefined,
});
const { browser, page } = await openBrowser();

/** @type {Promise<number>} */
const code = new Promise((resolve) => {
  setTimeout(() => {
    console.error(`The tests did not end within ${limit / 1000} s.`);
    resolve(1);
  }, limit).unref();
  void server.ended.then(() => {
    console.error(`VS Code's server ended before the tests did:\n${server.log()}`);
    resolve(1);
  });
  void page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
    const text = format(...args);
    if (noise.test(text)) return;
    (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(`${text}\n`);
  });
  void page.exposeFunction('codeAutomationExit', (/** @type {number} */ exitCode) => resolve(exitCode));
  page.on('crash', () => resolve(1));
  const payload = ['extensionDevelopmentPath', 'extensionTestsPath']
    .filter((key) => typeof values[key] === 'string')
    .map((key) => /** @type {[string, string]} */ ([key, server.remote(String(values[key]))]));
  page.goto(server.address(positionals[0] ?? process.cwd(), payload)).catch((error) => {
    console.error(String(error));
    resolve(1);
  });
});

process.exitCode = await code;
await browser.close();
server.stop();
process.exit();
