/**
 * Gives our language to plain texts that show by their title block what they are, and keeps its hands off those that
 * the user has given another.
 */
import { Disposable, type LogOutputChannel, languages, type TextDocument, window, workspace } from 'vscode';
import { RECOGNITION_LENGTH, recognise } from '../../server/src/structure/recognise.ts';
import type { Choices } from './choices.ts';
import type { Encodings } from './encodings.ts';
import { associationGlob, hasOwnName, LANGUAGE, mayBeRecognised, PLAIN_TEXT } from './names.ts';

export class Recognition implements Disposable {
  readonly #choices: Choices;
  readonly #encodings: Encodings;
  readonly #log: LogOutputChannel;
  readonly #subscriptions: Disposable;
  /**
   * The language each open document had when it was last seen. VS Code reports a change of language as closing and
   * opening, but of the same object: so a document that is known here is not being opened, its language has changed.
   */
  readonly #known = new WeakMap<TextDocument, string>();
  /** The languages that are being set from here: such a change is not the user's. */
  readonly #expected = new WeakMap<TextDocument, string>();

  constructor(choices: Choices, encodings: Encodings, log: LogOutputChannel) {
    this.#choices = choices;
    this.#encodings = encodings;
    this.#log = log;
    this.#subscriptions = Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.#see(document)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('communique.recognition')) this.#seeAgain();
      }),
    );
    for (const document of workspace.textDocuments) this.#see(document);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Gives `document` a language without taking it for the user's doing. Failures are logged. */
  async setLanguage(document: TextDocument, language: string): Promise<void> {
    if (document.languageId === language || document.isClosed) return;
    this.#expected.set(document, language);
    try {
      await languages.setTextDocumentLanguage(document, language);
    } catch (error) {
      this.#expected.delete(document);
      this.#log.warn(`The language of ${document.uri} could not be set.`, error);
    }
  }

  #see(document: TextDocument): void {
    const before = this.#known.get(document);
    this.#known.set(document, document.languageId);
    if (before === undefined) this.#opened(document);
    else if (before !== document.languageId) void this.#changed(document, before);
  }

  #opened(document: TextDocument): void {
    if (document.languageId === LANGUAGE) {
      // given by the file's name; the user may have said otherwise earlier
      if (this.#choices.isLeftAlone(document.uri)) void this.setLanguage(document, PLAIN_TEXT);
    } else {
      this.#examine(document);
    }
  }

  /** The user picks a language in VS Code: what is switched away from us stays away, what is switched to us is ours. */
  async #changed(document: TextDocument, before: string): Promise<void> {
    if (this.#expected.get(document) === document.languageId) {
      this.#expected.delete(document);
    } else if (document.languageId === LANGUAGE) {
      await this.#choices.forget(document.uri);
    } else if (before === LANGUAGE && !hasOwnName(document.uri)) {
      await this.#choices.leaveAlone(document.uri);
    }
  }

  /** The setting was turned on: what is open already is examined too. */
  #seeAgain(): void {
    for (const document of workspace.textDocuments) this.#examine(document);
  }

  #examine(document: TextDocument): void {
    if (document.languageId !== PLAIN_TEXT || !mayBeRecognised(document.uri)) return;
    if (!isWanted(document) || this.#choices.isLeftAlone(document.uri) || isAssociated(document)) return;
    const head = headOf(document);
    if (this.#recognised(document, head)) void this.setLanguage(document, LANGUAGE);
    else if (head.includes('\uFFFD')) void this.#examineDecoded(document);
  }

  /** A text in Shift JIS that was read as UTF-8 shows nothing of what it is: so it is looked at in its own encoding. */
  async #examineDecoded(document: TextDocument): Promise<void> {
    const guess = await this.#encodings.guess(document);
    if (guess === undefined || !this.#recognised(document, guess.text.slice(0, RECOGNITION_LENGTH))) return;
    // by now it is known whether the text was opened to be read, or in passing by another extension
    if (!window.visibleTextEditors.some((editor) => editor.document === document)) return;
    if (await this.#encodings.offer(document, guess)) await this.setLanguage(document, LANGUAGE);
  }

  #recognised(document: TextDocument, head: string): boolean {
    try {
      const { communique, confidence, reasons } = recognise(head);
      this.#log.debug(`${document.uri}: ${communique} (${confidence.toFixed(2)}: ${reasons.join(', ')})`);
      return communique;
    } catch (error) {
      this.#log.error('The recogniser failed.', error);
      return false;
    }
  }
}

/** The beginning of a text, whatever its size and however long its lines, with `\n` between lines. */
function headOf(document: TextDocument): string {
  const lines: string[] = [];
  let length = 0;
  for (let line = 0; line < document.lineCount && length < RECOGNITION_LENGTH; line++) {
    const text = document.lineAt(line).text.slice(0, RECOGNITION_LENGTH);
    lines.push(text);
    length += text.length + 1;
  }
  return lines.join('\n').slice(0, RECOGNITION_LENGTH);
}

function isWanted(document: TextDocument): boolean {
  return workspace.getConfiguration(LANGUAGE, document).get('recognition.plainText') !== 'off';
}

/** Whether the user's own `files.associations` says that this file is plain text. */
function isAssociated(document: TextDocument): boolean {
  const associations = workspace.getConfiguration('files', document).get<Record<string, unknown>>('associations') ?? {};
  return Object.entries(associations).some(
    ([pattern, language]) =>
      language === PLAIN_TEXT && languages.match({ pattern: associationGlob(pattern) }, document) > 0,
  );
}
