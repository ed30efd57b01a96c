/** Shows what the server knows of a term as a read-only document, `communique:/glossary/….md`. */
import { CancellationError, type Disposable, l10n, workspace } from 'vscode';
import { LANGUAGE } from './names.ts';
import type { Server } from './server.ts';

/** The name ends in `.md`, so VS Code gives the document the language of Markdown. */
export function registerCards(server: Server): Disposable {
  return workspace.registerTextDocumentContentProvider(LANGUAGE, {
    async provideTextDocumentContent(uri, token) {
      // a card may be all that a window has kept from the last time
      await server.start();
      const text = await server.card(uri);
      if (token.isCancellationRequested) throw new CancellationError();
      return text ?? l10n.t('The glossary has no such entry, or the server is not running.');
    },
  });
}
