import type { Connection } from 'vscode-languageserver';

/** Reads files for the server: the disk on Node, the client for everything else. */
export interface Files {
  /** The bytes of a file, undefined where there is none; rejects where there is one that cannot be read. */
  read(uri: string, limit: number): Promise<Uint8Array | 'too-large' | undefined>;
}

/** Files that the client reads (`communique/readFile`): virtual file systems, and all files where the server runs in a browser. */
export function clientFiles(connection: Connection, able: boolean): Files {
  return {
    async read(uri, limit) {
      if (!able) return undefined;
      const answer: unknown = await connection.sendRequest('communique/readFile', { uri });
      const base64 =
        typeof answer === 'object' && answer !== null ? (answer as { base64?: unknown }).base64 : undefined;
      if (typeof base64 !== 'string') return undefined;
      if (base64.length * 0.75 > limit) return 'too-large';
      return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    },
  };
}
