import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as zlib from 'node:zlib';
import type { ByteSequence } from '../workspace/index-store.ts';
import type { IndexCache } from '../workspace/workspace.ts';
import { DEPOT_FILE } from './depot.ts';

/** The name of the cache in its directory. */
export const INDEX_FILE = 'index.bin';
/** Files that a server left when it was killed; of one that is at work they are younger, or have no name any more. In ms. */
const ABANDONED = 60_000;

/** What the sum over all is written in behind the rest, in bytes. */
const SUM = 64;

/** Cyclic redundancy where the engine has it, which is as fast as reading; it tells damage, and nobody is to be kept out. */
class Sum {
  readonly #crc32 = (zlib as { crc32?: (data: Uint8Array, seed?: number) => number }).crc32;
  readonly #hash = this.#crc32 === undefined ? createHash('sha1') : undefined;
  #sum = 0;

  add(bytes: Uint8Array): void {
    if (this.#crc32 !== undefined) this.#sum = this.#crc32(bytes, this.#sum);
    this.#hash?.update(bytes);
  }

  /** SUM bytes, once and at the end. */
  take(): Uint8Array {
    const sum = this.#hash === undefined ? `crc32 ${this.#sum}` : `sha1 ${this.#hash.digest('hex')}`;
    return Buffer.from(`${sum.padEnd(SUM - 1)}\n`);
  }
}

/** Bytes that are written or read at once. */
const PIECE = 1 << 20;

/** The bytes of all, in pieces that are good until the next; of a chunk all is taken before others get their turn. */
function* pieces(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let piece = new Uint8Array(2 * PIECE);
  let size = 0;
  for (const chunk of chunks) {
    if (size + chunk.length > piece.length) {
      const larger = new Uint8Array(size + chunk.length);
      larger.set(piece.subarray(0, size));
      piece = larger;
    }
    piece.set(chunk, size);
    size += chunk.length;
    if (size < PIECE) continue;
    yield piece.subarray(0, size);
    size = 0;
  }
  yield piece.subarray(0, size);
}

/** A file with a sum at its end, from its beginning. */
class SummedFile implements ByteSequence {
  readonly #file: FileHandle;
  readonly #end: number;
  readonly #sum = new Sum();
  readonly #piece = new Uint8Array(PIECE);
  /** What of #piece is still to be taken. */
  #from = 0;
  #to = 0;
  /** Place in the file behind #piece. */
  #at = 0;

  /** `size`: of the file. */
  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#end = size - SUM;
  }

  async next(length: number): Promise<Uint8Array> {
    // what is said in a damaged file is not believed before there is room made for it
    if (!(length >= 0 && length <= this.#end - this.#at + this.#to - this.#from)) throw new Error('the file ends');
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      if (this.#from === this.#to) {
        // much is read to where it goes
        const isLong = length - done >= PIECE;
        const target = isLong ? bytes.subarray(done) : this.#piece.subarray(0, this.#end - this.#at);
        const read = await this.#read(target);
        if (isLong) done += read;
        else [this.#from, this.#to] = [0, read];
        continue;
      }
      const taken = this.#piece.subarray(this.#from, Math.min(this.#to, this.#from + length - done));
      bytes.set(taken, done);
      this.#from += taken.length;
      done += taken.length;
    }
    return bytes;
  }

  async isWhole(): Promise<boolean> {
    if (this.#from < this.#to || this.#at !== this.#end) return false;
    const said = new Uint8Array(SUM);
    const { bytesRead } = await this.#file.read(said, 0, SUM, this.#end);
    return bytesRead === SUM && Buffer.compare(said, this.#sum.take()) === 0;
  }

  async #read(target: Uint8Array): Promise<number> {
    const { bytesRead } = await this.#file.read(target, 0, target.length, this.#at);
    if (bytesRead === 0) throw new Error('the file ends');
    this.#at += bytesRead;
    this.#sum.add(target.subarray(0, bytesRead));
    return bytesRead;
  }
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

  async function write(chunks: Iterable<Uint8Array>): Promise<void> {
    const temporary = `${path}.${process.pid}.tmp`;
    try {
      await mkdir(directory, { recursive: true });
      const file = await open(temporary, 'w');
      try {
        const sum = new Sum();
        for (const piece of pieces(chunks)) {
          sum.add(piece);
          await file.appendFile(piece);
        }
        await file.appendFile(sum.take());
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
    async load(take) {
      let file: FileHandle | undefined;
      try {
        await clearAway(directory);
        file = await open(path, 'r');
        await take(new SummedFile(file, (await file.stat()).size));
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOENT') failed(error);
      } finally {
        await file?.close().catch(failed);
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

/** Removes what a server has left that was killed. */
async function clearAway(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!(name.startsWith(`${INDEX_FILE}.`) && name.endsWith('.tmp')) && !DEPOT_FILE.test(name)) continue;
    try {
      const { mtimeMs } = await stat(join(directory, name));
      if (Date.now() - mtimeMs > ABANDONED) await rm(join(directory, name), { force: true });
    } catch {
      // it has gone meanwhile, or another server has it open where that keeps a name
    }
  }
}
