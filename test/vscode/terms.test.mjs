// The Terms view and the commands around the glossary, as a user sees them. Run by run.mjs like page.test.mjs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { limit, Workbench } from './page.mjs';

const folder = process.env.COMMUNIQUE_WORKSPACE ?? '';
const file = 'terms.communique.txt';
const glossary = join(folder, '.communique/glossary.json');

describe('the Terms view', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    rmSync(join(folder, '.communique'), { recursive: true, force: true });
    workbench = await Workbench.open({ folder, file, language: 'en' });
  }, limit);
  after(async () => {
    await workbench?.close();
    rmSync(join(folder, '.communique'), { recursive: true, force: true });
  });

  it('lists the terms of the text in the order of their first use', limit, async () => {
    await workbench.showTerms();
    await workbench.eventually(async () => {
      const names = (await workbench.termRows()).map(({ name }) => name);
      assert.deepEqual(
        names.filter((name) => ['外務省', '弾道ミサイル防衛', '海上調整所', 'QZP'].includes(name)),
        ['外務省', '弾道ミサイル防衛', '海上調整所', 'QZP'],
        names.join(' '),
      );
    });
    await workbench.picture('terms');
    const row = (await workbench.termRows()).find(({ name }) => name === '弾道ミサイル防衛');
    assert.match(row?.detail ?? '', /^4 · BMD · ballistic missile defense$/);
  });

  it('says to those who cannot see it what a row is', limit, async () => {
    const label = await workbench.termRow('海上調整所').getAttribute('aria-label');
    assert.equal(label, '海上調整所, 調整所, 4 uses, defined in this text');
  });

  it('leads to the first use with a click, and from there to the next', limit, async () => {
    await workbench.termRow('弾道ミサイル防衛').click();
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 5, Col 11 \(8 selected\)/));
    await workbench.command('Communiqué: Go to Next Use of Term');
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 5, Col 15 \(3 selected\)/));
  });

  it('is used with the keyboard alone', limit, async () => {
    const { page } = workbench;
    await workbench.command('Communiqué: Focus on Terms View');
    await page.keyboard.press('Home');
    for (let at = await focused(); !at.startsWith('海上調整所'); at = await focused()) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('ArrowRight');
    await workbench.eventually(async () => {
      const uses = (await workbench.termRows()).filter(({ level }) => level === 2);
      assert.equal(uses.length, 4);
      assert.match(uses[0].name, /^7: （2）双方は、海上調整所（以下「調整所」という。）/);
    });
    await workbench.picture('terms-unfolded');
    await page.keyboard.press('Control+F12');
    await workbench.eventually(async () => assert.match(await workbench.cursor(), /^Ln 7, Col 20 \(3 selected\)/));
  });

  it('is sorted by number of uses, and remembers it', limit, async () => {
    await workbench.command('Communiqué: Sort Terms by Number of Uses');
    await workbench.eventually(async () => {
      const counts = (await workbench.termRows())
        .filter(({ level }) => level === 1)
        .map(({ detail }) => Number.parseInt(detail, 10));
      assert.deepEqual(
        counts,
        counts.toSorted((a, b) => b - a),
      );
      assert.ok(counts[0] > 1, counts.join(' '));
    });
    await workbench.command('Communiqué: Sort Terms by First Use');
  });

  it('adds an acronym that is explained nowhere to the glossary, asking in three steps', limit, async () => {
    const { page } = workbench;
    const row = workbench.termRow('QZP');
    await row.hover();
    await row.getByRole('button', { name: 'Add to Glossary' }).click();
    const box = page.locator('.quick-input-widget .quick-input-box input');
    await workbench.eventually(async () => assert.equal(await box.inputValue(), 'QZP'));
    await workbench.picture('add-to-glossary');
    await page.keyboard.press('Enter');
    await workbench.eventually(async () => assert.equal(await box.inputValue(), ''));
    await page.keyboard.type('四半期区画計画');
    await page.keyboard.press('Enter');
    await workbench.eventually(async () => assert.equal(await box.inputValue(), ''));
    await page.keyboard.type('An invented plan.');
    await page.keyboard.press('Enter');
    await workbench.eventually(async () => assert.ok(existsSync(glossary) && readFileSync(glossary).length > 0));
    assert.deepEqual(JSON.parse(readFileSync(glossary, 'utf8')), {
      terms: [{ ja: '四半期区画計画', acronym: 'QZP', definition: 'An invented plan.' }],
    });
    await workbench.eventually(async () => {
      const label = await workbench.termRow('四半期区画計画').getAttribute('aria-label');
      assert.equal(label, '四半期区画計画, QZP, 1 use, from the glossary of the workspace');
    });
    await page.locator('.notification-list-item', { hasText: 'was added to the glossary' }).waitFor();
    await page.locator('.notification-list-item .monaco-button', { hasText: 'Show Entry' }).click();
    await page.locator('.tab.active', { hasText: 'glossary.json' }).waitFor();
    await workbench.picture('glossary');
    // the events of a change of editor have come
    await workbench.page.waitForTimeout(500);
    assert.ok((await workbench.termRows()).length > 0, 'the terms stay while the glossary is read');
  });

  it('says what to do where no communiqué is open', limit, async () => {
    await workbench.command('View: Close All Editors');
    await workbench.page.locator('.welcome-view-content', { hasText: 'Open a communiqué' }).waitFor();
    await workbench.picture('terms-welcome');
  });

  async function focused() {
    const label = await workbench.page
      .locator('.pane-body .customview-tree .monaco-list-row.focused')
      .getAttribute('aria-label');
    return label ?? '';
  }
});

describe('the Terms view in Japanese', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const example = join('examples', '01-two-plus-two-2029-and-2030.communique.txt');
    workbench = await Workbench.open({ folder, file: example, language: 'ja' });
  }, limit);
  after(() => workbench?.close());

  it('is in Japanese', limit, async () => {
    await workbench.showTerms();
    await workbench.eventually(async () => {
      const labels = await workbench.termLabels();
      assert.ok(
        labels.some((label) => /、\d+ 回使用、(このテキストで定義|内蔵の用語集による)$/.test(label)),
        labels.join('\n'),
      );
    });
    await workbench.picture('terms-ja');
  });
});
