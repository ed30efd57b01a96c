/** Places that a user is led to. */
import { l10n, type TextDocument, type TextDocumentShowOptions, Uri, window } from 'vscode';
import { LANGUAGE } from './names.ts';
import type { Position, Range as ProtocolRange } from './protocol.ts';
import { toRange } from './term-tree.ts';

/** A place in a file. */
export interface Place {
  readonly uri: string;
  readonly range: ProtocolRange;
}

/** Shows a place, its beginning selected so that the way back leads here; false where that cannot be. */
export async function goToPlace({ uri, range }: Place, options: TextDocumentShowOptions = {}): Promise<boolean> {
  const target = Uri.parse(uri);
  try {
    const { start } = toRange(range);
    await window.showTextDocument(target, { ...options, selection: toRange({ start, end: start }) });
    return true;
  } catch {
    // deleted in the meantime, or on a disk that has gone
    void window.showErrorMessage(l10n.t('“{0}” could not be opened.', target.path));
    return false;
  }
}

/** The text of ours that a command works on, and where; says so where there is none. `uri` and `position` as a lens gives them. */
export function placeAtHand(
  uri?: unknown,
  position?: unknown,
): { readonly document: TextDocument; readonly position: Position } | undefined {
  const editor =
    typeof uri === 'string'
      ? window.visibleTextEditors.find((one) => one.document.uri.toString() === Uri.parse(uri).toString())
      : window.activeTextEditor;
  if (editor === undefined || editor.document.languageId !== LANGUAGE) {
    void window.showInformationMessage(l10n.t('Open a communiqué first.'));
    return undefined;
  }
  const { line, character } = isPosition(position) ? position : editor.selection.active;
  return { document: editor.document, position: { line, character } };
}

function isPosition(value: unknown): value is Position {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}
