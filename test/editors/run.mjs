// The bundled server in other editors: `node test/run.mjs editors`. REQUIRE_NEOVIM=1: a missing one fails.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../harness/process.mjs';
import { record, startedByRunner } from '../harness/results.mjs';

startedByRunner();
const root = fileURLToPath(new URL('../..', import.meta.url));
const group = 'test/editors/neovim.lua';
const nvim = process.env.NEOVIM ?? 'nvim';
const folder = mkdtempSync(join(tmpdir(), 'communique-neovim-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const found = await run(nvim, ['--version'], { limit: 10 });
if (found.code === 0) await neovim();
else skip(`Neovim was not found: install it, or set NEOVIM to the program (${found.output.trim()})`);

async function neovim() {
  const file = join(folder, 'two-meetings.communique.txt');
  const result = join(folder, 'result.json');
  copyFileSync(join(root, 'test/vscode/workspace/two-meetings.communique.txt'), file);
  const ended = await run(nvim, ['--headless', '--clean', '-n', '-S', join(root, group)], {
    limit: 40,
    cwd: folder,
    env: {
      COMMUNIQUE_NODE: process.execPath,
      COMMUNIQUE_SERVER_JS: join(root, 'dist/server.js'),
      COMMUNIQUE_FILE: file,
      COMMUNIQUE_RESULT: result,
      // nothing of the user's own configuration, and no logs left in their home
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_STATE_HOME: folder,
      XDG_CACHE_HOME: folder,
    },
  });
  /** @type {any} */
  let answer = { error: `Neovim wrote no result.\n${ended.output}` };
  try {
    answer = JSON.parse(readFileSync(result, 'utf8'));
  } catch {}
  if (answer.version) console.log(`  Neovim ${answer.version}`);
  if (answer.error) return check('the outline of an open text', () => assert.fail(answer.error));

  check('the outline of an open text', () => {
    assert.deepEqual(names(answer.before, 2), [
      '日豪外務・防衛閣僚協議の概要',
      ['1.地域情勢', '2.防衛協力'],
      '日豪外務・防衛閣僚協議（共同記者発表）',
      ['1. 総論', '2. 情報保護協定'],
    ]);
  });
  check('the outline follows an edit', () => assert.equal(answer.after[0].children[0].name, '1.国際情勢'));
  check('a term is explained', () => {
    const { contents } = answer.hover;
    assert.match(contents.value, /^\*\*日豪2\+2\*\* — /);
  });
  check('the text folds', () => assert.ok(answer.folding.length >= 6, JSON.stringify(answer.folding)));
}

/** @param {any[]} symbols @param {number} depth @returns {any[]} */
function names(symbols, depth) {
  return symbols.flatMap(({ name, children }) =>
    depth > 1 && children?.length ? [name, names(children, depth - 1)] : [name],
  );
}

/** @param {string} name @param {() => void} test */
function check(name, test) {
  try {
    test();
    record({ group, name });
  } catch (error) {
    process.exitCode = 1;
    record({ group, name, error: String(/** @type {Error} */ (error).stack) });
  }
}

/** @param {string} reason */
function skip(reason) {
  if (process.env.REQUIRE_NEOVIM !== '1') return record({ group, name: 'the server in Neovim', skipped: reason });
  process.exitCode = 1;
  record({ group, name: 'the server in Neovim', error: `REQUIRE_NEOVIM=1, but it cannot run here: ${reason}` });
}
