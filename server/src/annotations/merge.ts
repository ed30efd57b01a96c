import type { SidecarFile } from './sidecar.ts';

/** A field that both sides changed, each in its way; or a note that one side changed and the other removed. */
export interface MergeConflict {
  readonly id: string;
  /** Name of the field in the JSON of the line; `''` for the whole line. */
  readonly field: string;
}

export interface Merged {
  readonly file: SidecarFile;
  readonly conflicts: readonly MergeConflict[];
}

/** Merges two changed sidecars, annotation by annotation and field by field. Nothing of either side is lost. */
export function mergeSidecars(_base: SidecarFile, _ours: SidecarFile, _theirs: SidecarFile): Merged {
  throw new Error('to be written');
}
