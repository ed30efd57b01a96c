/** Settings that a server is started with: another value needs another server. */
import { Disposable, workspace } from 'vscode';
import type { Server } from './server.ts';

const SETTINGS = ['communique.server.maxMemory', 'communique.cache.enabled'];
/** A number is typed digit by digit, in ms. */
const SETTLE = 1_000;

export function restartOnSettings(server: Server): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return Disposable.from(
    { dispose: () => clearTimeout(timer) },
    workspace.onDidChangeConfiguration((change) => {
      if (!SETTINGS.some((setting) => change.affectsConfiguration(setting))) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (server.state !== 'idle') void server.restart();
      }, SETTLE);
    }),
  );
}
