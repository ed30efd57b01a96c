import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { definitionsAt, file, show, until } from './helpers.ts';

const name = 'terms.communique.txt';
const glossary = () => file('.communique/glossary.json');

export function suite(): void {
  describe('terms', () => {
    before(removeGlossary);
    afterEach(removeGlossary);
    after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    it('a term of the built-in glossary leads to its card, a read-only document in Markdown', async () => {
      const document = await show(name);
      const [location] = await definitionsAt(document, '外務省');
      assert.equal(location.uri.scheme, 'communique');
      const card = await vscode.workspace.openTextDocument(location.uri);
      assert.equal(card.languageId, 'markdown');
      assert.match(card.getText(), /外務省/);
      await vscode.window.showTextDocument(card);
      await vscode.commands.executeCommand('type', { text: 'x' });
      assert.equal(card.isDirty, false, 'nothing can be typed into it');
    });

    it('a card that there is not says so', async () => {
      const card = await vscode.workspace.openTextDocument(vscode.Uri.parse('communique:/glossary/nobody.md'));
      assert.match(card.getText(), /no such/);
    });

    it('a term that the text defines leads to the definition', async () => {
      const document = await show(name);
      const [location] = await definitionsAt(document, '調整所の費用');
      assert.equal(location.uri.toString(), document.uri.toString());
      assert.equal(location.range.start.line, 6);
    });

    it('the view leads through the uses of a term', async () => {
      const document = await show(name);
      await vscode.commands.executeCommand('communique.terms.focus');
      await vscode.commands.executeCommand('communique.terms.sortByCount');
      // three uses stand against one or two of every other term
      const selected = await until('a use of the first row', async () => {
        await vscode.commands.executeCommand('communique.terms.focus');
        await vscode.commands.executeCommand('list.focusFirst');
        await vscode.commands.executeCommand('list.select');
        return selectionIn(document) || undefined;
      });
      assert.match(selected, /BMD|弾道ミサイル防衛|調整所/);
      const places: string[] = [];
      for (let i = 0; i < 6; i++) {
        const before = placeOf(activeEditor());
        await vscode.commands.executeCommand('communique.terms.goToNextUse');
        const place = await until('the next use', () => {
          const now = placeOf(activeEditor());
          return now === before ? undefined : now;
        });
        places.push(place);
      }
      const uses = new Set(places);
      assert.ok(uses.size >= 3 && uses.size < places.length, `it comes round: ${places.join(' ')}`);
      await vscode.commands.executeCommand('communique.terms.goToDefinition');
      assert.equal(activeEditor().document.uri.toString(), document.uri.toString());
      await vscode.commands.executeCommand('communique.terms.sortByFirstUse');
    });
  });

  describe('the glossary of a folder', () => {
    before(removeGlossary);
    afterEach(removeGlossary);
    after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    it('is made with the first term that is added, and is in force', async () => {
      const document = await show(name);
      await until('the acronym is reported', () => problem(document.uri, 'undefined-acronym'));
      await add(document.uri, { acronym: 'QZP', en: 'quarterly zoning plan' });
      assert.deepEqual(await terms(), [{ acronym: 'QZP', en: 'quarterly zoning plan' }]);
      assert.ok(!isDirty(), 'it is saved');
      await until('the acronym is explained', () => !problem(document.uri, 'undefined-acronym'));
      const [location] = await definitionsAt(document, 'QZP');
      assert.equal(location.uri.toString(), glossary().toString());
    });

    it('keeps what is in it', async () => {
      const document = await show(name);
      const text = '{\r\n\t// ours\r\n\t"terms": [\r\n\t\t{ "ja": "覚書" }\r\n\t]\r\n}\r\n';
      await write(text);
      await add(document.uri, { ja: '整備計画' });
      const after = await read();
      assert.ok(after.startsWith('{\r\n\t// ours\r\n\t"terms": [\r\n\t\t{ "ja": "覚書" }'), after);
      assert.match(after, /"ja": "整備計画"/);
      assert.doesNotMatch(after, /[^\r]\n/);
    });

    it('is not saved while it has changes of the user', async () => {
      const document = await show(name);
      await write('{ "terms": [] }\n');
      const editor = await vscode.window.showTextDocument(glossary());
      // an editor that was open takes what is on the disk in its own time, and no edit meanwhile
      await until('the editor shows what was written', () => editor.document.getText() === '{ "terms": [] }\n');
      await until('the edit is made', () => editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '\n')));
      assert.ok(editor.document.isDirty);
      await add(document.uri, { acronym: 'QZP' });
      assert.match(editor.document.getText(), /"QZP"/);
      assert.ok(editor.document.isDirty);
      assert.equal(await read(), '{ "terms": [] }\n');
      await vscode.window.showTextDocument(editor.document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });

    it('stays as it is when the user breaks off', async () => {
      const document = await show(name);
      let done = false;
      const adding = vscode.commands.executeCommand('communique.addToGlossary', document.uri.toString(), {
        ja: '覚書',
      });
      void adding.then(() => {
        done = true;
      });
      await until('the question is gone', async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return done;
      });
      assert.equal(await exists(), false);
    });

    it('is opened by its command', async () => {
      await write('{ "terms": [] }\n');
      await show(name);
      await vscode.commands.executeCommand('communique.openGlossary');
      assert.equal(activeEditor().document.uri.toString(), glossary().toString());
    });

    it('is checked by its schema and by the server', async () => {
      await write('{ "terms": [ { "definition": "no name" }, { "ja": "覚書", "varients": [] } ] }\n');
      await vscode.window.showTextDocument(glossary());
      const messages = (source: (diagnostic: vscode.Diagnostic) => boolean) =>
        vscode.languages
          .getDiagnostics(glossary())
          .filter(source)
          .map(({ message }) => message)
          .join('\n');
      const fromSchema = await until('problems by the schema', () => messages(({ source }) => source !== 'communique'));
      assert.match(fromSchema, /varients/);
      const fromServer = await until('problems by the server', () => messages(({ source }) => source === 'communique'));
      assert.match(fromServer, /A term needs a name/);
    });

    it('may have comments and trailing commas', async () => {
      await write('{\n  // ours\n  "terms": [{ "ja": "覚書" }, { "bad": 1 }],\n}\n');
      await vscode.window.showTextDocument(glossary());
      const messages = await until('the problem that there is', () => {
        const found = vscode.languages.getDiagnostics(glossary()).filter(({ source }) => source !== 'communique');
        return found.length > 0 ? found.map(({ message }) => message).join('\n') : undefined;
      });
      assert.doesNotMatch(messages, /[Cc]omment|[Tt]railing/);
    });
  });
}

