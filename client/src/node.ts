/** Entry on the desktop and on remote machines: the server is a Node process. */
import type { ExtensionContext } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { run, stop } from './extension.ts';

export function activate(context: ExtensionContext): Promise<void> {
  return run(context, async (options: LanguageClientOptions) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const module = context.asAbsolutePath('dist/server.js');
    const plain = { module, transport: TransportKind.stdio };
    return new LanguageClient(
      'communique',
      'Communiqué',
      { run: plain, debug: { ...plain, options: { execArgv: ['--nolazy', '--inspect=6117'] } } },
      options,
    );
  });
}

export function deactivate(): Promise<void> {
  return stop();
}
