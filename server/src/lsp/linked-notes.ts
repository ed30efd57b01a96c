import type { Location } from 'vscode-languageserver';
import {
  AnchorText,
  anchorOne,
  fileOfSource,
  LIMITS,
  readSidecar,
  sidecarName,
  type Target,
  threadsOf,
} from '../annotations/index.ts';
import type { FileTree } from '../corpus/workspace/files.ts';
import { uriKey, uriOfEntry } from '../corpus/workspace/uri.ts';
import { decode } from '../text/encoding.ts';
import { LineIndex } from '../text/lines.ts';

/** A note with a link in it, or in a reply to it: the text it stands in, and what it stands on. */
interface LinkingNote {
  readonly text: string;
  readonly target: Target;
}

/** Sidecars that are looked at; a workspace of so many annotated texts has other tools. */
const MAX_SIDECARS = 5_000;
/** Of the texts in which the notes stand, in bytes. */
const MAX_TEXT = 5 << 20;

/** Which notes of the workspace link a text. The sidecars are read when somebody asks, and again after one has changed. */
export class LinkedNotes {
  readonly #tree: FileTree;
  readonly #folders: () => readonly string[];
  /** By the key of the address that is linked. */
  #links: Promise<ReadonlyMap<string, readonly LinkingNote[]>> | undefined;

  constructor(tree: FileTree, folders: () => readonly string[]) {
    this.#tree = tree;
    this.#folders = folders;
  }

  /** A sidecar or a folder has changed. */
  changed(): void {
    this.#links = undefined;
  }

  /** Where the notes stand that link a text; of a note that lost its phrase, the beginning of its text. */
  async to(uri: string): Promise<Location[]> {
    this.#links ??= this.#read();
    const notes = (await this.#links).get(uriKey(uri)) ?? [];
    const texts = new Map<string, { anchors: AnchorText; lines: LineIndex } | undefined>();
    const places: Location[] = [];
    for (const { text, target } of notes) {
      if (!texts.has(text)) texts.set(text, await this.#textOf(text));
      const known = texts.get(text);
      if (known === undefined) continue;
      const anchor = anchorOne(known.anchors, target);
      const [start, end] = anchor === undefined || anchor.status === 'orphan' ? [0, 0] : [anchor.start, anchor.end];
      places.push({ uri: text, range: { start: known.lines.positionAt(start), end: known.lines.positionAt(end) } });
    }
    return places;
  }

  async #textOf(uri: string): Promise<{ anchors: AnchorText; lines: LineIndex } | undefined> {
    const bytes = await this.#tree.read(uri, MAX_TEXT).catch(() => undefined);
    if (bytes === undefined || bytes === 'too-large') return undefined;
    const { text } = decode(bytes);
    return { anchors: new AnchorText(text), lines: new LineIndex(text) };
  }

  async #read(): Promise<ReadonlyMap<string, readonly LinkingNote[]>> {
    const links = new Map<string, LinkingNote[]>();
    const sidecars = new Set<string>();
    for (const folder of this.#folders()) {
      // a folder that cannot be listed has no notes for us
      for (const uri of (await this.#tree.sidecars?.(folder).catch(() => [])) ?? []) sidecars.add(uri);
    }
    for (const sidecar of [...sidecars].sort().slice(0, MAX_SIDECARS)) {
      const text = sidecar.slice(0, -sidecarName('').length);
      const bytes = await this.#tree.read(sidecar, LIMITS.bytes).catch(() => undefined);
      if (bytes === undefined || bytes === 'too-large') continue;
      for (const { root, replies } of threadsOf(readSidecar(bytes).annotations)) {
        const keys = new Set([root, ...replies].flatMap((note) => note.links.map(({ href }) => linkedBy(text, href))));
        for (const key of keys) {
          if (key === undefined) continue;
          const list = links.get(key) ?? [];
          list.push({ text, target: root.target });
          links.set(key, list);
        }
      }
    }
    return links;
  }
}

/** The key of what a link in a note beside a text leads to; undefined for what is no file. */
function linkedBy(text: string, href: string): string | undefined {
  if (/^file:/i.test(href)) return uriKey(href.replace(/[?#].*$/s, ''));
  const path = fileOfSource(href);
  if (path === undefined) return undefined;
  let folder = text.slice(0, text.lastIndexOf('/'));
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    folder = name === '..' ? folder.slice(0, folder.lastIndexOf('/')) : uriOfEntry(folder, name);
  }
  return uriKey(folder);
}
