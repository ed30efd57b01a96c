import type { CancellationToken, Connection, Disposable, Location, Position } from 'vscode-languageserver';
import type { WorkspaceLibrary } from '../corpus/workspace/workspace-library.ts';
import {
  type DocumentItem,
  documentList,
  documentSections,
  neighbourMeetings,
  type SectionItem,
} from '../features/archive-list.ts';
import { type HistoryEntry, history } from '../features/history.ts';
import type { ReferenceWords } from '../features/reference-messages.ts';
import type { RelatedItem } from '../features/related-sections.ts';
import type { OpenText } from './open-text.ts';
import type { ReferenceService } from './references.ts';
import type { TermService } from './terms.ts';

/** What the requests about the archive share with the server. */
export interface ArchiveContext {
  readonly library: WorkspaceLibrary;
  readonly terms: TermService;
  readonly references: ReferenceService;
  words(): ReferenceWords;
  /** Lines [from, to) of a text of the workspace, open or on disk. */
  lines(uri: string, from: number, to: number): Promise<readonly string[]>;
  wholeWorkspace(token: CancellationToken): Promise<void>;
  answer<T>(name: string, uri: string, neutral: T, run: (text: OpenText) => T): T;
  answerLater<T>(name: string, uri: string, neutral: T, run: (text: OpenText) => Promise<T>): Promise<T>;
}

/** Where somebody stands. */
interface PlaceParams {
  readonly textDocument?: { readonly uri?: string };
  readonly position?: Position;
}

/** Answer of `communique/history`: of a term or of a document that is referred to; null where neither stands. */
interface History {
  /** The words at the place. */
  readonly name: string;
  readonly kind: 'term' | 'document';
  readonly entries: readonly HistoryEntry[];
  /** Places beyond those that are listed. */
  readonly more: number;
}

/** Places of a history at most. */
const MAX_ENTRIES = 2_000;
const START: Position = { line: 0, character: 0 };
const NO_NEIGHBOURS = { previous: null, next: null, series: '' };

/** The requests of our own about all documents of the workspace: what belongs to a section, what came before and after, what there is. */
export function listenForArchive(connection: Connection, context: ArchiveContext): Disposable[] {
  const { library, terms, references, answer, answerLater } = context;
  const uriOf = (params: PlaceParams | undefined): string => params?.textDocument?.uri ?? '';

  async function historyAt(text: OpenText, position: Position, token: CancellationToken): Promise<History | null> {
    await context.wholeWorkspace(token);
    if (token.isCancellationRequested) return null;
    const cited = references.references(text, position, false) ?? [];
    const named = terms.references(text, position, true) ?? [];
    const places = cited.length > 0 ? cited : named;
    if (places.length === 0) return null;
    const shown = places.slice(0, MAX_ENTRIES);
    const lines = await linesOf(shown);
    const name = cited.length > 0 ? references.wordsAt(text, position) : terms.wordsAt(text, position);
    return {
      name,
      kind: cited.length > 0 ? 'document' : 'term',
      entries: history(
        { library: library.library(), lexicon: library.statementLexicon, words: context.words() },
        shown,
        (uri, line) => lines.get(uri)?.get(line) ?? '',
      ),
      more: places.length - shown.length,
    };
  }

  /** Each file is read once, however many places are in it. */
  async function linesOf(places: readonly Location[]): Promise<Map<string, Map<number, string>>> {
    const wanted = new Map<string, number[]>();
    for (const { uri, range } of places) {
      const list = wanted.get(uri);
      if (list === undefined) wanted.set(uri, [range.start.line]);
      else list.push(range.start.line);
    }
    const found = new Map<string, Map<number, string>>();
    for (const [uri, numbers] of wanted) {
      const from = Math.min(...numbers);
      const lines = await context.lines(uri, from, Math.max(...numbers) + 1);
      found.set(uri, new Map(numbers.map((line) => [line, lines[line - from] ?? ''])));
    }
    return found;
  }

  return [
    connection.onRequest('communique/relatedSections', (params: PlaceParams): RelatedItem[] =>
      answer<RelatedItem[]>('related sections', uriOf(params), [], (text) =>
        references.relatedSections(text, params.position ?? START, terms.terms(text)),
      ),
    ),
    connection.onRequest('communique/neighbourMeetings', (params: PlaceParams) =>
      answer<ReturnType<typeof neighbourMeetings>>('neighbour meetings', uriOf(params), NO_NEIGHBOURS, (text) =>
        neighbourMeetings(library.library(), text.uri, (params.position ?? START).line),
      ),
    ),
    connection.onRequest('communique/history', (params: PlaceParams, token: CancellationToken) =>
      answerLater<History | null>('history', uriOf(params), null, (text) =>
        historyAt(text, params.position ?? START, token),
      ),
    ),
    connection.onRequest('communique/documents', (): DocumentItem[] =>
      quietly<DocumentItem[]>(connection, 'documents', [], () => documentList(library.library())),
    ),
    connection.onRequest('communique/sections', (params: { uri?: string; document?: number }) =>
      quietly<{ readonly range: Location['range']; readonly sections: readonly SectionItem[] } | null>(
        connection,
        'sections',
        null,
        () => documentSections(library.library(), params?.uri ?? '', params?.document ?? 0) ?? null,
      ),
    ),
  ];
}

function quietly<T>(connection: Connection, name: string, neutral: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    connection.console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return neutral;
  }
}
