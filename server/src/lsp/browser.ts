import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import { STRATEGY } from './cancellation.ts';
import { Indexer } from './indexer.ts';
import { LocalReader } from './local-reader.ts';
import { startServer } from './server.ts';

// The server in a Web Worker. Messages are cloned, not serialised, so answers are objects.
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
startServer(
  createConnection(ProposedFeatures.all, new BrowserMessageReader(scope), new BrowserMessageWriter(scope), STRATEGY),
  {
    bytes: false,
    knowledge: KNOWLEDGE,
    reader: () => new LocalReader(new Indexer(KNOWLEDGE, printOf)),
  },
);

/** Length and two sums (FNV-1a, from two beginnings): the same for the same bytes, and hardly ever for others. */
function printOf(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x2f0b4a27;
  for (let i = 0; i < bytes.length; i++) {
    a = Math.imul(a ^ bytes[i], 0x01000193);
    b = Math.imul(b ^ bytes[i], 0x5bd1e995);
  }
  return `${bytes.length}:${a >>> 0}:${b >>> 0}`;
}
