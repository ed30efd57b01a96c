import { KNOWLEDGE } from '../corpus/knowledge.ts';
import { Indexer, serveIndexer, type ToIndexer } from '../corpus/workspace/indexer.ts';
import { printOf } from '../corpus/workspace/print.ts';

// A Web Worker of the server in a browser that reads files for the index.

/** What is needed here of a worker; the project is compiled without the browser's own types. */
interface Scope {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

const scope = globalThis as unknown as Scope;
const take = serveIndexer(new Indexer(KNOWLEDGE, printOf), (message) => scope.postMessage(message));
scope.onmessage = ({ data }) => take(data as ToIndexer);
