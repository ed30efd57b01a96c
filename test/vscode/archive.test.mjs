// A workspace of some hundred texts: what is known of those that are closed, and what is left after the server was killed. Run by
// run.mjs like page.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { limit, Workbench } from './page.mjs';

const COUNT = 300;

const SUBJECTS = ['海洋', '宇宙', '補給', '訓練', '航空', '港湾', '医療', '輸送', '装備', '災害'];

/** Text n of the archive: its second section has a name that no other text has. @param {number} n */
function text(n) {
  const subject = SUBJECTS[n % SUBJECTS.length];
  return [
    `日豪${subject}協議（第${n + 1}回）の概要`,
    `平成${1 + (n % 30)}年${1 + (n % 12)}月${1 + (n % 28)}日`,
    '外務省・防衛省',
    '',
    `1.${subject}分野の協力`,
    '（1）双方は、BMDに関する情報共有を進めることで一致した。',
    `2.${subject}第${n + 1}号計画の実施`,
    '（1）日本側より、昨年の会合以降の進展を歓迎した。',
    '',
  ].join('\n');
}

/** @param {number} n */
function name(n) {
  return join(`d${Math.floor(n / 50)}`, `${n}.communique.txt`);
}

describe('a workspace of hundreds of texts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-archive-'));
  /** @type {Workbench} */
  let workbench;

  before(async () => {
    for (let n = 0; n < COUNT; n++) {
      const path = join(folder, name(n));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text(n));
    }
    workbench = await Workbench.open({ folder, file: name(7), language: 'en', height: 640 });
    await workbench.showOutline();
  }, limit);
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the language status says how many there are', limit, async () => {
    await workbench.eventually(
      async () => assert.match(await languageStatus(), /^300 texts in the workspace$/m),
      30_000,
    );
    await workbench.picture('archive-status');
  });

  it('the picker of symbols leads to a section of a text that is not open', limit, async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+t');
    await page.locator('.quick-input-widget .quick-input-box input').fill('#輸送第178号計画');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: '2.輸送第178号計画の実施' });
    await row.waitFor();
    await workbench.picture('archive-symbols');
    await row.click();
    await page.locator('.tab.active', { hasText: '177.communique.txt' }).waitFor();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 7,/));
  });

  it('what was read is kept in VS Code’s own directory, and nothing of it in the workspace', limit, async () => {
    await workbench.eventually(async () => assert.ok(readdirSync(cacheFolder()).length > 0), 30_000);
    assert.deepEqual(
      readdirSync(folder).filter((entry) => !/^d\d+$/.test(entry)),
      [],
    );
  });

  it('a server that is killed comes back by itself, with what was typed and not saved', limit, async () => {
    const { page } = workbench;
    await workbench.openFile('7.communique.txt');
    await workbench.goToLine(8);
    await page.keyboard.press('End');
    await page.keyboard.type('\n3.未保存の項目');
    await workbench.eventually(async () => assert.ok((await outline()).includes('3.未保存の項目')));
    const [killed] = serverProcesses();
    process.kill(killed, 'SIGKILL');
    await workbench.eventually(async () => {
      const [started] = serverProcesses();
      assert.ok(started !== undefined && started !== killed, 'another server runs');
    }, 20_000);
    await page.keyboard.type('\n4.再開後の項目');
    await workbench.eventually(async () => {
      const names = await outline();
      assert.ok(names.includes('3.未保存の項目') && names.includes('4.再開後の項目'), names.join('\n'));
    }, 20_000);
    assert.match(await workbench.hover('BMD'), /^弾道ミサイル防衛 — ballistic missile defense \(BMD\)/);
    await workbench.picture('archive-after-kill');
    assert.equal(await page.locator('.notification-list-item').count(), 0, 'one death is not worth a message');
  });

  it('knows the others again, from what was kept', limit, async () => {
    await workbench.eventually(async () => {
      const said = await languageStatus();
      assert.match(said, /^300 texts in the workspace$/m);
      assert.match(said, /(?:29\d|300) from the cache/);
    }, 30_000);
  });

  it('says that the server dies again and again, and offers what helps', limit, async () => {
    const { page } = workbench;
    for (const pause of [1_000, 4_000]) await killAndAwaitAnother(pause);
    process.kill(serverProcesses()[0], 'SIGKILL');
    const message = page.locator('.notification-list-item', { hasText: 'stopped 4 times within a few minutes' });
    await message.waitFor();
    await workbench.picture('archive-deaths');
    assert.match(await languageStatus(), /the server stopped and is started again/);
    // what the braces show would lie above it
    await page.mouse.move(400, 200);
    await page.locator('.hover-language-status').first().waitFor({ state: 'hidden' });
    await message.locator('.monaco-button', { hasText: 'Restart Server' }).click();
    await workbench.eventually(async () => {
      assert.match(await languageStatus(), /^300 texts in the workspace$/m);
      assert.ok((await outline()).includes('4.再開後の項目'));
    }, 20_000);
  });

  it('reads everything again when the cache is cleared', limit, async () => {
    const { page } = workbench;
    await workbench.command('Communiqué: Clear Cache and Index Again');
    await page.locator('.notification-list-item', { hasText: 'The cache was cleared' }).waitFor();
    await workbench.eventually(async () => {
      const said = await languageStatus();
      assert.match(said, /^300 texts in the workspace$/m);
      assert.doesNotMatch(said, /from the cache/);
    }, 30_000);
  });

  /** @param {number} pause in ms, before the next one is started */
  async function killAndAwaitAnother(pause) {
    const [killed] = serverProcesses();
    process.kill(killed, 'SIGKILL');
    await workbench.eventually(async () => {
      assert.ok(serverProcesses().some((pid) => pid !== killed));
    }, pause + 15_000);
    await workbench.eventually(async () => assert.match(await languageStatus(), /^300 texts/m), 20_000);
  }

  /** The names in the Outline view. */
  async function outline() {
    return (await workbench.outlineRows()).map((row) => row.name);
  }

  /** What the braces of the status bar show while the mouse rests on them, a line for each item. */
  async function languageStatus() {
    const { page } = workbench;
    await page.mouse.move(400, 200);
    await page.locator('#status\\.languageStatus').hover();
    const rows = page.locator('.hover-language-status .element');
    await rows.first().waitFor({ timeout: 5_000 });
    return (await rows.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  function serverProcesses() {
    return serversOf(workbench).map((line) => Number.parseInt(line, 10));
  }

  function cacheFolder() {
    const found = cacheFolders(workbench);
    assert.equal(found.length, 1, 'the directory that the server was given');
    return found[0];
  }
});

