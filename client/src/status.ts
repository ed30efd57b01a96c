/** The language status: what was recognised in the text at hand, what is wrong with it, and the way back. */
import {
  type Command,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import type { Choices } from './choices.ts';
import type { Encodings } from './encodings.ts';
import { LANGUAGE, mayBeRecognised, PLAIN_TEXT } from './names.ts';
import { Notices, noticeText } from './notices.ts';
import type { Notice, Summary } from './protocol.ts';
import type { Server, ServerState } from './server.ts';

/** More dates than this do not fit into the width VS Code gives a status, beside its command. */
const DATES = 2;

export class Status implements Disposable {
  readonly #server: Server;
  readonly #choices: Choices;
  readonly #notices: Notices;
  readonly #item: LanguageStatusItem;
  /** There only while there is something to say. */
  #notice: LanguageStatusItem | undefined;
  #plain: LanguageStatusItem | undefined;
  readonly #subscriptions: Disposable;
  /** Answers to older questions are dropped. */
  #question = 0;

  constructor(server: Server, choices: Choices, encodings: Encodings) {
    this.#server = server;
    this.#choices = choices;
    this.#notices = new Notices(encodings);
    this.#item = languages.createLanguageStatusItem('communique.summary', { language: LANGUAGE });
    this.#item.name = 'Communiqué';
    const updateFor = (document: TextDocument) => {
      if (document === window.activeTextEditor?.document) void this.#update();
    };
    this.#subscriptions = Disposable.from(
      window.onDidChangeActiveTextEditor(() => void this.#update()),
      // a change of language is an opening too, and there is no other event for it
      workspace.onDidOpenTextDocument(updateFor),
      server.onDidChangeState(() => void this.#update()),
      server.onDidChangeSummary((uri) => {
        if (uri.toString() === window.activeTextEditor?.document.uri.toString()) void this.#update();
      }),
    );
    void this.#update();
  }

  dispose(): void {
    this.#question++;
    this.#subscriptions.dispose();
    this.#item.dispose();
    this.#showNotice(null);
    this.#plain?.dispose();
  }

  async #update(): Promise<void> {
    const question = ++this.#question;
    const document = window.activeTextEditor?.document;
    this.#showPlain(document);
    if (document?.languageId !== LANGUAGE) {
      this.#showNotice(null);
      return;
    }
    if (this.#server.state === 'down' || this.#server.state === 'waiting') {
      this.#showDown(this.#server.state);
      return;
    }
    this.#item.severity = LanguageStatusSeverity.Information;
    this.#item.command = command('communique.treatAsPlainText', l10n.t('Treat as Plain Text'));
    this.#item.busy = true;
    if (this.#server.state !== 'running') {
      this.#item.text = l10n.t('Communiqué: starting…');
    }
    const summary = await this.#server.summary(document.uri);
    if (question !== this.#question) return;
    // while the server is still starting there is no answer; its change of state asks again
    if (summary === undefined && isOnItsWay(this.#server.state)) return;
    this.#item.busy = false;
    this.#item.text = summary === undefined ? 'Communiqué' : summaryText(summary);
    this.#showNotice(summary?.notice ?? null);
    if (summary?.notice) await this.#notices.tell(document, summary.notice);
  }

  #showDown(state: 'down' | 'waiting'): void {
    this.#item.busy = state === 'waiting';
    this.#item.severity = state === 'waiting' ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Error;
    this.#item.text =
      state === 'waiting'
        ? l10n.t('Communiqué: the server stopped and is started again')
        : l10n.t('Communiqué: the server is not running');
    this.#item.command = command('communique.restartServer', l10n.t('Restart Server'));
    this.#showNotice(null);
  }

  #showNotice(notice: Notice | null): void {
    if (notice === null) {
      this.#notice?.dispose();
      this.#notice = undefined;
      return;
    }
    this.#notice ??= languages.createLanguageStatusItem('communique.notice', { language: LANGUAGE });
    this.#notice.name = l10n.t('Communiqué: Notice');
    this.#notice.severity = notice === 'empty' ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Warning;
    this.#notice.text = noticeText(notice);
    this.#notice.command = noticeCommand(notice);
  }

  /** The way back for a text that the user made plain; a plain text that never was one of ours shows nothing. */
  #showPlain(document: TextDocument | undefined): void {
    const shown =
      document?.languageId === PLAIN_TEXT && mayBeRecognised(document.uri) && this.#choices.isLeftAlone(document.uri);
    if (!shown) {
      this.#plain?.dispose();
      this.#plain = undefined;
    } else if (this.#plain === undefined) {
      this.#plain = languages.createLanguageStatusItem('communique.plain', { language: PLAIN_TEXT });
      this.#plain.name = 'Communiqué';
      this.#plain.text = l10n.t('Communiqué: treated as plain text');
      this.#plain.command = command('communique.treatAsCommunique', l10n.t('Treat as Communiqué'));
    }
  }
}

/** The type of `state` is a narrower one where it was compared before something was awaited. */
function isOnItsWay(state: ServerState): boolean {
  return state === 'starting' || state === 'waiting';
}

function command(id: string, title: string, ...args: unknown[]): Command {
  return { command: id, title, arguments: args };
}

function noticeCommand(notice: Notice): Command | undefined {
  switch (notice) {
    case 'encoding':
      return command('workbench.action.editor.changeEncoding', l10n.t('Reopen with Encoding…'));
    case 'too-many-sections':
      return command('workbench.action.openSettings', l10n.t('Open Setting'), 'communique.outline.maxSections');
    default:
      return undefined;
  }
}

/** `Communiqué: 2 documents · 2007-05-01, 2011-06-21` */
function summaryText({ documents }: Summary): string {
  const count =
    documents.length === 0
      ? l10n.t('no document')
      : documents.length === 1
        ? l10n.t('1 document')
        : l10n.t('{0} documents', documents.length);
  const dates = documents.map((document) => document.isoDate).filter((date) => date !== null);
  const shown = dates.slice(0, DATES).join(', ') + (dates.length > DATES ? ', …' : '');
  return l10n.t('Communiqué: {0}', shown === '' ? count : `${count} · ${shown}`);
}
