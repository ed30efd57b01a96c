import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
  StreamMessageReader,
} from 'vscode-languageserver/node';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import { fileCache } from '../corpus/node/cache.ts';
import { fileDepot } from '../corpus/node/depot.ts';
import { nodeDisk, pathOf } from '../corpus/node/disk.ts';
import { makePool } from '../corpus/node/threads.ts';
import { STRATEGY } from './cancellation.ts';
import { startServer, type Transport } from './server.ts';
import { ByteMessageWriter } from './writer.ts';

// The server on Node: --stdio, --node-ipc, --socket=PORT.

let cards: Promise<string> | undefined;
let written = 0;

/** Writes a card below a directory of this process, for clients that show files only; it goes when the server ends. */
async function writeCard(name: string, text: string): Promise<string> {
  cards ??= mkdtemp(join(tmpdir(), 'communique-cards-')).then((directory) => {
    process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
    return directory;
  });
  const segments = name.split('/').map((segment) => segment.replace(/[^\p{L}\p{N}._-]/gu, '_'));
  const path = join(await cards, ...segments);
  await mkdir(dirname(path), { recursive: true });
  // an editor that has it open sees the old one or the new one, whole
  const temporary = `${path}.${++written}`;
  await writeFile(temporary, text, { mode: 0o444 });
  await rename(temporary, path);
  return pathToFileURL(path).href;
}

// an archive is read once and then hardly changes: what V8 lets the heap grow by before it looks for what can go is memory that nothing uses
setFlagsFromString('--heap-growing-percent=10');

/** Of the analyser and its tables; the build says it. */
declare const ANALYSER_VERSION: string;

const transport: Transport = {
  bytes: true,
  knowledge: KNOWLEDGE,
  disk: nodeDisk(),
  writeCard,
  reader: () => makePool(join(__dirname, 'indexer.js')),
  pathOf,
  heapUsed: () => process.memoryUsage().heapUsed,
  cache: (directory, failed) => fileCache(directory, ANALYSER_VERSION, failed),
  depot: (directory, failed) => fileDepot(() => pathOf(directory() ?? ''), failed),
};

const args = process.argv.slice(2);
const socket = args.find((a) => a.startsWith('--socket'));

if (args.includes('--node-ipc')) {
  startServer(
    createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process), STRATEGY),
    {
      ...transport,
      bytes: false,
    },
  );
} else if (socket !== undefined) {
  const port = Number(socket.includes('=') ? socket.slice(socket.indexOf('=') + 1) : args[args.indexOf(socket) + 1]);
  if (!Number.isInteger(port) || port <= 0 || port > 65535) usage('--socket takes a port');
  const stream = connect(port, '127.0.0.1');
  stream.on('error', (error) => {
    process.stderr.write(`communique-language-server: ${error.message}\n`);
    process.exit(1);
  });
  stream.on('close', () => process.exit(0));
  startServer(
    createConnection(ProposedFeatures.all, new StreamMessageReader(stream), new ByteMessageWriter(stream)),
    transport,
  );
} else if (args.includes('--stdio')) {
  startServer(
    createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(process.stdin),
      new ByteMessageWriter(process.stdout),
      STRATEGY,
    ),
    transport,
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
