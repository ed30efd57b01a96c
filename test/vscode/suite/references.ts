import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { definitionsAt, file, show, until } from './helpers.ts';

const outline2007 = 'references/2007-05-outline.communique.txt';
const outline2011 = 'references/2011-06-outline.communique.txt';
const statement2007 = 'references/2007-05-joint-statement.communique.txt';
const roadmap = vscode.Uri.parse('communique:/documents/scc-2006-05-01-roadmap.md');
const added = 'references/added.communique.txt';

export function suite(): void {
  describe('references', () => {
    before(remove);
    after(async () => {
      await remove();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('lead to a card where the document is not in the workspace', async () => {
      const document = await show(outline2007);
      const [location] = await definitionsAt(document, '発表した「ロードマップ」');
      assert.equal(location.uri.toString(), roadmap.toString());
      const card = await vscode.workspace.openTextDocument(location.uri);
      assert.equal(card.languageId, 'markdown');
      assert.match(card.getText(), /Roadmap for Realignment Implementation/);
      assert.match(card.getText(), /2006-05-01/);
    });

    it('lead to the text where it is in the workspace', async () => {
      const document = await show(outline2011);
      // before all files have been read it leads to the card
      const isFile = ({ uri: { scheme } }: vscode.Location): boolean => scheme === 'file';
      const [location] = await definitionsAt(document, '０７年の共通の戦略目標', isFile);
      assert.equal(location.uri.toString(), file(statement2007).toString());
      assert.equal(location.range.start.line, 0);
    });

    it('are found from the title that they mean, in all files', async () => {
      const document = await show(statement2007);
      const found = await until('the references to the statement', async () => {
        const locations = await vscode.commands.executeCommand<vscode.Location[]>(
          'vscode.executeReferenceProvider',
          document.uri,
          new vscode.Position(0, 3),
        );
        const names = new Set(locations.map(({ uri }) => uri.path.slice(uri.path.lastIndexOf('/') + 1)));
        return names.has('statement-2012.txt') && names.has('2007-05-outline.communique.txt') ? names : undefined;
      });
      assert.ok(found.has('2011-06-outline.communique.txt'), [...found].join(' '));
    });

    it('are counted above the title, with a command that lists them', async () => {
      const document = await show(statement2007);
      const [lens] = await until('the code lens', async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          document.uri,
          10,
        );
        return lenses.length > 0 ? lenses : undefined;
      });
      assert.match(lens.command?.title ?? '', /referred to by \d+ sections? in \d+ documents?/);
      assert.equal(lens.range.start.line, 0);
      assert.ok(lens.command);
      await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
      await vscode.commands.executeCommand('closeReferenceSearch');
    });

    it('can be listed with none', async () => {
      const document = await show(statement2007);
      const place = { line: 0, character: 0 };
      await vscode.commands.executeCommand('communique.showReferences', document.uri.toString(), place, []);
    });

    it('make a call hierarchy', async () => {
      const document = await show(statement2007);
      const items = await until('the hierarchy', async () => {
        const found = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>(
          'vscode.prepareCallHierarchy',
          document.uri,
          new vscode.Position(0, 3),
        );
        return found.length > 0 ? found : undefined;
      });
      const calls = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
        'vscode.provideIncomingCalls',
        items[0],
      );
      assert.ok(calls.length >= 3, `${calls.length} incoming`);
    });

    it('with a date that hangs on the document show its value, unless it is switched off', async () => {
      const document = await show(outline2007);
      await until('the hint', async () => (await hints(document)).includes('2006-05'));
      const settings = vscode.workspace.getConfiguration('communique');
      await settings.update('inlayHints.relativeDates', false, vscode.ConfigurationTarget.Workspace);
      try {
        await until('no hint', async () => !(await hints(document)).includes('2006-05'));
      } finally {
        await settings.update('inlayHints.relativeDates', undefined, vscode.ConfigurationTarget.Workspace);
      }
    });
  });

  describe('a card', () => {
    before(remove);
    after(async () => {
      await remove();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('follows the workspace while it is open', async () => {
      await show(outline2007);
      const card = await vscode.workspace.openTextDocument(roadmap);
      await vscode.window.showTextDocument(card);
      assert.ok(!card.getText().includes('added.communique.txt'));
      const text = '日米防衛相会談の概要\n平成20年6月1日\n防衛省\n\n1.再編\n　「ロードマップ」の実施を確認した。\n';
      await vscode.workspace.fs.writeFile(file(added), new TextEncoder().encode(text));
      await until('the new file stands in the card', () => card.getText().includes('added.communique.txt'));
      await vscode.workspace.fs.delete(file(added));
      await until('it has gone from the card', () => !card.getText().includes('added.communique.txt'));
    });

    it('can be opened while the server starts again, and an open one is filled again', async () => {
      await show(outline2007);
      const card = await vscode.workspace.openTextDocument(roadmap);
      await vscode.window.showTextDocument(card);
      const restarting = vscode.commands.executeCommand('communique.restartServer');
      const other = await vscode.workspace.openTextDocument(
        vscode.Uri.parse('communique:/documents/scc-2005-02-19.md'),
      );
      assert.match(other.getText(), /2005-02-19/);
      await restarting;
      await until('the card lists the places again', () => card.getText().includes('2011-06-outline'));
    });
  });
}

async function hints(document: vscode.TextDocument): Promise<string[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  return (found ?? []).map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
}

async function remove(): Promise<void> {
  try {
    await vscode.workspace.fs.delete(file(added));
  } catch {
    // there is none
  }
}
