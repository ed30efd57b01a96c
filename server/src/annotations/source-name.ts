/** The address by which a sidecar names a file beside it: a relative IRI, in which only what would be read otherwise is encoded. */
export function sourceOfFile(name: string): string {
  const encoded = name.replace(/[%#?\s"<>\\^`{|}]/g, (char) => encodeURIComponent(char));
  return /^[^/]*:/.test(encoded) ? `./${encoded}` : encoded;
}

/** The relative path that a source names, without its fragment; undefined for an address of another kind. */
export function fileOfSource(source: string): string | undefined {
  const path = source.replace(/[?#].*$/s, '').replace(/^\.\//, '');
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(source) || path.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
