import { ALIGNMENT } from '../pack.ts';

/** What an earlier reading of a file has given. */
export interface StoredFile {
  /** Of the file on the disk as it was then; '' where it says nothing. */
  readonly stamp: string;
  /** Of the content. */
  readonly print: string;
  /** What it was read with: another context gives another reading. */
  readonly context: string;
  /** For `fromBytes`; undefined for a file that is none of our texts. */
  readonly bytes: Uint8Array | undefined;
}

/** `digest`: the same for the same bytes, and hardly ever for others. */
export type Digest = (chunks: readonly Uint8Array[]) => string;

type Row = readonly [uri: string, stamp: string, print: string, context: number, length: number];

interface Header {
  readonly version: string;
  readonly contexts: readonly string[];
  readonly files: readonly Row[];
}

const MAGIC = 'communique index 1\n';
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
  /** Files that are another than in what was loaded or written last. */
  changes = 0;
  /** Bytes of the readings. */
  bytes = 0;

  /** Whether what is known of a file comes from an earlier start. */
  isLoaded(uri: string): boolean {
    return this.#loaded.has(uri);
  }

  get(uri: string): StoredFile | undefined {
    return this.#files.get(uri);
  }

  set(uri: string, file: StoredFile): void {
    this.bytes += (file.bytes?.length ?? 0) - (this.#files.get(uri)?.bytes?.length ?? 0);
    this.#files.set(uri, file);
    this.changes++;
  }

  delete(uri: string): void {
    this.bytes -= this.#files.get(uri)?.bytes?.length ?? 0;
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

  /** All of it, to be written one piece after the other. */
  chunks(version: string, digest: Digest): Uint8Array[] {
    const contexts = new Map<string, number>();
    const rows: Row[] = [];
    const blobs: Uint8Array[] = [];
    let size = 0;
    for (const [uri, { stamp, print, context, bytes }] of this.#files) {
      size += bytes?.length ?? 0;
      if (size > MAX_STORED) break;
      let place = contexts.get(context);
      if (place === undefined) {
        place = contexts.size;
        contexts.set(context, place);
      }
      rows.push([uri, stamp, print, place, bytes?.length ?? OTHER]);
      if (bytes !== undefined) blobs.push(bytes);
    }
    const header = encoder.encode(
      JSON.stringify({ version, contexts: [...contexts.keys()], files: rows } satisfies Header),
    );
    const content = [header, ...blobs];
    const first = `${MAGIC}${digest(content)}\n${header.length}`;
    // what was read of each file then begins where its numbers can be read in their place
    const odd = (first.length + 1 + header.length) % ALIGNMENT;
    return [encoder.encode(`${first}${' '.repeat(odd === 0 ? 0 : ALIGNMENT - odd)}\n`), ...content];
  }

  /** Takes what was written; false, and nothing is taken, where it is not whole or of another version. Never throws. */
  load(bytes: Uint8Array, version: string, digest: Digest): boolean {
    try {
      const [magic, sum, length, at] = prefixOf(bytes);
      if (magic !== MAGIC || digest([bytes.subarray(at)]) !== sum) return false;
      const header = JSON.parse(decoder.decode(bytes.subarray(at, at + length))) as Header;
      if (header.version !== version) return false;
      let place = at + length;
      const files: [string, StoredFile][] = [];
      for (const [uri, stamp, print, context, size] of header.files) {
        const end = place + Math.max(0, size);
        if (end > bytes.length) return false;
        const read = size === OTHER ? undefined : bytes.subarray(place, end);
        files.push([uri, { stamp, print, context: header.contexts[context] ?? '', bytes: read }]);
        place = end;
      }
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

/** Magic, sum, length of the header, and where it begins. Throws where there are no three lines. */
function prefixOf(bytes: Uint8Array): [magic: string, sum: string, length: number, at: number] {
  const head = decoder.decode(bytes.subarray(0, 256));
  const lines = head.split('\n', 3);
  if (lines.length < 3) throw new Error('no index');
  const [magic, sum, length] = lines;
  const at = magic.length + sum.length + length.length + 3;
  return [`${magic}\n`, sum, Number(length), at];
}
