import { type Annotation, type AnnotationChange, SIDECAR_SUFFIX, type SidecarProblem } from './model.ts';

/** The content of a sidecar. Values do not change; an edit makes a new one. */
export interface SidecarFile {
  /** In the order of the lines; of several lines with one id, the one modified last. */
  readonly annotations: readonly Annotation[];
  readonly problems: readonly SidecarProblem[];
  /** Line of the annotation (0-based), by id. */
  lineOf(id: string): number | undefined;
}

/** What belongs into `.gitattributes` beside the texts. */
export const GIT_ATTRIBUTES = `*${SIDECAR_SUFFIX} text eol=lf merge=union\n`;

/** Name or address of the sidecar of a text. */
export function sidecarName(text: string): string {
  return text + SIDECAR_SUFFIX;
}

/** Reads a sidecar. Every content gives a value; what cannot be read of it is kept and is a problem. */
export function readSidecar(_content: Uint8Array | string): SidecarFile {
  throw new Error('to be written');
}

/** Makes changes; those to ids that are not there are passed over, an added id that is there replaces nothing and is passed over. */
export function editSidecar(_file: SidecarFile, _changes: readonly AnnotationChange[]): SidecarFile {
  throw new Error('to be written');
}

/** The bytes to write: those that were read, where nothing was changed. */
export function sidecarBytes(_file: SidecarFile): Uint8Array {
  throw new Error('to be written');
}
