import type { MarkerKind } from './model.ts';

/** Marker kinds as small integers; `KIND_NAMES` gives their public names. Kinds from `bullet` on are one a character. */
export const Kind = {
  none: 0,
  decimal: 1,
  bare: 2,
  glued: 3,
  comma: 4, // 1、
  compound2: 5, // 1.2
  compound3: 6,
  compound4: 7,
  paren: 8,
  half: 9,
  circled: 10,
  roman: 11,
  bareRoman: 12,
  parenRoman: 13,
  upper: 14,
  lower: 15,
  parenUpper: 16,
  parenLower: 17,
  halfLower: 18,
  parenKana: 19, // （イ）, （ア）: which order is decided by the siblings
  bareKana: 20,
  halfKana: 21, // ア）
  kanji: 22,
  bareKanji: 23,
  parenKanji: 24,
  part: 25,
  chapter: 26,
  division: 27,
  article: 28,
  ordinal: 29,
  attachment: 30,
  note: 31,
  brokenRoman: 32, // T U V W X, what old code pages left of Ⅰ…Ⅴ
  brokenCircled: 33, // @ A B C, what they left of ①…④
  heading: 34,
  runIn: 35,
  bracket: 36, // 【】; 37 <> 38 〈〉 39 《》 40 〔〕 41 ［］
  bullet: 42, // ・; one for each shape after it
} as const;

const BULLETS = '・○●◎■□◆◇▽▼△▲▪☆★►➢*-';
/** A heading without a marker below another one. */
export const SUBHEADING = Kind.bullet + BULLETS.length;
export const KIND_COUNT = SUBHEADING + 1;

const HEADING_BULLETS = new Set([...'■□◆◇▼▽▲△★☆◎'].map((c) => Kind.bullet + BULLETS.indexOf(c)));

const SAME_BULLET: Record<string, string> = {
  '･': '・',
  '•': '・',
  '‣': '・',
  〇: '○',
  '◯': '○',
  '▫': '□',
  '▶': '►',
  '＊': '*',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '－': '-',
  '﹣': '-',
};
export const BULLET_KIND = new Uint8Array(0x10000);
for (let i = 0; i < BULLETS.length; i++) BULLET_KIND[BULLETS.charCodeAt(i)] = Kind.bullet + i;
for (const [c, same] of Object.entries(SAME_BULLET)) BULLET_KIND[c.charCodeAt(0)] = BULLET_KIND[same.charCodeAt(0)];

export const BRACKET_PAIRS: Record<string, [close: string, kind: number]> = {
  '【': ['】', 36],
  '<': ['>', 37],
  '＜': ['＞', 37],
  '〈': ['〉', 38],
  '《': ['》', 39],
  '〔': ['〕', 40],
  '［': ['］', 41],
  '[': [']', 41],
};

const NAMES: MarkerKind[] = [
  'heading',
  'decimal',
  'bare-decimal',
  'glued-decimal',
  'decimal',
  'compound-decimal',
  'compound-decimal',
  'compound-decimal',
  'paren-decimal',
  'half-paren-decimal',
  'circled',
  'roman',
  'roman',
  'paren-roman',
  'upper-letter',
  'lower-letter',
  'paren-letter',
  'paren-letter',
  'half-paren-letter',
  'iroha',
  'bare-kana',
  'bare-kana',
  'kanji',
  'kanji',
  'paren-kanji',
  'part',
  'chapter',
  'division',
  'article',
  'ordinal',
  'attachment',
  'note',
  'roman',
  'circled',
  'heading',
  'run-in',
];
/** The public name of an internal kind. */
export function kindName(kind: number): MarkerKind {
  return kind === SUBHEADING
    ? 'heading'
    : kind >= Kind.bullet
      ? 'bullet'
      : kind >= Kind.bracket
        ? 'bracket'
        : NAMES[kind];
}

export const isBullet = (kind: number): boolean => kind >= Kind.bullet && kind < SUBHEADING;
/** ■ ◆ and the like mark headings as often as items; ・ ○ ● - mark items. */
export const isHeadingBullet = (kind: number): boolean => isBullet(kind) && HEADING_BULLETS.has(kind);
export const isBracket = (kind: number): boolean => kind >= Kind.bracket && kind < Kind.bullet;