/** Runs the command and takes what stands in its boxes. */
async function add(uri: vscode.Uri, term: object): Promise<void> {
  let done = false;
  const adding = vscode.commands.executeCommand('communique.addToGlossary', uri.toString(), term);
  void adding.then(() => {
    done = true;
  });
  // there is no way to see that a box is open
  await until('the term is added', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return done;
  });
  await adding;
}

function problem(uri: vscode.Uri, code: string): boolean {
  return vscode.languages.getDiagnostics(uri).some((diagnostic) => {
    const own = diagnostic.code;
    return (typeof own === 'object' ? own.value : own) === code;
  });
}

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'a text is open');
  return editor;
}

function placeOf({ selection: { start } }: vscode.TextEditor): string {
  return `${start.line}:${start.character}`;
}

function selectionIn(document: vscode.TextDocument): string {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? document.getText(editor.selection) : '';
}

function isDirty(): boolean {
  return vscode.workspace.textDocuments.some(
    (document) => document.uri.toString() === glossary().toString() && document.isDirty,
  );
}

async function terms(): Promise<unknown> {
  return JSON.parse(await read()).terms;
}

async function read(): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(glossary()));
}

async function write(text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(glossary(), new TextEncoder().encode(text));
}

async function exists(): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(glossary());
    return true;
  } catch {
    return false;
  }
}

/** Other suites work in the same folder. */
async function removeGlossary(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  // not the folder: VS Code may not notice what is written at once into one that was made anew
  if (await exists()) await vscode.workspace.fs.delete(glossary());
}
