import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { extensionId } from './helpers.ts';

export function suite(): void {
  describe('manifest', () => {
    const extension = () => {
      const found = vscode.extensions.getExtension(extensionId);
      assert.ok(found, 'the extension is there');
      return found;
    };

    it('every command it promises exists, and no other command is registered', async () => {
      await extension().activate();
      const promised: string[] = extension().packageJSON.contributes.commands.map(
        (c: { command: string }) => c.command,
      );
      const commands = await vscode.commands.getCommands(true);
      const registered = commands.filter((command) =>
        /^communique\.(?!.*(?:focus|open|resetViewLocation|removeView|toggleVisibility)$)/.test(command),
      );
      assert.deepEqual(registered.sort(), promised.sort());
    });

    it('every text of the manifest has been found in the table of strings', () => {
      const unresolved = JSON.stringify(extension().packageJSON).match(/"%[^"%]+%"/g) ?? [];
      assert.deepEqual(unresolved, []);
    });

    it('full-width characters are not marked as suspicious', () => {
      const editor = vscode.workspace.getConfiguration('editor', { languageId: 'communique' });
      assert.equal(editor.get('unicodeHighlight.ambiguousCharacters'), false);
      assert.equal(editor.get('wordWrap'), 'on');
    });
  });
}
