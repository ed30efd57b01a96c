import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver';

/**
 * An answer that is JSON already. The outline of a large text is kept as bytes, a document at a time, and only the document that
 * an edit changed is written anew; serialising the whole on every keystroke would cost more than everything else together.
 */
export class PreparedResult {
  readonly byteLength: number;

  constructor(
    readonly chunks: readonly Uint8Array[],
    /** The same answer as a value, for transports that carry objects. */
    readonly value: () => unknown,
  ) {
    let length = 0;
    for (const chunk of chunks) length += chunk.length;
    this.byteLength = length;
  }

  toJSON(): unknown {
    return this.value();
  }
}

/** What a writer needs of a stream; Node's streams have it. */
export interface ByteSink {
  write(bytes: Uint8Array, done: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  end(): unknown;
}

const encoder = new TextEncoder();

/** Writes messages as the base protocol has them (Content-Length, JSON in UTF-8); results prepared as bytes go out as they are. */
export class ByteMessageWriter extends AbstractMessageWriter implements MessageWriter {
  private errors = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly sink: ByteSink) {
    super();
    sink.on('error', (error) => this.fireError(error));
    sink.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    // frames are made in the order of the calls; the stream keeps that order
    const bytes = frame(message);
    const sent = this.last.then(() => this.send(bytes, message));
    this.last = sent.catch(() => undefined);
    return sent;
  }

  private send(bytes: Uint8Array, message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      this.sink.write(bytes, (error) => {
        if (error) {
          this.fireError(error, message, ++this.errors);
          reject(error);
        } else {
          this.errors = 0;
          resolve();
        }
      });
    });
  }

  end(): void {
    this.sink.end();
  }
}

/** A message with its header. */
export function frame(message: Message): Uint8Array {
  const { result } = message as { result?: unknown };
  if (!(result instanceof PreparedResult)) {
    const body = encoder.encode(JSON.stringify(message));
    return join([encoder.encode(`Content-Length: ${body.length}\r\n\r\n`), body]);
  }
  const { id } = message as unknown as { id: number | string };
  const head = encoder.encode(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`);
  const tail = encoder.encode('}');
  const length = head.length + result.byteLength + tail.length;
  return join([encoder.encode(`Content-Length: ${length}\r\n\r\n`), head, ...result.chunks, tail]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
