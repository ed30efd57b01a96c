import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server driven over stdio; an answer's time is taken when its last byte is here, before it is parsed. */
export class Probe {
  private readonly child: ChildProcessWithoutNullStreams;
  private chunks: Buffer[] = [];
  private have = 0;
  private need = -1;
  private nextId = 1;
  private readonly waiting = new Map<number, (answer: { at: number; body: Buffer }) => void>();

  constructor(command: readonly string[]) {
    this.child = spawn(command[0], command.slice(1), { stdio: 'pipe' });
    this.child.stdout.on('data', (chunk: Buffer) => this.take(chunk));
    this.child.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  }

  async start(): Promise<void> {
    await this.ask('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {
        textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true }, diagnostic: {} },
      },
    });
    this.tell('initialized', {});
    await this.rest(400);
  }

  rest(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  tell(method: string, params: unknown): void {
    this.write({ jsonrpc: '2.0', method, params });
  }

  /** Milliseconds from here to the last byte of the answer, with `before` sent ahead of the question. */
  async time(
    method: string,
    params: unknown,
    before?: { method: string; params: unknown },
  ): Promise<{ ms: number; body: Buffer }> {
    const id = this.nextId++;
    const answered = new Promise<{ at: number; body: Buffer }>((resolve) => this.waiting.set(id, resolve));
    const parts = [before && { jsonrpc: '2.0', ...before }, { jsonrpc: '2.0', id, method, params }]
      .filter((m) => m !== undefined)
      .map(framed);
    const start = performance.now();
    this.child.stdin.write(Buffer.concat(parts));
    const { at, body } = await answered;
    return { ms: at - start, body };
  }

  async ask(method: string, params: unknown): Promise<unknown> {
    return JSON.parse((await this.time(method, params)).body.toString('utf8')).result;
  }

  /** Peak resident memory in bytes, where the system tells (Linux); else 0. */
  peak(): number {
    try {
      return 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.child.on('exit', () => resolve());
      this.child.kill();
    });
  }

  private write(message: unknown): void {
    this.child.stdin.write(framed(message));
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.have += chunk.length;
    for (;;) {
      if (this.need < 0) {
        const all = this.chunks.length > 1 ? Buffer.concat(this.chunks) : this.chunks[0];
        const head = all === undefined ? -1 : all.indexOf('\r\n\r\n');
        if (head < 0) {
          if (all) this.chunks = [all];
          return;
        }
        this.need = Number(/Content-Length: *(\d+)/i.exec(all.toString('latin1', 0, head))?.[1]);
        this.chunks = [all.subarray(head + 4)];
        this.have = this.chunks[0].length;
      }
      if (this.have < this.need) return;
      const at = performance.now();
      const all = Buffer.concat(this.chunks);
      const body = all.subarray(0, this.need);
      const rest = all.subarray(this.need);
      this.chunks = rest.length > 0 ? [rest] : [];
      this.have = rest.length;
      this.need = -1;
      const head = body.toString('latin1', 0, 200);
      const id = Number(/"id":(\d+)/.exec(head)?.[1]);
      if (/"method":/.test(head)) {
        // the server asks something of its client
        if (Number.isFinite(id)) this.write({ jsonrpc: '2.0', id, result: null });
        continue;
      }
      this.waiting.get(id)?.({ at, body });
      this.waiting.delete(id);
    }
  }
}

function framed(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}
