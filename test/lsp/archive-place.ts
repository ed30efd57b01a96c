// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { archiveText, citedBy } from './archive-texts.ts';
import { Client, capable } from './client.ts';

/** A client that shows cards and asks for problems itself, so that two servers can be asked the same. */
export const asking = {
  ...capable,
  textDocument: { ...capable.textDocument, diagnostic: {} },
  workspace: { ...capable.workspace, textDocumentContent: {} },
};

export const CREATED = 1;
export const CHANGED = 2;
export const DELETED = 3;

export interface ArchiveOptions {
  /** Names of the workspace folders; the place itself by default. */
  readonly folders?: readonly string[];
  /** Whether the server is given a directory for its cache; `storage` of the place by default. */
  readonly storage?: boolean | string;
  readonly capabilities?: object;
  readonly timeout?: number;
  /** Further options of the client, beside the place of the cache. */
  readonly more?: object;
}

/** Answer of `communique/status`. */
export interface Status {
  readonly files: number;
  readonly indexed: number;
  readonly found: boolean;
  readonly complete: boolean;
  readonly fromCache: number;
  readonly heapUsed?: number;
}

/** A directory with the files of an archive, and beside it one for the server's cache. */
export class ArchivePlace {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'communique-archive-')));
  /** Where the files are. */
  readonly path = join(this.root, 'files');
  readonly storage = join(this.root, 'storage');

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    mkdirSync(this.path);
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  at(name: string): string {
    return join(this.path, name);
  }

  uriOf(name: string): string {
    return pathToFileURL(this.at(name)).href;
  }

  /** The name of a file by its address. */
  nameOf(uri: string): string {
    return fileURLToPath(uri).slice(this.path.length + 1);
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), content);
  }

  /** Writes files of `archiveText` and gives their names, by number. */
  fill(count: number, seed: number, nameOf: (n: number) => string = standardName): string[] {
    const names = Array.from({ length: count }, (_, n) => nameOf(n));
    for (const [n, name] of names.entries()) this.write(name, archiveText(n, seed, { cites: citedBy(n, count) }).text);
    return names;
  }

  /** What a client says of files that were created, changed or deleted. */
  event(type: 1 | 2 | 3, ...names: string[]): { uri: string; type: 1 | 2 | 3 }[] {
    return names.map((name) => ({ uri: this.uriOf(name), type }));
  }

  /** Starts a server over the place. */
  async start(options: ArchiveOptions = {}): Promise<Client> {
    const { folders = ['.'], storage = false, capabilities = asking, timeout = 40_000, more = {} } = options;
    const directory = storage === true ? this.storage : storage;
    const client = await Client.start({ handshake: false, timeout });
    const workspaceFolders = folders.map((name) => ({ uri: this.uriOf(name), name }));
    client.initialized = await client.request('initialize', {
      processId: process.pid,
      clientInfo: { name: 'test' },
      locale: 'en',
      rootUri: workspaceFolders[0]?.uri ?? null,
      workspaceFolders,
      initializationOptions: { ...(directory === false ? {} : { storage: pathToFileURL(directory).href }), ...more },
      capabilities,
    });
    client.notify('initialized', {});
    return client;
  }

  /** Path, kind, mode, time and content of everything that is the user's, as one line each. */
  print(): string[] {
    const lines: string[] = [];
    const visit = (path: string): void => {
      const stats = lstatSync(path);
      const content = stats.isSymbolicLink()
        ? readlinkSync(path)
        : stats.isFile()
          ? createHash('sha256').update(readFileSync(path)).digest('hex')
          : '';
      lines.push(
        `${path.slice(this.path.length)} ${stats.mode.toString(8)} ${stats.isDirectory() ? '' : stats.mtimeMs} ${content}`,
      );
      if (stats.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    };
    visit(this.path);
    return lines;
  }

  /** The words at a location, as `name: words`; the files must not have changed since. */
  words({ uri, range }: any): string {
    const path = fileURLToPath(uri);
    const line = readFileSync(path, 'utf8').split(/\r\n|\n|\r/)[range.start.line];
    return `${path.slice(this.path.length + 1)}: ${line.slice(range.start.character, range.end.character)}`;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Files in directories by the ten. */
export function standardName(n: number): string {
  return `d${Math.floor(n / 10)}/${n}.communique.txt`;
}

/** The servers of a test over one place. */
export interface Servers {
  start(options?: ArchiveOptions): Promise<Client>;
  /** Says good-bye; the server must have nothing to complain of. */
  stop(client: Client): Promise<void>;
}

/** Runs over a place with these files; the servers that are left are stopped at the end, and the place is removed. */
export async function inArchive(
  files: Readonly<Record<string, string | Uint8Array>>,
  run: (place: ArchivePlace, servers: Servers) => Promise<void>,
): Promise<void> {
  const place = new ArchivePlace(files);
  const running = new Set<Client>();
  const stop = async (client: Client): Promise<void> => {
    await client.stop();
    // one that does not end is still there to be killed
    running.delete(client);
    assertQuiet(client);
  };
  try {
    await run(place, {
      async start(options) {
        const client = await place.start(options);
        running.add(client);
        return client;
      },
      stop,
    });
    for (const client of [...running]) await stop(client);
  } finally {
    for (const client of running) client.kill();
    place.remove();
  }
}

/** Nothing on standard error, no error in the log. Warnings are allowed: a file that cannot be read is worth one. */
export function assertQuiet(client: Client): void {
  assert.equal(client.stderr, '');
  const errors = client.notifications.filter(
    ({ method, params }) => method === 'window/logMessage' && params.type === 1,
  );
  assert.deepEqual(
    errors.map(({ params }) => params.message),
    [],
  );
}

export function status(client: Client): Promise<Status> {
  return client.request('communique/status', {});
}

/** Resolves when the server says that all files are indexed. */
export async function indexed(client: Client, timeout = 30_000): Promise<Status> {
  return until(
    () => status(client),
    ({ complete }) => complete,
    timeout,
  );
}

/** Asks until the answer fits: much is done in the background. */
export async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, timeout = 30_000): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) assert.fail(`still: ${JSON.stringify(answer).slice(0, 2000)}`);
    await pause(25);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Where words stand first in a text, as a position inside them. */
export function positionOf(text: string, words: string, inside = 2): { line: number; character: number } {
  const at = text.indexOf(words);
  assert.ok(at >= 0, `no ${words}`);
  const above = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: above.length - 1, character: above[above.length - 1].length + inside };
}

/** The places that a server knows for what stands at a position of an open text. */
export function referencesAt(
  client: Client,
  uri: string,
  position: object,
  includeDeclaration = false,
): Promise<any[]> {
  return client.request('textDocument/references', {
    textDocument: { uri },
    position,
    context: { includeDeclaration },
  });
}

export function symbols(client: Client, query: string): Promise<any[]> {
  return client.request('workspace/symbol', { query });
}

/** Addresses of the documents of the archive whose title is exactly this. */
export async function titled(client: Client, title: string): Promise<string[]> {
  const found = await symbols(client, title);
  return found.filter(({ name }) => name === title).map(({ location }) => location.uri);
}

export function outline(client: Client, uri: string): Promise<any[]> {
  return client.request('textDocument/documentSymbol', { textDocument: { uri } });
}

export async function problems(client: Client, uri: string): Promise<any[]> {
  return (await client.request('textDocument/diagnostic', { textDocument: { uri } })).items;
}

export function watched(client: Client, changes: object[]): void {
  client.notify('workspace/didChangeWatchedFiles', { changes });
}
