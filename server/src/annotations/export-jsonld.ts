import type { SidecarFile } from './sidecar.ts';

/** An AnnotationCollection with one AnnotationPage that holds the annotations of all files, with every field their lines have. */
export function exportJsonLd(_files: readonly { readonly folder: string; readonly file: SidecarFile }[]): string {
  throw new Error('to be written');
}
