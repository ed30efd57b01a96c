import type { GlossaryProblem } from '../../terms/entry.ts';
import { GLOSSARY_FILES } from '../../terms/glossary.ts';
import { decode } from '../../text/encoding.ts';
import { splitLines } from '../../text/lines.ts';
import { type Depot, MEMORY } from '../aside.ts';
import { CATALOGUE_FILE, type CatalogueDocument, type CatalogueProblem } from '../catalogue.ts';
import type { Knowledge } from '../knowledge.ts';
import type { FileTree } from './files.ts';
import type { IndexReader } from './index-pool.ts';
import { type ByteSequence, IndexStore } from './index-store.ts';
import type { LiveText } from './live-text.ts';
import { ALL_FILES, type FileChoice } from './selection.ts';
import { type ReadBytes, type TextContext, TextSource } from './text-source.ts';
import { uriKey } from './uri.ts';
import { WorkspaceCatalogues } from './workspace-catalogues.ts';
import { WorkspaceGlossaries } from './workspace-glossaries.ts';
import { WorkspaceLibrary } from './workspace-library.ts';
import { WorkspaceTexts } from './workspace-texts.ts';

/** What the workspace tells the server. */
export interface WorkspaceListener {
  glossaryRead(uri: string, problems: readonly GlossaryProblem[]): void;
  catalogueRead(uri: string, problems: readonly CatalogueProblem[]): void;
  /** Something else may be known of terms and references than before. */
  changed(): void;
  /** Files are to be read, or some more have been (see `status`); not called for single files that change. */
  progress(): void;
  /** All has been read that was to be, or was given up for want of memory. */
  done(outcome: 'complete' | 'stopped' | 'full'): void;
  failed(what: string, error: unknown): void;
}

/** Files whose changes a client is asked to tell, as glob patterns. */
export const WATCHED = [
  ...[...GLOSSARY_FILES, CATALOGUE_FILE].map((file) => `**/${file}`),
  '**/*.{txt,communique}',
  '**/{.gitignore,.ignore}',
  '**/*.annotations.jsonl',
  '**/',
];

/** What a workspace reads its texts with. */
export interface IndexParts {
  readonly reader: IndexReader;
  /** The path of a file that the reader reads itself; undefined for one that the client reads. */
  pathOf(uri: string): string | undefined;
  /** Where readings are kept from one start to the next. */
  readonly cache?: IndexCache | undefined;
  /** Where what of a reading is not needed at once is put aside; in memory where there is none. */
  readonly depot?: Depot | undefined;
  /** Bytes of memory that readings may take. */
  maxBytes(): number;
}

/** A place for what was read, as bytes of `IndexStore`. No method rejects. */
export interface IndexCache {
  /** Gives `take` what was saved, where there is anything, and ends when it has. */
  load(take: (saved: ByteSequence) => Promise<unknown>): Promise<void>;
  /** Whole or not at all. */
  save(chunks: Iterable<Uint8Array>): Promise<void>;
  clear(): Promise<void>;
  /** Of the analyser and the built-in facts: readings of another version are not those of this one. */
  readonly version: string;
}

/** What is known of the files of the workspace. */
export interface IndexStatus {
  /** Files that were found, and those of them that were read. */
  readonly files: number;
  readonly indexed: number;
  /** Those that were skimmed, where many are new: their documents and sections are known, and not yet what they say. */
  readonly skimmed: number;
  /** Whether the documents and sections of all are known. */
  readonly found: boolean;
  /** Whether all were read. */
  readonly complete: boolean;
  /** Texts that were as the cache knew them. */
  readonly fromCache: number;
}

/** Work after which others get their turn, in ms. */
const SLICE = 8;
/** Time after which those who wait for the files look again, in ms. */
const READING = 20;
/** Fewer files that have changed are not worth writing the cache for before the end. */
const WORTH_SAVING = 50;
/** Quiet time before the cache is written, in ms. */
const QUIET = 1500;
/** Time that writing the cache may take at the end, in ms. */
const CLOSING = 3000;
/** Quiet time after which the threads end, in ms. */
const REST = 10_000;
/** Quiet time after files have come or gone before others are told, in ms. */
const SETTLE = 200;
/** Largest file of which the beginning of a section is shown. */
const READABLE = 5 << 20;

