/**
 * Files that VS Code opens but keeps from extensions because of their size: without a word they would just stay
 * without an outline.
 */
import { Disposable, type LogOutputChannel, l10n, TabInputText, type Uri, window, workspace } from 'vscode';
import { fileName, hasOwnName } from './names.ts';

/** Above this many characters VS Code synchronises nothing; so a file of at most as many bytes has another reason. */
const LIMIT = 50 * 1024 * 1024;
/** A tab is reported before its text has arrived. */
const PATIENCE = 1_500;

export class LargeFiles implements Disposable {
  readonly #log: LogOutputChannel;
  readonly #told = new Set<string>();
  readonly #subscriptions: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(log: LogOutputChannel) {
    this.#log = log;
    this.#subscriptions = Disposable.from(
      window.tabGroups.onDidChangeTabs(() => this.#look()),
      window.tabGroups.onDidChangeTabGroups(() => this.#look()),
    );
    this.#look();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #look(): void {
    clearTimeout(this.#timer);
    const uri = missing();
    if (uri === undefined || this.#told.has(uri.toString())) return;
    this.#timer = setTimeout(() => void this.#check(uri), PATIENCE);
  }

  async #check(uri: Uri): Promise<void> {
    if (missing()?.toString() !== uri.toString()) return;
    try {
      const { size } = await workspace.fs.stat(uri);
      if (size <= LIMIT) return;
      this.#told.add(uri.toString());
      const megabytes = Math.round(size / (1024 * 1024));
      void window.showWarningMessage(
        l10n.t(
          '“{0}” has {1} MB. VS Code does not give files of more than 50 MB to extensions, so it has no outline and no hovers here. Split the file to work on it.',
          fileName(uri),
          megabytes,
        ),
      );
    } catch (error) {
      this.#log.debug(`The size of ${uri} could not be read.`, error);
    }
  }
}

/** The file of ours that the active tab shows although its text has not come to us. */
function missing(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof TabInputText) || !hasOwnName(input.uri)) return undefined;
  const key = input.uri.toString();
  return workspace.textDocuments.some((document) => document.uri.toString() === key) ? undefined : input.uri;
}
