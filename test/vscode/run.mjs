// Runs the tests of the extension in a real VS Code: `node test/run.mjs vscode`.
//
//   VSCODE_TEST_HOST=desktop    (default) VS Code for the desktop, downloaded to .vscode-test/;
//                               VSCODE_EXECUTABLE names an installed one, VSCODE_VERSION another version
//   VSCODE_TEST_HOST=workbench  VS Code's server and web build in Chromium, see test/workbench
//   REQUIRE_VSCODE=1            what cannot run here fails
//
// Without the download, the workbench stands in where that is possible. Tests that fail are tried once more, and that is printed.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { run } from '../harness/process.mjs';
import { readResults, record, startedByRunner } from '../harness/results.mjs';
import { impossible, isReady, setup } from '../workbench/setup.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
startedByRunner();

/** @typedef {import('../harness/results.mjs').Result} Result */

const artefacts = join(root, 'test/artefacts');
const standIn = join(root, 'test/workbench/code.mjs');
const suite = join(root, 'out/test/vscode/index.js');
/** Tests write into their workspaces, so they get copies, and these live here. */
const scratch = mkdtempSync(join(tmpdir(), 'communique-workspaces-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
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
  await twice('test/vscode/suite', async (workspace, env) => {
    let output = '';
    const collect = /** @type {any} */ ({ write: (/** @type {Buffer} */ chunk) => (output += chunk) });
    let end;
    try {
      await runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: root,
        extensionTestsPath: suite,
        launchArgs: [workspace, '--disable-extensions', ...launchArgs],
        extensionTestsEnv: { COMMUNIQUE_TEST_SUITE: which, ...env },
        stdout: collect,
        stderr: collect,
      });
    } catch (error) {
      end = `${output.split('\n').slice(-40).join('\n')}\n${/** @type {Error} */ (error).message}`;
    }
    writeFileSync(join(artefacts, `vscode${which ? `-${which}` : ''}.log`), output);
    return end;
  });
}

/** A copy of the workspace of the tests, as a new folder. @returns {string} */
function freshWorkspace() {
  const folder = join(mkdtempSync(join(scratch, 'of-')), 'workspace');
  cpSync(join(root, 'test/vscode/workspace'), folder, { recursive: true });
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  return folder;
}

/**
 * Runs tests in a workspace of their own, and once more where that fails: a VS Code on a busy machine can miss a click.
 * What fails twice fails; what failed once is printed, so that nobody overlooks it.
 * @param {string} group what the tests are called when they cannot say it themselves
 * @param {(workspace: string, env: Record<string, string>) => Promise<string | undefined>} attempt says how it ended, if
 * not well
 */
async function twice(group, attempt) {
  const first = await once(group, attempt);
  const errors = first.filter((result) => result.error !== undefined);
  for (const { name, error } of errors) {
    console.log(`  ${group}: a second try, because of ${name}\n${error?.replace(/^/gm, '      ')}`);
  }
  const last = errors.length > 0 ? await once(group, attempt) : first;
  for (const result of last) record(result);
  if (last.some((result) => result.error !== undefined)) failed = true;
}

/** @param {string} group @param {Parameters<typeof twice>[1]} attempt @returns {Promise<Result[]>} */
async function once(group, attempt) {
  const workspace = freshWorkspace();
  const file = join(dirname(workspace), 'results.jsonl');
  const end = await attempt(workspace, { TEST_RESULTS: file });
  const results = readResults(file);
  // a program that ends without having run a test must not pass for a success, nor one that fails without a reason
  if (results.length === 0 || (end !== undefined && results.every((result) => result.error === undefined))) {
    results.push({ group, name: 'the tests end well', error: `${end ?? ''}\nafter ${results.length} tests` });
  }
  return results;
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
    const file = `test/vscode/${name}.test.mjs`;
    await twice(file, async (workspace, env) => {
      const ended = await run(process.execPath, [...args, join(root, file)], {
        limit: 400,
        cwd: root,
        live: true,
        env: { COMMUNIQUE_VSIX: vsix, COMMUNIQUE_WORKSPACE: workspace, ...env },
      });
      return ended.code === 0 ? undefined : `${ended.output}\nIt ended with ${ended.code ?? 'nothing: too late'}.`;
    });
  }
}

/** @param {string} group @param {string} name @param {string} reason */
function skip(group, name, reason) {
  if (process.env.REQUIRE_VSCODE !== '1') return record({ group, name, skipped: reason });
  failed = true;
  record({ group, name, error: `REQUIRE_VSCODE=1, but it cannot run here: ${reason}` });
}
