/** Reads glossary files to the server, which has no disk in a browser and none that a virtual workspace could be on. */
import { FileSystemError, l10n, type Uri, workspace } from 'vscode';
import { toBase64 } from './base64.ts';
import { isGlossary } from './names.ts';
import type { FileContent } from './protocol.ts';

/** More than any glossary has, and less than would hold up the extension host. In MB. */
const LARGEST = 64;

/**
 * The bytes of the glossary at `uri`; null where there is no such file, or where `uri` is anything but a glossary.
 * Rejects where there is one that cannot be read.
 */
export async function readGlossary(uri: Uri): Promise<FileContent | null> {
  // what stands behind a `?` or `#` is no part of the name, whatever it ends with
  if (!isGlossary(uri) || uri.query !== '' || uri.fragment !== '') return null;
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > LARGEST * 1024 * 1024) throw new Error(l10n.t('The file has more than {0} MB.', LARGEST));
    return { base64: toBase64(await workspace.fs.readFile(uri)) };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether an error of `workspace.fs` says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory');
}
