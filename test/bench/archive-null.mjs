// The wire alone: a program that answers a request with as many bytes as `params.bytes` says, and looks at nothing else.
const PIECE = Buffer.alloc(1 << 20, 'x');
let buffer = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
  for (;;) {
    const head = buffer.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/Content-Length: *(\d+)/i.exec(buffer.toString('latin1', 0, head))?.[1]);
    if (buffer.length < head + 4 + length) return;
    const message = JSON.parse(buffer.toString('utf8', head + 4, head + 4 + length));
    buffer = buffer.subarray(head + 4 + length);
    if (message.method === 'exit') process.exit(0);
    if (message.id === undefined) continue;
    const open = Buffer.from(`{"jsonrpc":"2.0","id":${message.id},"result":"`);
    const body = [];
    for (let left = message.params?.bytes ?? 2; left > 0; left -= PIECE.length) {
      body.push(left >= PIECE.length ? PIECE : PIECE.subarray(0, left));
    }
    const parts = [open, ...body, Buffer.from('"}')];
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    process.stdout.write(Buffer.concat([Buffer.from(`Content-Length: ${size}\r\n\r\n`), ...parts]));
  }
});
process.stdin.on('end', () => process.exit(0));
