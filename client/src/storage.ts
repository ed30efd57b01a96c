/** The directory in which the server keeps what it has read of the workspace, so that the next start need not read it again. */
import { type ExtensionContext, FileSystemError, type LogOutputChannel, Uri, workspace } from 'vscode';

/** Below the directory that VS Code gives the extension; all of it is the server's. */
const NAME = 'index';

export class CacheStorage {
  readonly #uri: Uri | undefined;
  readonly #log: LogOutputChannel;

  constructor(context: Pick<ExtensionContext, 'storageUri' | 'globalStorageUri'>, log: LogOutputChannel) {
    this.#log = log;
    const parent = context.storageUri ?? context.globalStorageUri;
    // in a browser there is no disk; the server reads everything again there
    this.#uri = parent.scheme === 'file' ? Uri.joinPath(parent, NAME) : undefined;
  }

  /** Made where it is missing. Undefined where there is no disk, the disk cannot be written or the user wants no cache. */
  async directory(): Promise<Uri | undefined> {
    if (this.#uri === undefined || !isWanted()) return undefined;
    try {
      await workspace.fs.createDirectory(this.#uri);
      return this.#uri;
    } catch (error) {
      this.#log.warn(`${this.#uri}: there can be no cache.`, error);
      return undefined;
    }
  }

  /** Removes it with all that is in it; for a time in which no server has it. Never rejects. */
  async clear(): Promise<void> {
    if (this.#uri === undefined) return;
    try {
      await workspace.fs.delete(this.#uri, { recursive: true, useTrash: false });
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') return;
      this.#log.warn(`${this.#uri}: the cache could not be removed.`, error);
    }
  }
}

function isWanted(): boolean {
  return workspace.getConfiguration('communique').get('cache.enabled') !== false;
}
