// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
/**
 * A small language client for black-box tests: it starts the bundled server as a program and speaks the protocol over
 * stdio by itself, without the libraries that the server is made with.
 *
 *     const client = await Client.start({ folder });
 *     client.open(uri, text);
 *     const symbols = await client.request('textDocument/documentSymbol', { textDocument: { uri } });
 *     await client.stop();
 */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '../..');
/** The bundle under test; another command line (`node other.js --stdio`) may be put in its place. */
const command = process.env.COMMUNIQUE_SERVER?.split(' ') ?? [
  process.execPath,
  join(root, 'dist/server.js'),
  '--stdio',
];

export interface StartOptions {
  /** Opened as the only workspace folder. */
  readonly folder?: string;
  /** Answers to `workspace/configuration`, by section; `communique` for all settings in one object. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The capabilities to declare; those of a capable editor by default. */
  readonly capabilities?: object;
  /** Display language, as VS Code passes it. */
  readonly locale?: string;
  readonly initializationOptions?: unknown;
  /** false: `initialize` is left to the test. */
  readonly handshake?: boolean;
  /** Limit of each request, in milliseconds. */
  readonly timeout?: number;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: any;
  readonly result?: any;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Notification {
  readonly method: string;
  readonly params: any;
}

export class Client {
  readonly notifications: Notification[] = [];
  /** All that `window/showMessage` and `window/showMessageRequest` said. */
  readonly shown: string[] = [];
  /** Methods that the server asked to be registered later on. */
  readonly registered: string[] = [];
  stderr = '';
  /** The answer to `initialize`. */
  initialized: any;
  readonly exited: Promise<number | null>;

  readonly #child: ChildProcessWithoutNullStreams;
  readonly #pending = new Map<number, { resolve(value: any): void; reject(error: Error): void; method: string }>();
  readonly #waiting = new Set<() => void>();
  readonly #versions = new Map<string, number>();
  #settings: Readonly<Record<string, unknown>>;
  #buffer: Buffer = Buffer.alloc(0);
  #lastId = 0;

