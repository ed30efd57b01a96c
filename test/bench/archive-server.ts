import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** An answer, and how long it took: from the write of the question to the last byte of the answer, before that is parsed. */
export interface Timed {
  readonly ms: number;
  readonly body: Buffer;
}

export interface Message {
  readonly method: string;
  readonly params: unknown;
}

/** A server over a folder, driven over stdio as a client does that shows progress. */
export class ArchiveServer {
  /** Resolves with the time at which the folder was indexed, by `performance.now()`. */
  readonly indexed: Promise<number>;
  /** The same for the time at which every document and section could be found. */
  readonly found: Promise<number>;
  #setIndexed: (at: number) => void = () => undefined;
  #setFound: (at: number) => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<
    number,
    { resolve(answer: { at: number; body: Buffer }): void; reject(error: Error): void }
  >();
  readonly #exited: Promise<void>;
  #chunks: Buffer[] = [];
  #have = 0;
  #need = -1;
  #lastId = 0;

  constructor(command: readonly string[]) {
    this.indexed = new Promise((resolve, reject) => {
      this.#setIndexed = resolve;
      this.#fail = reject;
    });
    this.found = new Promise((resolve) => {
      this.#setFound = resolve;
    });
    // whoever waits for it sees the failure
    this.indexed.catch(() => undefined);
    this.#child = spawn(command[0], command.slice(1), { stdio: 'pipe' });
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#child.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', (code) => {
        const error = new Error(`${command.join(' ')} ended with code ${code}`);
        this.#fail(error);
        for (const { reject } of this.#waiting.values()) reject(error);
        resolve();
      });
    });
  }

  /** Shakes hands; gives the time of `initialized`. `storage`: directory of the cache. */
  async start(folder: string | undefined, storage?: string): Promise<number> {
    const uri = folder === undefined ? null : pathToFileURL(folder).href;
    await this.time('initialize', {
      processId: null,
      rootUri: uri,
      workspaceFolders: uri === null ? null : [{ uri, name: 'archive' }],
      initializationOptions: storage === undefined ? {} : { storage: pathToFileURL(storage).href },
      capabilities: {
        window: { workDoneProgress: true },
        workspace: { workspaceFolders: true },
        textDocument: {
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
          definition: { linkSupport: true },
          diagnostic: {},
        },
      },
    });
    const at = performance.now();
    this.tell({ method: 'initialized', params: {} });
    return at;
  }

  tell(message: Message): void {
    this.#write({ jsonrpc: '2.0', ...message });
  }

  /** Asks, with `before` sent ahead of the question in the same write. */
  async time(method: string, params: unknown, before?: Message): Promise<Timed> {
    const id = ++this.#lastId;
    const answered = new Promise<{ at: number; body: Buffer }>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    const parts = before === undefined ? [] : [framed({ jsonrpc: '2.0', ...before })];
    const start = performance.now();
    this.#child.stdin.write(Buffer.concat([...parts, framed({ jsonrpc: '2.0', id, method, params })]));
    const { at, body } = await answered;
    return { ms: at - start, body };
  }

  async ask<Result>(method: string, params: unknown): Promise<Result> {
    return resultOf<Result>(await this.time(method, params));
  }

  /** Peak resident memory in bytes, where the system tells (Linux); else 0. */
  peak(): number {
    try {
      return 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  }

  /** Says good-bye, so that what is to be kept is written. */
  async stop(): Promise<void> {
    await this.time('shutdown', undefined);
    this.tell({ method: 'exit', params: undefined });
    await this.#exited;
  }

  /** Ends it at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #write(message: unknown): void {
    this.#child.stdin.write(framed(message));
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    for (;;) {
      if (this.#need < 0) {
        const all = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : this.#chunks[0];
        const head = all === undefined ? -1 : all.indexOf('\r\n\r\n');
        if (head < 0) {
          if (all !== undefined) this.#chunks = [all];
          return;
        }
        this.#need = Number(/Content-Length: *(\d+)/i.exec(all.toString('latin1', 0, head))?.[1]);
        this.#chunks = [all.subarray(head + 4)];
        this.#have = this.#chunks[0].length;
      }
      if (this.#have < this.#need) return;
      const at = performance.now();
      const all = Buffer.concat(this.#chunks);
      const body = all.subarray(0, this.#need);
      const rest = all.subarray(this.#need);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#have = rest.length;
      this.#need = -1;
      this.#answer(at, body);
    }
  }

  #answer(at: number, body: Buffer): void {
    const head = body.toString('utf8', 0, 200);
    const id = Number(/"id":(\d+)/.exec(head)?.[1]);
    if (!/"method":/.test(head)) {
      this.#waiting.get(id)?.resolve({ at, body });
      this.#waiting.delete(id);
    } else if (/"id":/.test(head)) {
      // the server asks something of its client
      const { id: asked, method, params } = JSON.parse(body.toString('utf8'));
      const result = method === 'workspace/configuration' ? params.items.map(() => null) : null;
      this.#write({ jsonrpc: '2.0', id: asked, result });
    } else if (/"communique\/statusChanged"/.test(head)) {
      if (body.includes('"found":true')) this.#setFound(at);
    } else if (/"\$\/progress"/.test(head) && body.includes('"kind":"end"')) {
      this.#setIndexed(at);
    }
  }
}

/** The result of an answer; throws where it is an error. */
export function resultOf<Result>({ body }: Timed): Result {
  const { result, error } = JSON.parse(body.toString('utf8'));
  if (error) throw new Error(error.message);
  return result;
}

function framed(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}
