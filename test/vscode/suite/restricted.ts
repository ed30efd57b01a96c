import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { outline, show, until } from './helpers.ts';

export function suite(): void {
  describe('Restricted Mode', () => {
    it('the outline is there in a workspace that is not trusted', async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      const roots = await outline(await show('two-meetings.communique.txt'));
      assert.equal(roots.length, 2);
      assert.equal(vscode.workspace.isTrusted, false);
    });

    it('a .txt is recognised there, too', async () => {
      const document = await show('recognised.txt');
      await until('the language', () => document.languageId === 'communique');
    });
  });
}
