// What a user sees and does in the workbench, on top of playwright-core.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser, startServer } from '../workbench/launch.mjs';

const artefacts = fileURLToPath(new URL('../artefacts', import.meta.url));
mkdirSync(artefacts, { recursive: true });

/** @typedef {{ name: string, detail: string, level: number }} Row */

/** For one test of the page: minutes are never needed, but a busy machine needs several times what a quiet one does. */
export const limit = { timeout: 120_000 };

/** A VS Code with the packaged extension installed and one file open. */
export class Workbench {
  /** @param {import('../workbench/launch.mjs').ServerOptions & { folder: string, file: string, width?: number, height?: number }} options */
  static async open({ folder, file, width, height, ...options }) {
    const server = await startServer({ vsix: process.env.COMMUNIQUE_VSIX, ...options });
    const { browser, page } = await openBrowser({ width, height });
    page.setDefaultTimeout(20_000);
    await page.goto(server.address(folder, [['openFile', server.remote(join(folder, file))]]));
    await page.waitForSelector('.monaco-editor .view-line');
    return new Workbench(server, browser, page);
  }

  /** @param {import('../workbench/launch.mjs').WorkbenchServer} server @param {any} browser @param {any} page */
  constructor(server, browser, page) {
    this.server = server;
    this.browser = browser;
    this.page = page;
  }

  async close() {
    await this.browser.close();
    this.server.stop();
  }

  /** @param {string} name of the file in test/artefacts/, without its ending */
  async picture(name) {
    // hovers and menus fade in
    await this.page.waitForTimeout(300);
    await this.page.screenshot({ path: join(artefacts, `${name}.png`) });
  }

