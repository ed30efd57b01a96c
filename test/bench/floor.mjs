// The wire alone: a program that answers every request with the same prepared bytes and reads nothing of what it is sent but the
// frames. `node floor.mjs FILE`: the file holds the result, as JSON.
import { readFileSync } from 'node:fs';

const result = readFileSync(process.argv[2]);
let buffer = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
  for (;;) {
    const head = buffer.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/Content-Length: *(\d+)/i.exec(buffer.toString('latin1', 0, head))[1]);
    if (buffer.length < head + 4 + length) return;
    const message = JSON.parse(buffer.toString('utf8', head + 4, head + 4 + length));
    buffer = buffer.subarray(head + 4 + length);
    if (message.method === 'exit') process.exit(0);
    if (message.id === undefined) continue;
    const body = message.method === 'initialize' ? Buffer.from('{"capabilities":{"textDocumentSync":2}}') : result;
    const open = Buffer.from(`{"jsonrpc":"2.0","id":${message.id},"result":`);
    process.stdout.write(
      Buffer.concat([
        Buffer.from(`Content-Length: ${open.length + body.length + 1}\r\n\r\n`),
        open,
        body,
        Buffer.from('}'),
      ]),
    );
  }
});
process.stdin.on('end', () => process.exit(0));
