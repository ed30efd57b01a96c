/** A term or a document through the years: as a table and as a timeline. */
import { commands, type Disposable, l10n, window, workspace } from 'vscode';
import type { GeneratedTexts } from './generated-texts.ts';
import { placeAtHand } from './go-to.ts';
import { historyTable, saidBy, saidIn } from './history-table.ts';
import type { History } from './protocol.ts';
import type { Server } from './server.ts';
import { showTimeline } from './timeline.ts';

export function registerHistoryCommands(server: Server, texts: GeneratedTexts): Disposable[] {
  const withHistory = async (run: (history: History) => Promise<void> | void): Promise<void> => {
    const place = placeAtHand();
    if (place === undefined) return;
    const history = await server.history(place.document.uri, place.position);
    if (history !== undefined) await run(history);
    else if (server.state === 'down') {
      void window.showWarningMessage(l10n.t('The Communiqué server is not running.'));
    } else void window.showInformationMessage(l10n.t('Put the cursor on a term or a reference first.'));
  };
  const showTable = async (history: History): Promise<void> => {
    const table = historyTable(history, {
      title: (name) => l10n.t('History of “{0}”', name),
      counted: (places, documents) => l10n.t('{0} places in {1} documents', places, documents),
      head: [l10n.t('Date'), l10n.t('Document'), l10n.t('Section'), l10n.t('Who and what'), l10n.t('Sentence')],
      noDate: l10n.t('no date'),
      more: (count) => l10n.t('… {0} more', count),
    });
    const uri = texts.add(`${l10n.t('History of “{0}”', history.name)}.md`, table);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  };
  return [
    commands.registerCommand('communique.showHistory', () => withHistory(showTable)),
    commands.registerCommand('communique.showStatements', () =>
      withHistory(async (history) => {
        const said = saidIn(history.entries);
        if (said.length === 0) {
          void window.showInformationMessage(l10n.t('No text says who spoke of “{0}”.', history.name));
          return;
        }
        const chosen = await window.showQuickPick(
          said.map((one) => ({
            label: one.name,
            description: `${one.count} · ${one.kind === 'party' ? l10n.t('who') : l10n.t('what')}`,
            said: one,
          })),
          { canPickMany: true, title: l10n.t('Who said what about “{0}”?', history.name) },
        );
        if (chosen === undefined) return;
        const entries = saidBy(
          history.entries,
          chosen.map((one) => one.said),
        );
        await showTable({ ...history, entries, more: 0 });
      }),
    ),
    commands.registerCommand('communique.showTimeline', () => withHistory(showTimeline)),
  ];
}
