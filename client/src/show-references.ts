/** What a click on one of the server's code lenses runs: lists places of other texts without leaving the one at hand. */
import { commands, type Disposable, Location, l10n, Position, Uri } from 'vscode';
import {
  type Location as LocationOfProtocol,
  type Position as PositionOfProtocol,
  SHOW_REFERENCES,
} from './protocol.ts';
import { toRange } from './term-tree.ts';

export function registerShowReferences(): Disposable {
  return commands.registerCommand(SHOW_REFERENCES, showReferences);
}

async function showReferences(
  text: string,
  { line, character }: PositionOfProtocol,
  references: readonly LocationOfProtocol[],
): Promise<void> {
  const place = [Uri.parse(text), new Position(line, character)];
  const locations = references.map(({ uri, range }) => new Location(Uri.parse(uri), toRange(range)));
  if (locations.length > 0) await commands.executeCommand('editor.action.showReferences', ...place, locations);
  else {
    // they have gone since the lens was drawn
    const message = l10n.t('Nothing refers to this document.');
    await commands.executeCommand('editor.action.goToLocations', ...place, locations, 'peek', message);
  }
}
