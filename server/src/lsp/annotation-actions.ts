import type { CodeAction, Connection, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import {
  AnchorText,
  type Annotation,
  type AnnotationChange,
  type Creator,
  editSidecar,
  LIMITS,
  newAnnotation,
  readSidecar,
  type SidecarFile,
  selectorsFor,
  sidecarBytes,
  sidecarName,
  sourceOfFile,
} from '../annotations/index.ts';
import type { Files } from '../corpus/workspace/files.ts';
import type { AnnotationMessages } from '../features/annotation-messages.ts';
import type { OpenText } from './open-text.ts';
import type { TextAnnotations } from './text-annotations.ts';

/** Commands of the actions; the arguments are the address of the text, then a range or the id of a note. */
export const ANNOTATION_COMMANDS = {
  add: 'communique.notes.add',
  reply: 'communique.notes.reply',
  resolve: 'communique.notes.resolve',
  reopen: 'communique.notes.reopen',
} as const;

/** What the actions need of the server and can use of the client. */
export interface AnnotationActionContext {
  readonly connection: Pick<Connection, 'sendRequest' | 'workspace' | 'window'>;
  readonly files: Files;
  readonly notes: TextAnnotations;
  text(uri: string): OpenText | undefined;
  words(): AnnotationMessages;
  /** Name of who writes; '' where none is set. */
  author(): string;
  /** Edits can be applied; files can be made by an edit; a file can be shown with a selection. */
  able(): { readonly edits: boolean; readonly creates: boolean; readonly shows: boolean };
}

/** Threads at one place for which actions are offered. */
const MAX_THREADS = 3;
/** Problems of a sidecar that an edit of its text could make worse. */
const UNTOUCHABLE = new Set(['unreadable-file', 'encoding', 'conflict-marker']);

/**
 * Notes written from editors that have no threads of their own: each change is an edit of the sidecar that the editor applies, so that it is seen,
 * saved and undone like any other. The body of a new note is a placeholder, which is shown selected.
 */
export class AnnotationActions {
  readonly #context: AnnotationActionContext;
  /** What was on the disk when an edit was handed over, and what the editor has of it until it is saved. */
  readonly #unsaved = new Map<string, { readonly disk: Uint8Array; readonly file: SidecarFile }>();

  constructor(context: AnnotationActionContext) {
    this.#context = context;
  }

  /** What can be done at a range of a text. */
  actions(text: OpenText, range: Range): CodeAction[] {
    const { notes, words, able } = this.#context;
    if (!able().edits) return [];
    const file = notes.file(text.uri);
    if (file === undefined ? !able().creates : !canBeEdited(file)) return [];
    const action = (title: string, command: string, argument: unknown): CodeAction => ({
      title,
      kind: 'refactor',
      command: { title, command, arguments: [text.uri, argument] },
    });
    const list: CodeAction[] = [];
    const isEmpty = range.start.line === range.end.line && range.start.character === range.end.character;
    if (!isEmpty && text.textOf(range).trim() !== '') list.push(action(words().add, ANNOTATION_COMMANDS.add, range));
    for (const { root } of notes.threadsAt(text, range.start).slice(0, MAX_THREADS)) {
      const about = beginning(root);
      list.push(action(words().reply(about), ANNOTATION_COMMANDS.reply, root.id));
      list.push(
        root.resolved === undefined
          ? action(words().resolve(about), ANNOTATION_COMMANDS.resolve, root.id)
          : action(words().reopen(about), ANNOTATION_COMMANDS.reopen, root.id),
      );
    }
    return list;
  }

  /** Does what an action says; false for a command that is none of these. Rejects where the client fails. */
  async execute(command: string, args: readonly unknown[]): Promise<boolean> {
    const [uri, about] = args;
    if (!Object.values(ANNOTATION_COMMANDS).some((own) => own === command)) return false;
    const text = typeof uri === 'string' ? this.#context.text(uri) : undefined;
    if (text === undefined) return true;
    const now = new Date();
    const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
    if (command === ANNOTATION_COMMANDS.add) {
      if (!isRange(about)) return true;
      const [start, end] = [text.offsetAt(about.start), text.offsetAt(about.end)];
      const name = decodeURIComponent(text.uri.slice(text.uri.lastIndexOf('/') + 1));
      const target = {
        kind: 'text' as const,
        source: sourceOfFile(name),
        ...selectorsFor(new AnchorText(text.getText()), start, end),
      };
      await this.#write(text, this.#added(newAnnotation(target, this.#creator(), now, this.#body())));
    } else if (typeof about === 'string') {
      if (command === ANNOTATION_COMMANDS.reply) {
        const reply = newAnnotation({ kind: 'annotation', id: about }, this.#creator(), now, this.#body());
        await this.#write(text, this.#added(reply));
      } else {
        const { author } = this.#context;
        const by = author() === '' ? {} : { by: author() };
        const resolved = command === ANNOTATION_COMMANDS.resolve ? { at, ...by } : undefined;
        await this.#write(text, { kind: 'update', id: about, fields: { resolved, modified: at } });
      }
    }
    return true;
  }

  #creator(): Creator | undefined {
    const name = this.#context.author();
    return name === '' ? undefined : { name };
  }

  #body(): Pick<Annotation, 'bodies'> {
    return { bodies: [{ value: this.#context.words().placeholder, format: 'text/markdown' }] };
  }

  #added(annotation: Annotation): AnnotationChange {
    return { kind: 'add', annotation };
  }

  async #write(text: OpenText, change: AnnotationChange): Promise<void> {
    const { connection, files, notes, able, words } = this.#context;
    const address = sidecarName(text.uri);
    const bytes = await files.read(address, LIMITS.bytes);
    const unsaved = this.#unsaved.get(text.uri);
    const disk = bytes instanceof Uint8Array ? bytes : new Uint8Array();
    // what the editor has not saved yet is the text that the next edit is made to
    const file = unsaved !== undefined && isSame(unsaved.disk, disk) ? unsaved.file : readSidecar(disk);
    if (bytes === 'too-large' || !canBeEdited(file)) {
      connection.window.showWarningMessage(words().notEdited);
      return;
    }
    const changed = editSidecar(file, [change]);
    const edit = lineEdit(textOfFile(file), textOfFile(changed));
    if (edit === undefined) return;
    const isNew = bytes === undefined && (unsaved === undefined || !isSame(unsaved.disk, disk));
    const { applied } = await connection.workspace.applyEdit(workspaceEdit(address, edit, isNew, able().creates));
    if (!applied) {
      connection.window.showWarningMessage(words().notEdited);
      return;
    }
    this.#unsaved.set(text.uri, { disk, file: changed });
    notes.take(text.uri, changed);
    if (change.kind === 'add' && able().shows) {
      const selection = placeOf(textOfFile(changed), change.annotation.id, words().placeholder);
      await connection.window.showDocument({ uri: address, takeFocus: true, ...(selection && { selection }) });
    }
  }
}

function canBeEdited(file: SidecarFile): boolean {
  return !file.problems.some(({ code }) => UNTOUCHABLE.has(code));
}

function textOfFile(file: SidecarFile): string {
  // an editor does not count the byte order mark
  return new TextDecoder().decode(sidecarBytes(file));
}

/** The lines in which two texts differ, as one edit; undefined where they do not. */
export function lineEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let first = 0;
  while (first < old.length && first < fresh.length && old[first] === fresh[first]) first++;
  let [oldEnd, freshEnd] = [old.length, fresh.length];
  while (oldEnd > first && freshEnd > first && old[oldEnd - 1] === fresh[freshEnd - 1]) {
    oldEnd--;
    freshEnd--;
  }
  const last = old[old.length - 1] ?? '';
  const isOpen = oldEnd === old.length && last !== '' && !last.endsWith('\n');
  const end = isOpen ? { line: oldEnd - 1, character: last.length } : { line: oldEnd, character: 0 };
  // behind a last line without an end nothing begins a line
  const start = isOpen && first === old.length ? end : { line: first, character: 0 };
  return { range: { start, end }, newText: fresh.slice(first, freshEnd).join('') };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function workspaceEdit(uri: string, edit: TextEdit, isNew: boolean, creates: boolean): WorkspaceEdit {
  if (!creates) return { changes: { [uri]: [edit] } };
  const made = isNew ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : [];
  return { documentChanges: [...made, { textDocument: { uri, version: null }, edits: [edit] }] };
}

/** Where the placeholder of a note stands in its sidecar. */
function placeOf(text: string, id: string, placeholder: string): Range | undefined {
  const lines = linesOf(text);
  const written = JSON.stringify(placeholder).slice(1, -1);
  const line = lines.findIndex((one) => one.includes(`"id":${JSON.stringify(id)}`) && one.includes(written));
  if (line < 0) return undefined;
  const character = lines[line].indexOf(written);
  return { start: { line, character }, end: { line, character: character + written.length } };
}

function beginning({ bodies, tags }: Annotation): string {
  const words = [...(bodies[0]?.value ?? tags[0] ?? '').replace(/\s+/g, ' ').trim()];
  return words.length > SHOWN ? `${words.slice(0, SHOWN).join('')}…` : words.join('');
}

/** Characters of a note that an action shows. */
const SHOWN = 16;

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, k) => byte === b[k]);
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
