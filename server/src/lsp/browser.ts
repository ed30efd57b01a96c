import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import { startServer } from './server.ts';

// The server in a Web Worker. Messages are cloned, not serialised, so answers are objects.
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
startServer(createConnection(ProposedFeatures.all, new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), {
  bytes: false,
  knowledge: KNOWLEDGE,
});
