import { isObject, type Json, type JsonObject, list } from './json-line.ts';
import type { Annotation, Creator, Link, Quote, Target, TextBody, TextPosition } from './model.ts';

/**
 * The annotation in the JSON of a line; undefined where it is none. W3C allows much that we never write (one value for a list, an address
 * for a resource, `oa:` names, several targets): all of it is read, and what has no place in the model stays in the line.
 */
export function readAnnotation(value: Json): Annotation | undefined {
  if (!isObject(value)) return undefined;
  const { id } = value;
  if (typeof id !== 'string' || id === '' || !hasType(value, 'Annotation') || value.target === undefined)
    return undefined;
  const items = list(value.body);
  const bodies: TextBody[] = items.flatMap((item) =>
    kindOfBody(item) === 'text' ? [textBody(item as JsonObject)] : [],
  );
  if (typeof value.bodyValue === 'string') bodies.push({ value: value.bodyValue, format: 'text/plain' });
  const tags = items.flatMap((item) => (kindOfBody(item) === 'tag' ? [String((item as JsonObject).value)] : []));
  const links = items.flatMap((item): Link[] => {
    const href = kindOfBody(item) === 'link' ? hrefOf(item) : undefined;
    return href === undefined ? [] : [{ href }];
  });
  const motivation = motivationOf(value, bodies.length > 0);
  return {
    id,
    motivation,
    ...optional('created', string(value.created)),
    ...optional('modified', string(value.modified)),
    ...optional('creator', creatorOf(list(value.creator)[0])),
    bodies,
    tags,
    links,
    target: targetOf(list(value.target), motivation),
    ...optional('resolved', resolvedOf(value)),
  };
}

/** What an item of `body` is to us. */
export function kindOfBody(item: Json): 'text' | 'tag' | 'link' | 'other' {
  if (typeof item === 'string') return 'link';
  if (!isObject(item)) return 'other';
  if (typeof item.value === 'string') return hasPurpose(item, 'tagging') ? 'tag' : 'text';
  if (hasType(item, 'Choice')) return 'other';
  return hrefOf(item) === undefined ? 'other' : 'link';
}

function textBody({ value, format }: JsonObject): TextBody {
  return { value: String(value), format: string(format) ?? 'text/plain' };
}

function hrefOf(item: Json): string | undefined {
  if (typeof item === 'string') return item;
  if (!isObject(item)) return undefined;
  return isObject(item.source) ? string(item.source.id) : (string(item.source) ?? string(item.id));
}

function motivationOf(value: JsonObject, hasText: boolean): string {
  const given = list(value.motivation).find((item) => typeof item === 'string');
  if (typeof given === 'string') return given.replace(/^(?:oa:|https?:\/\/www\.w3\.org\/ns\/oa#)/, '');
  return hasText ? 'commenting' : 'highlighting';
}

function creatorOf(value: Json | undefined): Creator | undefined {
  if (typeof value === 'string') return { name: '', id: value };
  if (!isObject(value)) return undefined;
  const name = string(value.name) ?? string(value.nickname) ?? '';
  const id = string(value.id);
  return name === '' && id === undefined ? undefined : { name, ...optional('id', id) };
}

function resolvedOf(value: JsonObject): Annotation['resolved'] {
  const at = string(value['communique:resolved']);
  return at === undefined ? undefined : { at, ...optional('by', string(value['communique:resolvedBy'])) };
}

/** The first target that is a place in a text, else the first that is anything known. */
function targetOf(items: readonly Json[], motivation: string): Target {
  const targets = items.map((item) => oneTarget(item, motivation));
  const rank = ['text', 'annotation', 'document', 'other'];
  targets.sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
  return targets[0] ?? { kind: 'other' };
}

function oneTarget(item: Json, motivation: string): Target {
  const isReply = motivation === 'replying';
  if (typeof item === 'string') return isReply ? { kind: 'annotation', id: item } : { kind: 'document', source: item };
  if (!isObject(item)) return { kind: 'other' };
  const source = isObject(item.source) ? string(item.source.id) : string(item.source);
  const id = string(item.id);
  const selectors = list(item.selector).flatMap((selector) => chain(selector));
  if (source !== undefined && selectors.length > 0) {
    const section = list(item['communique:section']).filter((name) => typeof name === 'string');
    return {
      kind: 'text',
      source,
      ...optional('quote', firstOf(selectors, quoteOf)),
      ...optional('position', firstOf(selectors, positionOf)),
      ...optional('section', section.length === 0 ? undefined : section),
    };
  }
  if (id !== undefined && (hasType(item, 'Annotation') || isReply)) return { kind: 'annotation', id };
  if (source !== undefined && isReply) return { kind: 'annotation', id: source };
  const whole = source ?? id;
  return whole === undefined ? { kind: 'other' } : { kind: 'document', source: whole };
}

/** A selector and those that refine it. */
function chain(selector: Json): JsonObject[] {
  if (!isObject(selector)) return [];
  return [selector, ...list(selector.refinedBy).flatMap(chain), ...list(selector.items).flatMap(chain)];
}

function quoteOf(selector: JsonObject): Quote | undefined {
  const { exact } = selector;
  if (!hasType(selector, 'TextQuoteSelector') || typeof exact !== 'string') return undefined;
  const occurrence = count(selector['communique:occurrence']);
  const occurrences = count(selector['communique:occurrences']);
  const isCounted =
    occurrence !== undefined && occurrences !== undefined && 0 < occurrence && occurrence <= occurrences;
  return {
    exact,
    prefix: string(selector.prefix) ?? '',
    suffix: string(selector.suffix) ?? '',
    ...(isCounted ? { occurrence, occurrences } : {}),
  };
}

function positionOf(selector: JsonObject): TextPosition | undefined {
  const start = count(selector.start);
  const end = count(selector.end);
  if (!hasType(selector, 'TextPositionSelector') || start === undefined || end === undefined) return undefined;
  return { start, end, ...optional('textHash', string(selector['communique:textHash'])) };
}

function firstOf<T>(selectors: readonly JsonObject[], read: (selector: JsonObject) => T | undefined): T | undefined {
  for (const selector of selectors) {
    const found = read(selector);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function hasType({ type }: JsonObject, name: string): boolean {
  return list(type).some((item) => item === name || item === `oa:${name}`);
}

function hasPurpose({ purpose }: JsonObject, name: string): boolean {
  return list(purpose).some((item) => item === name || item === `oa:${name}`);
}

function string(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function count(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function optional<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}
