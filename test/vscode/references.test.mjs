// References between documents and dates, as a reader sees and follows them. Run by run.mjs like page.test.mjs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { limit, Workbench } from './page.mjs';

const folder = join(process.env.COMMUNIQUE_WORKSPACE ?? '', 'references');
const outline2007 = '2007-05-outline.communique.txt';
const outline2011 = '2011-06-outline.communique.txt';
const statement2007 = '2007-05-joint-statement.communique.txt';
const roadmap = 'scc-2006-05-01-roadmap.md';
/** Behind the date stands its hint, so that this is the part of 昨年5月に発表した「ロードマップ」 that is one piece on the page. */
const reference = '発表した「ロードマップ」';

describe('references', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await Workbench.open({ folder, file: outline2007, language: 'en', height: 640 });
  }, limit);
  after(() => workbench?.close());

  it('the value of a date that hangs on that of the document stands behind it', limit, async () => {
    await workbench.eventually(async () => {
      const text = (await workbench.lines()).join('\n');
      assert.match(text, /昨年5月[^に]{0,3}2006-05[^に]{0,3}に発表した/);
      assert.match(text, /来年夏[^ま]{0,3}2008-06\/2008-08/);
    }, 30_000);
    await workbench.picture('references-hints');
  });

  it('a hover says which document is meant, of which day, and how that was found', limit, async () => {
    const said = await workbench.hover(reference);
    await workbench.picture('references-hover-en');
    assert.match(said, /United States-Japan Roadmap for Realignment Implementation/);
    assert.match(said, /2006-05-01/);
    assert.match(said, /2006-05 ← .*2007-05-01/);
  });

  it('F12 on a document that is not in the workspace opens its card, which cannot be edited', limit, async () => {
    const { page } = workbench;
    await workbench.clickOn(reference);
    await goToDefinition();
    await page.locator('.tab.active', { hasText: roadmap }).waitFor();
    await workbench.eventually(async () => {
      assert.match((await workbench.lines())[0], /^# United States-Japan Roadmap for Realignment Implementation/);
    });
    await workbench.picture('references-card');
    const before = (await workbench.lines()).join('\n');
    assert.match(before, /2006-05-01/);
    for (const name of [outline2007, outline2011, 'statement-2012.txt']) assert.ok(before.includes(name), name);
    await page.keyboard.press('Home');
    await page.keyboard.type('x');
    assert.equal((await workbench.lines()).join('\n'), before);
    assert.equal(await page.locator('.tab.active.dirty').count(), 0);
  });

  it('and the way back leads to the sentence', limit, async () => {
    await goBack();
    await workbench.page.locator('.tab.active', { hasText: outline2007 }).waitFor();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 8,/));
  });

  it('F12 on a document of the workspace leads to its title, and the way back works too', limit, async () => {
    const { page } = workbench;
    await workbench.openFile(outline2011);
    await workbench.clickOn('の共通の戦略目標を見直し');
    await goToDefinition();
    await page.locator('.tab.active', { hasText: statement2007 }).waitFor();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 1,/));
    await goBack();
    await page.locator('.tab.active', { hasText: outline2011 }).waitFor();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 10,/));
  });

  it('above the title of a document stands who refers to it, and a click lists the places', limit, async () => {
    const { page } = workbench;
    await workbench.openFile(statement2007);
    const lens = page.locator('.editor-instance .codelens-decoration a', { hasText: /referred to by/ });
    // the count follows the files as they are read
    await workbench.eventually(async () => {
      assert.match(await lens.first().innerText(), /^referred to by \d+ sections in 4 documents$/);
    });
    await workbench.picture('references-lens');
    await lens.first().click();
    await page.locator('.peekview-widget .ref-tree .monaco-list-row').first().waitFor();
    // the list opens unfolded at the file that is nearest
    const files = await page.locator('.peekview-widget .ref-tree .monaco-list-row').allInnerTexts();
    await workbench.picture('references-lens-peek');
    assert.ok(
      files.some((row) => row.includes(outline2007)),
      files.join('\n'),
    );
    await page.keyboard.press('Escape');
    await page.locator('.peekview-widget').waitFor({ state: 'hidden' });
  });

  it('Shift+F12 on the title lists the same places', limit, async () => {
    const { page } = workbench;
    await workbench.clickOn('同盟の変革');
    await page.keyboard.press('Shift+F12');
    await page.locator('.peekview-widget .ref-tree .monaco-list-row').first().waitFor();
    await workbench.picture('references-peek');
    await page.keyboard.press('Escape');
  });

  it('the call hierarchy says who refers to a document', limit, async () => {
    const { page } = workbench;
    await workbench.clickOn('同盟の変革');
    await page.keyboard.press('Shift+Alt+H');
    // it is shown in the side bar, each text with the section that refers to it
    await page.locator('.part.sidebar .monaco-list-row', { hasText: '2010-05-28' }).waitFor();
    await workbench.picture('references-hierarchy');
  });

  /** What F12 is on the desktop; a browser keeps that key. */
  async function goToDefinition() {
    await workbench.page.keyboard.press('Control+F12');
  }

  /** *Go Back*, as it is on Linux; Alt+← elsewhere. */
  async function goBack() {
    await workbench.page.keyboard.press('Control+Alt+Minus');
  }
});

describe('references in Japanese', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await Workbench.open({ folder, file: outline2007, language: 'ja', height: 640 });
  }, limit);
  after(() => workbench?.close());

  it('a hover is in Japanese', limit, async () => {
    await workbench.eventually(async () => assert.match((await workbench.lines()).join('\n'), /2006-05/), 30_000);
    const said = await workbench.hover(reference);
    await workbench.picture('references-hover-ja');
    assert.match(said, /^再編の実施のための日米ロードマップ/);
    assert.match(said, /2006-05-01/);
  });

  it('the words above a title are Japanese', limit, async () => {
    await workbench.openFile(statement2007);
    const lens = workbench.page.locator('.editor-instance .codelens-decoration a', { hasText: /参照/ });
    await lens.first().waitFor();
    await workbench.picture('references-lens-ja');
  });
});
