import {
  type CallHierarchyItem,
  type CancellationToken,
  type CompletionList,
  type Connection,
  type Disposable,
  ErrorCodes,
  type Hover,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  MarkupKind,
  type Position,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { documentLinks } from '../features/document-links.ts';
import type { Messages } from '../features/messages.ts';
import { placeOfLens } from '../features/related-lens.ts';
import type { LinkedNotes } from './linked-notes.ts';
import type { OpenText } from './open-text.ts';
import type { ReferenceService } from './references.ts';
import type { Settings } from './settings.ts';
import type { TermService } from './terms.ts';
import type { TextAnnotations } from './text-annotations.ts';

/** What the answers at a place share with the server. */
export interface PlaceContext {
  readonly terms: TermService;
  readonly references: ReferenceService;
  readonly annotations: TextAnnotations;
  readonly linkedNotes: LinkedNotes;
  messages(): Messages;
  settings(): Settings;
  markdown(): boolean;
  /** Whether definitions may be links with the range that they start from. */
  links(): boolean;
  /** Whether the client has the command that shows places. */
  showsReferences(): boolean;
  /** Where the card of an address can be read; the address itself for clients that show it. Undefined where it cannot be shown. */
  shown(card: string): Promise<string | undefined>;
  /** Runs a handler on an open text; answers `neutral` where it fails. */
  /** Whether a text has not been closed while somebody waited. */
  isOpen(text: OpenText): boolean;
  /** Ends when it is known who refers to what in the whole workspace, or nobody waits for it any more. */
  wholeWorkspace(token: CancellationToken): Promise<void>;
  answer<T>(name: string, uri: string, neutral: T, run: (text: OpenText) => T): T;
  answerLater<T>(name: string, uri: string, neutral: T, run: (text: OpenText) => Promise<T>): Promise<T>;
}

/** The answers at a place of a text, where a date, a reference and a term may stand together: what a reference means comes first. */
export function listenAtPlaces(connection: Connection, context: PlaceContext): Disposable[] {
  const { terms, references, answer, answerLater } = context;
  const markup = (value: string) => ({
    kind: context.markdown() ? MarkupKind.Markdown : MarkupKind.PlainText,
    value,
  });

  /** Links where the client takes them; cards at an address that it can open. */
  async function definition(text: OpenText, position: Position): Promise<LocationLink[] | Location[] | null> {
    const links: LocationLink[] = [];
    for (const link of references.definition(text, position)) {
      const uri = link.targetUri.startsWith('communique:') ? await context.shown(link.targetUri) : link.targetUri;
      if (uri !== undefined) links.push({ ...link, targetUri: uri });
    }
    if (links.length > 0) {
      return context.links()
        ? links
        : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }
    return named(text, position);
  }

  async function named(text: OpenText, position: Position): Promise<Location[] | null> {
    const locations: Location[] = [];
    for (const location of terms.definition(text, position)) {
      const uri = location.uri.startsWith('communique:') ? await context.shown(location.uri) : location.uri;
      if (uri !== undefined) locations.push({ ...location, uri });
    }
    return locations.length === 0 ? null : locations;
  }

  return [
    connection.onHover((params) =>
      answerLater<Hover | null>('hover', params.textDocument.uri, null, async (text) => {
        const term = terms.hover(text, params.position);
        const reference = await references.hover(text, params.position);
        const related = reference === undefined ? references.related(text, params.position) : undefined;
        const said = reference ?? term ?? references.statement(text, params.position, terms.terms(text));
        const noted = context.annotations.hover(text, params.position, context.markdown());
        const parts = [noted, reference, term, related, said === reference || said === term ? undefined : said].filter(
          (part) => part !== undefined,
        );
        if (parts.length === 0) return null;
        const rule = context.markdown() ? '\n\n---\n\n' : '\n\n';
        return { contents: markup(parts.map(({ value }) => value).join(rule)), range: parts[0].range };
      }),
    ),
    connection.onDefinition((params) =>
      answerLater<LocationLink[] | Location[] | null>('definition', params.textDocument.uri, null, (text) =>
        definition(text, params.position),
      ),
    ),
    // where the text itself says what a name is
    connection.onDeclaration((params) =>
      answerLater<LocationLink[] | Location[] | null>(
        'declaration',
        params.textDocument.uri,
        null,
        async (text) => (await named(text, params.position)) ?? definition(text, params.position),
      ),
    ),
    connection.onReferences(
      (params, token) =>
        answerLater<Location[] | ResponseError>('references', params.textDocument.uri, [], async (text) => {
          const { includeDeclaration } = params.context;
          const { version } = text;
          await context.wholeWorkspace(token);
          if (token.isCancellationRequested) return cancelled();
          // the place was one of a text that is not there any more
          if (text.version !== version || !context.isOpen(text)) return modified();
          const cited = references.references(text, params.position, includeDeclaration);
          const named = terms.references(text, params.position, includeDeclaration);
          if (cited === undefined || cited.length === 0) {
            // the words of a title are the document; those of a heading may be a term
            const ofHeading = references.headingReferences(text, params.position, includeDeclaration);
            const found =
              ofHeading.title && ofHeading.places.length > 0 ? ofHeading.places : (named ?? ofHeading.places);
            return ofHeading.title ? [...found, ...(await context.linkedNotes.to(text.uri))] : found;
          }
          // a name may stand where the catalogue's document is not meant by it: the term's places stay
          return [...cited, ...(named ?? []).filter((place) => !cited.some((other) => meet(place, other)))];
        }) as Promise<Location[]>,
    ),
    connection.onPrepareRename(
      (params) =>
        answer('prepare rename', params.textDocument.uri, null, (text) => {
          const marker = references.marker(text, params.position);
          if (marker !== undefined) return { range: marker.range, placeholder: marker.sign };
          return terms.prepareRename(text, params.position);
        }) as { range: Range; placeholder: string },
    ),
    connection.onRenameRequest(
      (params) =>
        answer<WorkspaceEdit | ResponseError | null>('rename', params.textDocument.uri, null, (text) => {
          const marker = references.marker(text, params.position);
          if (marker === undefined) return terms.rename(text, params.position, params.newName);
          const edits = references.renameSection(text, marker, params.newName);
          if (typeof edits === 'string') {
            return new ResponseError(ErrorCodes.InvalidRequest, context.messages().reference.sectionRename(edits));
          }
          return { changes: { [text.uri]: edits } };
        }) as WorkspaceEdit,
    ),
    connection.onCompletion((params) =>
      answer<CompletionList>('completion', params.textDocument.uri, { isIncomplete: true, items: [] }, (text) => {
        const titles = references.complete(text, params.position);
        const words = terms.complete(text, params.position);
        if (titles === undefined) return words;
        const labels = new Set(titles.items.map(({ label }) => label));
        return {
          isIncomplete: titles.isIncomplete || words.isIncomplete,
          items: [...titles.items, ...words.items.filter(({ label }: { label: string }) => !labels.has(label))],
        };
      }),
    ),
    connection.languages.inlayHint.on((params) =>
      answer('inlay hints', params.textDocument.uri, [], (text) => [
        ...terms.hints(text, params.range),
        ...references.hints(text, params.range, context.settings().dateHints),
        ...context.annotations.hints(text, params.range.start.line, params.range.end.line),
      ]),
    ),
    connection.onCodeLens((params) =>
      answer('code lens', params.textDocument.uri, [], (text) => [
        ...(context.settings().referenceLenses ? references.lenses(text, context.showsReferences()) : []),
        ...(context.settings().relatedLenses && context.showsReferences() ? references.relatedLenses(text) : []),
      ]),
    ),
    connection.onCodeLensResolve((lens) => {
      const place = placeOfLens(lens);
      if (place === undefined) return lens;
      return answer('code lens', place.uri, lens, (text) => references.resolveLens(text, lens, terms.terms(text)));
    }),
    connection.onDocumentLinks((params) =>
      answer('links', params.textDocument.uri, [], (text) => documentLinks(text.lines())),
    ),
    connection.languages.callHierarchy.onPrepare((params) =>
      answerLater<CallHierarchyItem[] | null>('call hierarchy', params.textDocument.uri, null, async (text) => {
        const items: CallHierarchyItem[] = [];
        for (const item of references.prepareHierarchy(text, params.position)) {
          const uri = item.uri.startsWith('communique:') ? await context.shown(item.uri) : item.uri;
          if (uri !== undefined) items.push({ ...item, uri });
        }
        return items.length === 0 ? null : items;
      }),
    ),
    connection.languages.callHierarchy.onIncomingCalls(async ({ item }, token) => {
      await context.wholeWorkspace(token);
      return quietly(connection, () => references.incoming(item));
    }),
    connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
      quietly(connection, () => references.outgoing(item)),
    ),
  ];
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

function modified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed');
}

/** Answers null and logs where something fails: items may be of files that have changed since. */
function quietly<T>(connection: Connection, run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    connection.console.error(`call hierarchy: ${String(error)}`);
    return null;
  }
}

function meet(a: Location, b: Location): boolean {
  if (a.uri !== b.uri) return false;
  const [p, q] = [a.range, b.range];
  const before = (x: Position, y: Position): boolean =>
    x.line < y.line || (x.line === y.line && x.character < y.character);
  return before(p.start, q.end) && before(q.start, p.end);
}
