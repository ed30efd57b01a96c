/** Entry on the desktop and on remote machines: the server is a Node process. */
import { createInterface } from 'node:readline';
import { type ExtensionContext, workspace } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { run, stop } from './extension.ts';
import { memoryArguments, saysOutOfMemory } from './memory.ts';

/** What a process has said on standard error is there so long after its end at the latest, in ms. */
const LAST_WORDS = 1_000;

export function activate(context: ExtensionContext): Promise<void> {
  return run(context, async (options: LanguageClientOptions) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const module = context.asAbsolutePath('dist/server.js');
    const transport = TransportKind.stdio;
    const execArgv = memoryArguments(workspace.getConfiguration('communique').get('server.maxMemory'));

    let outOfMemory = false;
    let allSaid: Promise<void> = Promise.resolve();
    const client = new LanguageClient(
      'communique',
      'Communiqué',
      {
        run: { module, transport, options: { execArgv } },
        debug: { module, transport, options: { execArgv: [...execArgv, '--nolazy', '--inspect=6117'] } },
      },
      {
        ...options,
        stdioOptions: {
          stdout: () => undefined,
          stderr(input, log) {
            const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
            lines.on('line', (line) => {
              outOfMemory ||= saysOutOfMemory(line);
              log.error(line);
            });
            allSaid = new Promise((resolve) => lines.once('close', () => resolve()));
          },
        },
      },
    );
    return {
      client,
      kill: () => void client.serverProcess?.kill('SIGKILL'),
      async ranOutOfMemory() {
        await Promise.race([allSaid, new Promise((resolve) => setTimeout(resolve, LAST_WORDS))]);
        return outOfMemory;
      },
    };
  });
}

export function deactivate(): Promise<void> {
  return stop();
}
