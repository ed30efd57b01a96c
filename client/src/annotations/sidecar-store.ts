/** The sidecars of texts on any file system that VS Code knows: read, changed and written without losing what somebody else has written meanwhile. */
import {
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
  type LogOutputChannel,
  l10n,
  RelativePattern,
  type Uri,
  window,
  workspace,
} from 'vscode';
import {
  type AnnotationChange,
  editSidecar,
  mergeSidecars,
  readSidecar,
  type SidecarFile,
  sidecarBytes,
  sidecarName,
} from '../../../server/src/annotations/index.ts';

const PATTERN = '**/*.annotations.jsonl';
const SUFFIX = sidecarName('');
/** Sidecars of a workspace that are listed. */
const MAX_FILES = 5_000;

export class SidecarStore implements Disposable {
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<Uri>();
  readonly #read = new EventEmitter<{ readonly text: Uri; readonly file: SidecarFile }>();
  readonly #files = new Map<string, SidecarFile>();
  /** Changes to one sidecar follow each other. */
  readonly #queues = new Map<string, Promise<unknown>>();
  readonly #subscriptions: Disposable;

  /** The address of a text whose annotations are others now. */
  readonly onDidChange = this.#changed.event;
  /** A sidecar was read or written; an empty one where there is none any more. */
  readonly onDidRead = this.#read.event;

  constructor(log: LogOutputChannel) {
    this.#log = log;
    const watcher = workspace.createFileSystemWatcher(PATTERN);
    const other = (sidecar: Uri): void => {
      const text = textOf(sidecar);
      this.#files.delete(text.toString());
      // also one whose text is not open: what was said of it may not be right any more
      void this.read(text).catch(() => undefined);
      this.#changed.fire(text);
    };
    this.#subscriptions = Disposable.from(
      watcher,
      this.#changed,
      this.#read,
      watcher.onDidChange(other),
      watcher.onDidCreate(other),
      watcher.onDidDelete(other),
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) void this.#follow(oldUri, newUri);
      }),
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) void this.#askFor(uri);
      }),
    );
  }

  /** The sidecar of a text; an empty one where there is none. Rejects where it cannot be read. */
  async read(text: Uri): Promise<SidecarFile> {
    const key = text.toString();
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const file = await this.#fromDisk(text);
    this.#files.set(key, file);
    this.#read.fire({ text, file });
    return file;
  }

  /**
   * Makes changes and writes them. What is on the disk by then is merged, note by note; a failure leaves it as it was. Rejects where it cannot be read or written.
   */
  change(text: Uri, changes: readonly AnnotationChange[]): Promise<void> {
    return this.#next(text, async () => {
      const base = await this.read(text);
      await this.#write(text, base, editSidecar(base, changes));
    });
  }

  /** Adds the notes of another sidecar. Rejects as `change`. */
  add(text: Uri, notes: SidecarFile): Promise<void> {
    return this.#next(text, async () => this.#write(text, readSidecar(''), notes));
  }

  /** The texts of the workspace that have annotations. */
  async texts(): Promise<Uri[]> {
    const folders = workspace.workspaceFolders ?? [];
    const found = await Promise.all(
      folders.map((folder) => workspace.findFiles(new RelativePattern(folder, PATTERN), undefined, MAX_FILES)),
    );
    return found.flat().map(textOf);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #next(text: Uri, run: () => Promise<void>): Promise<void> {
    const key = text.toString();
    const step = (this.#queues.get(key) ?? Promise.resolve()).catch(() => undefined).then(run);
    this.#queues.set(key, step);
    return step;
  }

  async #write(text: Uri, base: SidecarFile, ours: SidecarFile): Promise<void> {
    const target = sidecarOf(text);
    const present = await this.#fromDisk(text);
    const { file } = mergeSidecars(base, ours, present);
    const bytes = sidecarBytes(file);
    // written beside it and then put in its place, so that no moment shows half of it
    const beside = target.with({ path: `${target.path}.${Date.now().toString(36)}.tmp` });
    try {
      await workspace.fs.writeFile(beside, bytes);
      await workspace.fs.rename(beside, target, { overwrite: true });
    } catch (error) {
      await Promise.resolve(workspace.fs.delete(beside)).catch(() => undefined);
      throw error;
    }
    const written = readSidecar(bytes);
    this.#files.set(text.toString(), written);
    this.#read.fire({ text, file: written });
    this.#changed.fire(text);
  }

  async #fromDisk(text: Uri): Promise<SidecarFile> {
    try {
      return readSidecar(await workspace.fs.readFile(sidecarOf(text)));
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') return readSidecar('');
      throw error;
    }
  }

  /** A text was deleted: whether its notes go too is not for us to say. */
  async #askFor(text: Uri): Promise<void> {
    try {
      await workspace.fs.stat(sidecarOf(text));
    } catch {
      return;
    }
    const yes = l10n.t('Delete Them');
    const answer = await window.showInformationMessage(
      l10n.t('The annotations of “{0}” are still there.', text.path.slice(text.path.lastIndexOf('/') + 1)),
      yes,
    );
    if (answer === yes) await workspace.fs.delete(sidecarOf(text), { useTrash: true });
  }

  /** A text that is renamed or moved takes its notes along; those that are already there stay there. */
  async #follow(from: Uri, to: Uri): Promise<void> {
    try {
      if ((await workspace.fs.stat(to)).type !== FileType.File) return;
      await workspace.fs.stat(sidecarOf(from));
    } catch {
      return;
    }
    try {
      await workspace.fs.rename(sidecarOf(from), sidecarOf(to), { overwrite: false });
    } catch (error) {
      this.#log.warn(`The annotations of ${from.toString()} did not follow it to ${to.toString()}: ${String(error)}`);
    }
    for (const uri of [from, to]) {
      this.#files.delete(uri.toString());
      this.#changed.fire(uri);
    }
  }
}

export function sidecarOf(text: Uri): Uri {
  return text.with({ path: sidecarName(text.path) });
}

function textOf(sidecar: Uri): Uri {
  return sidecar.with({ path: sidecar.path.slice(0, -SUFFIX.length) });
}
