import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { IndexStatus } from '../corpus/workspace/workspace.ts';
import type { Messages } from '../features/messages.ts';

/** What the progress of indexing is told with. */
export interface ProgressContext {
  readonly connection: Connection;
  messages(): Messages;
  /** Whether the client shows progress. */
  shows(): boolean;
  status(): IndexStatus;
  /** The user does not want to wait for the rest. */
  cancelled(): void;
}

/** Time between two words on the progress, in ms. */
const STEP = 100;

/** Tells the client how far the files of the workspace have been read: as work-done progress, and as `communique/statusChanged`. */
export class IndexProgress {
  readonly #context: ProgressContext;
  #reporter: Promise<WorkDoneProgressServerReporter | undefined> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: ProgressContext) {
    this.#context = context;
  }

  /** Files are going to be read. */
  begin(): void {
    if (this.#reporter !== undefined) return;
    this.#reporter = this.#create();
  }

  /** Some more have been read. */
  report(): void {
    this.begin();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
      const status = this.#context.status();
      const { indexed, files, skimmed, found } = status;
      const isSkimming = skimmed > 0 && !found;
      const said = isSkimming ? this.#context.messages().skimmed(skimmed, files) : `${indexed} / ${files}`;
      void this.#reporter?.then((reporter) => reporter?.report(share(status), said));
    }, STEP);
  }

  /** All that was to be read has been. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const reporter = this.#reporter;
    this.#reporter = undefined;
    void reporter?.then((made) => made?.done());
    this.#tell();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #create(): Promise<WorkDoneProgressServerReporter | undefined> {
    const { connection, messages, shows, cancelled } = this.#context;
    if (!shows()) return undefined;
    try {
      const reporter = await connection.window.createWorkDoneProgress();
      reporter.begin(messages().indexing, 0, undefined, true);
      reporter.token.onCancellationRequested(cancelled);
      return reporter;
    } catch (error) {
      connection.console.warn(`progress: ${String(error)}`);
      return undefined;
    }
  }

  #tell(): void {
    const sent = this.#context.connection.sendNotification('communique/statusChanged', this.#context.status());
    sent.catch(() => undefined); // the connection is gone
  }
}

/** What skimming a file takes of the time that reading it takes. */
const SKIM = 1 / 8;

/** Percent, below 100 before the end. */
function share({ files, indexed, skimmed }: IndexStatus): number {
  const done = indexed + SKIM * skimmed;
  const all = files + SKIM * (skimmed > 0 ? files : 0);
  return all === 0 ? 0 : Math.min(99, Math.floor((100 * done) / all));
}
