/** Reads and finds files for the server, which has no disk in a browser and none that a virtual workspace could be on. */
import { FileSystemError, l10n, type Uri, workspace } from 'vscode';
import { toBase64 } from './base64.ts';
import { isFolderKnowledge, mayBeRead } from './names.ts';
import type { FileContent, FoundFiles } from './protocol.ts';

/** VS Code gives no larger text to extensions either, and no glossary comes near it. In MB. */
const LARGEST = 50;
/** A workspace with more is one of something else: the rest is not looked at. */
const MOST_FILES = 20_000;
/** Beside what the user's `files.exclude` hides. The server leaves the same places aside on a disk that it reads itself. */
const LEFT_ASIDE = '**/{node_modules,.*}/**';

/**
 * The bytes of the file at `uri`; null where there is none, where it is none that the server may read, and for a text that is too
 * large or cannot be read: it is just not among those that are known. Rejects for what a folder adds, where that cannot be read:
 * the server shows it at the file.
 */
export async function readFile(uri: Uri): Promise<FileContent | null> {
  // what stands behind a `?` or `#` is no part of the name, whatever it ends with
  if (!mayBeRead(uri) || uri.query !== '' || uri.fragment !== '') return null;
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > LARGEST * 1024 * 1024) throw new Error(l10n.t('The file has more than {0} MB.', LARGEST));
    return { base64: toBase64(await workspace.fs.readFile(uri)) };
  } catch (error) {
    if (isMissing(error) || !isFolderKnowledge(uri)) return null;
    throw error;
  }
}

/** The files of the workspace that may be texts of ours; where there are too many, those that are so by their name go first. */
export async function findTexts(): Promise<FoundFiles> {
  // on most systems a pattern tells capitals from small letters, and older files have names such as GAIYO.TXT
  const patterns = ['**/*.{communique,communique.txt}', '**/*.{txt,TXT}'];
  const found = await Promise.all(patterns.map((pattern) => workspace.findFiles(pattern, LEFT_ASIDE, MOST_FILES)));
  const uris = new Set(found.flat().map((uri) => uri.toString()));
  return { uris: [...uris].slice(0, MOST_FILES) };
}

/** Whether an error of `workspace.fs` says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory');
}
