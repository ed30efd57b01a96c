// Notes on phrases, as a user makes and keeps them. Run by run.mjs like page.test.mjs.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { limit, Workbench } from './page.mjs';

const TEXT = `第２回日・ノルウェー防衛協議の概要
令和11年4月2日
防衛省

1.極域
（1）北極海の航路に関する気象観測のデータを共有することで一致した。
2.無人潜水機
（1）水中通信の試験を秋に行うことを確認した。
`;

describe('annotations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'communique-notes-'));
  const text = join(folder, 'talks.communique.txt');
  const sidecar = `${text}.annotations.jsonl`;
  /** @type {Workbench} */
  let workbench;

  before(async () => {
    writeFileSync(text, TEXT);
    const settings = { 'communique.annotations.author': '沢辺', 'editor.codeLens': false };
    workbench = await Workbench.open({ folder, file: 'talks.communique.txt', language: 'ja', height: 760, settings });
    await workbench.showOutline();
  }, limit);
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const notes = () =>
    readFileSync(sidecar, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));

  it('a note is written on the selected phrase, beside the text and not in it', limit, async () => {
    const { page } = workbench;
    // 水中通信の試験
    await workbench.goToLine(8);
    await page.keyboard.press('Home');
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowRight');
    for (let k = 0; k < 7; k++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Alt+n');
    await page.locator('.review-widget .comment-form').waitFor();
    await page.keyboard.type('予算はどこから？ #予算');
    await page.locator('.review-widget').getByRole('button', { name: '注釈を保存' }).last().click();
    await workbench.eventually(async () => assert.ok(existsSync(sidecar)));
    const [note] = notes();
    assert.equal(JSON.stringify(note).includes('水中通信の試験'), true);
    assert.equal(note.motivation, 'questioning');
    assert.equal(note.creator.name, '沢辺');
    assert.equal(readFileSync(text, 'utf8'), TEXT);
    await page.locator('.comment-thread-unresolved').first().waitFor();
    await workbench.picture('annotation');
  });

  it('a reply belongs to it', limit, async () => {
    const { page } = workbench;
    await openThread();
    const reply = page.locator('.review-widget .review-thread-reply-button');
    if (await reply.isVisible()) await reply.click();
    await page.locator('.review-widget .comment-form .monaco-editor').first().click();
    await page.keyboard.type('来年度の予算で。');
    await page.locator('.review-widget').getByRole('button', { name: '注釈を保存' }).last().click();
    await workbench.eventually(async () => assert.equal(notes().length, 2));
    const reply2 = notes().find(({ motivation }) => motivation === 'replying');
    assert.equal(reply2.target.id, notes().find(({ motivation }) => motivation === 'questioning').id);
    await workbench.picture('annotation-reply');
  });

  it('it stays on its phrase when lines are put in above it and the text is saved', limit, async () => {
    const { page } = workbench;
    await page.keyboard.press('Escape');
    await page.locator('.editor-instance .view-lines').first().click();
    await workbench.goToLine(5);
    await page.keyboard.press('Home');
    await page.keyboard.type('0.総論\n（1）概況を確認した。\n');
    await page.keyboard.press('Control+s');
    await workbench.eventually(async () => assert.match(readFileSync(text, 'utf8'), /概況/));
    await workbench.goToLine(1);
    await workbench.command('次の注釈へ移動');
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /10.*7|7.*10/));
    assert.equal(notes().length, 2);
  });

  it('and when the window is loaded again', limit, async () => {
    const { page } = workbench;
    await page.reload();
    await page.waitForSelector('.monaco-editor .view-line');
    await workbench.eventually(async () => {
      await workbench.goToLine(1);
      await workbench.command('次の注釈へ移動');
      assert.match(await workbench.cursor(), /10.*7|7.*10/);
    }, 30_000);
    await page.locator('.comment-thread-unresolved').first().waitFor();
    assert.equal(notes().length, 2);
  });

  it('and when another program replaces the text', limit, async () => {
    const { page } = workbench;
    const replaced = TEXT.replace('（1）水中通信の試験を秋に', '（1）双方は，水中通信の試験を，\n秋に').replace(
      '1.極域',
      '前文\n\n1.極域',
    );
    // a window that was just loaded does not watch its folder yet, and what is written before then it never sees
    await workbench.eventually(async () => {
      writeFileSync(text, replaced);
      await page.locator('.view-line', { hasText: /^前文$/ }).waitFor({ timeout: 3_000 });
    }, 30_000);
    await workbench.eventually(async () => {
      await workbench.goToLine(1);
      await workbench.command('次の注釈へ移動');
      assert.match(await workbench.cursor(), /10.*15|15.*10/);
    });
    await workbench.picture('annotation-replaced');
  });

  it('the view lists it with its phrase', limit, async () => {
    const { page } = workbench;
    await page
      .locator('.activitybar .action-item', { has: page.locator('[aria-label*="コミュニケ"]') })
      .first()
      .click();
    const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: /^注釈/ }) });
    await workbench.unfoldView(/^注釈/);
    await workbench.eventually(async () => {
      assert.match(
        (await view.locator('.monaco-list-row').allInnerTexts()).join('\n'),
        /予算はどこから[\s\S]*返信 1件/,
      );
    });
    await workbench.picture('annotations-view');
  });

  it('what a merge has left open in the file of notes is a problem there, and the notes stay', limit, async () => {
    const { page } = workbench;
    const before = readFileSync(sidecar, 'utf8');
    writeFileSync(sidecar, `<<<<<<< HEAD\n${before}=======\n>>>>>>> other\n`);
    await page.keyboard.press('Control+Shift+m');
    await page.locator('.markers-panel', { hasText: 'マージが完了していません' }).waitFor();
    await workbench.picture('annotations-merge');
    writeFileSync(sidecar, before);
    await page.locator('.markers-panel', { hasText: 'マージが完了していません' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+j');
  });

  it('says that the phrase is not there any more, and keeps the note', limit, async () => {
    const { page } = workbench;
    const before = readFileSync(sidecar, 'utf8');
    writeFileSync(text, '第２回日・ノルウェー防衛協議の概要\n令和11年4月2日\n防衛省\n\n1.語学\n　教官を派遣する。\n');
    const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: /^注釈/ }) });
    await workbench.eventually(async () => {
      assert.match((await view.locator('.monaco-list-row').allInnerTexts()).join('\n'), /語句が見当たらない/);
    }, 20_000);
    await workbench.picture('annotation-orphan');
    assert.equal(readFileSync(sidecar, 'utf8'), before);
  });

  async function openThread() {
    const { page } = workbench;
    if ((await page.locator('.review-widget').count()) === 0) {
      await page.locator('.comment-thread-unresolved').first().click();
    }
    await page.locator('.review-widget').first().waitFor();
  }
});
