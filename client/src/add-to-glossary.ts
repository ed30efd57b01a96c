/** The command that adds a term to the workspace's glossary: asks for its names and its meaning, then writes them. */
import { type LogOutputChannel, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import { caughtUp, create, exists, glossaryOf, needFolder, openDocument, showGlossary } from './glossary.ts';
import { LANGUAGE } from './names.ts';
import {
  fieldOf,
  LONGEST_DEFINITION,
  LONGEST_NAME,
  type NameField,
  nameFrom,
  namesOf,
  otherField,
  TERM_AT_CURSOR,
  termFrom,
} from './new-term.ts';
import type { NewTerm } from './protocol.ts';
import type { Addition, Server } from './server.ts';
import { isRow, termOf } from './term-tree.ts';

const STEPS = 3;

export class AddToGlossary {
  readonly #server: Server;
  readonly #log: LogOutputChannel;

  constructor(server: Server, log: LogOutputChannel) {
    this.#server = server;
    this.#log = log;
  }

  /**
   * @param target the address of a text (a string from the server's quick fix, a `Uri` from a menu), a row of the Terms view,
   * or nothing for the active editor.
   * @param term names that are known already.
   */
  async run(target?: unknown, term?: unknown): Promise<void> {
    const text = textOf(target);
    if (text === undefined) {
      void window.showInformationMessage(l10n.t('Open a text first.'));
      return;
    }
    const folder = workspace.getWorkspaceFolder(text);
    if (folder === undefined) {
      await needFolder();
      return;
    }
    const asked = await ask(given(target, term));
    if (asked !== undefined) await this.#add(text, asked, glossaryOf(folder));
  }

  async #add(text: Uri, term: NewTerm, glossary: Uri): Promise<void> {
    try {
      const before = (await exists(glossary)) ? await openDocument(glossary) : undefined;
      if (before !== undefined) await caughtUp(before);
      const wasDirty = before?.isDirty === true;
      const addition = await this.#server.addToGlossary(text, term, before?.getText());
      if (addition === undefined) {
        void window.showErrorMessage(l10n.t('The term could not be added: the Communiqué server gave no answer.'));
      } else if ('error' in addition) {
        void window.showErrorMessage(addition.error);
      } else if (await this.#write(addition, before)) {
        // changes that are not saved are the user's, and not to be saved in passing
        const saved = !wasDirty && (await (await openDocument(addition.uri)).save());
        void tell(namesOf(term)[0].name, addition, saved);
      } else {
        void window.showErrorMessage(l10n.t('The glossary could not be written: {0}', glossary.path));
      }
    } catch (error) {
      this.#log.warn(`${glossary}: nothing could be added.`, error);
      void window.showErrorMessage(l10n.t('The glossary could not be written: {0}', glossary.path));
    }
  }

  async #write({ uri, edit }: Written, before: TextDocument | undefined): Promise<boolean> {
    // the edit would make the file as well, but in the encoding that the user has chosen for other files
    if (before === undefined && !((await create(uri, '')) && (await openDocument(uri)))) return false;
    return workspace.applyEdit(edit);
  }
}

type Written = Exclude<Addition, { error: string }>;

async function tell(name: string, addition: Written, saved: boolean): Promise<void> {
  const show = l10n.t('Show Entry');
  const message = saved
    ? l10n.t('“{0}” was added to the glossary.', name)
    : l10n.t('“{0}” was added to the glossary, which has changes that are not saved. Save it to have the term.', name);
  if ((await window.showInformationMessage(message, show)) === show) await showGlossary(addition.uri, addition.range);
}

function textOf(target: unknown): Uri | undefined {
  if (typeof target === 'string') return Uri.parse(target);
  if (isRow(target)) return termOf(target).uri;
  if (target instanceof Uri) return target;
  const active = window.activeTextEditor?.document;
  return active?.languageId === LANGUAGE ? active.uri : undefined;
}

/** What is known of the term before the user is asked. */
function given(target: unknown, term: unknown): NewTerm {
  if (isRow(target)) {
    const { name, english, acronym } = termOf(target).term;
    const names = name === acronym ? {} : { [fieldOf(name)]: name };
    return { ...names, ...(english && { en: english }), ...(acronym && { acronym }) };
  }
  const known = termFrom(term);
  if (namesOf(known).length > 0) return known;
  const name = nameAtCursor();
  return name === undefined ? known : { ...known, [fieldOf(name)]: name };
}

function nameAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  if (!selection.isEmpty) return nameFrom(document.getText(selection));
  const word = document.getWordRangeAtPosition(selection.active, TERM_AT_CURSOR);
  return word && nameFrom(document.getText(word));
}

/** Asks in three steps; undefined where the user breaks off at any of them. */
async function ask(known: NewTerm): Promise<NewTerm | undefined> {
  const [first, second] = namesOf(known);
  const name = await askOne(1, l10n.t('The term, as it stands in the text'), first?.name, (value) =>
    value === '' ? l10n.t('A name is needed.') : tooLong(value, LONGEST_NAME),
  );
  if (name === undefined) return undefined;
  const field = name === first?.name ? first.field : fieldOf(name);

  const fits = second !== undefined && second.field !== field;
  const other = await askOne(2, otherPrompt(field), fits ? second.name : '', (value) =>
    value !== '' && otherField(field, value) === undefined ? otherProblem(field) : tooLong(value, LONGEST_NAME),
  );
  if (other === undefined) return undefined;

  const definition = await askOne(
    3,
    l10n.t('What it means, in Japanese or English (optional)'),
    known.definition,
    (value) => tooLong(value, LONGEST_DEFINITION),
  );
  if (definition === undefined) return undefined;
  return {
    [field]: name,
    ...(other !== '' && { [otherField(field, other) ?? 'en']: other }),
    ...(definition !== '' && { definition }),
  };
}

/** One step. Surrounding spaces are no part of what was said. */
async function askOne(
  step: number,
  prompt: string,
  value: string | undefined,
  problem: (value: string) => string | undefined,
): Promise<string | undefined> {
  const answer = await window.showInputBox({
    title: l10n.t('Add to Glossary ({0}/{1})', step, STEPS),
    prompt,
    value,
    // the text may have to be looked at in between
    ignoreFocusOut: true,
    validateInput: (typed) => problem(typed.trim()),
  });
  return answer?.trim();
}

function otherPrompt(field: NameField): string {
  switch (field) {
    case 'acronym':
      return l10n.t('What it stands for, in Japanese or English (optional)');
    case 'ja':
      return l10n.t('Its English name or its acronym (optional)');
    case 'en':
      return l10n.t('Its Japanese name or its acronym (optional)');
  }
}

function otherProblem(field: NameField): string {
  return field === 'ja'
    ? l10n.t('The entry has its Japanese name already. Give an English name or an acronym, or nothing.')
    : l10n.t('The entry has its English name already. Give a Japanese name or an acronym, or nothing.');
}

function tooLong(value: string, limit: number): string | undefined {
  return value.length > limit ? l10n.t('At most {0} characters.', limit) : undefined;
}
