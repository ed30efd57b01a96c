/**
 * Tells the server of glossaries and catalogues that VS Code itself shows or writes. Watching the disk does the rest, but not every
 * host watches every folder, and none does so at once.
 */
import { Disposable, type TextDocument, workspace } from 'vscode';
import { isFolderKnowledge } from './names.ts';
import type { Server } from './server.ts';

export function followFolderKnowledge(server: Server): Disposable {
  const tell = (document: TextDocument): void => {
    if (isFolderKnowledge(document.uri)) server.fileChanged(document.uri);
  };
  return Disposable.from(
    workspace.onDidOpenTextDocument(tell),
    workspace.onDidSaveTextDocument(tell),
    // what changed outside is loaded into an editor without changes of its own
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!document.isDirty) tell(document);
    }),
  );
}
