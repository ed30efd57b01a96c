import { isObject, type Json, type JsonObject, list } from './json-line.ts';
import type { Annotation, AnnotationFields, Target, TextTarget } from './model.ts';
import { kindOfBody } from './read-annotation.ts';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** The JSON of a new annotation. */
export function annotationJson(annotation: Annotation): JsonObject {
  const { id, ...fields } = annotation;
  return changedJson({ '@context': CONTEXT, id, type: 'Annotation' }, fields);
}

/** The JSON of an annotation with some fields changed; all others, and all that is not known here, stay. */
export function changedJson(value: JsonObject, fields: AnnotationFields): JsonObject {
  const changed: Record<string, Json | undefined> = { ...value };
  if (fields.motivation !== undefined) changed.motivation = fields.motivation;
  if ('created' in fields) changed.created = fields.created;
  if ('modified' in fields) changed.modified = fields.modified;
  if ('creator' in fields) {
    const { creator } = fields;
    const old = list(value.creator)[0];
    changed.creator = creator && {
      ...(isObject(old) ? old : { type: 'Person' }),
      name: creator.name === '' ? undefined : creator.name,
      id: creator.id,
    };
  }
  if ('resolved' in fields) {
    changed['communique:resolved'] = fields.resolved?.at;
    changed['communique:resolvedBy'] = fields.resolved?.by;
  }
  if (fields.bodies !== undefined || fields.tags !== undefined || fields.links !== undefined) {
    const body = changedBody(value, fields);
    changed.body = body.length === 0 ? undefined : body;
    if (fields.bodies !== undefined) changed.bodyValue = undefined;
  }
  if (fields.target !== undefined && fields.target.kind !== 'other') {
    const old = list(value.target).find((target) => isObject(target) && target.selector !== undefined);
    changed.target = targetJson(fields.target, isObject(old) ? old : undefined);
  }
  return changed;
}

/** Texts, tags and links as they are to be, each with the other fields of the one that stood in its place; then what is none of them. */
function changedBody(value: JsonObject, { bodies, tags, links }: AnnotationFields): Json[] {
  const old = list(value.body);
  const of = (kind: string): Json[] => old.filter((item) => kindOfBody(item) === kind);
  const over = (item: Json | undefined, fresh: JsonObject): JsonObject => ({
    ...(isObject(item) ? item : {}),
    ...fresh,
  });
  const texts = of('text');
  const oldTags = of('tag');
  const oldLinks = of('link');
  const isTag =
    (tag: string) =>
    (item: Json): boolean =>
      isObject(item) && item.value === tag;
  const isLink =
    (href: string) =>
    (item: Json): boolean =>
      item === href || (isObject(item) && item.source === href);
  return [
    ...(bodies?.map((body, i) => over(texts[i], { type: 'TextualBody', value: body.value, format: body.format })) ??
      texts),
    ...(tags?.map((tag) => oldTags.find(isTag(tag)) ?? { type: 'TextualBody', purpose: 'tagging', value: tag }) ??
      oldTags),
    ...(links?.map(
      ({ href }) => oldLinks.find(isLink(href)) ?? { type: 'SpecificResource', purpose: 'linking', source: href },
    ) ?? oldLinks),
    ...of('other'),
  ];
}

function targetJson(target: Exclude<Target, { kind: 'other' }>, old: JsonObject | undefined): Json {
  if (target.kind === 'annotation') return { id: target.id, type: 'Annotation' };
  if (target.kind === 'document') return target.source;
  return {
    ...(old ?? { type: 'SpecificResource' }),
    source: target.source,
    // selectors of other kinds point where the note was before
    selector: selectorsJson(target),
    'communique:section': target.section === undefined || target.section.length === 0 ? undefined : target.section,
  };
}

function selectorsJson({ quote, position }: TextTarget): JsonObject[] {
  const selectors: JsonObject[] = [];
  if (quote !== undefined) {
    selectors.push({
      type: 'TextQuoteSelector',
      exact: quote.exact,
      prefix: quote.prefix,
      suffix: quote.suffix,
      'communique:occurrence': quote.occurrence,
      'communique:occurrences': quote.occurrences,
    });
  }
  if (position !== undefined) {
    const { start, end, textHash } = position;
    selectors.push({ type: 'TextPositionSelector', start, end, 'communique:textHash': textHash });
  }
  return selectors;
}