describe('the settings of the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-settings-'));
  /** @type {Workbench} */
  let workbench;

  before(async () => {
    writeFileSync(join(folder, '7.communique.txt'), text(7));
    const settings = {
      'communique.server.maxMemory': 1234,
      'communique.cache.enabled': false,
      'communique.trace.server': 'messages',
    };
    workbench = await Workbench.open({ folder, file: '7.communique.txt', language: 'en', settings });
    await workbench.showOutline();
  }, limit);
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the server has as much memory as it may have', limit, () => {
    const servers = serversOf(workbench);
    assert.equal(servers.length, 1, servers.join('\n'));
    assert.match(servers[0], / --max-old-space-size=1234 /);
  });

  it('nothing is kept where no cache is wanted', limit, () => {
    assert.deepEqual(cacheFolders(workbench), []);
  });

  // what is in it cannot be seen in the workbench, whose output channels are empty for want of a native module
  it('there is an output channel for the messages', limit, async () => {
    const { page } = workbench;
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget .quick-input-box input').fill('>Output: Show Output Channels...');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show Output Channels' }).first().click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Communiqué Trace' }).waitFor();
    await page.keyboard.press('Escape');
  });
});

/** The processes of the server that a VS Code has started, as lines of `ps`: its extension is in a directory of its own. @param {Workbench} workbench */
function serversOf({ server }) {
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(server.dataFolder) && line.includes('dist/server.js'));
}

/** The directories that servers were given for their cache. @param {Workbench} workbench */
function cacheFolders({ server }) {
  const storage = join(server.dataFolder, 'data/User/workspaceStorage');
  return readdirSync(storage)
    .map((id) => join(storage, id, 'communique.communique', 'index'))
    .filter((path) => existsSync(path));
}
