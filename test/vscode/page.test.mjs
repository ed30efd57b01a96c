// The packaged extension in the workbench, seen with the eyes of a user: what stands in the page, not what the API says.
// Run by run.mjs, which says where the package and the workspace are. Pictures go to test/artefacts/.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { limit, Workbench } from './page.mjs';

const folder = process.env.COMMUNIQUE_WORKSPACE ?? '';
const twoMeetings = 'two-meetings.communique.txt';

/** Levels and names as they stand in the Outline view. */
const outline = [
  [1, '日豪外務・防衛閣僚協議の概要'],
  [2, '1.地域情勢'],
  [3, '（1）北朝鮮'],
  [3, '（2）海洋安全保障'],
  [2, '2.防衛協力'],
  [3, '（1）共同訓練'],
  [4, '（イ）海上訓練'],
  [4, '（ロ）人的交流'],
  [1, '日豪外務・防衛閣僚協議（共同記者発表）'],
  [2, '1. 総論'],
  [3, '（１） 双方は，昨年の会合以降の協力の進展を歓迎した'],
  [3, '（２） 双方は，次回会合を適切な時期に開催することで意見の一致を見た'],
  [2, '2. 情報保護協定'],
];

describe('the page', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await Workbench.open({ folder, file: twoMeetings, language: 'en', height: 560 });
  }, limit);
  after(() => workbench?.close());

  it('the Outline view shows both documents with their dates and all their sections, nested', limit, async () => {
    await workbench.showOutline();
    const rows = await workbench.outlineRows();
    await workbench.picture('outline');
    assert.deepEqual(
      rows.map(({ level, name }) => [level, name]),
      outline,
    );
    const details = rows.filter(({ level }) => level === 1).map(({ detail }) => detail);
    assert.match(details[0], /2009-06-04/);
    assert.match(details[1], /2012-09/);
  });

  it('a click on an item of the Outline leads to its line', limit, async () => {
    await workbench.page.locator('.outline-pane .monaco-list-row', { hasText: '2. 情報保護協定' }).click();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 23,/));
  });

  it('breadcrumbs say where the cursor stands', limit, async () => {
    await workbench.goToLine(13);
    const path = ['日豪外務・防衛閣僚協議の概要', '2.防衛協力', '（1）共同訓練', '（ロ）人的交流'];
    await workbench.eventually(async () => assert.deepEqual(await workbench.breadcrumbs(), [twoMeetings, ...path]));
  });

  it('a breadcrumb opens the list of its neighbours, which leads there', limit, async () => {
    await workbench.page.locator('.monaco-breadcrumb-item', { hasText: '2.防衛協力' }).click();
    const target = workbench.page.locator('.monaco-breadcrumbs-picker .monaco-list-row', { hasText: '1.地域情勢' });
    await target.waitFor();
    await workbench.picture('breadcrumbs');
    await target.click();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 7,/));
  });

  it('the gutter folds a section, and all sections fold to the titles', limit, async () => {
    const heading = workbench.page.locator('.editor-instance .view-line', { hasText: '2.防衛協力' });
    const { y, height } = await heading.boundingBox();
    // the arrows of the gutter are shown while the mouse is over it
    const gutter = await workbench.page.locator('.editor-instance .margin').boundingBox();
    await workbench.page.mouse.move(gutter.x + gutter.width - 12, y + height / 2);
    await workbench.picture('folding');
    await workbench.page.mouse.click(gutter.x + gutter.width - 12, y + height / 2);
    await workbench.eventually(async () => {
      const text = (await workbench.lines()).join('\n');
      assert.ok(text.includes('2.防衛協力') && !text.includes('海上訓練'), text);
      assert.ok(text.includes('1.地域情勢') && text.includes('海洋安全保障'), text);
    });
    await workbench.command('Fold All');
    await workbench.eventually(async () => {
      const lines = (await workbench.lines()).filter((line) => line.trim() !== '');
      assert.deepEqual(
        lines.map((line) => line.replace(/[⋯…].*$/, '')),
        [outline[0][1], outline[8][1]],
      );
    });
    await workbench.command('Unfold All');
    await workbench.eventually(async () => assert.ok((await workbench.lines()).length > 15));
  });

  it('the headings above the text stick to the top while it is scrolled', limit, async () => {
    await workbench.page.setViewportSize({ width: 1280, height: 380 });
    await workbench.goToLine(1);
    const text = await workbench.page.locator('.editor-instance .view-lines').boundingBox();
    await workbench.page.mouse.move(text.x + 200, text.y + 100);
    await workbench.eventually(async () => {
      await workbench.page.mouse.wheel(0, 40);
      await workbench.page.waitForTimeout(150);
      const sticky = await workbench.stickyLines();
      assert.deepEqual(sticky.slice(0, 2), ['日豪外務・防衛閣僚協議の概要', '2.防衛協力']);
    });
    await workbench.picture('sticky-scroll');
  });

  it('the status bar names the language', limit, async () => {
    assert.equal(await workbench.language(), 'Communiqué');
  });
});

describe('the page in Japanese', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const file = readdirSync(join(folder, 'examples')).find((name) => name.endsWith('.communique.txt')) ?? '';
    workbench = await Workbench.open({ folder, file: join('examples', file), language: 'ja' });
  }, limit);
  after(() => workbench?.close());

  it('the first example has an outline', limit, async () => {
    await workbench.showOutline();
    const rows = await workbench.outlineRows();
    await workbench.picture('example-ja');
    assert.ok(
      rows.some(({ level }) => level >= 3),
      JSON.stringify(rows),
    );
    for (const { name, detail } of rows.filter(({ level }) => level === 1)) assert.match(detail, /\d{4}/, name);
  });

  it('the commands are in Japanese', limit, async () => {
    const found = await workbench.commandFor('コミュニケ: プレーン', 'プレーンテキストとして扱う');
    assert.match(found, /^コミュニケ: プレーンテキストとして扱う/);
  });
});

describe('the page in Restricted Mode', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await Workbench.open({ folder, file: twoMeetings, language: 'en', restrictedMode: true });
  }, limit);
  after(() => workbench?.close());

  it('the extension works, and VS Code says that the folder is not trusted', limit, async () => {
    await workbench.showOutline();
    assert.equal((await workbench.outlineRows()).length, outline.length);
    await workbench.page.locator('#status\\.workspaceTrust').waitFor();
    await workbench.picture('restricted-mode');
  });
});
