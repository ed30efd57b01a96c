import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export const extensionId = 'communique.communique';

/** A file of the workspace that the tests are run in, a copy of test/vscode/workspace and of examples/. */
export function file(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function show(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file(name));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/**
 * Asks until the answer is there: a server starts, a language is switched and an outline follows an edit in their own
 * time. @param what is said when it does not come
 */
export async function until<T>(what: string, ask: () => T | Thenable<T>, limit = 40_000): Promise<NonNullable<T>> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as NonNullable<T>;
    if (Date.now() > end) throw new Error(`${what}: not within ${limit / 1000} s`);
    await pause(50);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Where F12 on a word leads; waits for a first place that fits. */
export function definitionsAt(
  document: vscode.TextDocument,
  word: string,
  fits = (_: vscode.Location) => true,
): Promise<vscode.Location[]> {
  const position = document.positionAt(document.getText().indexOf(word) + 1);
  return until(`the definition of ${word}`, async () => {
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    const locations = found.map((one) =>
      'targetUri' in one ? new vscode.Location(one.targetUri, one.targetSelectionRange ?? one.targetRange) : one,
    );
    return locations.length > 0 && fits(locations[0]) ? locations : undefined;
  });
}

/** The outline as VS Code has it from the server; waits for the first one. */
export function outline(document: vscode.TextDocument, fits = (_: vscode.DocumentSymbol[]) => true) {
  return until(`the outline of ${document.uri.path}`, async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return symbols && symbols.length > 0 && fits(symbols) ? symbols : undefined;
  });
}

/** `['A', ['A1', 'A2']]`: each name is followed by the list of what stands below it, if anything does. */
export type Names = (string | Names)[];

export function names(symbols: readonly vscode.DocumentSymbol[]): Names {
  return symbols.flatMap((symbol) =>
    symbol.children.length > 0 ? [symbol.name, names(symbol.children)] : [symbol.name],
  );
}
