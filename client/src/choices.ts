/** Which texts the user wants left as they are. Kept over reloads. */
import type { Memento, Uri } from 'vscode';

const KEY = 'communique.leftAlone';
/** The oldest choices give way: one per file ever switched would grow without end. */
const LIMIT = 500;

/** `list` with `entry` as its newest member, at most `limit` long; the oldest stand first and are dropped first. */
export function withNewest(list: readonly string[], entry: string, limit: number): string[] {
  return [...list.filter((known) => known !== entry), entry].slice(-limit);
}

/** The texts that the user switched away from our language, and that are never switched again by themselves. */
export class Choices {
  readonly #store: Memento;

  constructor(store: Memento) {
    this.#store = store;
  }

  isLeftAlone(uri: Uri): boolean {
    return this.#list().includes(keyOf(uri));
  }

  /** From now on, also after a reload, the text at `uri` is not switched. */
  async leaveAlone(uri: Uri): Promise<void> {
    await this.#store.update(KEY, withNewest(this.#list(), keyOf(uri), LIMIT));
  }

  /** Undoes {@link leaveAlone}. */
  async forget(uri: Uri): Promise<void> {
    const key = keyOf(uri);
    const list = this.#list();
    if (list.includes(key)) {
      await this.#store.update(
        KEY,
        list.filter((known) => known !== key),
      );
    }
  }

  #list(): readonly string[] {
    // what a memento holds may have been written by another version
    const stored = this.#store.get<unknown>(KEY);
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string') : [];
  }
}

/** A file and its older version in a comparison are one text to the user. */
function keyOf(uri: Uri): string {
  return uri.scheme === 'git' ? uri.with({ scheme: 'file', query: '', fragment: '' }).toString() : uri.toString();
}
