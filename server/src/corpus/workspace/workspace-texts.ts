import { isHidden, isTextName } from './files.ts';
import { ReadingOrder } from './reading-order.ts';
import { ALL_FILES, type FileChoice, isIgnoreFile, Selection } from './selection.ts';
import { isBelow, plainPath, uriKey } from './uri.ts';

/** What is said of a file; as the protocol has it. */
export interface FileEvent {
  readonly uri: string;
  /** 1 created, 2 changed, 3 deleted. */
  readonly type: 1 | 2 | 3;
}

const CREATED = 1;
const DELETED = 3;

/** What a file is: `print` is the same as long as nothing else would be read. */
export type FileReading<Content> =
  | { readonly kind: 'missing' }
  | { readonly kind: 'other'; readonly print: string }
  | { readonly kind: 'text'; readonly print: string; readonly content: Content }
  | { readonly kind: 'failed'; readonly message: string; readonly print: string | undefined };

/** Where the texts of a workspace are read. */
export interface FileSource<Content> {
  /** The addresses of the files below a folder that may be texts; rejects where nothing can be said. */
  list(folder: string, selection: Selection): Promise<string[]>;
  /** `name`: the address that the file is known by. Rejects where it cannot be read. */
  read(address: string, name: string, urgent: boolean): Promise<FileReading<Content>>;
  /**
   * What others need to find the text, in a small part of the time of `read`; undefined where that would gain nothing, or is not known. Never
   * rejects.
   */
  skim?(address: string, name: string): Promise<FileReading<Content> | undefined>;
  /** Files that are worth asking for at once. */
  readonly capacity: number;
}

/** Hears of the texts of a workspace. One file has one address from `found` to `gone`; compare addresses by `uriKey`. */
export interface TextListener<Content> {
  /** A text was read, or read again and is another one. Not called for a text while it is open. */
  found(uri: string, content: Content): void;
  /** It is no longer there, or no longer one of the workspace's texts, and is not open. */
  gone(uri: string): void;
  /** All that was to be read has been read; `count` texts are known, open ones among them. */
  done(count: number): void;
  /** A file or a folder that could not be read, and is left aside. */
  failed(uri: string, error: unknown): void;
  /** So many of the files have been read since nothing was left to read. */
  progress?(read: number, of: number): void;
  /** One more file was skimmed, which `found` may have told of; it will be read as well. */
  skimmed?(): void;
}

/** New names that are looked at one by one; of more, the folders are listed. */
const MANY = 20;
/** Fewer new files are read before anybody asks for one of them: they are not skimmed first. */
const WORTH_SKIMMING = 200;

interface Folder {
  readonly uri: string;
  readonly key: string;
  /** As the last list has found the ignore files. */
  selection: Selection;
  listing: boolean;
  /** Something came or went while it was listed: list it again. */
  again: boolean;
  /** This folder, for the files that are in no other one. */
  readonly alone: readonly Folder[];
}

/** A file that has the name of a text. */
interface TextFile {
  readonly key: string;
  /** The address that the listener knows it by. */
  readonly uri: string;
  /** The address it was heard of last, as the disk spells it. */
  address: string;
  /** Folders in whose last list it stood. */
  listed: readonly Folder[];
  /** When something was said of it last (see #clock). */
  heard: number;
  /** Counts what was asked for: of two readings that overlap, the later one wins. */
  reading: number;
  waiting: boolean;
  /** Something new has this name; it may be a directory. */
  isNew: boolean;
  /** Whether the listener has it: it was found, or it is open. */
  told: boolean;
  /** Of the content that was read last. */
  print: string | undefined;
}

/**
 * The texts in the folders of a workspace: `*.communique`, `*.communique.txt`, and other `*.txt` that are recognised as texts of the
 * field. They are read in the background, a few at a time. What the disk says when a file is read decides, never an event or a list
 * alone: those only say where to look. While a text is open its owner knows better, and nothing is said of it.
 *
 * No method throws, and no promise is rejected.
 */
