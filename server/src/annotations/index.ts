/**
 * Annotations, as the rest of the product uses them. Pure: nothing here knows a disk, an editor or a connection.
 *
 * A note is made:       `selectorsFor(new AnchorText(text), start, end)` gives its target's quote, position and section;
 *                       `newAnnotation(…)` the note.
 * A sidecar is read:    `readSidecar(bytes)` -> annotations and problems. It never fails.
 * It is changed:        `editSidecar(file, changes)` -> a new value; unchanged lines keep their bytes.
 * It is written:        `sidecarBytes(file)`. On a disk only through `saveSidecar` in lsp/node-annotations.ts, which reads again what is
 *                       there and merges; elsewhere (a virtual workspace) with `mergeSidecars(base, ours, theirs)` just before writing.
 * Notes are found:      `new AnchorText(text)` once for a text, `anchorAll(anchorText, targets)` for its notes.
 * They stay on it:      one `AnchorTracker` per open text; `edit(textEditOf(document, change))` for every change, before the
 *                       change is applied to the document: a walk over two typed arrays.
 *                       What it lost (`lost()`) is looked for again by `anchorAll`, when the typing pauses.
 * A note is attached again (orphans, "attach to the selection"): an update of its `target` with fresh `selectorsFor`.
 */

export { anchorAll, anchorOne } from './anchor.ts';
export { AnchorText } from './anchor-text.ts';
export { exportCsv } from './export-csv.ts';
export { type ExportedFile, exportJsonLd } from './export-jsonld.ts';
export {
  ENGLISH_REPORT,
  escapeMarkdown,
  exportMarkdown,
  JAPANESE_REPORT,
  type ReportEntry,
  type ReportWords,
} from './export-markdown.ts';
export { type ImportedAnnotations, type ImportProblem, importJsonLd } from './import-jsonld.ts';
export { type MergeConflict, type Merged, mergeSidecars } from './merge.ts';
export * from './model.ts';
export { newAnnotation, newAnnotationId } from './new-annotation.ts';
export { isStale, selectorsFor } from './selectors.ts';
export {
  editSidecar,
  GIT_ATTRIBUTES,
  readSidecar,
  type SidecarFile,
  sidecarBytes,
  sidecarName,
  UnreadableSidecarError,
} from './sidecar.ts';
export { fileOfSource, sourceOfFile } from './source-name.ts';
export { textHash } from './text-hash.ts';
export { type Thread, threadsOf } from './threads.ts';
export { AnchorTracker, replacementOf, type TextEdit, textEditOf } from './tracker.ts';
