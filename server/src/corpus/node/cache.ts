import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as zlib from 'node:zlib';
import type { Digest } from '../workspace/index-store.ts';
import type { IndexCache } from '../workspace/workspace.ts';

/** The name of the cache in its directory. */
export const INDEX_FILE = 'index.bin';
/** Files that a server left half written when it was killed; of one that is at work they are younger. In ms. */
const ABANDONED = 60_000;

/** Cyclic redundancy where the engine has it, which is as fast as reading; it tells damage, and nobody is to be kept out. */
const digest: Digest = (chunks) => {
  const { crc32 } = zlib as { crc32?: (data: Uint8Array, seed?: number) => number };
  if (crc32 !== undefined) return `crc32 ${chunks.reduce((sum, chunk) => crc32(chunk, sum), 0)}`;
  const hash = createHash('sha1');
  for (const chunk of chunks) hash.update(chunk);
  return `sha1 ${hash.digest('hex')}`;
};

/** Bytes that are written at once. */
const PIECE = 8 << 20;

function* pieces(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PIECE) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  yield Buffer.concat(waiting);
}

/**
 * The index of a workspace in a directory of its own. `storage`: `file:` address of the directory, which is made where there is none. What
 * goes wrong is told to `failed`, and costs no more than the time to read the files again.
 */
export function fileCache(storage: string, version: string, failed: (error: unknown) => void): IndexCache | undefined {
  let directory: string;
  try {
    directory = fileURLToPath(storage);
  } catch (error) {
    failed(error);
    return undefined;
  }
  const path = join(directory, INDEX_FILE);
  let saving: Promise<void> = Promise.resolve();

  async function write(chunks: readonly Uint8Array[]): Promise<void> {
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      await mkdir(directory, { recursive: true });
      const file = await open(temporary, 'w');
      try {
        for (const piece of pieces(chunks)) await file.appendFile(piece);
      } finally {
        await file.close();
      }
      // whole or not at all
      await rename(temporary, path).catch(async (error: unknown) => {
        if (!(await stat(path)).isDirectory()) throw error;
        // what stands in the place of the index is nobody's: the whole storage is ours
        await rm(path, { recursive: true });
        await rename(temporary, path);
      });
    } catch (error) {
      failed(error);
      await rm(temporary, { force: true }).catch(failed);
    }
  }

  return {
    version,
    digest,
    async load() {
      try {
        for (const name of await readdir(directory)) {
          if (!name.startsWith(`${INDEX_FILE}.`) || !name.endsWith('.tmp')) continue;
          const { mtimeMs } = await stat(join(directory, name));
          if (Date.now() - mtimeMs > ABANDONED) await rm(join(directory, name), { force: true });
        }
        const { buffer, byteOffset, byteLength } = await readFile(path);
        return new Uint8Array(buffer, byteOffset, byteLength);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOENT') failed(error);
        return undefined;
      }
    },
    save(chunks) {
      saving = saving.then(() => write(chunks));
      return saving;
    },
    async clear() {
      await saving;
      await rm(path, { force: true }).catch(failed);
    },
  };
}
