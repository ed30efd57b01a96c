/** What is said to the user, once per text, when a text cannot be read as it stands. */
import { commands, l10n, type TextDocument, window } from 'vscode';
import type { Encodings } from './encodings.ts';
import { fileName } from './names.ts';
import type { Notice } from './protocol.ts';

/** One line for the language status. */
export function noticeText(notice: Notice): string {
  switch (notice) {
    case 'empty':
      return l10n.t('The text is empty');
    case 'binary':
      return l10n.t('Not a text: the file is binary');
    case 'encoding':
      return l10n.t('Read in the wrong encoding');
    case 'too-many-sections':
      return l10n.t('Too many sections: the outline is cut off');
  }
}

export class Notices {
  readonly #encodings: Encodings;
  readonly #told = new Set<string>();

  constructor(encodings: Encodings) {
    this.#encodings = encodings;
  }

  /** Shows a message about `document`, once a session for each kind; an empty text needs none. */
  async tell(document: TextDocument, notice: Notice): Promise<void> {
    const key = `${notice} ${document.uri}`;
    if (notice === 'empty' || this.#told.has(key)) return;
    this.#told.add(key);
    const name = fileName(document.uri);
    if (notice === 'encoding') {
      await this.#encodings.offer(document, await this.#encodings.guess(document));
    } else if (notice === 'binary') {
      const plain = l10n.t('Treat as Plain Text');
      const message = l10n.t('“{0}” is not a text: it contains binary data. It is not analysed.', name);
      if ((await window.showWarningMessage(message, plain)) === plain) {
        await commands.executeCommand('communique.treatAsPlainText', document.uri);
      }
    } else {
      const setting = l10n.t('Open Setting');
      const message = l10n.t(
        '“{0}” has more sections than the outline shows. It is cut off after the first ones.',
        name,
      );
      if ((await window.showInformationMessage(message, setting)) === setting) {
        await commands.executeCommand('workbench.action.openSettings', 'communique.outline.maxSections');
      }
    }
  }
}