/** The folders of the workspace: their glossaries, catalogues and texts. */
export class Workspace {
  readonly glossaries: WorkspaceGlossaries;
  readonly library: WorkspaceLibrary;
  readonly #catalogues: WorkspaceCatalogues;
  readonly #tree: FileTree;
  readonly #listener: WorkspaceListener;
  readonly #openTexts: () => Iterable<LiveText>;
  readonly #parts: IndexParts;
  readonly #store: IndexStore;
  #loaded: Promise<void> | undefined;
  #texts: WorkspaceTexts<ReadBytes>;
  #folders: string[] = [];
  /** Folders whose glossaries and catalogues have been read. */
  readonly #ready = new Set<string>();
  #contexts = new Map<string, TextContext>();
  #fromCache = 0;
  #held: Promise<void> = Promise.resolve();
  #choice: FileChoice = ALL_FILES;
  #stopped: 'stopped' | 'full' | undefined;
  #isWorking = false;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** Whether all files have been read; true as well while there are none. */
  complete = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    knowledge: Knowledge,
    tree: FileTree,
    parts: IndexParts,
    openTexts: () => Iterable<LiveText>,
    listener: WorkspaceListener,
  ) {
    this.#tree = tree;
    this.#parts = parts;
    this.#listener = listener;
    this.#openTexts = openTexts;
    this.#store = new IndexStore(() => parts.depot ?? MEMORY);
    this.glossaries = new WorkspaceGlossaries(knowledge, tree, (uri, problems) => {
      listener.glossaryRead(uri, problems);
      this.#readAllAgain();
    });
    this.#catalogues = new WorkspaceCatalogues(knowledge.documents, tree, (uri, problems) => {
      listener.catalogueRead(uri, problems);
      this.#readAllAgain();
    });
    this.library = new WorkspaceLibrary({
      knowledge,
      documents: () => this.documents(),
      glossary: (uri) => this.glossaries.for(uri),
      texts: openTexts,
    });
    this.#texts = this.#watch();
  }

  /** The catalogue with the rows of all folders. */
  documents(): ReadonlyMap<string, CatalogueDocument> {
    if (this.#folders.length < 2) return this.#catalogues.for(this.#folders[0] ?? '');
    const all = new Map<string, CatalogueDocument>();
    for (const folder of this.#folders)
      for (const [id, document] of this.#catalogues.for(folder)) {
        if (all.get(id)?.source === undefined || document.source !== 'built-in') all.set(id, document);
      }
    return all;
  }

  async addFolder(uri: string): Promise<void> {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    if (this.#folders.includes(base)) return;
    this.#folders.push(base);
    this.complete = false;
    this.#listener.progress();
    this.#loaded ??= this.#load();
    // what texts are read with comes before the texts
    await Promise.all([this.glossaries.addFolder(uri), this.#catalogues.addFolder(uri), this.#loaded, this.#held]);
    if (!this.#folders.includes(base)) {
      if (!this.#texts.isBusy) this.#done();
      return;
    }
    this.#ready.add(base);
    this.#contexts.clear();
    this.#texts.addFolder(uri);
  }

  removeFolder(uri: string): void {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    this.#folders = this.#folders.filter((folder) => folder !== base);
    this.#ready.delete(base);
    this.#contexts.clear();
    const hadFacts = this.#catalogues.textsFor(base).some((text) => text !== '');
    this.glossaries.removeFolder(uri);
    this.#catalogues.removeFolder(uri);
    this.#texts.removeFolder(uri);
    if (hadFacts) this.#readAllAgain();
    else if (this.#ready.size === this.#folders.length && !this.#texts.isBusy) this.#done();
  }

  /** Files that a client says were created, changed or deleted. */
  filesChanged(changes: readonly { uri: string; type: 1 | 2 | 3 }[]): void {
    for (const { uri } of changes) {
      this.glossaries.read(uri).catch((error: unknown) => this.#listener.failed(uri, error));
      this.#catalogues.read(uri).catch((error: unknown) => this.#listener.failed(uri, error));
    }
    this.#texts.filesChanged(changes);
  }

  /** Reads again what may have changed; the texts too for a client that does not watch files. Watches can miss what was made as they began. */
  lookAgain(texts: boolean): void {
    this.glossaries.readAgain().catch((error: unknown) => this.#listener.failed('glossaries', error));
    this.#catalogues.readAgain().catch((error: unknown) => this.#listener.failed('catalogues', error));
    if (texts) this.#texts.refresh();
  }

  opened(uri: string): void {
    this.#texts.opened(uri);
  }

  closed(uri: string): void {
    this.library.closed(uri);
    this.#texts.closed(uri);
  }

  /** Lines [from, to) of a text, open or on disk; none where it cannot be read. */
  async lines(uri: string, from: number, to: number): Promise<readonly string[]> {
    const key = uriKey(uri);
    for (const text of this.#openTexts()) {
      if (uriKey(text.uri) !== key) continue;
      return Array.from({ length: Math.max(0, to - from) }, (_, k) => text.lineAt(from + k));
    }
    try {
      const bytes = await this.#tree.read(uri, READABLE);
      if (bytes === undefined || bytes === 'too-large') return [];
      return splitLines(decode(bytes).text)
        .slice(from, to)
        .map((line) => line.replace(/[\r\n]+$/, ''));
    } catch (error) {
      this.#listener.failed(uri, error);
      return [];
    }
  }

  /** Reads no text of a folder before this has ended; it must not reject. */
  hold(until: Promise<void>): void {
    this.#held = until;
  }

  /** Takes another choice of files; all are looked at again where it is another one. */
  setChoice(choice: FileChoice): void {
    if (JSON.stringify(choice) === JSON.stringify(this.#choice)) return;
    this.#choice = choice;
    this.#readAllAgain();
  }

  /** What is known of the files; the open ones are not counted apart. */
  get status(): IndexStatus {
    const complete = this.complete && this.#stopped === undefined;
    const { skimmed, isSkimmed } = this.#texts;
    const found = complete || (isSkimmed && this.#ready.size === this.#folders.length);
    return { ...this.#texts.counts, skimmed, found, complete, fromCache: this.#fromCache };
  }

  /** Reads no more files but those that the user touches, until `index`. */
  stop(): void {
    this.#stop('stopped');
  }

  /** Goes on with reading; where nothing was left, looks at all files again. */
  index(): void {
    const goesOn = this.#stopped !== undefined;
    this.#stopped = undefined;
    this.complete = this.#ready.size === 0;
    if (goesOn) this.#texts.resume();
    else this.#texts.refresh();
    if (!this.#texts.isBusy) this.#done();
  }

  /** Forgets what was kept from earlier starts, and reads all files again. */
  async clearCache(): Promise<void> {
    this.#store.clear();
    await this.#parts.cache?.clear();
    this.#readAllAgain();
  }

  /**
   * Ends when all files have been read and it is known who refers to what; at once where that is so. Work is done in short turns; `isOver`
   * is asked between them whether somebody still waits.
   */
  async whenSettled(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      // a folder may be about to be added, of which the texts know nothing yet
      if (!this.complete && this.#stopped === undefined) await pause(READING);
      else if (this.library.settle(performance.now() + SLICE)) return;
      else await pause(0);
    }
  }

  /** Writes the cache if anything in it has changed. */
  saveCache(): Promise<void> {
    clearTimeout(this.#saving);
    return this.#save(1);
  }

  /** Writes the cache where that is worth it. Nothing is read or said from then on. */
  async close(): Promise<void> {
    const save = this.complete ? this.#save(1) : undefined;
    this.dispose();
    // a disk that does not answer keeps nobody from ending
    if (save !== undefined) await Promise.race([save, pause(CLOSING)]);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#saving);
    clearTimeout(this.#resting);
    this.#texts.dispose();
    this.#parts.reader.dispose();
  }

  async #load(): Promise<void> {
    const { cache } = this.#parts;
    await cache?.load((saved) => this.#store.load(saved, cache.version));
  }

  /** Writes the cache where so many files have changed, and takes back what room they took. */
  async #save(changes: number): Promise<void> {
    const { cache } = this.#parts;
    if (this.#store.changes < changes) return;
    if (this.#stopped === undefined) this.#store.retain((uri) => this.#texts.has(uri));
    this.#store.changes = 0;
    await this.#store.tidy();
    await cache?.save(this.#store.chunks(cache.version));
  }

  #stop(why: 'stopped' | 'full'): void {
    if (this.complete || this.#stopped !== undefined) return;
    this.#stopped = why;
    this.#texts.stop();
  }

  #contextOf(uri: string): TextContext {
    const folder = this.glossaries.folderOf(uri) ?? '';
    let context = this.#contexts.get(folder);
    if (context === undefined) {
      const texts = [this.glossaries.ownTexts(uri), this.#folders.map((other) => this.#catalogues.textsFor(other))];
      const isOwn = this.glossaries.ownEntries(uri).length > 0;
      context = { glossary: isOwn ? this.#folders.indexOf(folder) + 1 : 0, print: printOf(JSON.stringify(texts)) };
      this.#contexts.set(folder, context);
    }
    return context;
  }

  /** Who refers to what is found out between other work, as soon as all files have been read. */
  #work(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    const turn = (): void => {
      try {
        if (this.complete && !this.library.settle(performance.now() + SLICE)) {
          setTimeout(turn, 0);
          return;
        }
      } catch (error) {
        this.#listener.failed('references', error);
      }
      this.#isWorking = false;
      this.#settle();
    };
    setTimeout(turn, 0);
  }

  #watch(): WorkspaceTexts<ReadBytes> {
    const { reader, pathOf } = this.#parts;
    this.#contexts = new Map();
    reader.setContext({
      documents: this.documents(),
      glossaries: new Map(this.#folders.map((folder, k) => [k + 1, this.glossaries.ownEntries(folder)])),
    });
    const source = new TextSource(reader, this.#store, this.#tree, pathOf, (uri) => this.#contextOf(uri));
    this.#fromCache = 0;
    return new WorkspaceTexts<ReadBytes>(
      source,
      {
        found: (uri, { bytes, known }) => {
          if (known) this.#fromCache++;
          this.library.found(uri, bytes);
          if (this.#store.bytes > this.#parts.maxBytes()) this.#stop('full');
          if (this.complete) this.#settle();
        },
        gone: (uri) => {
          this.library.gone(uri);
          if (this.complete) this.#settle();
        },
        progress: () => {
          if (!this.complete) this.#listener.progress();
        },
        skimmed: () => {
          if (this.complete) return;
          this.#listener.progress();
          if (this.status.found) this.#settle();
        },
        done: () => this.#done(),
        failed: (uri, error) => this.#listener.failed(uri, error),
      },
      (uri) => {
        const key = uriKey(uri);
        for (const text of this.#openTexts()) if (uriKey(text.uri) === key) return true;
        return false;
      },
      this.#choice,
    );
  }

  /** Nothing is left to be read. */
  #done(): void {
    // another folder is about to be added
    if (this.#ready.size < this.#folders.length) return;
    const isFirst = !this.complete;
    this.complete = true;
    this.#work();
    this.#settle();
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.#save(isFirst ? 1 : WORTH_SAVING), QUIET);
    // threads take up more than a single file is worth waiting for
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#parts.reader.rest(), isFirst ? 0 : REST);
    if (isFirst) this.#listener.done(this.#stopped ?? 'complete');
  }

  /** Another glossary or catalogue: every text says something else. */
  #readAllAgain(): void {
    this.library.reset();
    this.#texts.dispose();
    this.#texts = this.#watch();
    this.complete = this.#folders.length === 0;
    this.#stopped = undefined;
    for (const folder of this.#ready) this.#texts.addFolder(folder);
    this.#settle();
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#listener.changed(), SETTLE);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Length and a sum (FNV-1a) of words. */
function printOf(words: string): string {
  let sum = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words.charCodeAt(i), 0x01000193);
  return `${words.length}:${sum >>> 0}`;
}
