import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { KNOWLEDGE } from '../corpus/knowledge.ts';
import { IndexPool, type StartThread } from '../corpus/workspace/index-pool.ts';
import { type FromIndexer, Indexer } from '../corpus/workspace/indexer.ts';
import { LocalReader } from '../corpus/workspace/local-reader.ts';
import { printOf } from '../corpus/workspace/print.ts';
import { STRATEGY } from './cancellation.ts';
import { startServer } from './server.ts';

/** What is needed here of the browser; the project is compiled without the browser's own types. */
interface BrowserWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FromIndexer }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault(): void }) => void) | null;
}
declare const Worker: new (script: string) => BrowserWorker;
declare const navigator: { readonly hardwareConcurrency?: number };

/** More than these wait for the client, which reads the files. */
const MOST = 2;

function threads(): number {
  return Math.max(1, Math.min(MOST, (navigator.hardwareConcurrency ?? 2) - 1));
}

/** Threads with the script that the client has named; it may be of another origin than this one. */
function startWorker(script: () => string | undefined): StartThread {
  return (listener) => {
    const address = script();
    if (address === undefined) throw new Error('the client has not said where the script of the threads is');
    const source = new Blob([`importScripts(${JSON.stringify(address)});`], { type: 'text/javascript' });
    const url = URL.createObjectURL(source);
    const worker = new Worker(url);
    worker.onmessage = ({ data }) => listener.answered(data);
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      listener.ended(new Error(event.message ?? 'it ended'));
    };
    return {
      send: (message) => worker.postMessage(message),
      stop() {
        worker.terminate();
        URL.revokeObjectURL(url);
      },
    };
  };
}

// The server in a Web Worker. Messages are cloned, not serialised, so answers are objects.
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
startServer(
  createConnection(ProposedFeatures.all, new BrowserMessageReader(scope), new BrowserMessageWriter(scope), STRATEGY),
  {
    bytes: false,
    knowledge: KNOWLEDGE,
    reader: (script) => new IndexPool(startWorker(script), threads(), new LocalReader(new Indexer(KNOWLEDGE, printOf))),
  },
);
