import { compare } from './json-line.ts';
import type { Annotation } from './model.ts';

/** A note and all replies to it, and to those, by time. */
export interface Thread {
  readonly root: Annotation;
  readonly replies: readonly Annotation[];
}

/** Notes with their replies, in the order of the notes. A reply to a note that is not there is a thread of its own. */
export function threadsOf(annotations: readonly Annotation[]): Thread[] {
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const replies = new Map<Annotation, Annotation[]>();
  for (const annotation of annotations) {
    const root = rootOf(annotation, byId);
    const list = replies.get(root);
    if (list === undefined) replies.set(root, []);
    if (root !== annotation) replies.get(root)?.push(annotation);
  }
  const isRoot = (annotation: Annotation): boolean => rootOf(annotation, byId) === annotation;
  const time = ({ created = '' }: Annotation): string => created;
  return annotations.filter(isRoot).map((root) => ({
    root,
    replies: (replies.get(root) ?? []).sort((a, b) => compare(time(a), time(b)) || compare(a.id, b.id)),
  }));
}

/** The note at the beginning; of notes that reply to each other in a circle, the one with the least id. */
function rootOf(annotation: Annotation, byId: ReadonlyMap<string, Annotation>): Annotation {
  const seen = new Set<Annotation>();
  for (let at = annotation; ; ) {
    if (seen.has(at)) return [...circleFrom(at, byId)].reduce((a, b) => (compare(a.id, b.id) <= 0 ? a : b));
    seen.add(at);
    const next = at.target.kind === 'annotation' ? byId.get(at.target.id) : undefined;
    if (next === undefined) return at;
    at = next;
  }
}

function* circleFrom(start: Annotation, byId: ReadonlyMap<string, Annotation>): Iterable<Annotation> {
  let at: Annotation | undefined = start;
  do {
    yield at;
    at = at.target.kind === 'annotation' ? byId.get(at.target.id) : undefined;
  } while (at !== undefined && at !== start);
}
