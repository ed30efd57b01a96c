import { Row } from './row.ts';

/** A file that may have a turn; `waiting`: whether it is to be read. */
export interface Waiting {
  waiting: boolean;
}

/** Whose turn it is, and why: the user has touched it, it is skimmed, or it is read with all others. */
export interface Turn<File> {
  readonly file: File;
  readonly why: 'urgent' | 'skim' | 'listed';
}

/**
 * In which order files are read: what the user has touched, then what is skimmed so that others find it, then all the rest. A file that is to be
 * skimmed is to be read as well, and is passed over where that has happened before its turn came.
 */
export class ReadingOrder<File extends Waiting> {
  readonly #urgent: File[] = [];
  readonly #skims = new Row<File>();
  readonly #listed = new Row<File>();

  /** To be read; true where it did not wait before. */
  ask(file: File, urgent: boolean): boolean {
    const isNew = !file.waiting;
    // one that waits with the others may go before them
    if (urgent) this.#urgent.push(file);
    else if (isNew) this.#listed.push(file);
    file.waiting = true;
    return isNew;
  }

  /** To be skimmed, of files that were asked for. */
  skim(files: Iterable<File>): void {
    for (const file of files) this.#skims.push(file);
  }

  next(): Turn<File> | undefined {
    for (;;) {
      const file = this.#urgent.shift();
      if (file === undefined) break;
      if (this.#begin(file)) return { file, why: 'urgent' };
    }
    for (;;) {
      const file = this.#skims.shift();
      if (file === undefined) break;
      if (file.waiting) return { file, why: 'skim' };
    }
    for (;;) {
      const file = this.#listed.shift();
      if (file === undefined) return undefined;
      if (this.#begin(file)) return { file, why: 'listed' };
    }
  }

  /** Whether files wait to be skimmed. */
  get skims(): boolean {
    return this.#skims.length > 0;
  }

  /** Gives up all but what the user has touched; gives the files that are not read now. */
  stop(): File[] {
    this.#skims.clear();
    const given = this.#listed.clear().filter(({ waiting }) => waiting);
    for (const file of given) file.waiting = false;
    return given;
  }

  clear(): void {
    this.#urgent.length = 0;
    this.#skims.clear();
    this.#listed.clear();
  }

  /** A file may stand in more than one row: whoever comes first reads it. */
  #begin(file: File): boolean {
    const { waiting } = file;
    file.waiting = false;
    return waiting;
  }
}
