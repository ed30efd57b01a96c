/**
 * What a file's address alone says: whether it is ours by name, and whether a plain text there may be examined.
 *
 * Nothing here needs VS Code at run time, so that it can be tested without it.
 */

/** The language id of the texts this extension is for. */
export const LANGUAGE = 'communique';
/** VS Code's own id of plain text. */
export const PLAIN_TEXT = 'plaintext';

/** An address, as VS Code and the protocol both have it. */
export interface Address {
  readonly scheme: string;
  readonly path: string;
}

/**
 * Schemes whose plain texts are VS Code's own or belong to no file: the output panel, the debug console, settings,
 * input boxes. An untitled text is left alone because it is usually still empty when it is opened.
 */
const SCHEMES_LEFT_ALONE = new Set([
  'output',
  'debug',
  'untitled',
  'vscode',
  'vscode-userdata',
  'vscode-settings',
  'vscode-scm',
  'vscode-interactive-input',
  'vscode-terminal',
  'comment',
  'search-editor',
  'walkThrough',
  LANGUAGE,
]);

/** Whether VS Code gives the file our language by its name (`*.communique`, `*.communique.txt`). */
export function hasOwnName(address: Address): boolean {
  return /\.communique(\.txt)?$/i.test(address.path);
}

/** Whether a plain text at this address may be one of ours under an ordinary name: a `.txt` that is a file. */
export function mayBeRecognised(address: Address): boolean {
  return !SCHEMES_LEFT_ALONE.has(address.scheme) && /\.txt$/i.test(address.path);
}

/** The glossary of a folder, below it, in the form that this extension writes. */
export const GLOSSARY = ['.communique', 'glossary.json'] as const;
/** The same as a table, which only people write. */
export const GLOSSARY_TABLE = ['.communique', 'glossary.tsv'] as const;

/** Whether the file holds what a folder adds to our own facts: its glossary, or its catalogue of documents. */
export function isFolderKnowledge(address: Address): boolean {
  return /\/\.communique\/(?:glossary\.(?:json|tsv)|documents\.tsv)$/.test(address.path);
}

/** Whether the server may have the file read to it: what a folder adds, and what can be a text of ours by its name. */
export function mayBeRead(address: Address): boolean {
  return isFolderKnowledge(address) || hasOwnName(address) || mayBeRecognised(address);
}

/** The last part of a path, for messages. */
export function fileName(address: Address): string {
  return address.path.slice(address.path.lastIndexOf('/') + 1);
}

/**
 * The patterns of `files.associations` as globs over the whole path: one without a slash means the file's name in any
 * folder, which is how VS Code reads the setting.
 */
export function associationGlob(pattern: string): string {
  return pattern.includes('/') ? pattern : `**/${pattern}`;
}