  /** Runs a command by its English name. `asks`: it opens a list itself. @param {string} name @param {{ asks?: boolean }} [options] */
  async command(name, { asks = false } = {}) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.fill(`>${name}`);
    // Enter takes the row that has the focus, and until the list follows the words that is another one
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    if (!asks) await input.waitFor({ state: 'hidden' });
  }

  /** Waits until the palette finds a command for some words; what is shown of it. @param {string} words @param {string} name */
  async commandFor(words, name) {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget .quick-input-box input').fill(`>${words}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
    await row.waitFor();
    const label = await row.innerText();
    await this.page.keyboard.press('Escape');
    return label;
  }

  /** Unfolds a view of the side bar, whose header begins with a name. @param {RegExp} name */
  async unfoldView(name) {
    const header = this.page.locator('.pane-header', { hasText: name });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  }

  /** Shows the Outline view with all its items and waits for the first. */
  async showOutline() {
    const { page } = this;
    const header = page.locator('.pane-header', { hasText: /^(Outline|アウトライン)/ });
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    // the Explorer's own tree above it takes half of the height otherwise
    const explorer = page.locator('.explorer-folders-view').first();
    if (await explorer.isVisible()) await page.locator('.pane-header').first().click();
    await page.locator('.outline-pane .monaco-list-row').first().waitFor();
  }

  /** The rows that are visible in the Outline view. @returns {Promise<Row[]>} */
  outlineRows() {
    return rows(this.page.locator('.outline-pane .monaco-list-row'));
  }

  /** The rows of the list that a breadcrumb opens. @returns {Promise<Row[]>} */
  pickerRows() {
    return rows(this.page.locator('.monaco-breadcrumbs-picker .monaco-list-row'));
  }

  /** Opens the Terms view and waits for its first row. */
  async showTerms() {
    const { page } = this;
    await page
      .locator(
        '.activitybar .action-label[aria-label^="Communiqué"], .activitybar .action-label[aria-label^="コミュニケ"]',
      )
      .click();
    await this.#terms().first().waitFor();
  }

  /** The rows that are visible in the Terms view. @returns {Promise<Row[]>} */
  termRows() {
    return rows(this.#terms());
  }

  /** What a screen reader says of them. @returns {Promise<string[]>} */
  termLabels() {
    return this.#terms().evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));
  }

  /** The row of a term. @param {string} name */
  termRow(name) {
    return this.#terms()
      .filter({ has: this.page.locator('.label-name', { hasText: name }) })
      .first();
  }

  #terms() {
    return this.page.locator('.pane-body .customview-tree .monaco-list-row');
  }

  /** Names in the bar above the text, the file's own folders left out. @returns {Promise<string[]>} */
  async breadcrumbs() {
    const texts = await this.page.locator('.breadcrumbs-control .monaco-breadcrumb-item').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** The lines of the text that are on the screen, from the top. @returns {Promise<string[]>} */
  lines() {
    return this.page.$$eval('.editor-instance .view-line', (elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
  }

  /** The lines that stick to the top of the editor. @returns {Promise<string[]>} */
  async stickyLines() {
    const texts = await this.page.locator('.editor-instance .sticky-widget .sticky-line-content').allInnerTexts();
    return texts.map((text) => text.replaceAll('\u00a0', ' ').trim());
  }

  /** The line and column of the cursor, as the status bar says them. @returns {Promise<string>} */
  async cursor() {
    return (await this.page.locator('#status\\.editor\\.selection').textContent()).trim();
  }

  /** The name of the language in the status bar. @returns {Promise<string>} */
  async language() {
    return (await this.page.locator('#status\\.editor\\.mode').textContent()).trim();
  }

  /** Tries until it no longer throws: the page follows in its own time. @param {() => Promise<void>} check */
  async eventually(check, limit = 30_000) {
    const end = Date.now() + limit;
    for (;;) {
      try {
        return await check();
      } catch (error) {
        if (Date.now() > end) {
          await this.picture('failure');
          throw error;
        }
        await this.page.waitForTimeout(100);
      }
    }
  }

  /** Rests the mouse on the first letter of a word that can be seen; what the hover says. @returns {Promise<string>} */
  async hover(word) {
    const widget = this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
    let said = '';
    await this.eventually(async () => {
      const place = await this.#placeOf(word);
      await this.page.mouse.move(place.x, place.y + 200);
      await this.page.keyboard.press('Escape');
      await this.page.mouse.move(place.x, place.y);
      await widget.waitFor({ timeout: 2_000 });
      // it fades in
      await this.page.waitForTimeout(400);
      said = (await widget.innerText()).replaceAll('\u00a0', ' ').trim();
      assert.doesNotMatch(said, /^(?:Loading|読み込)/);
      // a lens that came meanwhile has moved the lines, and the mouse rests on another word
      const now = await this.#placeOf(word);
      assert.ok(Math.abs(now.x - place.x) < 2 && Math.abs(now.y - place.y) < 2, 'the word stands still');
    });
    return said;
  }

  /** Puts the cursor before the second letter of a word that can be seen. @param {string} word */
  async clickOn(word) {
    await this.eventually(async () => {
      const { x, y, width } = await this.#placeOf(word);
      await this.page.mouse.click(x + width / 2 - 1, y);
    });
  }

  /** Opens a file of the folder by its name. @param {string} name */
  async openFile(name) {
    const { page } = this;
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget .quick-input-box input').fill(name);
    // files that were open lately stand first until the list follows the name, and 177.txt must not pass for 7.txt
    const whole = new RegExp(`^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: whole }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: whole }).waitFor();
  }

  /** The middle of the first letter of a word that can be seen, and its width; hints of the editor part words. @param {string} word */
  async #placeOf(word) {
    const place = await this.page.evaluate((wanted) => {
      for (const line of document.querySelectorAll('.editor-instance .view-line')) {
        // a word can be parted into spans of several colours
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const at = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
        let before = 0;
        for (let node = walker.nextNode(); at >= 0 && node; node = walker.nextNode()) {
          if (at < before + node.textContent.length) {
            const range = document.createRange();
            range.setStart(node, at - before);
            range.setEnd(node, at - before + 1);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2, width };
          }
          before += node.textContent.length;
        }
      }
      return undefined;
    }, word);
    assert.ok(place, `${word} is not in sight`);
    return place;
  }

  /** @param {number} line one-based */
  async goToLine(line) {
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    // what is typed before it has gone would go to it
    await input.waitFor({ state: 'hidden' });
  }
}

/** @param {any} locator @returns {Promise<Row[]>} */
async function rows(locator) {
  return locator.evaluateAll((elements) =>
    elements
      .map((element) => ({
        top: element.getBoundingClientRect().top,
        name: element.querySelector('.label-name')?.textContent ?? '',
        detail: element.querySelector('.label-description')?.textContent ?? '',
        level: Number(element.getAttribute('aria-level')),
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ name, detail, level }) => ({ name, detail, level })),
  );
}
