/** The commands of the Terms view. Each takes a row of it, and without one works on the row that is selected. */
import { commands, type Disposable, l10n, type Range, Uri, window } from 'vscode';
import { nextUse } from './term-list.ts';
import { isRow, placeOf, type Row, termOf, toRange } from './term-tree.ts';
import type { TermsView } from './terms-view.ts';

export function registerTermCommands(view: TermsView): Disposable[] {
  const onRow = (run: (row: Row) => Promise<void>) => async (given?: unknown) => {
    const row = isRow(given) ? given : view.selected;
    if (row === undefined) void window.showInformationMessage(l10n.t('Select a term in the view “Terms” first.'));
    else await run(row);
  };
  return [
    commands.registerCommand(
      'communique.terms.goToUse',
      onRow((row) => goTo(termOf(row).uri, placeOf(row))),
    ),
    commands.registerCommand('communique.terms.goToDefinition', onRow(goToDefinition)),
    commands.registerCommand('communique.terms.goToNextUse', onRow(goToNextUse)),
    commands.registerCommand('communique.terms.sortByFirstUse', () => view.sort('firstUse')),
    commands.registerCommand('communique.terms.sortByCount', () => view.sort('count')),
    commands.registerCommand('communique.terms.sortByName', () => view.sort('name')),
  ];
}

async function goToDefinition(row: Row): Promise<void> {
  const { name, definition } = termOf(row).term;
  if (definition === null) {
    void window.showInformationMessage(l10n.t('“{0}” is explained neither in this text nor in a glossary.', name));
    return;
  }
  await goTo(Uri.parse(definition.uri), toRange(definition.range));
}

async function goToNextUse(row: Row): Promise<void> {
  const { uri, term } = termOf(row);
  const selection = editorOf(uri)?.selection ?? toRange(term.uses.at(-1) ?? term.first);
  const next = nextUse(term.uses.map(toRange), selection);
  if (next !== undefined) await goTo(uri, next);
}

/** Selects a place in a text, in the group of editors that shows the text already, if one does. */
async function goTo(uri: Uri, range: Range): Promise<void> {
  try {
    await window.showTextDocument(uri, { selection: range, viewColumn: editorOf(uri)?.viewColumn });
  } catch {
    // deleted in the meantime, or on a disk that has gone
    void window.showErrorMessage(l10n.t('“{0}” could not be opened.', uri.path));
  }
}

function editorOf(uri: Uri) {
  const key = uri.toString();
  const shows = (editor: { document: { uri: Uri } }) => editor.document.uri.toString() === key;
  const { activeTextEditor, visibleTextEditors } = window;
  return activeTextEditor && shows(activeTextEditor) ? activeTextEditor : visibleTextEditors.find(shows);
}
