import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { file, names, outline, show, until } from './helpers.ts';

const name = 'two-meetings.communique.txt';

export function suite(): void {
  describe('outline', () => {
    after(async () => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('shows the documents of a file and their sections, nested as in the text', async () => {
      const document = await show(name);
      assert.equal(document.languageId, 'communique');
      assert.deepEqual(names(await outline(document)), [
        '日豪外務・防衛閣僚協議の概要',
        [
          '1.地域情勢',
          ['（1）北朝鮮', '（2）海洋安全保障'],
          '2.防衛協力',
          ['（1）共同訓練', ['（イ）海上訓練', '（ロ）人的交流']],
        ],
        '日豪外務・防衛閣僚協議（共同記者発表）',
        [
          '1. 総論',
          [
            '（１） 双方は，昨年の会合以降の協力の進展を歓迎した',
            '（２） 双方は，次回会合を適切な時期に開催することで意見の一致を見た',
          ],
          '2. 情報保護協定',
        ],
      ]);
    });

    it('gives each document its date', async () => {
      const [first, second] = await outline(await show(name));
      assert.match(first.detail, /2009-06-04/);
      assert.match(second.detail, /2012-09/);
    });

    it('selects the line of the marker and covers the whole section', async () => {
      const document = await show(name);
      const [first] = await outline(document);
      const section = first.children[0];
      assert.equal(document.lineAt(section.selectionRange.start.line).text, '1.地域情勢');
      assert.equal(section.range.start.line, section.selectionRange.start.line);
      assert.match(document.lineAt(section.range.end.line).text, /^（2）海洋安全保障/);
    });

    it('follows an edit of a heading', async () => {
      const document = await show(name);
      await outline(document);
      const heading = document.positionAt(document.getText().indexOf('地域情勢'));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(heading, heading.translate(0, 4)), '国際情勢');
      assert.ok(await vscode.workspace.applyEdit(edit));
      const [first] = await outline(document, ([root]) => root.children[0]?.name === '1.国際情勢');
      assert.equal(first.children.length, 2);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await outline(document, ([root]) => root.children[0]?.name === '1.地域情勢');
    });

    it('folds each document and each section', async () => {
      const document = await show(name);
      await outline(document);
      const ranges = await until('folding ranges', () =>
        vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri),
      );
      const folded = ranges.map(({ start }) => document.lineAt(start).text);
      for (const line of ['日豪外務・防衛閣僚協議の概要', '1.地域情勢', '2.防衛協力', '1. 総論', '2. 情報保護協定']) {
        assert.ok(folded.includes(line), `${line} is folded; folded are:\n${folded.join('\n')}`);
      }
    });

    it('widens a selection step by step, up to the document', async () => {
      const document = await show(name);
      await outline(document);
      const position = document.positionAt(document.getText().indexOf('海上自衛隊'));
      const [innermost] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
        'vscode.executeSelectionRangeProvider',
        document.uri,
        [position],
      );
      const firstLines: string[] = [];
      for (let range: vscode.SelectionRange | undefined = innermost; range; range = range.parent) {
        assert.ok(range.range.contains(position));
        assert.ok(!range.parent || range.parent.range.contains(range.range), 'each step contains the one before');
        firstLines.push(document.lineAt(range.range.start.line).text.slice(0, 7));
      }
      const steps = firstLines.filter((line, i) => line !== firstLines[i - 1]);
      assert.deepEqual(
        steps.slice(0, 4),
        ['（イ）海上訓練', '（1）共同訓練', '2.防衛協力', '日豪外務・防衛'].map((s) => s.slice(0, 7)),
      );
    });

    it('shows an outline for every example', async () => {
      const examples = await vscode.workspace.findFiles(
        new vscode.RelativePattern(file('examples'), '**/*.communique.txt'),
      );
      assert.ok(examples.length > 0, 'there are examples');
      for (const uri of examples) {
        const document = await vscode.workspace.openTextDocument(uri);
        const roots = await outline(document);
        for (const root of roots) assert.match(root.detail, /\d{4}/, `${uri.path}: “${root.name}” has a date`);
      }
    });
  });
}
