import type { Entry } from '../../terms/entry.ts';
import { Glossary, type Homographs, readHomographs } from '../../terms/glossary.ts';
import { readGlossaryTsv } from '../../terms/glossary-tsv.ts';
import type { CatalogueDocument } from '../catalogue.ts';
import { readForIndex, skimForIndex, textOfFile } from '../file-reader.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Library } from '../library.ts';
import { makeLibrary } from '../make-library.ts';
import { type FileBytes, toBytes } from '../pack.ts';

/** What texts are read with: the catalogue with the rows of the workspace, and the terms that folders add, by a number for each list. */
export interface IndexContext {
  readonly documents: ReadonlyMap<string, CatalogueDocument>;
  readonly glossaries: ReadonlyMap<number, readonly Entry[]>;
}

/** A file to be read. */
export interface FileRequest {
  /** On the disk; or `bytes` are given, of a file that is not there. */
  readonly path?: string;
  readonly bytes?: Uint8Array;
  /** Whether its name says that it is a text of the field. */
  readonly named: boolean;
  /** Key of the glossary. */
  readonly glossary: number;
  /** What is known of it from an earlier reading with the same context. */
  readonly stamp?: string;
  readonly print?: string;
  /** Only what others need to find it is read (`skimForIndex`); its content has no print then. */
  readonly skim?: boolean;
}

/**
 * What a file is. `stamp`: of the file on the disk, '' where it says nothing; the same stamp means the same content. `print`: of the content.
 * `same`: as it was known. `other`: it is there, and none of our texts. `text`: its bytes as `toBytes` gives them.
 */
export type FileAnswer =
  | { readonly kind: 'missing' }
  | { readonly kind: 'same'; readonly stamp: string }
  | { readonly kind: 'other'; readonly stamp: string; readonly print: string }
  | ({ readonly kind: 'text'; readonly stamp: string; readonly print: string } & FileBytes)
  | { readonly kind: 'failed'; readonly message: string; readonly print: string | undefined };

/** The disk, as an indexer reads it: at once, being on a thread of its own. */
export interface IndexDisk {
  /** Undefined where there is no such file (a directory is none); throws where it cannot be said. */
  stat(path: string): { readonly size: number; readonly stamp: string } | undefined;
  read(path: string): Uint8Array;
}

/** Larger files are no texts of this kind, and editors do not send them either. */
export const MAX_BYTES = 50 << 20;

/** Reads files for the index. One lives on each thread that reads. */
export class Indexer {
  readonly #knowledge: Knowledge;
  readonly #disk: IndexDisk | undefined;
  readonly #print: (bytes: Uint8Array) => string;
  #context: IndexContext | undefined;
  #library: Library | undefined;
  #builtIn: { readonly entries: readonly Entry[]; readonly homographs: Homographs } | undefined;
  readonly #glossaries = new Map<number, Glossary>();

  /** `print`: the same for the same bytes, and for no others. */
  constructor(knowledge: Knowledge, print: (bytes: Uint8Array) => string, disk?: IndexDisk) {
    this.#knowledge = knowledge;
    this.#print = print;
    this.#disk = disk;
  }

  /** Takes other facts to read with. What they are made of is made when the first text is read. */
  setContext(context: IndexContext): void {
    this.#context = context;
    this.#library = undefined;
    this.#glossaries.clear();
  }

  /** Never throws: a text that cannot be read is one that failed. */
  read(request: FileRequest): FileAnswer {
    let print: string | undefined;
    try {
      const { path } = request;
      let stamp = '';
      let { bytes } = request;
      if (bytes === undefined) {
        const stats = path === undefined ? undefined : this.#disk?.stat(path);
        if (path === undefined || stats === undefined) return { kind: 'missing' };
        stamp = stats.stamp;
        if (stamp !== '' && stamp === request.stamp) return { kind: 'same', stamp };
        if (stats.size > MAX_BYTES) return { kind: 'other', stamp, print: 'too-large' };
        bytes = this.#disk?.read(path);
        if (bytes === undefined) return { kind: 'missing' };
      }
      print = request.skim ? '' : this.#print(bytes);
      if (print === request.print) return { kind: 'same', stamp };
      const text = textOfFile(bytes, request.named);
      if (text === undefined) return { kind: 'other', stamp, print };
      const library = this.#made();
      const packed = request.skim
        ? skimForIndex(text, library)
        : readForIndex(text, this.#glossary(request.glossary), library);
      return { kind: 'text', stamp, print, ...toBytes(packed) };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error), print };
    }
  }

  #made(): Library {
    if (this.#context === undefined) throw new Error('setContext comes first');
    this.#library ??= makeLibrary(this.#knowledge, this.#context.documents);
    return this.#library;
  }

  #glossary(key: number): Glossary {
    let glossary = this.#glossaries.get(key);
    if (glossary === undefined) {
      this.#builtIn ??= {
        entries: readGlossaryTsv(this.#knowledge.glossary, 'built-in').entries,
        homographs: readHomographs(this.#knowledge.homographs),
      };
      const { entries, homographs } = this.#builtIn;
      glossary = new Glossary(entries, this.#context?.glossaries.get(key) ?? [], homographs);
      this.#glossaries.set(key, glossary);
    }
    return glossary;
  }
}

// ---- on a thread of its own -----------------------------------------------------------------------------------------

/** To the thread. */
export type ToIndexer =
  | { readonly type: 'context'; readonly context: IndexContext }
  | { readonly type: 'read'; readonly batch: number; readonly files: readonly FileRequest[] };

/** From the thread: the answers of a batch in the order of its files; of no batch, READY, when it can read. */
export interface FromIndexer {
  readonly batch: number;
  readonly answers: readonly FileAnswer[];
}

export const READY = 0;

/**
 * Lets an indexer answer messages. Bytes are copied on their way, not handed over: what one thread has allocated and another keeps leaves
 * holes in the memory of the first, more than the copy costs.
 */
export function serveIndexer(indexer: Indexer, send: (message: FromIndexer) => void): (message: ToIndexer) => void {
  send({ batch: READY, answers: [] });
  return (message) => {
    if (message.type === 'context') indexer.setContext(message.context);
    else send({ batch: message.batch, answers: message.files.map((file) => indexer.read(file)) });
  };
}
