import type { AnchorText } from './anchor-text.ts';
import type { TextTarget } from './model.ts';

/** `sha256:` and the hexadecimal SHA-256 of the UTF-8 form of a text: what `sha256sum` says of a UTF-8 file without a byte order mark. */
export function textHash(_text: string): string {
  throw new Error('to be written');
}

/** The selectors of [start, end) of a text. The range is widened to whole characters where it splits a surrogate pair. */
export function selectorsFor(
  _text: AnchorText,
  _start: number,
  _end: number,
): Pick<TextTarget, 'quote' | 'position' | 'section'> {
  throw new Error('to be written');
}

/**
 * Whether the quote of a target no longer reads as [start, end) does, widths and line breaks apart: then new selectors are worth
 * writing when the text is saved. A position that is out of date alone is not: it would change every line of the sidecar at every save.
 */
export function isStale(_text: AnchorText, _target: TextTarget, _start: number, _end: number): boolean {
  throw new Error('to be written');
}
