/**
 * Shows what the server knows of a term or a document as a read-only text, `communique:/glossary/….md`, `communique:/documents/….md`.
 *
 * The client library has a provider of its own for them, but only from the moment the server has said that it has cards until it
 * stops. VS Code would say that there is no such resource for a card whose preview a window has kept from the last time, and for one
 * that is opened while the server starts again or is down. So there is one that is always there. VS Code asks the newer of the two,
 * which does not matter, because both answer with `Server.card`; and it takes a refresh from either, so that the library's is enough
 * for what the server sends while it runs.
 */
import { Disposable, EventEmitter, type Uri, workspace } from 'vscode';
import { LANGUAGE } from './names.ts';
import type { Server } from './server.ts';

/** The names end in `.md`, so VS Code gives the texts the language of Markdown. */
export function registerCards(server: Server): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(LANGUAGE, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      await server.start();
      return server.card(uri);
    },
  });
  // a server that has just started knows nothing of cards that were asked for before
  const started = server.onDidChangeState((state) => {
    if (state !== 'running') return;
    for (const { uri } of workspace.textDocuments) if (uri.scheme === LANGUAGE) changed.fire(uri);
  });
  return Disposable.from(provider, started, changed);
}
