/** From a section to those of other documents on the same matter, and from a meeting to the one before and after. */
import { commands, type Disposable, Location, l10n, Position, type TextDocument, Uri, window, workspace } from 'vscode';
import type { GeneratedTexts } from './generated-texts.ts';
import { goToPlace, placeAtHand } from './go-to.ts';
import { noneRelated } from './none-related.ts';
import type { Position as ProtocolPosition, RelatedItem } from './protocol.ts';
import { openChoice, pickRelated } from './related-picker.ts';
import { oneSentenceALine } from './sentences.ts';
import type { Server } from './server.ts';
import { toRange } from './term-tree.ts';

export function registerRelatedCommands(server: Server, texts: GeneratedTexts): Disposable[] {
  const related = async (
    uri: unknown,
    position: unknown,
    run: (document: TextDocument, position: ProtocolPosition, items: readonly RelatedItem[]) => Promise<void>,
  ): Promise<void> => {
    const place = placeAtHand(uri, position);
    if (place === undefined) return;
    const items = await server.related(place.document.uri, place.position);
    if (items === undefined) void window.showWarningMessage(l10n.t('The Communiqué server is not running.'));
    else if (items.length === 0) {
      void window.showInformationMessage(await noneRelated(server));
    } else await run(place.document, place.position, items);
  };
  const compare = async (document: TextDocument, position: ProtocolPosition, item: RelatedItem): Promise<void> => {
    await compareSections(texts, document, await wholeOf(document, position), item);
  };
  const title = (count: number): string => l10n.t('{0} related sections', count);
  return [
    commands.registerCommand('communique.showRelatedSections', (uri?: unknown, at?: unknown) =>
      related(uri, at, async (document, position, items) => {
        await pickRelated(items, { title: title(items.length) }, async (choice) => {
          if (choice.how === 'compare') await compare(document, position, choice.related);
          else await openChoice(choice);
        });
      }),
    ),
    commands.registerCommand('communique.peekRelatedSections', (uri?: unknown, at?: unknown) =>
      related(uri, at, async (document, { line, character }, items) => {
        const locations = items.map((item) => new Location(Uri.parse(item.uri), toRange(item.range)));
        await commands.executeCommand(
          'editor.action.peekLocations',
          document.uri,
          new Position(line, character),
          locations,
          'peek',
        );
      }),
    ),
    commands.registerCommand('communique.compareRelatedSections', (given?: unknown) =>
      related(undefined, undefined, async (document, position, items) => {
        const only = isRelated(given) ? given : items.length === 1 ? items[0] : undefined;
        if (only !== undefined) return compare(document, position, only);
        await pickRelated(items, { title: l10n.t('Compare with'), preview: false }, ({ related }) =>
          compare(document, position, related),
        );
      }),
    ),
    commands.registerCommand('communique.previousMeeting', () => goToMeeting(server, 'previous')),
    commands.registerCommand('communique.nextMeeting', () => goToMeeting(server, 'next')),
  ];
}

function isRelated(value: unknown): value is RelatedItem {
  return typeof value === 'object' && value !== null && 'reasons' in value && 'whole' in value;
}

async function goToMeeting(server: Server, which: 'previous' | 'next'): Promise<void> {
  const place = placeAtHand();
  if (place === undefined) return;
  const neighbours = await server.neighbours(place.document.uri, place.position);
  if (neighbours === undefined) {
    void window.showWarningMessage(l10n.t('The Communiqué server is not running.'));
    return;
  }
  const found = neighbours[which];
  if (found !== null) {
    await goToPlace(found);
    return;
  }
  const { series } = neighbours;
  const none =
    series === ''
      ? l10n.t('This document belongs to no series of meetings that is known.')
      : which === 'previous'
        ? l10n.t('The workspace has no earlier document of the series “{0}”.', series)
        : l10n.t('The workspace has no later document of the series “{0}”.', series);
  void window.showInformationMessage(none);
}

/** The section around a place, as lines [start, end) and its name; the whole text where the place is in none. */
async function wholeOf(
  document: TextDocument,
  { line }: ProtocolPosition,
): Promise<{ readonly name: string; readonly start: number; readonly end: number }> {
  const symbols = await commands.executeCommand<SymbolLike[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  let found = { name: document.uri.path, start: 0, end: document.lineCount };
  const visit = (list: readonly SymbolLike[], depth: number): void => {
    for (const { name, range, children } of list) {
      if (range.start.line > line || range.end.line < line) continue;
      if (depth > 0) found = { name, start: range.start.line, end: range.end.line + 1 };
      visit(children, depth + 1);
    }
  };
  visit(symbols ?? [], 0);
  return found;
}

interface SymbolLike {
  readonly name: string;
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly children: readonly SymbolLike[];
}

/** Two sections in VS Code's own diff editor, a sentence a line, so that like sentences meet. */
async function compareSections(
  texts: GeneratedTexts,
  document: TextDocument,
  own: { readonly name: string; readonly start: number; readonly end: number },
  other: RelatedItem,
): Promise<void> {
  const linesOf = (of: TextDocument, start: number, end: number): string => {
    const lines: string[] = [];
    for (let line = start; line < Math.min(end, of.lineCount); line++) lines.push(of.lineAt(line).text);
    return oneSentenceALine(lines.join('\n'));
  };
  let theirs: TextDocument;
  try {
    theirs = await workspace.openTextDocument(Uri.parse(other.uri));
  } catch {
    void window.showErrorMessage(l10n.t('“{0}” could not be opened.', Uri.parse(other.uri).path));
    return;
  }
  const left = texts.add(`${own.name}.txt`, linesOf(document, own.start, own.end));
  const right = texts.add(`${other.title}.txt`, linesOf(theirs, other.whole.start.line, other.whole.end.line));
  const name = l10n.t('{0} ↔ {1} ({2})', own.name, other.title, other.date ?? other.documentTitle);
  await commands.executeCommand('vscode.diff', left, right, name, { preview: true });
}
