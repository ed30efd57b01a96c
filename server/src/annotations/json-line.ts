import { type Node, parseTree } from 'jsonc-parser';
import { LIMITS } from './model.ts';

// One line of JSON, written in one way, and changed so that what is not changed keeps its characters.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON-LD writes one value for a list of one. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value as Json];
}

/** Reads JSON; an Error says why it is none, or is nested deeper than `LIMITS.depth`. */
export function parseJson(text: string): Json | Error {
  if (depthOf(text) > LIMITS.depth) return new Error(`nested deeper than ${LIMITS.depth}`);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** How deep brackets are nested; at least that. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inString) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) inString = false;
    } else if (unit === 0x22) inString = true;
    else if (unit === 0x7b || unit === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return deepest;
}

/** JSON without white space, keys in the order of their UTF-16 units; fields that are undefined are left out. */
export function stringify(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return `{${fields
    .sort(([a], [b]) => compare(a, b))
    .map(([key, field]) => `${JSON.stringify(key)}:${stringify(field)}`)
    .join(',')}}`;
}

/** The order of keys and of ids: by UTF-16 units, the same in every language and on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two values say the same; the order of keys makes no difference. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return stringify(a) === stringify(b);
}

/**
 * A changed value as a line: keys in order, and everything that is as it was in `before` with the characters it has there – numbers
 * that no number here can hold, escapes, keys that stand twice.
 */
export function rewrite(before: string, value: Json): string {
  return emit(value, parseTree(before, [], { disallowComments: true }), before);
}

function emit(value: Json, node: Node | undefined, before: string): string {
  if (node === undefined) return stringify(value);
  const raw = before.slice(node.offset, node.offset + node.length);
  // only the line itself is put in order; what is inside a field that stays is left alone
  if (node.parent !== undefined && isSame(JSON.parse(raw) as Json, value)) return raw;
  if (isObject(value) && node.type === 'object') return emitObject(value, node, before);
  if (Array.isArray(value) && node.type === 'array') {
    const items = node.children ?? [];
    const written = value.map((item: Json) => emit(item, originOf(item, items, before), before));
    return `[${written.join(',')}]`;
  }
  return stringify(value);
}

/** The item of a list that an item is, or was made from: the one that has most fields in common with it. */
function originOf(item: Json, items: readonly Node[], before: string): Node | undefined {
  let origin: Node | undefined;
  let most = 0;
  for (const node of items) {
    const old = JSON.parse(before.slice(node.offset, node.offset + node.length)) as Json;
    if (isSame(old, item)) return node;
    if (!isObject(old) || !isObject(item)) continue;
    const common = Object.keys(item).filter((key) => isSame(old[key], item[key])).length;
    if (common > most) [origin, most] = [node, common];
  }
  return origin;
}

function emitObject(value: JsonObject, node: Node, before: string): string {
  const fields: [key: string, written: string][] = [];
  const properties = (node.children ?? []).flatMap(({ children }) =>
    children?.[1] === undefined ? [] : [{ key: String(children[0].value), keyNode: children[0], field: children[1] }],
  );
  const last = new Map(properties.map((property) => [property.key, property]));
  for (const property of properties) {
    const { key, keyNode, field } = property;
    const now = Object.hasOwn(value, key) ? value[key] : undefined;
    if (now === undefined) continue;
    const name = before.slice(keyNode.offset, keyNode.offset + keyNode.length);
    // of a key that stands twice the last one counts; the others are not ours to judge
    const isLast = last.get(key) === property;
    const written = isLast ? emit(now, field, before) : before.slice(field.offset, field.offset + field.length);
    fields.push([key, `${name}:${written}`]);
  }
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined && !last.has(key)) fields.push([key, `${JSON.stringify(key)}:${stringify(field)}`]);
  }
  return `{${fields
    .sort(([a], [b]) => compare(a, b))
    .map(([, written]) => written)
    .join(',')}}`;
}
