import type { InlayHint, Position, Range } from 'vscode-languageserver';
import {
  AnchorText,
  type Annotation,
  anchorAll,
  escapeMarkdown,
  LIMITS,
  readSidecar,
  type SidecarFile,
  sidecarName,
  type Thread,
  threadsOf,
} from '../annotations/index.ts';
import type { Files } from '../corpus/workspace/files.ts';
import type { OpenText } from './open-text.ts';

/** A note where it stands in a text. */
interface PlacedNote {
  readonly thread: Thread;
  readonly range: Range;
}

/** Notes of one text that are looked for; an editor without threads of its own shows no more that anyone reads. */
const MAX_NOTES = 1_000;
/** Characters of a note that stand behind its phrase. */
const HINT = 24;

/**
 * The notes beside open texts, for editors that have nothing else for them: behind their phrases and in hovers. They are read when a text is opened or
 * saved and when their file changes; nothing is written here (see annotation-actions.ts).
 */
export class TextAnnotations {
  readonly #files: Files;
  readonly #sidecars = new Map<string, SidecarFile>();
  readonly #placed = new WeakMap<OpenText, { version: number; file: SidecarFile; notes: readonly PlacedNote[] }>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Reads the notes of a text again; true where there are any, or were. */
  async read(uri: string): Promise<boolean> {
    const bytes = await this.#files.read(sidecarName(uri), LIMITS.bytes);
    const had = this.#sidecars.delete(uri);
    if (bytes === undefined || bytes === 'too-large') return had;
    this.#sidecars.set(uri, readSidecar(bytes));
    return true;
  }

  /** The notes of a text as they were read; undefined where there are none. */
  file(uri: string): SidecarFile | undefined {
    return this.#sidecars.get(uri);
  }

  /** Takes the notes of a text as an edit has left them, before they are saved. */
  take(uri: string, file: SidecarFile): void {
    this.#sidecars.set(uri, file);
  }

  /** The notes at a place. */
  threadsAt(text: OpenText, { line, character }: Position): Thread[] {
    return this.#notes(text).flatMap(({ range, thread }) => (holds(range, line, character) ? [thread] : []));
  }

  forget(uri: string): void {
    this.#sidecars.delete(uri);
  }

  /** The text whose notes a file holds; undefined for any other file. */
  static textOf(uri: string): string | undefined {
    const suffix = sidecarName('');
    return uri.endsWith(suffix) ? uri.slice(0, -suffix.length) : undefined;
  }

  /** What is noted at a place; `markdown`: whether notes may be shown as what they are written in. */
  hover(text: OpenText, { line, character }: Position, markdown: boolean): { value: string; range: Range } | undefined {
    const found = this.#notes(text).filter(({ range }) => holds(range, line, character));
    if (found.length === 0) return undefined;
    const value = found.map(({ thread }) => threadText(thread, markdown)).join(markdown ? '\n\n---\n\n' : '\n\n');
    return { value, range: found[0].range };
  }

  /** The beginning of each note behind its phrase, of the lines [from, to]. */
  hints(text: OpenText, from: number, to: number): InlayHint[] {
    return this.#notes(text)
      .filter(
        ({ range, thread }) => range.end.line >= from && range.end.line <= to && thread.root.resolved === undefined,
      )
      .map(({ range, thread }) => {
        const words = [...wordsOf(thread.root).replace(/\s+/g, ' ').trim()];
        const cut = words.length > HINT ? `${words.slice(0, HINT).join('')}…` : words.join('');
        const more = thread.replies.length > 0 ? ` +${thread.replies.length}` : '';
        return { position: range.end, label: `✎ ${cut}${more}`, paddingLeft: true };
      });
  }

  #notes(text: OpenText): readonly PlacedNote[] {
    const file = this.#sidecars.get(text.uri);
    if (file === undefined) return [];
    const known = this.#placed.get(text);
    if (known !== undefined && known.version === text.version && known.file === file) return known.notes;
    const whole = text.getText();
    const threads = threadsOf(file.annotations).slice(0, MAX_NOTES);
    const anchors = anchorAll(
      new AnchorText(whole),
      threads.map(({ root }) => root.target),
    );
    const notes: PlacedNote[] = [];
    threads.forEach((thread, k) => {
      const anchor = anchors[k];
      if (anchor === undefined || anchor.status === 'orphan') return;
      notes.push({ thread, range: { start: text.positionAt(anchor.start), end: text.positionAt(anchor.end) } });
    });
    this.#placed.set(text, { version: text.version, file, notes });
    return notes;
  }
}

function wordsOf({ bodies, tags }: Annotation): string {
  const words = bodies.map(({ value }) => value).join('\n\n');
  return words === '' ? tags.map((tag) => `#${tag}`).join(' ') : words;
}

function threadText({ root, replies }: Thread, markdown: boolean): string {
  return [root, ...replies]
    .map((note) => {
      const name = note.creator?.name ?? '';
      const isMarkdown = note.bodies.every(({ format }) => format === 'text/markdown');
      if (!markdown) return name === '' ? wordsOf(note) : `${name}: ${wordsOf(note)}`;
      const words = isMarkdown && note.bodies.length > 0 ? wordsOf(note) : escapeMarkdown(wordsOf(note));
      return name === '' ? words : `**${escapeMarkdown(name)}** ${words}`;
    })
    .join('\n\n');
}

function holds({ start, end }: Range, line: number, character: number): boolean {
  if (line < start.line || line > end.line) return false;
  return (line > start.line || character >= start.character) && (line < end.line || character <= end.character);
}
