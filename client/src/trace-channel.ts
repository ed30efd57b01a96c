/** The output channel for the messages between VS Code and the server, while `communique.trace.server` asks for them. */
import {
  Disposable,
  EventEmitter,
  LogLevel,
  type LogOutputChannel,
  type OutputChannel,
  type ViewColumn,
  window,
  workspace,
} from 'vscode';

const NAME = 'Communiqué Trace';
const SETTING = 'communique.trace.server';

/**
 * The client library traces while the level of its channel is `Trace`, and takes from the setting only how much. This channel has
 * that level while the setting asks for messages, so that the setting does what it says. It is shown from its first line on.
 */
export class TraceChannel implements LogOutputChannel {
  readonly name = NAME;
  readonly #levelChanged = new EventEmitter<LogLevel>();
  readonly #subscriptions: Disposable;
  #logLevel = wantedLevel();
  #channel: OutputChannel | undefined;

  constructor() {
    this.#subscriptions = Disposable.from(
      this.#levelChanged,
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(SETTING)) return;
        this.#logLevel = wantedLevel();
        this.#levelChanged.fire(this.#logLevel);
      }),
    );
  }

  get logLevel(): LogLevel {
    return this.#logLevel;
  }

  readonly onDidChangeLogLevel = this.#levelChanged.event;

  trace(message: string): void {
    if (this.#logLevel === LogLevel.Trace) this.appendLine(message);
  }

  debug(message: string): void {
    this.trace(message);
  }

  info(message: string): void {
    this.appendLine(message);
  }

  warn(message: string): void {
    this.appendLine(message);
  }

  error(error: string | Error): void {
    this.appendLine(error instanceof Error ? (error.stack ?? error.message) : error);
  }

  append(value: string): void {
    this.#open().append(value);
  }

  /** With the time before it: what is traced is how long an answer took, and what came in between. */
  appendLine(value: string): void {
    this.#open().appendLine(`${new Date().toISOString()} ${value}`);
  }

  replace(value: string): void {
    this.#open().replace(value);
  }

  clear(): void {
    this.#channel?.clear();
  }

  show(first?: ViewColumn | boolean, second?: boolean): void {
    this.#open().show(typeof first === 'boolean' ? first : second);
  }

  hide(): void {
    this.#channel?.hide();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#channel?.dispose();
    this.#channel = undefined;
  }

  #open(): OutputChannel {
    this.#channel ??= window.createOutputChannel(NAME, 'log');
    return this.#channel;
  }
}

function wantedLevel(): LogLevel {
  const setting = workspace.getConfiguration().get(SETTING);
  return setting === 'messages' || setting === 'verbose' ? LogLevel.Trace : LogLevel.Info;
}
