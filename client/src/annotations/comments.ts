/** Notes in the margin: VS Code's own comment threads. */
import {
  type Comment,
  CommentMode,
  type CommentReply,
  type CommentThread,
  CommentThreadCollapsibleState,
  CommentThreadState,
  comments,
  Disposable,
  l10n,
  MarkdownString,
  OverviewRulerLane,
  Range,
  type TextDocument,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import type { Annotation } from '../../../server/src/annotations/index.ts';
import { LANGUAGE } from '../names.ts';
import type { PlacedThread } from './annotated-text.ts';
import type { Annotations } from './annotations.ts';
import { phraseOf } from './note-list.ts';
import { bodyOf, motivationOf, tagsIn } from './note-words.ts';

/** A comment that is a note. */
class NoteComment implements Comment {
  readonly note: Annotation;
  readonly author: { readonly name: string };
  readonly contextValue = 'note';
  readonly timestamp: Date | undefined;
  readonly label: string | undefined;
  body: string | MarkdownString;
  mode = CommentMode.Preview;

  constructor(note: Annotation) {
    this.note = note;
    this.author = { name: note.creator?.name || l10n.t('Unknown') };
    const time = note.modified ?? note.created;
    this.timestamp = time === undefined ? undefined : new Date(time);
    this.label = labelOf(note);
    this.body = shown(note);
  }
}

/** What people wrote as Markdown is shown as that, without commands and HTML; anything else as it stands. */
function shown({ bodies, tags, links }: Annotation): MarkdownString {
  const text = new MarkdownString();
  for (const { value, format } of bodies) {
    if (format === 'text/markdown') text.appendMarkdown(`${value}\n\n`);
    else text.appendText(`${value}\n\n`);
  }
  const said = bodies.map(({ value }) => value).join('\n');
  const more = tags.filter((tag) => !said.includes(`#${tag}`)).map((tag) => `#${tag}`);
  if (more.length > 0) text.appendText(`${more.join(' ')}\n\n`);
  for (const { href } of links) text.appendText(`→ ${href}\n\n`);
  return text;
}

function labelOf({ motivation }: Annotation): string | undefined {
  switch (motivation) {
    case 'questioning':
      return l10n.t('Question');
    case 'tagging':
      return l10n.t('Tags');
    case 'linking':
      return l10n.t('Link');
    case 'highlighting':
      return l10n.t('Highlight');
    default:
      return undefined;
  }
}

export class CommentsInMargin implements Disposable {
  readonly #annotations: Annotations;
  readonly #controller = comments.createCommentController('communique.annotations', l10n.t('Annotations'));
  readonly #mark = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.wordHighlightBackground'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.wordHighlightForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
  });
  /** By text and note. */
  readonly #threads = new Map<string, Map<string, CommentThread>>();
  readonly #notes = new WeakMap<CommentThread, { readonly document: TextDocument; placed: PlacedThread }>();
  readonly #subscriptions: Disposable;

  constructor(annotations: Annotations) {
    this.#annotations = annotations;
    this.#controller.options = {
      prompt: l10n.t('Annotate'),
      placeHolder: l10n.t('A note in Markdown; #tags are tags, a question mark asks'),
    };
    this.#controller.commentingRangeProvider = {
      provideCommentingRanges: (document) =>
        document.languageId === LANGUAGE && !document.isUntitled
          ? [new Range(0, 0, Math.max(0, document.lineCount - 1), 0)]
          : [],
    };
    this.#subscriptions = Disposable.from(
      this.#controller,
      this.#mark,
      annotations.onDidChange((document) => this.#show(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString())),
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const { document } of editors) this.#decorate(document);
      }),
    );
    for (const document of workspace.textDocuments) this.#show(document);
  }

  /** The note that a thread is, with its text; undefined for one that is only being written. */
  noteOf(thread: CommentThread): { readonly document: TextDocument; readonly placed: PlacedThread } | undefined {
    return this.#notes.get(thread);
  }

  /** Writes what was typed below a thread: a new note, or a reply. */
  async write({ thread, text }: CommentReply): Promise<void> {
    const known = this.#notes.get(thread);
    if (known !== undefined) {
      await this.#annotations.reply(known.document.uri, known.placed.thread.root, text);
      return;
    }
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === thread.uri.toString());
    if (document === undefined || thread.range === undefined) return;
    const { range } = thread;
    // without a selection VS Code gives the line: its words are what the note is on
    const place = range.isEmpty ? document.lineAt(range.start.line).range : range;
    if (await this.#annotations.create(document, place, text)) thread.dispose();
  }

  edit(comment: unknown): void {
    this.#set(comment, (note) => {
      note.mode = CommentMode.Editing;
      note.body = note.note.bodies.map(({ value }) => value).join('\n\n');
    });
  }

  cancel(comment: unknown): void {
    this.#set(comment, (note) => {
      note.mode = CommentMode.Preview;
      note.body = shown(note.note);
    });
  }

  async save(comment: unknown): Promise<void> {
    if (!(comment instanceof NoteComment)) return;
    const thread = this.#threadOf(comment);
    const known = thread && this.#notes.get(thread);
    if (known === undefined) return;
    const words = typeof comment.body === 'string' ? comment.body : comment.body.value;
    const { id, motivation, bodies } = comment.note;
    // what was said of another kind of body stays with it
    const body = bodyOf(words).map((one) => ({ ...one, format: bodies[0]?.format ?? one.format }));
    const isOurs = ['commenting', 'questioning', 'tagging', 'highlighting'].includes(motivation);
    await this.#annotations.update(known.document.uri, id, {
      bodies: body,
      tags: [...new Set([...keptTags(comment.note), ...tagsIn(words)])],
      ...(isOurs ? { motivation: motivationOf(words) } : {}),
    });
  }

  async delete(comment: unknown): Promise<void> {
    if (!(comment instanceof NoteComment)) return;
    const thread = this.#threadOf(comment);
    const known = thread && this.#notes.get(thread);
    if (known === undefined) return;
    const { root, replies } = known.placed.thread;
    // with a note go the replies to it
    await this.#annotations.remove(
      known.document.uri,
      comment.note.id === root.id ? [root, ...replies] : [comment.note],
    );
  }

  async resolve(thread: CommentThread, resolved: boolean): Promise<void> {
    const known = this.#notes.get(thread);
    if (known !== undefined) {
      await this.#annotations.setResolved(known.document.uri, known.placed.thread.root.id, resolved);
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #threadOf(comment: NoteComment): CommentThread | undefined {
    for (const threads of this.#threads.values()) {
      for (const thread of threads.values()) if (thread.comments.includes(comment)) return thread;
    }
    return undefined;
  }

  #set(comment: unknown, change: (note: NoteComment) => void): void {
    if (!(comment instanceof NoteComment)) return;
    const thread = this.#threadOf(comment);
    if (thread === undefined) return;
    change(comment);
    // VS Code sees a change only in another list
    thread.comments = [...thread.comments];
  }

  #forget(key: string): void {
    for (const thread of this.#threads.get(key)?.values() ?? []) thread.dispose();
    this.#threads.delete(key);
  }

  #show(document: TextDocument): void {
    const key = document.uri.toString();
    const before = this.#threads.get(key) ?? new Map<string, CommentThread>();
    const after = new Map<string, CommentThread>();
    for (const placed of this.#annotations.placed(document)) {
      const { root } = placed.thread;
      const isOfText = root.target.kind === 'document';
      const range = placed.range ?? (isOfText ? new Range(0, 0, 0, 0) : undefined);
      // what has lost its phrase is in the list of annotations, and nowhere in the text
      if (range === undefined) continue;
      let thread = before.get(root.id);
      if (thread === undefined) {
        thread = this.#controller.createCommentThread(document.uri, range, commentsOf(placed));
        thread.collapsibleState = CommentThreadCollapsibleState.Collapsed;
      } else if (!thread.range?.isEqual(range)) thread.range = range;
      before.delete(root.id);
      after.set(root.id, thread);
      const last = this.#notes.get(thread)?.placed.thread;
      this.#notes.set(thread, { document, placed });
      if (last !== placed.thread) this.#fill(thread, placed);
    }
    for (const thread of before.values()) thread.dispose();
    if (after.size > 0) this.#threads.set(key, after);
    else this.#threads.delete(key);
    this.#decorate(document);
  }

  #fill(thread: CommentThread, placed: PlacedThread): void {
    const {
      thread: { root },
      anchor,
    } = placed;
    thread.comments = commentsOf(placed);
    thread.label =
      anchor?.status === 'fuzzy'
        ? l10n.t('Found by similar words ({0} %)', Math.round(anchor.score * 100))
        : phraseOf(root);
    thread.state = root.resolved === undefined ? CommentThreadState.Unresolved : CommentThreadState.Resolved;
    thread.contextValue = root.resolved === undefined ? 'open' : 'resolved';
  }

  #decorate(document: TextDocument): void {
    const ranges = this.#annotations
      .placed(document)
      .flatMap(({ range, thread }) => (range === undefined || thread.root.resolved !== undefined ? [] : [range]));
    for (const editor of window.visibleTextEditors) {
      if (editor.document === document) editor.setDecorations(this.#mark, ranges);
    }
  }
}

function commentsOf({ thread: { root, replies } }: PlacedThread): NoteComment[] {
  return [root, ...replies].map((note) => new NoteComment(note));
}

/** Tags that do not stand in the words, and so are not changed with them. */
function keptTags({ tags, bodies }: Annotation): string[] {
  const said = new Set(tagsIn(bodies.map(({ value }) => value).join('\n')));
  return tags.filter((tag) => !said.has(tag));
}
