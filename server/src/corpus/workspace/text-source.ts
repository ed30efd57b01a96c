import { isNamedText } from '../file-reader.ts';
import type { KeptBytes } from '../pack.ts';
import type { FileTree } from './files.ts';
import type { IndexReader } from './index-pool.ts';
import type { IndexStore } from './index-store.ts';
import { type FileAnswer, type FileRequest, MAX_BYTES } from './indexer.ts';
import type { Selection } from './selection.ts';
import type { FileReading, FileSource } from './workspace-texts.ts';

/** A text as it was read. */
export interface ReadBytes {
  readonly bytes: KeptBytes;
  /** It is as it was when an earlier server read it. */
  readonly known: boolean;
}

/** What the texts of a workspace are read with, for a file. */
export interface TextContext {
  /** Key of the glossary, as the reader knows it. */
  readonly glossary: number;
  /** The same for the same facts. */
  readonly print: string;
}

/** Reads texts of the workspace: from the disk on the reader's threads, else by the client, and not at all where nothing has changed. */
export class TextSource implements FileSource<ReadBytes> {
  readonly #reader: IndexReader;
  readonly #store: IndexStore;
  readonly #tree: FileTree;
  readonly #pathOf: (uri: string) => string | undefined;
  readonly #contextOf: (uri: string) => TextContext;

  /** `pathOf`: the path of a file that the reader can read itself. */
  constructor(
    reader: IndexReader,
    store: IndexStore,
    tree: FileTree,
    pathOf: (uri: string) => string | undefined,
    contextOf: (uri: string) => TextContext,
  ) {
    this.#reader = reader;
    this.#store = store;
    this.#tree = tree;
    this.#pathOf = pathOf;
    this.#contextOf = contextOf;
  }

  /** Files that are worth asking for at once. */
  get capacity(): number {
    return this.#reader.capacity;
  }

  /** Lists the files below a folder; rejects where nothing can be said. */
  list(folder: string, selection: Selection): Promise<string[]> {
    return this.#tree.list(folder, selection);
  }

  /**
   * What others need to find a text of the disk that is not known from earlier; undefined for any other, which is read once and soon enough, and
   * never more often than that over a connection.
   */
  async skim(address: string, name: string): Promise<FileReading<ReadBytes> | undefined> {
    const path = this.#pathOf(address);
    const { print: context } = this.#contextOf(address);
    if (path === undefined || this.#store.get(name)?.context === context) return undefined;
    const answer = await this.#reader.read({ path, named: isNamedText(address), glossary: 0, skim: true }, false);
    if (answer.kind === 'same') return undefined;
    // nothing of it is kept: what is read later takes its place, in the store too
    return answer.kind === 'text' ? reading('', this.#store.kept(answer), context, false) : answer;
  }

  /** `name`: how the file is known, whatever its address. Rejects where the client cannot read it. */
  async read(address: string, name: string, urgent: boolean): Promise<FileReading<ReadBytes>> {
    const { glossary, print: context } = this.#contextOf(address);
    const stored = this.#store.get(name);
    const known = stored?.context === context ? stored : undefined;
    const path = this.#pathOf(address);
    const request: FileRequest = {
      named: isNamedText(address),
      glossary,
      ...(known === undefined ? {} : { stamp: known.stamp, print: known.print }),
      ...(path === undefined ? {} : { path }),
    };
    let answer: FileAnswer;
    if (path !== undefined) answer = await this.#reader.read(request, urgent);
    else {
      const bytes = await this.#tree.read(address, MAX_BYTES);
      if (bytes === undefined) answer = { kind: 'missing' };
      else if (bytes === 'too-large') answer = { kind: 'other', stamp: '', print: bytes };
      else answer = await this.#reader.read({ ...request, bytes }, urgent);
    }
    switch (answer.kind) {
      case 'same': {
        if (known === undefined) return { kind: 'failed', message: 'nothing is known of it', print: undefined };
        if (known.stamp !== answer.stamp) this.#store.set(name, { ...known, stamp: answer.stamp });
        return reading(known.print, known.bytes, context, this.#store.isLoaded(name));
      }
      case 'text': {
        const bytes = this.#store.kept(answer);
        this.#store.set(name, { stamp: answer.stamp, print: answer.print, context, bytes });
        return reading(answer.print, bytes, context, false);
      }
      case 'other':
        this.#store.set(name, { stamp: answer.stamp, print: answer.print, context, bytes: undefined });
        return reading(answer.print, undefined, context, false);
      default:
        this.#store.delete(name);
        return answer;
    }
  }

  dispose(): void {
    this.#reader.dispose();
  }
}

function reading(print: string, bytes: KeptBytes | undefined, context: string, known: boolean): FileReading<ReadBytes> {
  const full = `${print} ${context}`;
  return bytes === undefined
    ? { kind: 'other', print: full }
    : { kind: 'text', print: full, content: { bytes, known } };
}
