import { type Depot, MEMORY } from '../aside.ts';
import type { FileBytes, KeptBytes } from '../pack.ts';

/** What an earlier reading of a file has given. */
export interface StoredFile {
  /** Of the file on the disk as it was then; '' where it says nothing. */
  readonly stamp: string;
  /** Of the content. */
  readonly print: string;
  /** What it was read with: another context gives another reading. */
  readonly context: string;
  /** For `fromBytes`; undefined for a file that is none of our texts. */
  readonly bytes: KeptBytes | undefined;
}

/** Bytes one after the other. */
export interface ByteSequence {
  /** Rejects where there are fewer. They are the caller's own. */
  next(length: number): Promise<Uint8Array>;
  /** Whether all of it was read, and is as it was written. */
  isWhole(): Promise<boolean>;
}

/** `length`: of the bytes; OTHER for none. `aside`: of those put aside. */
type Row = readonly [uri: string, stamp: string, print: string, context: number, length: number, aside: number];

interface Header {
  readonly version: string;
  readonly contexts: readonly string[];
  readonly files: readonly Row[];
}

const MAGIC = 'communique index 2\n';
/** Digits of the length of the header, which follows MAGIC; with the end of the line. */
const LENGTH = 13;
/** Longest header, in bytes: some two million files. */
const MAX_HEADER = 1 << 29;
/** The length of the bytes of a file that is none of our texts. */
const OTHER = -1;
/** Beyond it the rest is not kept from one start to the next, in bytes. */
const MAX_STORED = 1 << 30;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * What was read of the files of a workspace, by address: for as long as the server runs, and from one start to the next. Nothing in it is
 * trusted but for a file of the same stamp or content, read by the same version of the analyser with the same facts.
 */
export class IndexStore {
  readonly #files = new Map<string, StoredFile>();
  readonly #loaded = new Set<string>();
  readonly #depot: () => Depot;
  /** Files that are another than in what was loaded or written last. */
  changes = 0;
  /** Bytes of the readings that take up memory. */
  bytes = 0;

  /** `depot`: where what is put aside goes. */
  constructor(depot: () => Depot = () => MEMORY) {
    this.#depot = depot;
  }

  /** Whether what is known of a file comes from an earlier start. */
  isLoaded(uri: string): boolean {
    return this.#loaded.has(uri);
  }

  get(uri: string): StoredFile | undefined {
    return this.#files.get(uri);
  }

  /** Puts aside what of a reading is not needed at once. */
  kept({ bytes, aside }: FileBytes): KeptBytes {
    return { bytes, aside: this.#depot().put(aside) };
  }

  set(uri: string, file: StoredFile): void {
    this.bytes += held(file) - held(this.#files.get(uri));
    this.#files.set(uri, file);
    this.changes++;
  }

  delete(uri: string): void {
    this.bytes -= held(this.#files.get(uri));
    if (this.#files.delete(uri)) this.changes++;
  }

  clear(): void {
    this.changes += this.#files.size;
    this.#files.clear();
    this.#loaded.clear();
    this.bytes = 0;
  }

  /** Lets go of files that are not there any more. */
  retain(isThere: (uri: string) => boolean): void {
    for (const uri of [...this.#files.keys()]) if (!isThere(uri)) this.delete(uri);
  }

  get size(): number {
    return this.#files.size;
  }

  /** Takes back the room of what was put aside and is not known any more; nobody else may need it. Never rejects. */
  tidy(): Promise<void> {
    return this.#depot().keep(
      [...this.#files.values()].flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes.aside])),
    );
  }

  /** All of it as it is now, to be written one piece after the other; what was put aside is read when its turn comes. */
  chunks(version: string): Iterable<Uint8Array> {
    const contexts = new Map<string, number>();
    const rows: Row[] = [];
    const kept: KeptBytes[] = [];
    let size = 0;
    for (const [uri, { stamp, print, context, bytes }] of this.#files) {
      size += bytes === undefined ? 0 : bytes.bytes.length + bytes.aside.length;
      if (size > MAX_STORED) break;
      let place = contexts.get(context);
      if (place === undefined) {
        place = contexts.size;
        contexts.set(context, place);
      }
      rows.push([uri, stamp, print, place, bytes?.bytes.length ?? OTHER, bytes?.aside.length ?? 0]);
      if (bytes !== undefined) kept.push(bytes);
    }
    const header = encoder.encode(
      JSON.stringify({ version, contexts: [...contexts.keys()], files: rows } satisfies Header),
    );
    return inTurn(header, kept);
  }

  /** Takes what was written; false, and nothing is taken, where it is not whole or of another version. Never rejects. */
  async load(written: ByteSequence, version: string): Promise<boolean> {
    try {
      const prefix = decoder.decode(await written.next(MAGIC.length + LENGTH));
      if (!prefix.startsWith(MAGIC)) return false;
      const length = Number(prefix.slice(MAGIC.length));
      if (!(length >= 0 && length <= MAX_HEADER)) return false;
      const header = JSON.parse(decoder.decode(await written.next(length))) as Header;
      if (header.version !== version) return false;
      const total = header.files.reduce((sum, [, , , , size]) => sum + Math.max(0, size), 0);
      // one piece: each file's numbers are read in their place
      const near = await written.next(total);
      let at = 0;
      const files: [string, StoredFile][] = [];
      for (const [uri, stamp, print, context, size, aside] of header.files) {
        let bytes: KeptBytes | undefined;
        if (size !== OTHER) {
          bytes = this.kept({ bytes: near.subarray(at, at + size), aside: await written.next(aside) });
          at += size;
        }
        files.push([uri, { stamp, print, context: header.contexts[context] ?? '', bytes }]);
      }
      if (!(await written.isWhole())) return false;
      for (const [uri, file] of files) {
        this.set(uri, file);
        this.#loaded.add(uri);
      }
      this.changes = 0;
      return true;
    } catch {
      return false;
    }
  }
}

/** Whether bytes begin as those of an index do, of this version or another. */
export function isIndex(bytes: Uint8Array): boolean {
  return decoder.decode(bytes).startsWith(MAGIC.slice(0, -2));
}

const held = (file: StoredFile | undefined): number =>
  file?.bytes === undefined ? 0 : file.bytes.bytes.length + file.bytes.aside.held;

function* inTurn(header: Uint8Array, kept: readonly KeptBytes[]): Generator<Uint8Array> {
  yield encoder.encode(`${MAGIC}${String(header.length).padStart(LENGTH - 1)}\n`);
  yield header;
  for (const { bytes } of kept) yield bytes;
  for (const { aside } of kept) yield aside.read(0, aside.length);
}
