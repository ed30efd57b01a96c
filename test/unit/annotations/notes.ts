import { AnchorText } from '../../../server/src/annotations/anchor-text.ts';
import type { Annotation, TextTarget } from '../../../server/src/annotations/model.ts';
import { newAnnotation } from '../../../server/src/annotations/new-annotation.ts';
import { selectorsFor } from '../../../server/src/annotations/selectors.ts';
import { editSidecar, readSidecar, type SidecarFile, sidecarBytes } from '../../../server/src/annotations/sidecar.ts';

export const NOW = new Date('2031-05-01T09:30:00.123Z');

/** A target on the n-th place of a phrase in a text. */
export function targetOn(text: string, phrase: string, nth = 1): TextTarget {
  let start = -1;
  for (let i = 0; i < nth; i++) start = text.indexOf(phrase, start + 1);
  if (start < 0) throw new Error(`${phrase} is not in the text`);
  return { kind: 'text', source: 'a.txt', ...selectorsFor(new AnchorText(text), start, start + phrase.length) };
}

/** A comment on the whole text, or what `fields` says. */
export function note(name: string, fields: Partial<Annotation> = {}): Annotation {
  const { target = { kind: 'document', source: 'a.txt' }, creator = { name: '佐藤' }, ...rest } = fields;
  const bodies = rest.bodies ?? [{ value: '確認を要する。', format: 'text/markdown' }];
  return {
    ...newAnnotation(target, creator, NOW, { ...rest, bodies, id: `urn:test:${name}` }),
    ...rest,
    id: `urn:test:${name}`,
  };
}

export function sidecarOf(...notes: Annotation[]): SidecarFile {
  return editSidecar(
    readSidecar(''),
    notes.map((annotation) => ({ kind: 'add', annotation })),
  );
}

export function textOf(file: SidecarFile): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(sidecarBytes(file));
}
