import { isObject, type JsonObject, list, parseJson, stringify } from './json-line.ts';
import type { SidecarFile } from './sidecar.ts';

/** A sidecar and the folder, relative to the place of the export and with a slash at its end (`''` for the same), in which it stands. */
export interface ExportedFile {
  readonly folder: string;
  readonly file: SidecarFile;
}

/**
 * An AnnotationCollection with one AnnotationPage that holds the notes of all files, with every field that their lines have. Sources that
 * are relative are made relative to the place of the export. A note that is there twice is exported as it counts.
 */
export function exportJsonLd(files: readonly ExportedFile[]): string {
  const items = files.flatMap(({ folder, file }) =>
    file.annotations.flatMap(({ id }) => {
      const raw = file.lines[file.lineOf(id) ?? -1]?.raw;
      const value = typeof raw === 'string' ? parseJson(raw) : undefined;
      if (!isObject(value)) return [];
      const { '@context': _, ...annotation } = value;
      return [folder === '' ? annotation : moved(annotation, folder)];
    }),
  );
  return `${stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'AnnotationCollection',
    total: items.length,
    first: { type: 'AnnotationPage', startIndex: 0, items },
  })}\n`;
}

function moved(annotation: JsonObject, folder: string): JsonObject {
  const isRelative = (address: string): boolean => !/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(address);
  const address = (value: unknown): string | undefined =>
    typeof value === 'string' ? (isRelative(value) ? folder + value.replace(/^\.\//, '') : value) : undefined;
  const resources = (value: JsonObject['body']): JsonObject['body'] => {
    const items = list(value).map((item) => {
      if (typeof item === 'string') return address(item) ?? item;
      if (!isObject(item)) return item;
      return { ...item, source: address(item.source) ?? item.source };
    });
    return Array.isArray(value) ? items : items[0];
  };
  return { ...annotation, target: resources(annotation.target), body: resources(annotation.body) };
}
