import { CATALOGUE_FILE, type CatalogueDocument, type CatalogueProblem } from '../corpus/catalogue.ts';
import type { Knowledge } from '../corpus/knowledge.ts';
import type { GlossaryProblem } from '../terms/entry.ts';
import { GLOSSARY_FILES } from '../terms/glossary.ts';
import { decode } from '../text/encoding.ts';
import { splitLines } from '../text/lines.ts';
import type { FileTree } from './files.ts';
import type { OpenText } from './open-text.ts';
import { uriKey } from './uri.ts';
import { WorkspaceCatalogues } from './workspace-catalogues.ts';
import { WorkspaceGlossaries } from './workspace-glossaries.ts';
import { WorkspaceLibrary } from './workspace-library.ts';
import { WorkspaceTexts } from './workspace-texts.ts';

/** What the workspace tells the server. */
export interface WorkspaceListener {
  glossaryRead(uri: string, problems: readonly GlossaryProblem[]): void;
  catalogueRead(uri: string, problems: readonly CatalogueProblem[]): void;
  /** Something else may be known of terms and references than before. */
  changed(): void;
  failed(what: string, error: unknown): void;
}

/** Files whose changes a client is asked to tell, as glob patterns. */
export const WATCHED = [
  ...[...GLOSSARY_FILES, CATALOGUE_FILE].map((file) => `**/${file}`),
  '**/*.{txt,communique}',
  '**/',
];

/** Quiet time after files have come or gone before others are told, in ms. */
const SETTLE = 200;
/** Largest file of which the beginning of a section is shown. */
const READABLE = 5 << 20;

/** The folders of the workspace: their glossaries, catalogues and texts. */
export class Workspace {
  readonly glossaries: WorkspaceGlossaries;
  readonly library: WorkspaceLibrary;
  readonly #catalogues: WorkspaceCatalogues;
  readonly #tree: FileTree;
  readonly #listener: WorkspaceListener;
  readonly #openTexts: () => Iterable<OpenText>;
  #texts: WorkspaceTexts;
  #folders: string[] = [];
  /** Whether all files have been read; true as well while there are none. */
  complete = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(knowledge: Knowledge, tree: FileTree, openTexts: () => Iterable<OpenText>, listener: WorkspaceListener) {
    this.#tree = tree;
    this.#listener = listener;
    this.#openTexts = openTexts;
    this.glossaries = new WorkspaceGlossaries(knowledge, tree, (uri, problems) => {
      listener.glossaryRead(uri, problems);
      this.#readAllAgain();
    });
    this.#catalogues = new WorkspaceCatalogues(knowledge.documents, tree, (uri, problems) => {
      listener.catalogueRead(uri, problems);
      this.#readAllAgain();
    });
    this.library = new WorkspaceLibrary({
      knowledge,
      documents: () => this.documents(),
      glossary: (uri) => this.glossaries.for(uri),
      texts: openTexts,
    });
    this.#texts = this.#watch();
  }

  /** The catalogue with the rows of all folders. */
  documents(): ReadonlyMap<string, CatalogueDocument> {
    if (this.#folders.length < 2) return this.#catalogues.for(this.#folders[0] ?? '');
    const all = new Map<string, CatalogueDocument>();
    for (const folder of this.#folders)
      for (const [id, document] of this.#catalogues.for(folder)) {
        if (all.get(id)?.source === undefined || document.source !== 'built-in') all.set(id, document);
      }
    return all;
  }

  async addFolder(uri: string): Promise<void> {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    if (this.#folders.includes(base)) return;
    this.#folders.push(base);
    // what texts are read with comes before the texts
    await Promise.all([this.glossaries.addFolder(uri), this.#catalogues.addFolder(uri)]);
    if (!this.#folders.includes(base)) return;
    this.complete = false;
    this.#texts.addFolder(uri);
  }

  removeFolder(uri: string): void {
    const base = uri.endsWith('/') ? uri : `${uri}/`;
    this.#folders = this.#folders.filter((folder) => folder !== base);
    this.glossaries.removeFolder(uri);
    this.#catalogues.removeFolder(uri);
    this.#texts.removeFolder(uri);
  }

  /** Files that a client says were created, changed or deleted. */
  filesChanged(changes: readonly { uri: string; type: 1 | 2 | 3 }[]): void {
    for (const { uri } of changes) {
      this.glossaries.read(uri).catch((error: unknown) => this.#listener.failed(uri, error));
      this.#catalogues.read(uri).catch((error: unknown) => this.#listener.failed(uri, error));
    }
    this.#texts.filesChanged(changes);
  }

  /** Reads again what may have changed; the texts too for a client that does not watch files. Watches can miss what was made as they began. */
  lookAgain(texts: boolean): void {
    this.glossaries.readAgain().catch((error: unknown) => this.#listener.failed('glossaries', error));
    this.#catalogues.readAgain().catch((error: unknown) => this.#listener.failed('catalogues', error));
    if (texts) this.#texts.refresh();
  }

  opened(uri: string): void {
    this.#texts.opened(uri);
  }

  closed(uri: string): void {
    this.library.closed(uri);
    this.#texts.closed(uri);
  }

  /** Lines [from, to) of a text, open or on disk; none where it cannot be read. */
  async lines(uri: string, from: number, to: number): Promise<readonly string[]> {
    const key = uriKey(uri);
    for (const text of this.#openTexts()) {
      if (uriKey(text.uri) !== key) continue;
      return Array.from({ length: Math.max(0, to - from) }, (_, k) => text.lineAt(from + k));
    }
    try {
      const bytes = await this.#tree.read(uri, READABLE);
      if (bytes === undefined || bytes === 'too-large') return [];
      return splitLines(decode(bytes).text)
        .slice(from, to)
        .map((line) => line.replace(/[\r\n]+$/, ''));
    } catch (error) {
      this.#listener.failed(uri, error);
      return [];
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#texts.dispose();
  }

  #watch(): WorkspaceTexts {
    return new WorkspaceTexts(
      this.#tree,
      {
        found: (uri, text) => {
          this.library.found(uri, text);
          this.#settle();
        },
        gone: (uri) => {
          this.library.gone(uri);
          this.#settle();
        },
        done: () => {
          this.complete = true;
          this.#settle();
        },
        failed: (uri, error) => this.#listener.failed(uri, error),
      },
      (uri) => {
        const key = uriKey(uri);
        for (const text of this.#openTexts()) if (uriKey(text.uri) === key) return true;
        return false;
      },
    );
  }

  /** Another glossary or catalogue: every text says something else. */
  #readAllAgain(): void {
    this.library.reset();
    this.#texts.dispose();
    this.#texts = this.#watch();
    this.complete = this.#folders.length === 0;
    for (const folder of this.#folders) this.#texts.addFolder(folder);
    this.#settle();
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#listener.changed(), SETTLE);
  }
}
