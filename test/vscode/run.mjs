// Runs the tests of the extension in a real VS Code: `node test/run.mjs vscode`.
//
//   VSCODE_TEST_HOST=desktop    (default) VS Code for the desktop, downloaded to .vscode-test/;
//                               VSCODE_EXECUTABLE names an installed one, VSCODE_VERSION another version
//   VSCODE_TEST_HOST=workbench  VS Code's server and web build in Chromium, see test/workbench
//   REQUIRE_VSCODE=1            what cannot run here fails
//
// Without the download, the workbench stands in where that is possible.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { run } from '../harness/process.mjs';
import { readResults, record, startedByRunner } from '../harness/results.mjs';
import { impossible, isReady, setup } from '../workbench/setup.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const resultsFile = startedByRunner();
const artefacts = join(root, 'test/artefacts');
const standIn = join(root, 'test/workbench/code.mjs');
const suite = join(root, 'out/test/vscode/index.js');
/** Tests write into the workspace, so they get a copy. */
const workspace = mkdtempSync(join(tmpdir(), 'communique-workspace-'));
process.on('exit', () => rmSync(workspace, { recursive: true, force: true }));
cpSync(join(root, 'test/vscode/workspace'), workspace, { recursive: true });
cpSync(join(root, 'examples'), join(workspace, 'examples'), { recursive: true });
mkdirSync(artefacts, { recursive: true });

await esbuild.build({
  entryPoints: [join(root, 'test/vscode/suite/index.ts')],
  outfile: suite,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
});

let failed = false;
const host = await chooseHost();
if ('reason' in host) {
  for (const name of ['the extension in VS Code', 'the extension in Restricted Mode', 'the page that users see']) {
    skip('test/vscode', name, host.reason);
  }
} else {
  console.log(`  VS Code: ${host.name}`);
  await apiTests('', host.executable, []);
  // runTests() always asks for trust to be switched off; only our stand-in can be told otherwise
  if (host.executable === standIn) await apiTests('restricted', standIn, ['--restricted-mode']);
  else skip('test/vscode/suite', 'Restricted Mode', 'only with VSCODE_TEST_HOST=workbench');
  await pageTests();
  if (host.executable === standIn) await startTest();
}
process.exit(failed ? 1 : 0);

/** @returns {Promise<{ name: string, executable: string } | { reason: string }>} */
async function chooseHost() {
  const wanted = process.env.VSCODE_TEST_HOST ?? 'desktop';
  if (wanted === 'workbench') return workbench('workbench (VS Code’s server and web build in Chromium)');
  if (wanted !== 'desktop') throw new Error(`VSCODE_TEST_HOST=${wanted}: it is desktop or workbench`);
  const installed = process.env.VSCODE_EXECUTABLE;
  if (installed) return { name: installed, executable: installed };
  try {
    const version = process.env.VSCODE_VERSION ?? 'stable';
    const executable = await downloadAndUnzipVSCode({ version, cachePath: join(root, '.vscode-test') });
    return { name: `desktop, ${version}`, executable };
  } catch (error) {
    const why = `VS Code could not be downloaded (${String(/** @type {any} */ (error)?.code ?? error)})`;
    const instead = workbench(`workbench, because ${why}`);
    if (!('reason' in instead)) return instead;
    return { reason: `${why}, and ${instead.reason}. Set VSCODE_EXECUTABLE to an installed one.` };
  }
}

/** @param {string} name @returns {{ name: string, executable: string } | { reason: string }} */
function workbench(name) {
  const reason = impossible();
  if (reason) return { reason };
  try {
    setup((line) => console.log(`  ${line}`));
    return { name, executable: standIn };
  } catch (error) {
    return { reason: `the workbench could not be installed: ${/** @type {Error} */ (error).message}` };
  }
}

/** @param {string} which @param {string} vscodeExecutablePath @param {string[]} launchArgs */
async function apiTests(which, vscodeExecutablePath, launchArgs) {
  const before = recordedSoFar();
  let output = '';
  const collect = /** @type {any} */ ({ write: (/** @type {Buffer} */ chunk) => (output += chunk) });
  let end = 'it ended well';
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      launchArgs: [workspace, '--disable-extensions', ...launchArgs],
      extensionTestsEnv: { COMMUNIQUE_TEST_SUITE: which },
      stdout: collect,
      stderr: collect,
    });
  } catch (error) {
    failed = true;
    end = /** @type {Error} */ (error).message;
  }
  writeFileSync(join(artefacts, `vscode${which ? `-${which}` : ''}.log`), output);
  // a VS Code that ends without having run a test must not pass for a success, nor one that fails without a reason
  const results = recordedSoFar().slice(before.length);
  if (results.length === 0 || (end !== 'it ended well' && results.every((result) => result.error === undefined))) {
    failed = true;
    const log = output.split('\n').slice(-40).join('\n');
    record({
      group: 'test/vscode/suite',
      name: 'VS Code runs the tests',
      error: `${log}\n${end}, ${results.length} tests`,
    });
  }
}

function recordedSoFar() {
  return readResults(resultsFile);
}

async function startTest() {
  const args = [join(root, 'scripts/start.mjs'), '--workbench', '--once'];
  const { code, output } = await run(process.execPath, args, { limit: 45 });
  if (code !== 0) failed = true;
  const error = code === 0 ? {} : { error: output };
  record({ group: 'scripts/start.mjs', name: 'npm start opens the examples in the workbench', ...error });
}

/** The page is driven by playwright-core, which is part of the workbench. */
async function pageTests() {
  if (!isReady()) {
    const reason = impossible() ?? 'the workbench is not set up: node test/workbench/setup.mjs';
    return skip('test/vscode/page', 'the page that users see', reason);
  }
  const vsix = join(root, 'out/test/communique.vsix');
  const packed = await run(process.execPath, [join(root, 'scripts/package.mjs'), '--check'], { limit: 60 });
  if (packed.code !== 0 || !existsSync(vsix)) {
    failed = true;
    record({ group: 'test/vscode/page', name: 'the .vsix can be made', error: packed.output });
    return;
  }
  const args = ['--test-reporter=./test/harness/node-reporter.mjs', '--test-reporter-destination=stdout'];
  for (const name of [
    'page',
    'terms',
    'hover',
    'references',
    'related',
    'annotations',
    'archive',
    'virtual',
    'worker',
  ]) {
    const ended = await run(process.execPath, [...args, join(root, `test/vscode/${name}.test.mjs`)], {
      limit: 180,
      cwd: root,
      live: true,
      env: { COMMUNIQUE_VSIX: vsix, COMMUNIQUE_WORKSPACE: workspace },
    });
    if (ended.code !== 0) failed = true;
  }
}

/** @param {string} group @param {string} name @param {string} reason */
function skip(group, name, reason) {
  if (process.env.REQUIRE_VSCODE !== '1') return record({ group, name, skipped: reason });
  failed = true;
  record({ group, name, error: `REQUIRE_VSCODE=1, but it cannot run here: ${reason}` });
}
