// Related sections, the views beside them, a timeline and a comparison, as a user sees and reaches them. Run by run.mjs like page.test.mjs.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { limit, Workbench } from './page.mjs';

const TEXTS = {
  '2029.communique.txt': `第２回日・ノルウェー防衛協議の概要
令和11年4月2日
防衛省

1.極域
（1）北極海の航路に関する気象観測のデータを共有することで一致した。
（2）北極海における捜索救難の訓練を計画する。
2.無人潜水機
（1）水中通信の試験を秋に行うことを確認した。BMDとは別の予算とする。
3.語学の研修
　幹部学校の語学の教官を相互に派遣する。
`,
  '2030.communique.txt': `第３回日・ノルウェー防衛協議の概要
令和12年6月3日
防衛省

1.北極海
　双方は、北極海の航路の気象観測について、データの共有が始まったことを歓迎した。
2.水中の技術
（1）無人潜水機の水中通信の試験の結果を評価した。BMDのセンサーにも使う。
`,
  '2032.communique.txt': `第４回日・ノルウェー防衛協議の概要
令和14年5月9日
防衛省

1.無人潜水機の量産
　水中通信の試験を終え、無人潜水機を共同で量産する計画を作る。BMDの訓練は別に話す。
2.北の海
　北極海の航路の気象観測のデータに、衛星の写真を加える。
`,
};

describe('related sections', () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-related-'));
  /** @type {Workbench} */
  let workbench;

  before(async () => {
    for (const [name, text] of Object.entries(TEXTS)) writeFileSync(join(folder, name), text);
    workbench = await Workbench.open({ folder, file: '2029.communique.txt', language: 'ja', height: 760, width: 1400 });
    await workbench.showOutline();
  }, limit);
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const rows = () => workbench.page.locator('.quick-input-list .monaco-list-row');
  const tab = (/** @type {string} */ name) => workbench.page.locator('.tab.active', { hasText: name });

  it('Alt+R lists them with reasons, and shows each in its text', limit, async () => {
    const { page } = workbench;
    await lens('関連 2');
    await workbench.goToLine(8);
    await page.keyboard.press('Alt+r');
    await page.locator('.quick-input-titlebar', { hasText: '関連する項目 2件' }).waitFor();
    await rows().first().waitFor();
    const said = (await rows().allInnerTexts()).join('\n');
    assert.match(said, /1\.無人潜水機の量産/);
    assert.match(said, /水中の技術/);
    assert.match(said, /似た(?:記述|見出し)/);
    // the first is shown already; the one below it when one moves there
    await page.locator('.tab', { hasText: /203[02]/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await workbench.picture('related-picker');
  });

  it('Escape leads back to where one was', limit, async () => {
    await workbench.page.keyboard.press('Escape');
    await tab('2029').waitFor();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /8/));
  });

  it('Enter stays there, and the way back leads to the section that one came from', limit, async () => {
    const { page } = workbench;
    await page.keyboard.press('Alt+r');
    await rows().first().waitFor();
    // the list goes when the text that was chosen has come, which is then no longer a preview
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await tab('203').and(page.locator(':not(:has(.italic))')).waitFor({ timeout: 2_000 });
    await workbench.command('Go Back');
    await tab('2029').waitFor();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /8/));
  });

  it('where nothing belongs to a section, it says so', limit, async () => {
    const { page } = workbench;
    await workbench.goToLine(11);
    await page.keyboard.press('Alt+r');
    await page.locator('.notification-list-item', { hasText: 'よく対応するほかの文書の項目はありません' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('the view follows the cursor, documents by date', limit, async () => {
    const { page } = workbench;
    await page
      .locator('.activitybar .action-item', { has: page.locator('[aria-label*="コミュニケ"]') })
      .first()
      .click();
    const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: /^関連/ }) });
    await workbench.unfoldView(/^関連/);
    await workbench.openFile('2029.communique.txt');
    await workbench.goToLine(8);
    await workbench.eventually(async () => {
      const names = await view.locator('.monaco-list-row').allInnerTexts();
      assert.match(names.join('\n'), /2030-06-03[\s\S]*水中の技術[\s\S]*2032-05-09[\s\S]*無人潜水機の量産/);
    });
    await workbench.picture('related-view');
  });

  it('all documents stand by series and date, with their sections', limit, async () => {
    const { page } = workbench;
    const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: /^文書/ }) });
    await workbench.unfoldView(/^文書/);
    await workbench.eventually(async () => assert.ok((await view.locator('.monaco-list-row').count()) > 0));
    await view.locator('.monaco-list-row').first().click();
    await page.keyboard.press('ArrowRight');
    await workbench.eventually(async () => {
      assert.match((await view.locator('.monaco-list-row').allInnerTexts()).join('\n'), /2029-04-02[\s\S]*2030-06-03/);
    });
    await workbench.picture('documents-view');
  });

  it('two sections stand side by side, a sentence a line', limit, async () => {
    const { page } = workbench;
    await workbench.openFile('2029.communique.txt');
    await workbench.goToLine(8);
    await workbench.command('関連する項目と比較', { asks: true });
    await page.locator('.quick-input-titlebar', { hasText: '比較する項目' }).waitFor();
    await rows().first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.monaco-diff-editor').waitFor();
    await workbench.eventually(async () => {
      const lines = await page.locator('.monaco-diff-editor .view-line').allInnerTexts();
      assert.ok(lines.length > 2, lines.join('\n'));
    });
    await workbench.picture('related-compare');
    await page.keyboard.press('Control+F4');
  });

  it('the history of a term is a table', limit, async () => {
    const { page } = workbench;
    await workbench.openFile('2029.communique.txt');
    await onTerm();
    await workbench.command('用語・文書の経過を表で表示');
    await page.locator('.tab.active', { hasText: 'BMD' }).waitFor();
    await workbench.eventually(async () => {
      const text = (await page.locator('.editor-instance .view-line').allInnerTexts()).join('\n');
      assert.match(text.replaceAll('\u00a0', ' '), /\| 2029-04-02 \|[\s\S]*\| 2030-06-03 \|[\s\S]*\| 2032-05-09 \|/);
    });
    await workbench.picture('history-table');
  });

  it('its timeline has a mark for each place, and Enter opens one', limit, async () => {
    const { page } = workbench;
    await workbench.openFile('2029.communique.txt');
    await onTerm();
    await workbench.command('用語・文書の年表を表示');
    const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await frame.locator('.mark').first().waitFor();
    assert.equal(await frame.locator('.mark').count(), 3);
    await workbench.picture('timeline');
    await frame.locator('.mark').first().focus();
    await page.keyboard.press('End');
    await workbench.eventually(async () =>
      assert.match((await frame.locator('#at').textContent()) ?? '', /2032-05-09/),
    );
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: '2032' }).waitFor();
  });

  /** Puts the cursor on BMD in the first text. */
  async function onTerm() {
    await workbench.goToLine(9);
    const { page } = workbench;
    await page.keyboard.press('Home');
    const at = TEXTS['2029.communique.txt'].split('\n')[8].indexOf('BMD') + 1;
    for (let k = 0; k < at; k++) await page.keyboard.press('ArrowRight');
  }

  /** Waits for a lens with these words. @param {string} words */
  async function lens(words) {
    await workbench.page.locator('.codelens-decoration', { hasText: words }).first().waitFor();
  }
});
