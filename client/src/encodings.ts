/** Texts that were read in the wrong encoding: says so once, and offers the right one where it can be told. */
import { commands, type LogOutputChannel, l10n, type TextDocument, window, workspace } from 'vscode';
import { decode, type Encoding } from '../../server/src/text/encoding.ts';
import { fileName } from './names.ts';

/** A text as it reads in another encoding. */
export interface Guess {
  /** VS Code's name of the encoding. */
  readonly encoding: string;
  readonly label: string;
  readonly text: string;
}

/**
 * The names VS Code has for the encodings that are told apart; ISO-2022-JP it cannot read.
 */
const NAMES: Partial<Record<Encoding, { readonly encoding: string; readonly label: string }>> = {
  'utf-8': { encoding: 'utf8', label: 'UTF-8' },
  'utf-16le': { encoding: 'utf16le', label: 'UTF-16 LE' },
  'utf-16be': { encoding: 'utf16be', label: 'UTF-16 BE' },
  shift_jis: { encoding: 'shiftjis', label: 'Shift JIS' },
  'euc-jp': { encoding: 'eucjp', label: 'EUC-JP' },
};

/** A file is decoded as a whole for a guess; a larger one would hold up the extension host. */
const LARGEST = 20 * 1024 * 1024;

export class Encodings {
  readonly #log: LogOutputChannel;
  /** The texts that were spoken of in this session. */
  readonly #offered = new Set<string>();

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /** The encoding that the file of `document` shows itself to be in; undefined if it is the present one or none is told. */
  async guess(document: TextDocument): Promise<Guess | undefined> {
    // what is not saved is in no encoding yet, and VS Code refuses to read such a text again
    if (document.isDirty) return undefined;
    try {
      const { size } = await workspace.fs.stat(document.uri);
      if (size > LARGEST) return undefined;
      const { text, encoding } = decode(await workspace.fs.readFile(document.uri));
      const name = NAMES[encoding];
      return name === undefined || name.encoding === document.encoding ? undefined : { ...name, text };
    } catch (error) {
      // not every address has a file behind it
      this.#log.debug(`The encoding of ${document.uri} could not be looked into.`, error);
      return undefined;
    }
  }

  /**
   * Says, once a session and text, that the encoding is wrong, and offers to read the text again.
   *
   * @returns whether it was read again in the guessed encoding.
   */
  async offer(document: TextDocument, guess: Guess | undefined): Promise<boolean> {
    const key = document.uri.toString();
    if (this.#offered.has(key)) return false;
    this.#offered.add(key);

    const name = fileName(document.uri);
    const choose = l10n.t('Reopen with Encoding…');
    if (guess === undefined) {
      const message = l10n.t('“{0}” seems to have been read in the wrong encoding: parts of it are unreadable.', name);
      if ((await window.showWarningMessage(message, choose)) === choose) await chooseEncoding(document);
      return false;
    }
    const message = l10n.t('“{0}” was read in the wrong encoding. It reads correctly as {1}.', name, guess.label);
    const reopen = l10n.t('Reopen as {0}', guess.label);
    const choice = await window.showWarningMessage(message, reopen, choose);
    if (choice === choose) await chooseEncoding(document);
    if (choice !== reopen) return false;
    try {
      await workspace.openTextDocument(document.uri, { encoding: guess.encoding });
      return true;
    } catch (error) {
      this.#log.error(`${document.uri} could not be read as ${guess.encoding}.`, error);
      void window.showErrorMessage(l10n.t('“{0}” could not be read again. Save or revert it first.', name));
      return false;
    }
  }
}

/** VS Code's own picker works on the active editor. */
async function chooseEncoding(document: TextDocument): Promise<void> {
  await window.showTextDocument(document);
  await commands.executeCommand('workbench.action.editor.changeEncoding');
}
