import type { Annotation, Creator, Target } from './model.ts';

/** A new `urn:uuid:`, random (version 4). */
export function newAnnotationId(): string {
  return `urn:uuid:${crypto.randomUUID()}`;
}

/** A new note, made now. Motivation `commenting` unless something else is given. */
export function newAnnotation(
  target: Target,
  creator: Creator | undefined,
  now: Date,
  fields: Partial<Pick<Annotation, 'id' | 'motivation' | 'bodies' | 'tags' | 'links'>> = {},
): Annotation {
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    id: fields.id ?? newAnnotationId(),
    motivation: fields.motivation ?? (target.kind === 'annotation' ? 'replying' : 'commenting'),
    created: at,
    modified: at,
    ...(creator === undefined ? {} : { creator }),
    bodies: fields.bodies ?? [],
    tags: fields.tags ?? [],
    links: fields.links ?? [],
    target,
  };
}
