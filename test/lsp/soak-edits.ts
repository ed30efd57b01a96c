import { archiveText, archiveTitle, citationOf } from './archive-texts.ts';

/** A change as the protocol has it: of a range, or of the whole text. */
export interface ContentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A drawn number below the bound. */
export type Draw = (below: number) => number;

/** What is typed and pasted: words, line ends of all kinds, characters of two code units and halves of them, marks that open and never close. */
const FRAGMENTS = [
  'の',
  '協力',
  '\n',
  '\r\n',
  '\r',
  '𠮷野',
  '\ud842',
  '\udfb7',
  '😀',
  '「',
  '」',
  '（以下「',
  '」という。）',
  '\n4.新たな事項\n（1）BMDに係る協力を確認した。\n',
  '\n（イ）昨年5月の協議\n',
  '\u3000',
  '\t',
  '\ufeff',
  '\u0000',
  '上記1.（1）',
  '令和13年5月7日',
  '日米安全保障協議委員会（「2＋2」）',
];

/** The offset as a position. Lines end with LF, CR or both; an offset between CR and LF is that of the end of the line. */
export function positionAt(text: string, offset: number): Position {
  let line = 0;
  let start = 0;
  for (let i = 0; i < offset; i++) {
    const c = text.charCodeAt(i);
    if (c !== 10 && c !== 13) continue;
    if (c === 13 && text.charCodeAt(i + 1) === 10) {
      if (i + 1 >= offset) return { line, character: i - start };
      i++;
    }
    line++;
    start = i + 1;
  }
  return { line, character: offset - start };
}

/** Draws one change of a text; gives it with the text after it. `known`: numbers of texts that may be cited or copied. */
export function drawChange(
  text: string,
  next: Draw,
  seed: number,
  known: number,
): { change: ContentChange; text: string } {
  const at = (): number => {
    const offset = next(text.length + 1);
    return text.charCodeAt(offset - 1) === 13 && text.charCodeAt(offset) === 10 ? offset - 1 : offset;
  };
  const replace = (from: number, to: number, by: string): { change: ContentChange; text: string } => ({
    change: { range: { start: positionAt(text, from), end: positionAt(text, to) }, text: by },
    text: text.slice(0, from) + by + text.slice(to),
  });
  const whole = (by: string): { change: ContentChange; text: string } => ({ change: { text: by }, text: by });
  const title = (): string => archiveTitle(next(known), seed);
  const firstLine = (): number => /[\r\n]|$/.exec(text)?.index ?? 0;
  switch (next(16)) {
    case 0:
      return replace(0, firstLine(), title());
    case 1:
      return next(3) === 0 ? replace(0, text.length, '') : replace(0, firstLine(), '');
    case 2:
      return whole(text.replace(/\r\n|\n|\r/g, ['\n', '\r\n', '\r'][next(3)]));
    case 3:
      return whole(archiveText(next(known), seed, { cites: [next(known)], revision: next(100) }).text);
    case 4: {
      const end = text.length;
      return replace(end, end, archiveText(next(known), seed, { cites: [next(known)], paragraphs: 1 }).text);
    }
    case 5:
    case 6: {
      const offset = at();
      return replace(offset, offset, `双方は、${citationOf(title())}を歓迎した。`);
    }
    case 7:
    case 8: {
      const [from, to] = [at(), at()].sort((a, b) => a - b);
      const near = Math.min(to, from + next(60));
      return replace(from, text.charCodeAt(near - 1) === 13 && text.charCodeAt(near) === 10 ? near - 1 : near, '');
    }
    default: {
      const from = at();
      return replace(from, from, FRAGMENTS[next(FRAGMENTS.length)]);
    }
  }
}
