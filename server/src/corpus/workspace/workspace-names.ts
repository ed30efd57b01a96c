import { NameIndex } from '../name-index.ts';
import type { FileSummary, NamedPlace } from '../summary.ts';
import { symbolNames } from '../symbol-names.ts';

/** A name of a text. */
export interface FoundName {
  readonly uri: string;
  readonly named: NamedPlace;
}

/** What is known of the texts. */
export interface NameSource {
  /** Of an open text as it is now. */
  summary(uri: string): FileSummary;
  /** What has a place in `symbolNames` of a text; undefined where there is nothing any more. */
  named(uri: string, ordinal: number): NamedPlace | undefined;
}

/** The names of all texts of the workspace. Names of texts that have come or changed are taken when somebody asks, or little by little before. */
export class WorkspaceNames {
  readonly #index = new NameIndex();
  readonly #source: NameSource;
  readonly #numbers = new Map<string, number>();
  readonly #uris: string[] = [];
  readonly #stale = new Set<string>();

  constructor(source: NameSource) {
    this.#source = source;
  }

  /** The names of a text, as `packNames` gives them. */
  set(uri: string, names: Uint8Array): void {
    this.#stale.delete(uri);
    this.#index.set(this.#numberOf(uri), names);
  }

  /** A text is another one, or is gone. */
  changed(uri: string): void {
    this.#stale.add(uri);
  }

  /** Takes what has changed until the time (of `performance.now()`) is over; true when all is. */
  settle(until: number): boolean {
    for (const uri of this.#stale) {
      if (performance.now() > until) return false;
      this.#stale.delete(uri);
      const names = symbolNames(this.#source.summary(uri));
      if (names.names.length > 0) this.#index.set(this.#numberOf(uri), names);
      else this.#index.remove(this.#numberOf(uri));
    }
    return true;
  }

  /** Names that answer to a query, best first. */
  search(query: string, limit: number): FoundName[] {
    this.settle(Number.POSITIVE_INFINITY);
    return this.#index.search(query, limit).flatMap(({ file, ordinal }) => {
      const uri = this.#uris[file];
      const named = this.#source.named(uri, ordinal);
      return named === undefined ? [] : { uri, named };
    });
  }

  #numberOf(uri: string): number {
    let number = this.#numbers.get(uri);
    if (number === undefined) {
      number = this.#uris.push(uri) - 1;
      this.#numbers.set(uri, number);
    }
    return number;
  }
}
