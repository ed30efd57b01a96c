import { l10n } from 'vscode';
import type { Server } from './server.ts';

/** What to say where a section has no related ones: as long as the workspace is read, that is not known. */
export async function noneRelated(server: Server): Promise<string> {
  const status = await server.indexStatus();
  return status?.complete === false
    ? l10n.t('Nothing was found so far: not all of the workspace has been read.')
    : l10n.t('No section of another document matches this one well.');
}
