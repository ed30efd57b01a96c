/** The glossary of a workspace folder: where it is, and the command that opens it. */
import {
  commands,
  l10n,
  type Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { GLOSSARY, GLOSSARY_TABLE } from './names.ts';
import { isMissing } from './workspace-files.ts';

const EMPTY = '{\n  "terms": []\n}\n';

/** The glossary of a folder, whether there is one or not. */
export function glossaryOf(folder: WorkspaceFolder): Uri {
  return Uri.joinPath(folder.uri, ...GLOSSARY);
}

/** Opens a glossary. It is UTF-8, whatever encoding the user has chosen for other files. */
export async function openDocument(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  return document.encoding.startsWith('utf8') ? document : workspace.openTextDocument(uri, { encoding: 'utf8' });
}

/** How long a document may take to show what another program wrote, and how often that is looked at. In ms. */
const CATCHING_UP = 2000;
const LOOK = 50;

/**
 * Makes sure that a document without changes of the user is what is on the disk: another program may have written the file since, and an
 * edit of what stood there before could not be saved. VS Code follows by itself, but in a folder that was made just now it may not notice.
 */
export async function caughtUp(document: TextDocument): Promise<void> {
  const end = Date.now() + CATCHING_UP;
  while (!document.isDirty && Date.now() < end) {
    if (await isOnDisk(document)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  if (document.isDirty || (await isOnDisk(document))) return;
  await window.showTextDocument(document, { preview: false });
  if (!document.isDirty) await commands.executeCommand('workbench.action.files.revert');
}

async function isOnDisk(document: TextDocument): Promise<boolean> {
  const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
  return lines(new TextDecoder().decode(await workspace.fs.readFile(document.uri))) === lines(document.getText());
}

/** Makes a glossary where there is none. @returns whether there is one now. */
export async function create(uri: Uri, content: string): Promise<boolean> {
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(content) });
  return workspace.applyEdit(edit);
}

export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    // what is there and cannot be looked at says so itself when it is opened
    return !isMissing(error);
  }
}

/** Says that a glossary needs a folder, and offers to open one. */
export async function needFolder(): Promise<void> {
  const open = l10n.t('Open Folder…');
  const message = l10n.t('A glossary belongs to a folder. Open the folder of the text first.');
  if ((await window.showErrorMessage(message, open)) === open) await commands.executeCommand('vscode.openFolder');
}

/** Shows a glossary, with the cursor on an entry of it. */
export async function showGlossary(uri: Uri, selection?: Range): Promise<void> {
  try {
    await window.showTextDocument(await openDocument(uri), { selection, preview: false });
  } catch {
    // binary, too large, or with changes in an encoding that is not its own
    void window.showErrorMessage(l10n.t('“{0}” could not be opened.', uri.path));
  }
}

/** The command: opens the glossary of the folder at hand; where there is none, offers to make one. */
export async function openGlossary(): Promise<void> {
  const folder = await folderAtHand();
  if (folder === undefined) return;
  const glossary = glossaryOf(folder);
  const table = Uri.joinPath(folder.uri, ...GLOSSARY_TABLE);
  if (await exists(glossary)) return showGlossary(glossary);
  if (await exists(table)) return showGlossary(table);

  const choice = l10n.t('Create Glossary');
  const message = l10n.t('The folder “{0}” has no glossary of its own yet.', folder.name);
  if ((await window.showInformationMessage(message, choice)) !== choice) return;
  if (await create(glossary, EMPTY)) await showGlossary(glossary);
  else void window.showErrorMessage(l10n.t('The glossary could not be written: {0}', glossary.path));
}

/** The folder of the active text, else the only one, else the one that the user picks. */
async function folderAtHand(): Promise<WorkspaceFolder | undefined> {
  const active = window.activeTextEditor?.document.uri;
  const own = active && workspace.getWorkspaceFolder(active);
  if (own !== undefined) return own;
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) await needFolder();
  return folders.length > 1 ? window.showWorkspaceFolderPick() : folders[0];
}
