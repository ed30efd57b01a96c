import type { SidecarFile } from './sidecar.ts';

export interface ImportedAnnotations {
  /** Lines to add, by the source they name (relative or absolute, as given). */
  readonly bySource: ReadonlyMap<string, SidecarFile>;
  /** What could not be taken, with its place in the list of items (0-based; -1: the whole). */
  readonly problems: readonly { readonly item: number; readonly code: 'not-json' | 'not-annotation' | 'no-target' }[];
}

/** Reads W3C JSON-LD: an annotation, a list of them, an AnnotationPage or AnnotationCollection, or JSON lines. */
export function importJsonLd(_text: string): ImportedAnnotations {
  throw new Error('to be written');
}
