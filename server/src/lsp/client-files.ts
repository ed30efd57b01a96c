import type { Connection } from 'vscode-languageserver';
import { type FileTree, isHidden, isTextName } from '../corpus/workspace/files.ts';
import { isBelow, plainPath, uriKey } from '../corpus/workspace/uri.ts';

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
