import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
  StreamMessageReader,
} from 'vscode-languageserver/node';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import type { Files } from './files.ts';
import { startServer } from './server.ts';
import { ByteMessageWriter } from './writer.ts';

// The server on Node: --stdio, --node-ipc, --socket=PORT.

/** The disk. */
const disk: Files = {
  async read(uri, limit) {
    const path = fileURLToPath(uri);
    try {
      const { size } = await stat(path);
      return size > limit ? 'too-large' : await readFile(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  },
};

const args = process.argv.slice(2);
const socket = args.find((a) => a.startsWith('--socket'));

if (args.includes('--node-ipc')) {
  startServer(createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process)), {
    bytes: false,
    knowledge: KNOWLEDGE,
    disk,
  });
} else if (socket !== undefined) {
  const port = Number(socket.includes('=') ? socket.slice(socket.indexOf('=') + 1) : args[args.indexOf(socket) + 1]);
  if (!Number.isInteger(port) || port <= 0 || port > 65535) usage('--socket takes a port');
  const stream = connect(port, '127.0.0.1');
  stream.on('error', (error) => {
    process.stderr.write(`communique-language-server: ${error.message}\n`);
    process.exit(1);
  });
  stream.on('close', () => process.exit(0));
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(stream), new ByteMessageWriter(stream)), {
    bytes: true,
    knowledge: KNOWLEDGE,
    disk,
  });
} else if (args.includes('--stdio')) {
  startServer(
    createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(process.stdin),
      new ByteMessageWriter(process.stdout),
    ),
    { bytes: true, knowledge: KNOWLEDGE, disk },
  );
  // a client that is gone without a word leaves no server behind
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('close', () => process.exit(0));
} else {
  usage('say how to talk to the client');
}

function usage(what: string): never {
  process.stderr.write(
    `communique-language-server: ${what}\nusage: communique-language-server --stdio | --node-ipc | --socket=PORT\n`,
  );
  process.exit(2);
}
