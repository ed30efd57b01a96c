import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { LineIndex } from '../text/lines.ts';
import {
  type Entry,
  type GlossaryProblem,
  type GlossaryProblemCode,
  LIMITS,
  type Origin,
  type Place,
} from './entry.ts';
import { check, makeEntry } from './glossary-tsv.ts';

/**
 * A workspace's own glossary as JSON, `{ "terms": [ { "ja": …, "en": …, "acronym": …, "variants": […], "definition": … } ] }`
 * (schemas/glossary.schema.json). Comments and trailing commas are allowed, as in VS Code's own settings.
 */

const OPTIONS = { allowTrailingComma: true, disallowComments: false };
const PROPERTIES = new Set([
  'ja',
  'en',
  'acronym',
  'variants',
  'definition',
  'category',
  'documents',
  'context',
  'confidence',
]);
/** Deeper nesting is no glossary; the parser would recurse into it. */
const MAX_DEPTH = 16;

/** Reads a glossary. Total: what cannot be read becomes a problem at its place, and the other terms are read. */
export function readGlossaryJson(text: string, origin: Origin): { entries: Entry[]; problems: GlossaryProblem[] } {
  const entries: Entry[] = [];
  const problems: GlossaryProblem[] = [];
  const lines = new LineIndex(text);
  const placeOf = (offset: number, length: number): Place => {
    const from = lines.positionAt(offset);
    const to = lines.positionAt(offset + length);
    return { line: from.line, start: from.character, endLine: to.line, end: to.character };
  };
  const report = (code: GlossaryProblemCode, about: string, at: { offset: number; length: number }): void => {
    if (problems.length < 1000)
      problems.push({ code, about: about.slice(0, 80), place: placeOf(at.offset, at.length) });
  };
  if (text.trim() === '') return { entries, problems };
  if (isTooDeep(text)) {
    report('syntax', '', { offset: 0, length: 1 });
    return { entries, problems };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, OPTIONS);
  for (const error of errors.slice(0, 20)) report('syntax', text.slice(error.offset, error.offset + 20).trim(), error);
  const terms = root && findNodeAtLocation(root, ['terms']);
  if (root === undefined || root.type !== 'object' || terms?.type !== 'array') {
    if (errors.length === 0) report('no-terms', '', terms ?? { offset: 0, length: Math.min(1, text.length) });
    return { entries, problems };
  }
  for (const node of terms.children ?? []) {
    if (entries.length >= LIMITS.terms) {
      report('too-many', String(LIMITS.terms), node);
      break;
    }
    const entry = readTerm(node, origin, placeOf(node.offset, node.length), report);
    if (entry !== undefined) entries.push(entry);
  }
  return { entries, problems };
}

function readTerm(
  node: Node,
  origin: Origin,
  place: Place,
  report: (code: GlossaryProblemCode, about: string, at: Node) => void,
): Entry | undefined {
  if (node.type !== 'object') {
    report('not-a-term', '', node);
    return undefined;
  }
  const values = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    if (PROPERTIES.has(key.value)) values.set(key.value, value);
    else report('unknown-column', String(key.value), key);
  }
  const string = (value: Node | undefined): string => {
    if (value === undefined) return '';
    if (value.type === 'string') return String(value.value).trim();
    report('not-text', '', value);
    return '';
  };
  const list = (name: string): string[] => {
    const value = values.get(name);
    if (value === undefined) return [];
    if (value.type === 'array') return (value.children ?? []).map(string).filter((item) => item !== '');
    report('not-text', name, value);
    return [];
  };
  const definition = values.get('definition');
  const both = definition?.type === 'object';
  const plain = both ? '' : string(definition);
  const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/.test(plain);
  const entry = makeEntry(
    {
      ja: string(values.get('ja')),
      en: string(values.get('en')),
      acronym: string(values.get('acronym')),
      variants: list('variants'),
      definitionJa: both ? string(findNodeAtLocation(definition, ['ja'])) : japanese ? plain : '',
      definitionEn: both ? string(findNodeAtLocation(definition, ['en'])) : japanese ? '' : plain,
      category: string(values.get('category')),
      documents: list('documents'),
      confidence: string(values.get('confidence')),
      context: list('context'),
    },
    origin,
    place,
  );
  const wrong = check(entry);
  if (wrong === undefined) return entry;
  report(wrong.code, wrong.about, node);
  return undefined;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char === '\\') i++;
      else if (char === '"' || char === '\n') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') {
      if (++depth > MAX_DEPTH) return true;
    } else if (char === '}' || char === ']') depth--;
  }
  return false;
}

/** A term as a user adds it. */
export interface NewTerm {
  readonly ja?: string;
  readonly en?: string;
  readonly acronym?: string;
  readonly definition?: string;
}

/** One replacement in a text: UTF-16 offset, length, new text. */
export interface Insertion {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/**
 * Insertions that add a term behind the others and leave every other character as it is; undefined where the text is not a
 * glossary that can be added to. An empty text becomes a glossary.
 */
export function insertTerm(text: string, term: NewTerm): Insertion[] | undefined {
  const value: Record<string, string> = {};
  for (const name of ['ja', 'en', 'acronym', 'definition'] as const) {
    const given = term[name]?.trim();
    if (given) value[name] = given;
  }
  if (text.trim() === '') {
    return [{ offset: 0, length: text.length, content: `${JSON.stringify({ terms: [value] }, undefined, 2)}\n` }];
  }
  if (isTooDeep(text)) return undefined;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, OPTIONS);
  if (errors.length > 0 || root?.type !== 'object') return undefined;
  const terms = findNodeAtLocation(root, ['terms']);
  if (terms !== undefined && terms.type !== 'array') return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = /\n([ \t]+)["{]/.exec(text)?.[1] ?? '  ';
  const last = terms?.children?.at(-1);
  if (terms === undefined) {
    const rest = (root.children?.length ?? 0) > 0 ? ',' : eol;
    const list = pretty({ terms: [value] }, unit, eol)
      .slice(1, -1)
      .trimEnd();
    return [{ offset: root.offset + 1, length: 0, content: list + rest }];
  }
  if (last === undefined) {
    const outer = indentAt(text, terms.offset);
    const content = `${eol}${outer}${unit}${pretty(value, unit, eol, outer + unit)}${eol}${outer}`;
    return [{ offset: terms.offset + 1, length: terms.length - 2, content }];
  }
  const end = last.offset + last.length;
  // what stands behind the last term on its line, a comma or a comment, stays with it
  const behind = /^[ \t]*(,?)[ \t]*(?:\/\/[^\n\r]*)?(?=[\n\r])/.exec(text.slice(end));
  const oneLine = !text.slice(last.offset, end).includes('\n');
  const indent = indentAt(text, last.offset);
  const written = oneLine ? flat(value) : pretty(value, unit, eol, indent);
  if (behind === null) return [{ offset: end, length: 0, content: `, ${flat(value)}` }];
  const added = { offset: end + behind[0].length, length: 0, content: `${eol}${indent}${written}${behind[1]}` };
  return behind[1] === ',' ? [added] : [{ offset: end, length: 0, content: ',' }, added];
}

function flat(value: object): string {
  return JSON.stringify(value, undefined, 1).replace(/\n */g, ' ');
}

function pretty(value: object, unit: string, eol: string, indent = ''): string {
  return JSON.stringify(value, undefined, unit).replace(/\n/g, eol + indent);
}

/** The white space at the head of the line of an offset. */
function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
