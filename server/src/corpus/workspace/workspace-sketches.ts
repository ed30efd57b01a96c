import { Sketches } from '../relatedness/sketches.ts';

/** What the sections of all texts of the workspace are about. Those of open texts are sketched again when somebody asks. */
export class WorkspaceSketches {
  readonly #sketches = new Sketches();
  readonly #open: (uri: string) => Uint16Array | undefined;
  readonly #stale = new Set<string>();

  /** `open`: the sketches of an open text as it is now; undefined where none with this address is open. */
  constructor(open: (uri: string) => Uint16Array | undefined) {
    this.#open = open;
  }

  /** The sketches of a text that is not open. */
  set(uri: string, sketches: Uint16Array): void {
    this.#stale.delete(uri);
    this.#sketches.set(uri, sketches);
  }

  /** A text is another one, or is gone. */
  changed(uri: string): void {
    this.#stale.add(uri);
  }

  clear(): void {
    this.#stale.clear();
    this.#sketches.clear();
  }

  /** With the open texts as they are now. */
  get present(): Sketches {
    for (const uri of this.#stale) {
      const sketches = this.#open(uri);
      if (sketches === undefined) this.#sketches.delete(uri);
      else this.#sketches.set(uri, sketches);
    }
    this.#stale.clear();
    return this.#sketches;
  }
}
