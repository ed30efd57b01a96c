/** Read-only texts that the extension makes: sections side by side, the history of a term. They last as long as they are open. */
import { Disposable, EventEmitter, Uri, workspace } from 'vscode';

const SCHEME = 'communique-text';

export class GeneratedTexts implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: Disposable;
  #count = 0;

  constructor() {
    this.#subscriptions = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        // one that a window has kept from the last time has nothing behind it any more
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === SCHEME) this.#texts.delete(uri.toString());
      }),
    );
  }

  /** The address of a text. `name` is what its tab says, and its ending gives the language. */
  add(name: string, text: string): Uri {
    // a slash in a title parts no folders
    const uri = Uri.from({ scheme: SCHEME, path: `/${++this.#count}/${name.replace(/[\\/]/g, '∕')}` });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#texts.clear();
  }
}
