import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { file, outline, show, until } from './helpers.ts';

export function suite(): void {
  describe('Restricted Mode', () => {
    it('the outline is there in a workspace that is not trusted', async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      const roots = await outline(await show('two-meetings.communique.txt'));
      assert.equal(roots.length, 2);
      assert.equal(vscode.workspace.isTrusted, false);
    });

    it('the glossary of the folder is in force there', async () => {
      const glossary = file('.communique/glossary.json');
      const text = '{ "terms": [{ "acronym": "QZP", "en": "quarterly zoning plan" }] }';
      await vscode.workspace.fs.writeFile(glossary, new TextEncoder().encode(text));
      try {
        const document = await show('terms.communique.txt');
        const position = document.positionAt(document.getText().indexOf('QZP') + 1);
        const [hover] = await until('what the term means', async () => {
          const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
            'vscode.executeHoverProvider',
            document.uri,
            position,
          );
          return hovers.length > 0 ? hovers : undefined;
        });
        const [content] = hover.contents;
        assert.match(typeof content === 'string' ? content : content.value, /quarterly zoning plan/);
      } finally {
        await vscode.workspace.fs.delete(file('.communique'), { recursive: true });
      }
    });

    it('a .txt is recognised there, too', async () => {
      const document = await show('recognised.txt');
      await until('the language', () => document.languageId === 'communique');
    });
  });
}
