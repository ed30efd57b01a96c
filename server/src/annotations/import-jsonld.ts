import { isObject, type Json, type JsonObject, list, parseJson, stringify } from './json-line.ts';
import { newAnnotationId } from './new-annotation.ts';
import { readAnnotation } from './read-annotation.ts';
import { annotationLine, SidecarFile } from './sidecar.ts';
import { insertLine, type Line } from './sidecar-lines.ts';

export interface ImportProblem {
  /** Place in the list of items (0-based); -1: the whole. */
  readonly item: number;
  readonly code: /** The text is not JSON, or not JSON-LD of annotations. */
    | 'not-json'
    /** An item without type, id or target that could be read. */
    | 'not-annotation'
    /** A reply to a note that is neither in the import nor known. */
    | 'no-target';
}

export interface ImportedAnnotations {
  /**
   * By the source they name, as it is given (relative, or an absolute address: the host asks to which text that belongs): a sidecar with
   * the lines to add. Merge it with `mergeSidecars(readSidecar(''), imported, present)`. Replies are with the note they reply to.
   */
  readonly bySource: ReadonlyMap<string, SidecarFile>;
  readonly problems: readonly ImportProblem[];
}

/**
 * Reads W3C JSON-LD: an annotation, a list of them, an AnnotationPage, an AnnotationCollection with its pages inside, or one annotation a
 * line. Annotations of other programs are taken as they are, every field of them; one without an id gets one. Of what Hypothesis gives out
 * (`rows` with `text`, `tags`, `user`, `references`) the W3C form is made.
 */
export function importJsonLd(text: string, newId: () => string = newAnnotationId): ImportedAnnotations {
  const value = parseJson(text.replace(/^\ufeff/, ''));
  const items = value instanceof Error ? jsonLines(text) : itemsOf(value);
  const problems: ImportProblem[] = [];
  if (items === undefined) return { bySource: new Map(), problems: [{ item: -1, code: 'not-json' }] };

  const taken: { item: number; line: Line }[] = [];
  items.forEach((given, item) => {
    const line = isObject(given) ? annotationLine(stringify(completed(fromHypothesis(given), newId))) : undefined;
    if (line?.annotation === undefined) problems.push({ item, code: 'not-annotation' });
    else taken.push({ item, line });
  });

  const sources = new Map<string, string>();
  for (const { line } of taken) {
    const { id = '', target } = line.annotation ?? {};
    if (target?.kind === 'text' || target?.kind === 'document') sources.set(id, target.source.replace(/#.*$/s, ''));
  }
  // a reply can come before the note it replies to, and reply to a reply
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const { line } of taken) {
      const { id = '', target } = line.annotation ?? {};
      const source = target?.kind === 'annotation' ? sources.get(target.id) : undefined;
      if (source === undefined || sources.has(id)) continue;
      sources.set(id, source);
      isNew = true;
    }
  }
  const lines = new Map<string, Line[]>();
  for (const { item, line } of taken) {
    const source = sources.get(line.annotation?.id ?? '');
    if (source === undefined) problems.push({ item, code: 'no-target' });
    else lines.set(source, insertLine(lines.get(source) ?? [], line));
  }
  const bySource = new Map([...lines].map(([source, all]) => [source, new SidecarFile(all, '')]));
  return { bySource, problems: problems.sort((a, b) => a.item - b.item) };
}

function jsonLines(text: string): Json[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line) => parseJson(line.replace(/^\ufeff/, '')));
  return values.length > 0 && values.every((value) => !(value instanceof Error)) ? (values as Json[]) : undefined;
}

function itemsOf(value: Json): readonly Json[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  if (Array.isArray(value.rows)) return value.rows;
  if (Array.isArray(value.items)) return value.items;
  // a collection: its first page, and those behind it that are not only named
  if (value.first !== undefined) {
    const items: Json[] = [];
    for (let page: Json | undefined = value.first; isObject(page); page = page.next) items.push(...list(page.items));
    return items;
  }
  return [value];
}

function completed(value: JsonObject, newId: () => string): JsonObject {
  const whole = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    ...value,
    id: typeof value.id === 'string' && value.id !== '' ? value.id : newId(),
    type: value.type ?? 'Annotation',
  };
  return readAnnotation(whole) === undefined ? value : whole;
}

/** The rows of Hypothesis are no JSON-LD: `uri`, `text`, `tags`, `user`, `references`; their targets are. */
function fromHypothesis(value: JsonObject): JsonObject {
  const { uri, text, tags, user, references, updated, ...rest } = value;
  if (typeof uri !== 'string' || typeof text !== 'string' || value.body !== undefined) return value;
  const asId = (id: Json | undefined): Json | undefined =>
    typeof id === 'string' && !id.includes(':') ? `urn:hypothesis:${id}` : id;
  const parent = asId(list(references).at(-1));
  const body: Json[] = list(tags)
    .filter((tag) => typeof tag === 'string')
    .map((tag) => ({ type: 'TextualBody', purpose: 'tagging', value: tag }));
  if (text !== '') body.unshift({ type: 'TextualBody', value: text, format: 'text/markdown' });
  return {
    ...rest,
    id: asId(value.id),
    type: 'Annotation',
    motivation: parent === undefined ? (text === '' ? 'highlighting' : 'commenting') : 'replying',
    modified: updated,
    body,
    creator: typeof user === 'string' ? { type: 'Person', name: user.replace(/^acct:|@.*$/g, '') } : undefined,
    target: parent === undefined ? (value.target ?? uri) : { id: parent, type: 'Annotation' },
  };
}
