import { type ConnectionOptions, LSPErrorCodes, type Message, type ResponseMessage } from 'vscode-languageserver';

/** A request that is cancelled while it waits for its turn is answered at once, and never run. */
export const STRATEGY: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: (request: Message): ResponseMessage => ({
      jsonrpc: request.jsonrpc,
      // the connection puts in which
      id: null,
      error: { code: LSPErrorCodes.RequestCancelled, message: 'cancelled before it was begun' },
    }),
  },
};
