import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Aside, type Depot, inMemory } from '../aside.ts';

/** Bytes that wait in memory to be written in one go; a workspace that has no more never makes a file. */
const WAITING = 1 << 20;
/** Room of what nobody needs any more that is not worth taking back, in bytes. */
const SPARE = 32 << 20;
/** Work after which others get their turn, in ms. */
const SLICE = 8;
/** How the files are called, to be told from the user's. */
export const DEPOT_FILE = /^put-aside-[\w-]+\.tmp$/;

/**
 * A file of this process alone, which nobody else can see: its name goes as soon as it is open, its room when the process ends however it
 * ends. `directory`: where it is made; the system's own place for such files if that is not possible. What cannot be written is told to `failed`
 * once, and held in memory from then on.
 */
export function fileDepot(directory: () => string | undefined, failed: (error: unknown) => void): Depot {
  let spool: Spool | undefined;
  let isBroken = false;
  let isKeeping = false;

  /** The spool with the bytes at its end; undefined where they find no place. */
  function append(bytes: Uint8Array): Spool | undefined {
    if (isBroken) return undefined;
    try {
      spool ??= new Spool(directory);
      spool.append(bytes);
      return spool;
    } catch (error) {
      isBroken = true;
      failed(error);
      return undefined;
    }
  }

  async function move(asides: readonly Aside[]): Promise<void> {
    spool = undefined;
    let turn = performance.now();
    for (const aside of asides) {
      if (aside instanceof Spooled && aside.spool !== spool) {
        const to = append(aside.read(0, aside.length));
        // it stays where it is then
        if (to === undefined) return;
        aside.move(to);
      }
      if (performance.now() - turn < SLICE) continue;
      await new Promise((resolve) => setImmediate(resolve));
      turn = performance.now();
    }
  }

  return {
    put(bytes) {
      const to = append(bytes);
      return to === undefined ? inMemory(bytes) : new Spooled(to, bytes.length);
    },
    async keep(asides) {
      const needed = asides.reduce((sum, { length }) => sum + length, 0);
      if (isKeeping || spool === undefined || spool.size < 2 * needed + SPARE) return;
      isKeeping = true;
      try {
        await move(asides);
      } catch (error) {
        failed(error);
      }
      isKeeping = false;
    },
  };
}

class Spooled implements Aside {
  readonly length: number;
  spool: Spool;
  #at: number;

  /** What stands at the end of a spool. */
  constructor(spool: Spool, length: number) {
    this.spool = spool;
    this.length = length;
    this.#at = spool.size - length;
  }

  get held(): number {
    return 0;
  }

  read(from: number, to: number): Uint8Array {
    const end = Math.min(to, this.length);
    return this.spool.read(this.#at + from, Math.max(0, end - from));
  }

  /** It stands at the end of another spool now. */
  move(to: Spool): void {
    this.spool = to;
    this.#at = to.size - this.length;
  }
}

/** A file goes when nothing that is in it is known to anybody. */
const closing = new FinalizationRegistry((file: number) => closeSync(file));

/** A file that only grows. */
class Spool {
  readonly #directory: () => string | undefined;
  #file: number | undefined;
  /** Bytes that are in the file; those behind them are in #waiting. */
  #written = 0;
  #waiting = new Uint8Array(WAITING);
  #read = new Uint8Array(0);
  size = 0;

  constructor(directory: () => string | undefined) {
    this.#directory = directory;
  }

  /** Puts bytes at the end. Throws where they cannot be written; what was appended before can be read then too. */
  append(bytes: Uint8Array): void {
    const at = this.size;
    if (at - this.#written + bytes.length > this.#waiting.length) {
      this.#write(this.#waiting.subarray(0, at - this.#written));
      if (bytes.length > this.#waiting.length) {
        this.#write(bytes);
        this.size = this.#written;
        return;
      }
    }
    this.#waiting.set(bytes, at - this.#written);
    this.size += bytes.length;
  }

  read(at: number, length: number): Uint8Array {
    // one place for all: ten thousand summaries that are read once would be as many to collect
    if (this.#read.length < length) this.#read = new Uint8Array(2 * length);
    const bytes = this.#read.subarray(0, length);
    if (at >= this.#written) {
      bytes.set(this.#waiting.subarray(at - this.#written, at - this.#written + length));
      return bytes;
    }
    for (let done = 0; done < length; ) {
      const read = readSync(this.#open(), bytes, done, length - done, at + done);
      if (read === 0) throw new Error('what was put aside is not there any more');
      done += read;
    }
    return bytes;
  }

  #write(bytes: Uint8Array): void {
    const file = this.#open();
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(file, bytes, done, bytes.length - done, this.#written + done);
    }
    this.#written += bytes.length;
  }

  #open(): number {
    if (this.#file === undefined) {
      this.#file = openNameless(this.#directory());
      closing.register(this, this.#file);
    }
    return this.#file;
  }
}

/** Opens a new file in a directory, or where the system has its own, and takes its name away. Throws where it can be made in neither. */
function openNameless(directory: string | undefined): number {
  const name = `put-aside-${randomUUID()}.tmp`;
  let path = join(tmpdir(), name);
  let file: number | undefined;
  if (directory !== undefined) {
    try {
      mkdirSync(directory, { recursive: true });
      path = join(directory, name);
      file = openSync(path, 'wx+', 0o600);
    } catch {
      path = join(tmpdir(), name);
    }
  }
  file ??= openSync(path, 'wx+', 0o600);
  try {
    unlinkSync(path);
  } catch {
    // where an open file keeps its name, the next start clears it away
  }
  return file;
}
