/** Entry in a browser (vscode.dev and the like): the server is a Web Worker. */
import { type ExtensionContext, Uri } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { run, stop } from './extension.ts';

/** The one global of a browser that is needed here; the project is compiled without the browser's own types. */
declare const Worker: new (script: string) => { terminate(): void };

export function activate(context: ExtensionContext): Promise<void> {
  let worker: { terminate(): void } | undefined;
  return run(context, async (options: LanguageClientOptions) => {
    const { LanguageClient } = await import('vscode-languageclient/browser');
    const script = Uri.joinPath(context.extensionUri, 'dist', 'server.browser.js').toString(true);
    const indexer = Uri.joinPath(context.extensionUri, 'dist', 'indexer.browser.js').toString(true);
    options.initializationOptions = { ...options.initializationOptions, indexer };
    const open = async () => {
      // a worker does not end by itself when its server is told to exit
      worker?.terminate();
      worker = new Worker(script);
      return worker;
    };
    return {
      client: new LanguageClient('communique', 'Communiqué', open, options),
      kill: () => worker?.terminate(),
      // a browser does not say why a worker has ended
      ranOutOfMemory: async () => false,
    };
  });
}

export function deactivate(): Promise<void> {
  return stop();
}