  private constructor(readonly options: StartOptions) {
    this.#settings = options.settings ?? {};
    // a group of its own, so that workers and children go with it
    this.#child = spawn(command[0], command.slice(1), { cwd: root, detached: process.platform !== 'win32' });
    this.#child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#child.stdin.on('error', () => {}); // it has ended; `exited` says so
    process.once('exit', this.kill);
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => this.#ended(`could not be started: ${error.message}`));
      this.#child.once('exit', (code) => {
        this.#ended(`ended with code ${code}`);
        resolve(code);
      });
    });
  }

  /** Starts the server and shakes hands with it. */
  static async start(options: StartOptions = {}): Promise<Client> {
    const client = new Client(options);
    if (options.handshake === false) return client;
    const folders = options.folder
      ? [{ uri: pathToFileURL(options.folder).href, name: options.folder.split('/').pop() ?? '' }]
      : null;
    client.initialized = await client.request('initialize', {
      processId: process.pid,
      clientInfo: { name: 'test' },
      locale: options.locale ?? 'en',
      rootUri: folders?.[0].uri ?? null,
      workspaceFolders: folders,
      initializationOptions: options.initializationOptions,
      capabilities: options.capabilities ?? capable,
    });
    client.notify('initialized', {});
    return client;
  }

  /** Rejects when the server answers with an error, ends, or does not answer in time. */
  request<Result = any>(method: string, params?: unknown, timeout = this.options.timeout ?? 30_000): Promise<Result> {
    return this.send<Result>(method, params, timeout).answer;
  }

  /** Like `request`, for those who want to cancel it: `client.notify('$/cancelRequest', { id })`. */
  send<Result = any>(method: string, params?: unknown, timeout = this.options.timeout ?? 30_000) {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<Result>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error(`${method}: no answer within ${timeout} ms\n${this.stderr}`));
      }, timeout);
      this.#pending.set(id, {
        method,
        resolve: (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
    });
    this.#write({ id, method, params });
    return { id, answer };
  }

  notify(method: string, params?: unknown): void {
    this.#write({ method, params });
  }

  open(uri: string, text: string, languageId = 'communique'): void {
    this.#versions.set(uri, 1);
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** `changes` as in the protocol: `{ range, text }` for a part, `{ text }` for the whole. */
  change(uri: string, ...changes: object[]): void {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
  }

  close(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** The answers to `workspace/configuration` from now on; the server is told of the change. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    this.#settings = settings;
    this.notify('workspace/didChangeConfiguration', { settings });
  }

  /** The first notification of this kind that fits, past or to come. */
  async notification(method: string, fits: (params: any) => boolean = () => true, timeout = 30_000): Promise<any> {
    const find = () => this.notifications.find((n) => n.method === method && fits(n.params));
    const end = Date.now() + timeout;
    while (!find()) {
      const rest = end - Date.now();
      if (rest <= 0) throw new Error(`${method}: none came within ${timeout} ms\n${this.stderr}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, rest);
        this.#waiting.add(wake);
      });
    }
    return find()?.params;
  }

  /** As when the editor is gone without a word. */
  endInput(): void {
    this.#child.stdin.end();
  }

  /** Says good-bye and expects the server to end with `code`. */
  async stop(code = 0): Promise<void> {
    await this.request('shutdown');
    this.notify('exit');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('still running after 5 s'), 5_000);
    });
    const ended = await Promise.race([this.exited, late]);
    clearTimeout(timer);
    this.kill();
    assert.equal(ended, code, this.stderr);
  }

  /** Ends the server and all its children at once. */
  readonly kill = (): void => {
    process.off('exit', this.kill);
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else if (this.#child.pid !== undefined) process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // it is gone already
    }
  };

  #write(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin.write(body);
  }

  #receive(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const head = this.#buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.#buffer.toString('latin1', 0, head));
      if (!length) {
        // something was printed to stdout, where only messages may stand
        this.#ended(`wrote what is no message: ${this.#buffer.toString('utf8', 0, 200)}`);
        this.kill();
        return;
      }
      const end = head + 4 + Number(length[1]);
      if (this.#buffer.length < end) return;
      const body = this.#buffer.toString('utf8', head + 4, end);
      this.#buffer = this.#buffer.subarray(end);
      this.#take(JSON.parse(body));
    }
  }

  #take(message: Message): void {
    if (message.method === undefined) {
      const pending = this.#pending.get(Number(message.id));
      this.#pending.delete(Number(message.id));
      if (message.error) {
        const { code, message: text } = message.error;
        pending?.reject(Object.assign(new Error(`${pending.method}: ${text} (${code})`), { code }));
      } else {
        pending?.resolve(message.result);
      }
    } else if (message.id === undefined) {
      this.notifications.push({ method: message.method, params: message.params });
      if (message.method === 'window/showMessage') this.shown.push(message.params.message);
      for (const wake of [...this.#waiting]) wake();
    } else {
      const result = this.#answer(message.method, message.params);
      const error = { code: -32601, message: `the test client does not know ${message.method}` };
      this.#write(result === undefined ? { id: message.id, error } : { id: message.id, result });
    }
  }

  /** What an editor answers to the server's own requests; undefined for what it does not know. */
  #answer(method: string, params: any): unknown {
    switch (method) {
      case 'workspace/configuration':
        return params.items.map((item: { section?: string }) => this.#setting(item.section));
      case 'client/registerCapability':
        for (const { method: registered } of params.registrations) this.registered.push(registered);
        return null;
      case 'window/showMessageRequest':
        this.shown.push(params.message);
        return null;
      case 'workspace/applyEdit':
        this.notifications.push({ method, params });
        return { applied: true };
      case 'workspace/workspaceFolders':
      case 'window/workDoneProgress/create':
      case 'client/unregisterCapability':
        return null;
      default:
        return /^workspace\/\w+\/refresh$/.test(method) ? null : undefined;
    }
  }

  /** `communique.a.b` is looked up whole and then step by step below `communique`. */
  #setting(section: string | undefined): unknown {
    if (section === undefined) return this.#settings;
    if (section in this.#settings) return this.#settings[section];
    let value: any = this.#settings;
    for (const step of section.split('.')) value = value?.[step];
    return value ?? null;
  }

  #ended(how: string): void {
    for (const { method, reject } of this.#pending.values()) {
      reject(new Error(`${method}: the server ${how}\n${this.stderr}`));
    }
    this.#pending.clear();
  }
}

/** What a capable editor declares. */
export const capable = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true, symbolKind: {}, labelSupport: true },
    foldingRange: { lineFoldingOnly: true, foldingRange: { collapsedText: true } },
    selectionRange: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
  window: { workDoneProgress: true, showMessage: {} },
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    symbol: {},
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
};
