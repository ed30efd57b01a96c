import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import { fileCache, INDEX_FILE } from '../corpus/node/cache.ts';
import { fileDepot } from '../corpus/node/depot.ts';
import { nodeDisk, pathOf } from '../corpus/node/disk.ts';
import { makePool } from '../corpus/node/threads.ts';
import { readText } from '../corpus/read-text.ts';
import { isIndex } from '../corpus/workspace/index-store.ts';
import { uriKey } from '../corpus/workspace/uri.ts';
import { type IndexStatus, Workspace } from '../corpus/workspace/workspace.ts';
import type { CheckedProblem, Report } from './report.ts';

/** Of the analyser and its tables; the build says it. */
declare const ANALYSER_VERSION: string;

/** What readings may take, in bytes; as in the editor where nothing else is set. */
const MAX_BYTES = 1 << 30;

/** Why a folder or a cache cannot be used, in words for the user. */
export class UnusableError extends Error {}

/**
 * The checks of the editor for files of a folder, with all texts below it as the workspace; they are read on threads, and kept in a cache
 * from one run to the next if there is one.
 */
export class WorkspaceChecker {
  readonly #folder: string;
  readonly #shown: string;
  readonly #report: Report;
  readonly #workspace: Workspace;
  #outcome: 'complete' | 'stopped' | 'full' = 'complete';
  /** Problems of the glossary and the catalogue of the folder. */
  readonly factProblems: CheckedProblem[] = [];

  /** `failed` hears what cannot be read; `indexer` is the path of the thread's bundle. Throws `UnusableError`. */
  constructor(
    folder: string,
    cache: string | undefined,
    report: Report,
    indexer: string,
    failed: (what: string, error: unknown) => void,
  ) {
    this.#shown = folder;
    this.#folder = realFolder(folder);
    this.#report = report;
    if (cache !== undefined) assertOurs(cache);
    const parts = {
      reader: makePool(indexer),
      pathOf,
      cache:
        cache === undefined
          ? undefined
          : fileCache(pathToFileURL(resolve(cache)).href, ANALYSER_VERSION, (error) => failed(cache, error)),
      depot: fileDepot(
        () => cache,
        (error) => failed(cache ?? tmpdir(), error),
      ),
      maxBytes: () => MAX_BYTES,
    };
    this.#workspace = new Workspace(KNOWLEDGE, nodeDisk(), parts, () => [], {
      glossaryRead: (uri, problems) => this.factProblems.push(...report.glossary(this.#nameOf(uri), problems)),
      catalogueRead: (uri, problems) => this.factProblems.push(...report.catalogue(this.#nameOf(uri), problems)),
      changed() {},
      progress() {},
      done: (outcome) => {
        this.#outcome = outcome;
      },
      failed: (what, error) => failed(pathOf(what) === undefined ? what : this.#nameOf(what), error),
    });
  }

  /** Reads all texts; the cache is written then. Rejects with `UnusableError` where there are too many. */
  async read(): Promise<IndexStatus> {
    await this.#workspace.addFolder(pathToFileURL(this.#folder).href);
    await this.#workspace.whenSettled(() => this.#outcome !== 'complete');
    const { status } = this.#workspace;
    if (this.#outcome === 'full') {
      throw new UnusableError(
        `${this.#shown}: too much for the memory; ${status.indexed} of ${status.files} files were read`,
      );
    }
    await this.#workspace.saveCache();
    return status;
  }

  /** The files of the folder that are texts of the field, by path. */
  files(): string[] {
    return [...this.#workspace.library.uris()].map((uri) => this.#nameOf(uri)).sort();
  }

  /** The problems of a text of the folder, in order. */
  check(file: string, text: string): CheckedProblem[] {
    const uri = this.#uriOf(file) ?? pathToFileURL(resolve(file)).href;
    const { glossaries, library } = this.#workspace;
    return this.#report.text(file, text, readText(uri, text, glossaries.for(uri), library.library()));
  }

  dispose(): void {
    this.#workspace.dispose();
  }

  #uriOf(file: string): string | undefined {
    if (!existsSync(file)) return undefined;
    return this.#workspace.library.known(uriKey(pathToFileURL(realpathSync(file)).href));
  }

  /** The path of a file below the folder, as the user has named the folder. */
  #nameOf(uri: string): string {
    return join(this.#shown, relative(this.#folder, fileURLToPath(uri)));
  }
}

function realFolder(folder: string): string {
  try {
    if (statSync(folder).isDirectory()) return realpathSync(folder);
  } catch (error) {
    throw new UnusableError(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UnusableError(`${folder}: not a folder`);
}

/** What stands where the cache is to be written, and is none, is the user's. */
function assertOurs(cache: string): void {
  const path = join(cache, INDEX_FILE);
  if (existsSync(cache) && !statSync(cache).isDirectory()) throw new UnusableError(`${cache}: not a folder`);
  if (!existsSync(path)) return;
  if (!statSync(path).isFile() || !isIndex(beginningOf(path))) {
    throw new UnusableError(`${path}: not a cache of communique; nothing was changed`);
  }
}

function beginningOf(path: string): Uint8Array {
  const head = new Uint8Array(64);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}