export class WorkspaceTexts<Content> {
  readonly #source: FileSource<Content>;
  readonly #listener: TextListener<Content>;
  readonly #isOpen: (uri: string) => boolean;
  readonly #choice: FileChoice;
  #folders: Folder[] = [];
  readonly #files = new Map<string, TextFile>();
  /** Keys of the open texts. */
  readonly #open = new Set<string>();
  readonly #order = new ReadingOrder<TextFile>();
  /** Files that are being skimmed, those that were, and those of which nothing is known after it. */
  #skimming = 0;
  #skimmed = 0;
  #unskimmed = 0;
  /** Counts events and lists, so that it can be told which is the newer. */
  #clock = 0;
  #listings = 0;
  #readings = 0;
  #read = 0;
  #total = 0;
  #busy = false;
  #waiting: (() => void)[] = [];
  #stopped = false;
  readonly #unread = new Set<TextFile>();
  #disposed = false;

  /** `isOpen` is asked beside what `opened` and `closed` say, for texts that were opened before. */
  constructor(
    source: FileSource<Content>,
    listener: TextListener<Content>,
    isOpen: (uri: string) => boolean = () => false,
    choice: FileChoice = ALL_FILES,
  ) {
    this.#source = source;
    this.#choice = choice;
    this.#listener = listener;
    this.#isOpen = isOpen;
  }

