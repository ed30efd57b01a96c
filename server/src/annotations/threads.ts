import type { Annotation } from './model.ts';

/** A note and all replies to it, and to those, by time. */
export interface Thread {
  readonly root: Annotation;
  readonly replies: readonly Annotation[];
}

/** Notes with their replies, in the order of the notes. A reply to a note that is not there is a thread of its own. */
export function threadsOf(_annotations: readonly Annotation[]): Thread[] {
  throw new Error('to be written');
}
