/** What the user is told of a server that died, with the buttons that help. */
import { commands, type LogOutputChannel, l10n, window } from 'vscode';
import type { Death } from './server-life.ts';

const MEMORY = 'communique.server.maxMemory';

/** Shows the message for a death, and does not wait for an answer. `restart`: what the button does. */
export function tellOfDeath(death: Death, log: LogOutputChannel, restart: () => void): void {
  const restartServer = l10n.t('Restart Server');
  const showLog = l10n.t('Show Log');
  const openSetting = l10n.t('Open Setting');
  const buttons = [...(death.outOfMemory ? [openSetting] : []), restartServer, showLog];
  const show = death.pause === undefined ? window.showErrorMessage : window.showWarningMessage;
  void show(text(death), ...buttons).then((choice) => {
    if (choice === restartServer) restart();
    if (choice === showLog) log.show();
    if (choice === openSetting) void commands.executeCommand('workbench.action.openSettings', MEMORY);
  });
}

function text({ deaths, pause, outOfMemory, neverRan }: Death): string {
  if (pause === undefined) {
    if (outOfMemory) {
      return l10n.t(
        'The Communiqué server ran out of memory several times and was not started again. The setting “{0}” says how much memory it may have.',
        MEMORY,
      );
    }
    if (neverRan) return l10n.t('The Communiqué server could not be started.');
    return l10n.t('The Communiqué server stopped several times and was not started again.');
  }
  if (outOfMemory) {
    return l10n.t(
      'The Communiqué server ran out of memory and is started again. The setting “{0}” says how much memory it may have.',
      MEMORY,
    );
  }
  const seconds = Math.round(pause / 1000);
  return l10n.t(
    'The Communiqué server stopped {0} times within a few minutes. It is started again in {1} seconds.',
    deaths,
    seconds,
  );
}
