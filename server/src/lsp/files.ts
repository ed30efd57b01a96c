import type { Connection } from 'vscode-languageserver';
import type { Selection } from './selection.ts';
import { isBelow, plainPath, uriKey } from './uri.ts';

/** Reads files for the server: the disk on Node, the client for everything else. */
export interface Files {
  /** The bytes of a file, undefined where there is none; rejects where there is one that cannot be read. */
  read(uri: string, limit: number): Promise<Uint8Array | 'too-large' | undefined>;
}

/** Files that can be listed too. */
export interface FileTree extends Files {
  /**
   * The addresses of all files below a folder that have the name of a text (`isTextName`), apart from hidden places (`isHidden`);
   * and those that the selection does not admit; none where there is no such folder. Rejects where nothing can be said. The selection
   * is told the ignore files on the way.
   */
  list(folder: string, selection?: Selection): Promise<string[]>;
}

/** Whether a file with this name, or this end of an address, can be a text for the server: `*.txt`, `*.communique`. */
export function isTextName(name: string): boolean {
  return /\.(?:txt|communique)$/i.test(name);
}

/** Whether a name, or a path below a folder with slashes in it, is left aside with all below it. */
export function isHidden(path: string): boolean {
  return /(?:^|\/)(?:\.|node_modules(?:\/|$))/.test(path);
}

/** Files that the client reads (`communique/readFile`) and lists (`communique/findFiles`): virtual file systems, and all files where the server runs in a browser. */
export function clientFiles(connection: Connection, able: () => boolean): FileTree {
  let found: Promise<string[]> | undefined;
  /** One request for all lists that are asked for at once: the answer is the whole workspace each time. */
  async function findAll(): Promise<string[]> {
    await Promise.resolve();
    found = undefined;
    const answer: unknown = await connection.sendRequest('communique/findFiles', {});
    const uris = typeof answer === 'object' && answer !== null ? (answer as { uris?: unknown }).uris : undefined;
    if (!Array.isArray(uris)) throw new Error('communique/findFiles: no list of files');
    return uris.filter((uri) => typeof uri === 'string');
  }
  return {
    async read(uri, limit) {
      if (!able()) return undefined;
      const answer: unknown = await connection.sendRequest('communique/readFile', { uri });
      const base64 =
        typeof answer === 'object' && answer !== null ? (answer as { base64?: unknown }).base64 : undefined;
      if (typeof base64 !== 'string') return undefined;
      if (base64.length * 0.75 > limit) return 'too-large';
      return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    },
    async list(folder, selection) {
      if (!able()) return [];
      found ??= findAll();
      const uris = await found;
      const key = uriKey(folder);
      return uris.filter((uri) => {
        const file = uriKey(uri);
        if (!isTextName(file) || !isBelow(file, key)) return false;
        const path = file.slice(key.length + 1);
        return !isHidden(path) && (selection === undefined || selection.admits(plainPath(path)));
      });
    },
  };
}
