import { decode } from '../../text/encoding.ts';
import { type FileTree, isHidden, isSidecarName, isTextName } from './files.ts';
import { isIgnoreFile, Selection } from './selection.ts';
import { uriOfEntry } from './uri.ts';

/** What the disk needs of a file system: functions of Node's `fs/promises` and `url`, which only an entry may import. */
export interface FileSystem {
  readdir(path: string, options: { withFileTypes: true }): Promise<DirectoryEntry[]>;
  stat(path: string): Promise<{ readonly size: number; isFile(): boolean; isDirectory(): boolean }>;
  /** The path without symbolic links. */
  realpath(path: string): Promise<string>;
  readFile(path: string): Promise<Uint8Array>;
  fileURLToPath(uri: string): string;
  /** Between the names of a path. */
  readonly sep: string;
}

interface DirectoryEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** A directory on the way: its address, its path, and its path without symbolic links. */
interface Directory {
  readonly uri: string;
  readonly path: string;
  readonly real: string;
  /** Below the folder, with slashes; '' for the folder itself. */
  readonly below: string;
}

/** The files of a disk, by `file:` addresses. */
export function makeDisk(fs: FileSystem): FileTree {
  return {
    async read(uri, limit) {
      const path = fs.fileURLToPath(uri);
      try {
        const stats = await fs.stat(path);
        // a directory; or a pipe, which would be waited for without end
        if (!stats.isFile()) return undefined;
        return stats.size > limit ? 'too-large' : await fs.readFile(path);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    list: (folder, selection = new Selection()) => listBelow(fs, folder, selection, isTextName),
    sidecars: (folder) => listBelow(fs, folder, new Selection(), isSidecarName),
  };
}

async function listBelow(
  fs: FileSystem,
  folder: string,
  selection: Selection,
  isWanted: (name: string) => boolean,
): Promise<string[]> {
  const path = fs.fileURLToPath(folder);
  try {
    return await walk(fs, { uri: folder, path, real: await fs.realpath(path), below: '' }, selection, isWanted);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Larger ignore files are none, in bytes. */
const MAX_IGNORE = 1 << 20;

/** `.gitignore` before `.ignore`. */
function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.name < b.name ? -1 : 1;
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/**
 * The files with wanted names below a directory. Symbolic links are followed after all true directories, and each directory is read
 * once, so that it goes by its own name wherever it has one here, and no circle of links is walked. What cannot be read is passed over,
 * apart from the directory itself.
 */
async function walk(
  fs: FileSystem,
  top: Directory,
  selection: Selection,
  isWanted: (name: string) => boolean,
): Promise<string[]> {
  const files: string[] = [];
  const seen = new Set([top.real]);
  const directories = [top];
  const links: Directory[] = [];
  for (;;) {
    const directory = directories.pop();
    if (directory === undefined) {
      const link = links.shift();
      if (link === undefined) return files;
      await follow(link);
      continue;
    }
    let entries: DirectoryEntry[];
    try {
      entries = await fs.readdir(directory.path, { withFileTypes: true });
    } catch (error) {
      if (directory === top) throw error;
      continue;
    }
    if (selection.usesIgnoreFiles) await readIgnoreFiles(directory, entries);
    for (const entry of entries) {
      const { name } = entry;
      if (isHidden(name)) continue;
      const place = {
        uri: uriOfEntry(directory.uri, name),
        path: below(directory.path, name),
        real: below(directory.real, name),
        below: (directory.below === '' ? name : `${directory.below}/${name}`).normalize('NFC'),
      };
      if (entry.isSymbolicLink()) links.push(place);
      else if (entry.isFile() && isWanted(name)) {
        if (selection.admits(place.below)) files.push(place.uri);
      } else if (entry.isDirectory() && !seen.has(place.real) && selection.admitsDirectory(place.below)) {
        seen.add(place.real);
        directories.push(place);
      }
    }
  }

  async function follow(link: Directory): Promise<void> {
    try {
      const stats = await fs.stat(link.path);
      if (stats.isFile() && isWanted(link.path) && selection.admits(link.below)) files.push(link.uri);
      if (!stats.isDirectory() || !selection.admitsDirectory(link.below)) return;
      const real = await fs.realpath(link.path);
      // a link to a directory in which it stands leads out of the folder and back again
      if (seen.has(real) || link.real.startsWith(below(real, ''))) return;
      seen.add(real);
      directories.push({ ...link, real });
    } catch {
      // it points at nothing that can be read
    }
  }

  async function readIgnoreFiles(directory: Directory, entries: readonly DirectoryEntry[]): Promise<void> {
    for (const { name } of entries.filter((entry) => isIgnoreFile(`/${entry.name}`)).sort(byName)) {
      try {
        const path = below(directory.path, name);
        const stats = await fs.stat(path);
        if (!stats.isFile() || stats.size > MAX_IGNORE) continue;
        selection.addIgnoreFile(directory.below, decode(await fs.readFile(path)).text);
      } catch {
        // one that cannot be read says nothing
      }
    }
  }

  function below(directory: string, name: string): string {
    return directory.endsWith(fs.sep) ? directory + name : directory + fs.sep + name;
  }
}
