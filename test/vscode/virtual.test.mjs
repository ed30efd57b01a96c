// References in a virtual workspace, where the server has no disk and the client finds and reads the files. Run by run.mjs like
// page.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser, startServer } from '../workbench/launch.mjs';
import { limit, Workbench } from './page.mjs';

const extension = fileURLToPath(new URL('virtual', import.meta.url));
const statement = '2007-05-joint-statement.communique.txt';

describe('a virtual workspace', () => {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    const server = await startServer({
      vsix: process.env.COMMUNIQUE_VSIX,
      language: 'en',
      // without it, an extension under development is not loaded
      testDriver: true,
      env: { VIRTUAL_FILES: process.env.COMMUNIQUE_WORKSPACE },
    });
    const { browser, page } = await openBrowser({ height: 640 });
    page.setDefaultTimeout(20_000);
    workbench = new Workbench(server, browser, page);
    const folder = 'virtual:/references';
    const address = server.address(folder, [
      ['openFile', `${folder}/${statement}`],
      ['extensionDevelopmentPath', server.remote(extension)],
    ]);
    await page.goto(address);
    await page.waitForSelector('.monaco-editor .view-line');
  }, limit);
  after(() => workbench?.close());

  it('knows the texts that are not open', limit, async () => {
    const lens = workbench.page.locator('.editor-instance .codelens-decoration a', { hasText: /referred to by/ });
    await lens.first().waitFor();
    await workbench.eventually(async () => assert.match(await lens.first().innerText(), /in 4 documents$/));
    await workbench.picture('virtual');
  });
});
