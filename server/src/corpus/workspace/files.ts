import type { Selection } from './selection.ts';

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
  /** The same for files of annotations, where they can be listed. */
  sidecars?(folder: string): Promise<string[]>;
}

/** Whether a file with this name, or this end of an address, can be a text for the server: `*.txt`, `*.communique`. */
export function isTextName(name: string): boolean {
  return /\.(?:txt|communique)$/i.test(name);
}

/** Whether a file with this name, or this end of an address, holds the annotations of a text. */
export function isSidecarName(name: string): boolean {
  return /\.annotations\.jsonl$/i.test(name);
}

/** Whether a name, or a path below a folder with slashes in it, is left aside with all below it. */
export function isHidden(path: string): boolean {
  return /(?:^|\/)(?:\.|node_modules(?:\/|$))/.test(path);
}
