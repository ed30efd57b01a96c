/** The commands of the extension. What each is for stands in docs/commands.md. */
import {
  commands,
  type Disposable,
  type LogOutputChannel,
  l10n,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Choices } from './choices.ts';
import type { IndexView } from './index-view.ts';
import { LANGUAGE, PLAIN_TEXT } from './names.ts';
import type { Recognition } from './recognition.ts';
import type { Server } from './server.ts';

export interface CommandParts {
  readonly server: Server;
  readonly recognition: Recognition;
  readonly choices: Choices;
  readonly index: IndexView;
  readonly log: LogOutputChannel;
}

export function registerCommands({ server, recognition, choices, index, log }: CommandParts): Disposable[] {
  return [
    commands.registerCommand('communique.treatAsPlainText', async (target?: unknown) => {
      const document = documentOf(target);
      if (document === undefined) return;
      await choices.leaveAlone(document.uri);
      await recognition.setLanguage(document, PLAIN_TEXT);
    }),
    commands.registerCommand('communique.treatAsCommunique', async (target?: unknown) => {
      const document = documentOf(target);
      if (document === undefined) return;
      await choices.forget(document.uri);
      await recognition.setLanguage(document, LANGUAGE);
    }),
    commands.registerCommand('communique.restartServer', () => server.restart()),
    commands.registerCommand('communique.stopIndexing', () => index.stop()),
    commands.registerCommand('communique.index', () => index.resume()),
    commands.registerCommand('communique.clearCache', () => index.clear()),
    commands.registerCommand('communique.showLog', () => log.show()),
  ];
}

/** The open text a command was called on: a menu gives its address, the command palette nothing. */
function documentOf(target: unknown): TextDocument | undefined {
  const document =
    target instanceof Uri
      ? workspace.textDocuments.find((open) => open.uri.toString() === target.toString())
      : window.activeTextEditor?.document;
  if (document === undefined) void window.showInformationMessage(l10n.t('Open a text first.'));
  return document;
}
