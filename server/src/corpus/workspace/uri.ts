/** `scheme:`, `//authority`, path, and what is behind it. */
const PARTS = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)([\s\S]*)$/i;

/**
 * One spelling for all addresses of a file: clients and disks differ in what they percent-encode, in the case of a drive letter and of
 * the host, and in how a letter with a mark is composed. No slash at the end. For comparison only: nothing is read by it. Total, and
 * the key of a key is the key itself.
 */
export function uriKey(uri: string): string {
  const parts = PARTS.exec(uri);
  if (parts === null) return uri;
  const [, scheme, authority, path, rest] = parts;
  const host = authority?.toLowerCase() === 'localhost' ? '' : authority?.toLowerCase();
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(segmentKey);
  if (/^[A-Z]%3A$/.test(segments[0] ?? '')) segments[0] = segments[0].charAt(0).toLowerCase() + segments[0].slice(1);
  const root = path.startsWith('/') && segments.length > 0 ? '/' : '';
  return `${scheme.toLowerCase()}:${host === undefined ? '' : `//${host}`}${root}${segments.join('/')}${rest}`;
}

function segmentKey(segment: string): string {
  if (/^[\w.~-]*$/.test(segment)) return segment;
  // stray percent signs and half of a character stay as they are
  const plain = segment.replace(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
  return encodeURIComponent(plain.replace(/\p{Surrogate}/gu, '\ufffd').normalize('NFC'));
}

/** Whether a key is that of something below a folder, both as `uriKey` gives them. */
export function isBelow(key: string, folder: string): boolean {
  return key.length > folder.length + 1 && key.charCodeAt(folder.length) === 0x2f && key.startsWith(folder);
}

/** The part of a key below a folder as its names are written: without percent signs for characters. */
export function plainPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The address of an entry of a directory, encoded as VS Code does it. */
export function uriOfEntry(directory: string, name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${directory.endsWith('/') ? directory.slice(0, -1) : directory}/${encoded}`;
}
