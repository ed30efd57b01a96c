/** What the client library is told to do, and not to do. */
import { env, type LogOutputChannel, type Uri } from 'vscode';
import type {
  LanguageClientOptions,
  ProgressToken,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageclient';
import { LANGUAGE } from './names.ts';

/** The output channels; both outlive the clients that write to them. */
export interface Channels {
  /** Says what went wrong, at levels; the server's own log goes there as well. */
  readonly log: LogOutputChannel;
  readonly trace: LogOutputChannel;
}

export interface ClientHooks {
  /** Address of the folder docs/ of the extension, with a slash at its end. */
  readonly documentation: string;
  /** The directory for the server's cache, where there may be one. */
  readonly storage: Uri | undefined;
  card(uri: Uri): Promise<string>;
  progress(token: ProgressToken, value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void;
  /** The connection has ended without being asked to. */
  closed(): void;
  /** The connection cannot be relied on any more. */
  broken(): void;
}

/** A message that cannot be written is no reason to give up, so many in a row are. */
const ERRORS = 3;

export async function clientOptions({ log, trace }: Channels, hooks: ClientHooks): Promise<LanguageClientOptions> {
  // the client library fills most of the bundle and is evaluated only here: a plain text that is not ours costs nothing of it
  const { CloseAction, ErrorAction, RevealOutputChannelOn } = await import('vscode-languageclient');
  return {
    documentSelector: [{ language: LANGUAGE }],
    // the pages about the problems are part of the extension
    initializationOptions: {
      locale: env.language,
      documentation: hooks.documentation,
      readFile: true,
      findFiles: true,
      showReferences: true,
      annotations: true,
      addToGlossary: true,
      ...(hooks.storage === undefined ? {} : { storage: hooks.storage.toString() }),
    },
    middleware: {
      // the library's own provider of cards is there only while the server runs; both answer alike (see cards.ts)
      provideTextDocumentContent: hooks.card,
      handleWorkDoneProgress(token, value, next) {
        hooks.progress(token, value);
        next(token, value);
      },
    },
    outputChannel: log,
    traceOutputChannel: trace,
    // every failure that a user can do something about is said by ourselves, in the user's language
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error(_error, _message, count) {
        if (count === undefined || count > ERRORS) hooks.broken();
        return { action: ErrorAction.Continue, handled: true };
      },
      // the library would start the same client again at once; here a new one is made, after a pause (see restarts.ts)
      closed() {
        hooks.closed();
        return { action: CloseAction.DoNotRestart, message: 'The server has ended.', handled: true };
      },
    },
  };
}
