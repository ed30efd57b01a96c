import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { outline, pause, show, until } from './helpers.ts';

/** Long enough for a wrong switch of the language to have happened. */
const settled = 700;

export function suite(): void {
  describe('plain texts', () => {
    after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    it('a .txt that shows by its title block what it is, becomes a communiqué', async () => {
      const document = await show('recognised.txt');
      await until('the language', () => document.languageId === 'communique');
      const [root] = await outline(document);
      assert.equal(root.name, '日印外務・防衛次官級協議の概要');
    });

    it('an ordinary .txt stays plain text', async () => {
      const document = await show('shopping.txt');
      await pause(settled);
      assert.equal(document.languageId, 'plaintext');
    });

    it('one that the user makes plain text again is then left alone', async () => {
      const document = await show('switched-back.txt');
      await until('the language', () => document.languageId === 'communique');
      await vscode.commands.executeCommand('communique.treatAsPlainText');
      await until('the language', () => document.languageId === 'plaintext');
      await pause(settled);
      assert.equal(document.languageId, 'plaintext');

      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      const again = await show('switched-back.txt');
      await pause(settled);
      assert.equal(again.languageId, 'plaintext', 'opened again');
    });

    it('and can be made a communiqué again', async () => {
      const document = await show('switched-back.txt');
      assert.equal(document.languageId, 'plaintext');
      await vscode.commands.executeCommand('communique.treatAsCommunique');
      await until('the language', () => document.languageId === 'communique');
      await outline(document);
    });
  });
}
