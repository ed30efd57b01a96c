import type { SectionDetail } from '../features/section-voices.ts';
import { documentSymbolJson } from '../features/symbols.ts';
import type { PlacedDocument } from '../structure/analyser.ts';
import type { DocumentTree } from '../structure/fold.ts';

const encoder = new TextEncoder();
const OPEN = encoder.encode('[');
const COMMA = encoder.encode(',');
const CLOSE = encoder.encode(']');

/** The serialised outline of a text, a document at a time: a document that neither changed nor moved keeps its bytes. */
export class OutlineCache {
  private fragments = new Map<DocumentTree, { firstLine: number; bytes: Uint8Array }>();

  /** Whether the fragments were made with details. */
  private detailed = false;

  /** The outline as JSON, in pieces. `detail` gives the same as long as the document of a section is the same. */
  chunks(
    documents: readonly PlacedDocument[],
    endColumn: (line: number) => number,
    detail?: SectionDetail,
  ): Uint8Array[] {
    if ((detail !== undefined) !== this.detailed) this.fragments.clear();
    this.detailed = detail !== undefined;
    const chunks: Uint8Array[] = [OPEN];
    const kept = new Map<DocumentTree, { firstLine: number; bytes: Uint8Array }>();
    for (const document of documents) {
      let fragment = this.fragments.get(document.tree);
      if (fragment === undefined || fragment.firstLine !== document.firstLine) {
        fragment = {
          firstLine: document.firstLine,
          bytes: encoder.encode(documentSymbolJson(document, endColumn, detail)),
        };
      }
      kept.set(document.tree, fragment);
      if (chunks.length > 1) chunks.push(COMMA);
      chunks.push(fragment.bytes);
    }
    this.fragments = kept;
    chunks.push(CLOSE);
    return chunks;
  }
}