  /** Takes the texts of a folder, with or without a slash at its end. Folders may overlap. */
  addFolder(uri: string): void {
    const key = uriKey(uri);
    if (this.#disposed || this.#folders.some((folder) => folder.key === key)) return;
    const alone: Folder[] = [];
    const folder = { uri, key, selection: new Selection(this.#choice), listing: false, again: false, alone };
    alone.push(folder);
    this.#folders.push(folder);
    this.#list(folder);
  }

  /** Lets go of the texts of a folder that are in no other one and not open. */
  removeFolder(uri: string): void {
    const key = uriKey(uri);
    const removed = this.#folders.find((folder) => folder.key === key);
    if (removed === undefined) return;
    this.#folders = this.#folders.filter((folder) => folder !== removed);
    for (const file of this.#files.values()) {
      unlist(file, removed);
      if (!this.#belongs(file.key)) this.#drop(file);
    }
    this.#settle();
  }

  /** What a client says of its files: of single ones, or of directories for all that is below. */
  filesChanged(changes: readonly FileEvent[]): void {
    if (this.#disposed) return;
    const deleted = new Set<string>();
    const unknown: string[] = [];
    for (const { uri, type } of changes) {
      const key = uriKey(uri);
      if (isIgnoreFile(uri)) {
        for (const folder of this.#folders) if (isBelow(key, folder.key)) this.#list(folder);
      } else if (type === DELETED) deleted.add(key);
      else if (isTextName(key) && this.#belongs(key)) this.#hear(key, uri, type === CREATED);
      else if (type === CREATED) {
        for (const folder of this.#folders) if (folder.key === key || isBelow(folder.key, key)) this.#list(folder);
        if (this.#belongs(key)) unknown.push(uri);
      }
    }
    if (deleted.size > 0) this.#deleted(deleted);
    if (unknown.length > MANY) this.#listFoldersOf(unknown);
    else for (const uri of unknown) this.#lookBelow(uri);
    this.#settle();
  }

  /** A text was opened: from now on its owner has it. */
  opened(uri: string): void {
    const key = uriKey(uri);
    this.#open.add(key);
    const file = this.#files.get(key);
    if (file !== undefined) this.#leaveToOwner(file);
  }

  /** A text was closed: it is read from the disk again, and is found or gone then. One that is in no folder is gone at once. */
  closed(uri: string): void {
    const key = uriKey(uri);
    this.#open.delete(key);
    if (this.#disposed) return;
    if (isTextName(key) && this.#belongs(key)) {
      const file = this.#fileOf(key, uri);
      this.#leaveToOwner(file);
      this.#hear(key, uri, false);
      // it may have been opened by a way round a link
      if (file.listed.length === 0) this.#listFoldersOf([uri]);
    } else {
      this.#files.delete(key);
      this.#tell(() => this.#listener.gone(uri), uri);
    }
    this.#settle();
  }

  /** Lists all folders and reads all files again, for clients that do not say what changes. */
  refresh(): void {
    if (this.#disposed) return;
    for (const file of this.#files.values()) this.#ask(file, false);
    for (const folder of this.#folders) this.#list(folder);
    this.#settle();
  }

  /** Reads nothing more but what the user touches, until `resume`. What was read stays. */
  stop(): void {
    this.#stopped = true;
    if (this.#order.skims) this.#unskimmed++;
    for (const file of this.#order.stop()) this.#unread.add(file);
    this.#settle();
  }

  /** Goes on after `stop`. */
  resume(): void {
    if (!this.#stopped || this.#disposed) return;
    this.#stopped = false;
    const files = [...this.#unread];
    this.#unread.clear();
    for (const file of files) if (this.#files.get(file.key) === file) this.#ask(file, false);
  }

  /** Files that are known, and those of them that have been read. */
  get counts(): { readonly files: number; readonly indexed: number } {
    const files = this.#files.size;
    const left = this.#unread.size + (this.#busy ? this.#total - this.#read : 0);
    return { files, indexed: Math.max(0, files - left) };
  }

  /** Files that have been skimmed since nothing was left to read. */
  get skimmed(): number {
    return this.#skimmed;
  }

  /** Whether others can find every text, though not all have been read; it is not known while none was skimmed. */
  get isSkimmed(): boolean {
    return (
      this.#skimmed > 0 && this.#unskimmed === 0 && this.#skimming === 0 && this.#listings === 0 && !this.#order.skims
    );
  }

  /** Whether a file is one of the workspace; by the address that the listener knows. */
  has(uri: string): boolean {
    return this.#files.has(uriKey(uri));
  }

  /** Whether something is left to list or to read. */
  get isBusy(): boolean {
    return this.#busy;
  }

  /** Resolves when nothing is left to list or to read. */
  idle(): Promise<void> {
    if (!this.#busy) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends all work; nothing is said from now on. */
  dispose(): void {
    this.#disposed = true;
    this.#busy = false;
    this.#folders = [];
    this.#files.clear();
    this.#order.clear();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  // ---- where to look ----------------------------------------------------------------------------------------

  /** Whether a folder has a place for this: hidden directories are left aside, unless they are a folder themselves. */
  #belongs(key: string): boolean {
    return this.#folders.some((folder) => belongsTo(key, folder));
  }

  #fileOf(key: string, uri: string): TextFile {
    let file = this.#files.get(key);
    if (file === undefined) {
      file = {
        key,
        uri,
        address: uri,
        listed: NOWHERE,
        heard: 0,
        reading: 0,
        waiting: false,
        isNew: false,
        told: false,
        print: undefined,
      };
      this.#files.set(key, file);
    }
    return file;
  }

  #hear(key: string, uri: string, isNew: boolean): void {
    const file = this.#fileOf(key, uri);
    file.address = uri;
    file.heard = ++this.#clock;
    file.isNew ||= isNew;
    this.#ask(file, true);
  }

  /** All that is known at or below these names is looked at again. */
  #deleted(deleted: ReadonlySet<string>): void {
    const above = new Set<Folder>();
    const shortest = Math.min(...Array.from(deleted, ({ length }) => length));
    for (const file of this.#files.values()) {
      let { key } = file;
      while (key.length > shortest && !deleted.has(key)) key = key.slice(0, key.lastIndexOf('/'));
      if (!deleted.has(key)) continue;
      this.#hear(file.key, file.address, false);
      // a directory went: what was left out because it had the same content under another name may be listed now
      if (key !== file.key) for (const folder of this.#folders) if (belongsTo(file.key, folder)) above.add(folder);
    }
    for (const folder of above) this.#list(folder);
  }

  /** Something new that may be a directory with texts in it; then its folders are listed, which know about links and hidden places. */
  #lookBelow(uri: string): void {
    this.#begin();
    this.#listings++;
    const ended = (uris: readonly string[]): void => {
      this.#listings--;
      if (uris.length > 0) this.#listFoldersOf([uri]);
      this.#settle();
    };
    // what cannot be listed is no directory for us
    this.#safely(() => this.#source.list(uri, new Selection(this.#choice))).then(ended, () => ended([]));
  }

  #listFoldersOf(uris: readonly string[]): void {
    const keys = uris.map(uriKey);
    for (const folder of this.#folders) if (keys.some((key) => belongsTo(key, folder))) this.#list(folder);
  }

  #list(folder: Folder): void {
    folder.again = folder.listing;
    if (folder.listing) return;
    folder.listing = true;
    this.#begin();
    this.#listings++;
    const began = ++this.#clock;
    const ended = (): void => {
      this.#listings--;
      folder.listing = false;
      if (folder.again && this.#folders.includes(folder)) this.#list(folder);
      this.#settle();
    };
    const selection = new Selection(this.#choice);
    this.#safely(() => this.#source.list(folder.uri, selection)).then(
      (uris) => {
        folder.selection = selection;
        if (this.#folders.includes(folder)) this.#listed(folder, uris, began);
        ended();
      },
      (error: unknown) => {
        if (this.#folders.includes(folder)) this.#fail(folder.uri, error);
        ended();
      },
    );
  }

  /** A list that was begun at a time: new files are read, and files of which nothing was heard since go if they are not in it. */
  #listed(folder: Folder, uris: readonly string[], began: number): void {
    const present = new Map<string, string>();
    for (const uri of uris) {
      const key = uriKey(uri);
      if (!present.has(key) && isTextName(key) && belongsTo(key, folder)) present.set(key, uri);
    }
    const fresh: TextFile[] = [];
    for (const [key, uri] of present) {
      const known = this.#files.get(key);
      const file = known ?? this.#fileOf(key, uri);
      if (!file.listed.includes(folder))
        file.listed = file.listed.length === 0 ? folder.alone : [...file.listed, folder];
      if (known === undefined) fresh.push(file);
      else if (file.heard < began) file.address = uri;
    }
    this.#askAll(fresh);
    for (const file of this.#files.values()) {
      if (present.has(file.key) || (!unlist(file, folder) && !belongsTo(file.key, folder))) continue;
      if (file.listed.length === 0 && file.heard < began) this.#drop(file);
    }
  }

  // ---- what is there ----------------------------------------------------------------------------------------

  #isOpenFile(file: TextFile): boolean {
    if (this.#open.has(file.key)) return true;
    try {
      return this.#isOpen(file.uri);
    } catch {
      return false;
    }
  }

  #leaveToOwner(file: TextFile): void {
    file.told = true;
    file.print = undefined;
    file.reading++;
  }

  #ask(file: TextFile, urgent: boolean): void {
    this.#await(file, urgent);
    this.#pump();
  }

  /** Files that nobody has touched. Many are skimmed before the first of them is read. */
  #askAll(files: readonly TextFile[]): void {
    for (const file of files) this.#await(file, false);
    if (files.length >= WORTH_SKIMMING && this.#source.skim !== undefined && !this.#stopped) this.#order.skim(files);
    this.#pump();
  }

  #await(file: TextFile, urgent: boolean): void {
    if (this.#isOpenFile(file)) {
      this.#leaveToOwner(file);
      return;
    }
    file.reading++;
    if (this.#stopped && !urgent) {
      this.#unread.add(file);
      return;
    }
    this.#begin();
    if (this.#order.ask(file, urgent)) this.#total++;
  }

  #pump(): void {
    while (this.#readings < this.#source.capacity) {
      const turn = this.#order.next();
      if (turn === undefined) return;
      const { file, why } = turn;
      this.#readings++;
      if (why === 'skim') this.#skimming++;
      const ended = (): void => {
        this.#readings--;
        if (why === 'skim') {
          this.#skimming--;
          this.#skimmed++;
          this.#tell(() => this.#listener.skimmed?.(), file.uri);
        } else {
          this.#read++;
          this.#tell(() => this.#listener.progress?.(this.#read, this.#total), file.uri);
        }
        this.#pump();
        this.#settle();
      };
      (why === 'skim' ? this.#skim(file) : this.#load(file, why === 'urgent')).then(ended, ended);
    }
  }

  async #skim(file: TextFile): Promise<void> {
    const { reading } = file;
    const found = await this.#source.skim?.(file.address, file.uri);
    if (found === undefined || found.kind === 'failed') this.#unskimmed++;
    // what was read meanwhile, or is to be read because it is another one now, is newer
    const isOver = this.#disposed || file.reading !== reading || this.#files.get(file.key) !== file || !file.waiting;
    if (isOver || found?.kind !== 'text' || this.#isOpenFile(file)) return;
    const { content } = found;
    file.told = true;
    this.#tell(() => this.#listener.found(file.uri, content), file.uri);
  }

  async #load(file: TextFile, urgent: boolean): Promise<void> {
    const { reading } = file;
    const isOver = (): boolean => this.#disposed || file.reading !== reading || this.#files.get(file.key) !== file;
    if (isOver()) return;
    let found: FileReading<Content>;
    try {
      found = await this.#source.read(file.address, file.uri, urgent);
    } catch (error) {
      found = { kind: 'failed', message: error instanceof Error ? error.message : String(error), print: undefined };
    }
    if (isOver()) return;
    if (this.#isOpenFile(file)) this.#leaveToOwner(file);
    else this.#take(file, found);
  }

  #take(file: TextFile, found: FileReading<Content>): void {
    if (found.kind === 'missing') {
      if (file.isNew) this.#lookBelow(file.address);
      this.#drop(file);
      return;
    }
    if (found.kind === 'failed') {
      // one that failed by its content is not said again before it changes
      const isKnown = found.print !== undefined && found.print === file.print;
      if (file.isNew && found.print === undefined) this.#lookBelow(file.address);
      file.print = found.print;
      this.#setAside(file);
      if (!isKnown) this.#fail(file.uri, found.message);
      return;
    }
    file.isNew = false;
    if (found.print === file.print) return;
    file.print = found.print;
    if (found.kind === 'other') {
      this.#setAside(file);
      return;
    }
    const { content } = found;
    file.told = true;
    this.#tell(() => this.#listener.found(file.uri, content), file.uri);
  }

  /** It is there and none of our texts. */
  #setAside(file: TextFile): void {
    if (!file.told) return;
    file.told = false;
    this.#tell(() => this.#listener.gone(file.uri), file.uri);
  }

  #drop(file: TextFile): void {
    this.#files.delete(file.key);
    if (file.told && !this.#isOpenFile(file)) this.#tell(() => this.#listener.gone(file.uri), file.uri);
  }

  // ---- turns ------------------------------------------------------------------------------------------------

  #begin(): void {
    if (this.#busy) return;
    this.#busy = true;
    this.#read = 0;
    this.#total = 0;
    this.#skimmed = 0;
    this.#unskimmed = 0;
  }

  #settle(): void {
    if (!this.#busy || this.#listings > 0 || this.#readings > 0 || this.#disposed) return;
    this.#busy = false;
    let count = 0;
    for (const file of this.#files.values()) if (file.told) count++;
    this.#tell(() => this.#listener.done(count), '');
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** A promise also of what throws at once. */
  async #safely<T>(run: () => Promise<T>): Promise<T> {
    return run();
  }

  #tell(say: () => void, uri: string): void {
    if (this.#disposed) return;
    try {
      say();
    } catch (error) {
      this.#fail(uri, error);
    }
  }

  #fail(uri: string, error: unknown): void {
    if (this.#disposed) return;
    try {
      this.#listener.failed(uri, error);
    } catch {
      // there is nobody left to tell
    }
  }
}

const NOWHERE: readonly Folder[] = [];

/** Takes a file off the list of a folder; true where it stood there. */
function unlist(file: TextFile, folder: Folder): boolean {
  if (!file.listed.includes(folder)) return false;
  file.listed = file.listed.filter((other) => other !== folder);
  return true;
}

function belongsTo(key: string, folder: Folder): boolean {
  if (!isBelow(key, folder.key)) return false;
  const path = key.slice(folder.key.length + 1);
  return (
    !path.split('/').some(isHidden) &&
    (isTextName(key) ? folder.selection.admits(plainPath(path)) : folder.selection.admitsDirectory(plainPath(path)))
  );
}
