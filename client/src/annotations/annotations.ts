/** The notes of all open communiqués, and what can be done with them. */
import {
  Disposable,
  EventEmitter,
  extensions,
  type LogOutputChannel,
  l10n,
  type Range,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import {
  type Annotation,
  type AnnotationChange,
  type AnnotationFields,
  type Creator,
  newAnnotation,
  type Target,
} from '../../../server/src/annotations/index.ts';
import { LANGUAGE } from '../names.ts';
import { AnnotatedText, type PlacedThread } from './annotated-text.ts';
import { bodyOf, motivationOf, tagsIn } from './note-words.ts';
import type { SidecarStore } from './sidecar-store.ts';

/** Places are told, and what was lost is looked for, when the typing pauses, in ms. */
const PAUSE = 600;

export class Annotations implements Disposable {
  readonly store: SidecarStore;
  readonly #log: LogOutputChannel;
  readonly #texts = new Map<string, AnnotatedText>();
  /** The first reading of the notes of each open text. */
  readonly #loading = new Map<string, Promise<void>>();
  readonly #changed = new EventEmitter<TextDocument>();
  readonly #subscriptions: Disposable;
  readonly #pauses = new Map<string, ReturnType<typeof setTimeout>>();

  /** The notes of an open text, or their places, are others now. */
  readonly onDidChange = this.#changed.event;

  constructor(store: SidecarStore, log: LogOutputChannel) {
    this.store = store;
    this.#log = log;
    this.#subscriptions = Disposable.from(
      this.#changed,
      store.onDidChange((uri) => {
        const text = this.#texts.get(uri.toString());
        if (text !== undefined) void this.#load(text);
      }),
      workspace.onDidOpenTextDocument((document) => this.#open(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#close(uri)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const text = this.#texts.get(document.uri.toString());
        if (text === undefined || contentChanges.length === 0) return;
        // the editor moves what it shows by itself; what is told it again at each key would cost ten thousand messages
        text.edit(contentChanges);
        this.#findSoon(text);
      }),
    );
    for (const document of workspace.textDocuments) this.#open(document);
  }

  /** The notes of an open text; empty where it is none of ours. */
  placed(document: TextDocument): PlacedThread[] {
    return this.#texts.get(document.uri.toString())?.placed() ?? [];
  }

  /** A new note; `range` empty or of white space: on the whole text. False where it could not be written, which the user is told. */
  async create(document: TextDocument, range: Range, words: string): Promise<boolean> {
    const text = this.#texts.get(document.uri.toString());
    if (text === undefined) return false;
    const note = newAnnotation(text.target(range), await author(document.uri), new Date(), {
      motivation: motivationOf(words),
      bodies: bodyOf(words),
      tags: tagsIn(words),
    });
    return this.change(document.uri, [{ kind: 'add', annotation: note }]);
  }

  async reply(uri: Uri, to: Annotation, words: string): Promise<boolean> {
    const target: Target = { kind: 'annotation', id: to.id };
    const note = newAnnotation(target, await author(uri), new Date(), { bodies: bodyOf(words), tags: tagsIn(words) });
    return this.change(uri, [{ kind: 'add', annotation: note }]);
  }

  /** Changes fields of a note, and when it was changed. */
  update(uri: Uri, id: string, fields: AnnotationFields): Promise<boolean> {
    return this.change(uri, [{ kind: 'update', id, fields: { ...fields, modified: now() } }]);
  }

  async setResolved(uri: Uri, id: string, resolved: boolean): Promise<boolean> {
    const by = (await author(uri))?.name;
    const value = resolved ? { at: now(), ...(by === undefined ? {} : { by }) } : undefined;
    return this.update(uri, id, { resolved: value });
  }

  /** Puts a note on another place of the text. */
  attach(document: TextDocument, id: string, range: Range): Promise<boolean> {
    const text = this.#texts.get(document.uri.toString());
    return text === undefined ? Promise.resolve(false) : this.update(document.uri, id, { target: text.target(range) });
  }

  /** Looks for all notes of a text again, by what they say of their place. */
  findAgain(document: TextDocument): void {
    const text = this.#texts.get(document.uri.toString());
    if (text === undefined) return;
    text.find();
    this.#changed.fire(document);
  }

  /** Removes notes, and offers to take that back. */
  async remove(uri: Uri, notes: readonly Annotation[]): Promise<void> {
    if (
      !(await this.change(
        uri,
        notes.map(({ id }) => ({ kind: 'remove', id })),
      ))
    )
      return;
    const undo = l10n.t('Undo');
    const answer = await window.showInformationMessage(l10n.t('The annotation was deleted.'), undo);
    if (answer === undo)
      await this.change(
        uri,
        notes.map((annotation) => ({ kind: 'add', annotation })),
      );
  }

  /** Writes changes; says so where that is not possible. */
  async change(uri: Uri, changes: readonly AnnotationChange[]): Promise<boolean> {
    try {
      await this.store.change(uri, changes);
      return true;
    } catch (error) {
      this.#log.error(`annotations of ${uri.toString()}`, error);
      void window.showErrorMessage(
        l10n.t(
          'The annotations of “{0}” could not be written: {1}',
          uri.path,
          error instanceof Error ? error.message : String(error),
        ),
      );
      return false;
    }
  }

  dispose(): void {
    for (const timer of this.#pauses.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #open(document: TextDocument): void {
    // a text that is nowhere has nothing beside it
    if (document.languageId !== LANGUAGE || document.isUntitled || document.uri.scheme === LANGUAGE) return;
    const key = document.uri.toString();
    if (this.#texts.get(key)?.document === document) return;
    const text = new AnnotatedText(document);
    this.#texts.set(key, text);
    this.#loading.set(key, this.#load(text));
  }

  #close(uri: Uri): void {
    const key = uri.toString();
    clearTimeout(this.#pauses.get(key));
    this.#pauses.delete(key);
    this.#texts.delete(key);
    this.#loading.delete(key);
  }

  /** Resolves when the notes of an open text have been read for the first time. */
  async ready({ uri }: TextDocument): Promise<void> {
    await this.#loading.get(uri.toString());
  }

  async #load(text: AnnotatedText): Promise<void> {
    try {
      text.take(await this.store.read(text.document.uri));
    } catch (error) {
      this.#log.warn(`annotations of ${text.document.uri.toString()}: ${String(error)}`);
      return;
    }
    if (this.#texts.get(text.document.uri.toString()) === text) this.#changed.fire(text.document);
  }

  #findSoon(text: AnnotatedText): void {
    const key = text.document.uri.toString();
    clearTimeout(this.#pauses.get(key));
    this.#pauses.set(
      key,
      setTimeout(() => {
        text.findLost();
        this.#changed.fire(text.document);
      }, PAUSE),
    );
  }
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Who writes: by the setting, else as git knows the user of the folder. */
async function author(uri: Uri): Promise<Creator | undefined> {
  const set = workspace.getConfiguration('communique', uri).get<string>('annotations.author')?.trim();
  if (set) return { name: set };
  try {
    // only what is running already: no other extension is started for a name
    const git = extensions.getExtension<GitExtension>('vscode.git');
    const repository = git?.isActive === true ? git.exports.getAPI(1).getRepository(uri) : null;
    const name = (await repository?.getConfig('user.name')) || (await repository?.getGlobalConfig('user.name'));
    return name ? { name } : undefined;
  } catch {
    return undefined;
  }
}

/** The part of the interface of VS Code's git that is used here. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(
      uri: Uri,
    ): { getConfig(key: string): Promise<string>; getGlobalConfig(key: string): Promise<string> } | null;
  };
}
