/** The notes of one open text: where each stands now, while the text is edited. */
import { Range, type TextDocument, type TextDocumentContentChangeEvent } from 'vscode';
import {
  type Anchor,
  AnchorText,
  AnchorTracker,
  type Annotation,
  anchorOne,
  type SidecarFile,
  selectorsFor,
  sourceOfFile,
  type Target,
  type Thread,
  threadsOf,
} from '../../../server/src/annotations/index.ts';
import { fileName } from '../names.ts';

/** A note with its replies, and where it stands. */
export interface PlacedThread {
  readonly thread: Thread;
  readonly anchor: Anchor | undefined;
  /** Undefined for a note on the whole text, and for one whose phrase is not there. */
  readonly range: Range | undefined;
}

export class AnnotatedText {
  readonly document: TextDocument;
  readonly #tracker = new AnchorTracker();
  readonly #anchors = new Map<string, Anchor | undefined>();
  #threads: readonly Thread[] = [];

  constructor(document: TextDocument) {
    this.document = document;
  }

  /** Takes the notes as they are now. Places that are known stay; the others are looked for. */
  take(file: SidecarFile): void {
    this.#threads = threadsOf(file.annotations);
    const ids = new Set(this.#threads.map(({ root }) => root.id));
    for (const id of [...this.#anchors.keys()]) {
      if (ids.has(id)) continue;
      this.#anchors.delete(id);
      this.#tracker.remove(id);
    }
    this.find(({ id }) => !this.#anchors.has(id));
  }

  /** Looks for the notes that were lost in the text as it is now. */
  findLost(): void {
    const lost = new Set(this.#tracker.lost());
    if (lost.size > 0) this.find(({ id }) => lost.has(id));
  }

  /** Looks for notes in the text as it is now, whatever was known. */
  find(which: (root: Annotation) => boolean = () => true): void {
    const wanted = this.#threads.filter(({ root }) => which(root));
    if (wanted.length === 0) return;
    const text = new AnchorText(this.document.getText());
    for (const { root } of wanted) {
      const anchor = anchorOne(text, root.target);
      this.#anchors.set(root.id, anchor);
      if (anchor === undefined || anchor.status === 'orphan') this.#tracker.remove(root.id);
      else this.#tracker.set(root.id, anchor.start, anchor.end);
    }
  }

  /** Follows changes that were made to the text. */
  edit(changes: readonly TextDocumentContentChangeEvent[]): void {
    for (const { rangeOffset, rangeLength, text } of changes) {
      this.#tracker.edit({ start: rangeOffset, removed: rangeLength, inserted: text.length });
    }
  }

  /** All notes with their replies, in the order of the text; those without a place last. */
  placed(): PlacedThread[] {
    const placed = this.#threads.map((thread): PlacedThread => {
      const anchor = this.#anchors.get(thread.root.id);
      const place = this.#tracker.get(thread.root.id);
      return {
        thread,
        anchor,
        range: place && new Range(this.document.positionAt(place.start), this.document.positionAt(place.end)),
      };
    });
    const last = this.document.lineCount;
    return placed.sort(
      (a, b) =>
        (a.range?.start.line ?? last) - (b.range?.start.line ?? last) ||
        (a.range?.start.character ?? 0) - (b.range?.start.character ?? 0),
    );
  }

  /** What a note on a place of the text stands on; white space at its ends is no part of it. */
  target(range: Range): Target {
    const text = this.document.getText();
    let [start, end] = [this.document.offsetAt(range.start), this.document.offsetAt(range.end)];
    while (start < end && /\s/.test(text[start])) start++;
    while (end > start && /\s/.test(text[end - 1])) end--;
    const source = sourceOfFile(fileName(this.document.uri));
    if (start === end) return { kind: 'document', source };
    return { kind: 'text', source, ...selectorsFor(new AnchorText(text), start, end) };
  }
}
