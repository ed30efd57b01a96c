import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeText } from './generator.ts';

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** Our own texts: the examples, the judged texts without their marks, made texts, and texts that repeat themselves. */
export function readSamples(root: string, seed: number): Sample[] {
  const examples = join(root, 'examples');
  const judged = join(root, 'test', 'corpus', 'references', 'development');
  return [
    ...readdirSync(examples)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => ({ name, text: readFileSync(join(examples, name), 'utf8') })),
    ...readdirSync(judged)
      .filter((name) => name.endsWith('.gold'))
      .sort()
      .map((name) => ({ name, text: withoutMarks(readFileSync(join(judged, name), 'utf8')) })),
    { name: 'made text', text: makeText(60_000, seed) },
    { name: 'boilerplate', text: makeBoilerplate(seed) },
  ];
}

function withoutMarks(source: string): string {
  let text = source.replace(/^#\|.*\n/gm, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/[⟪⟦]([^⟪⟦⟫⟧|]*)\|[^⟪⟦⟫⟧]*[⟫⟧]/g, '$1');
  }
  return text;
}

const PARTNERS = ['豪州', '印度', '比国', '英国', '仏国', '伊国', '加国', '独国'];
const STOCK = [
  '双方は、引き続き緊密に協力していくことで一致した。',
  '両大臣は、安全保障分野における協力を着実に進めることの重要性を確認した。',
  '日本側より、自由で開かれた国際秩序の維持に向けた取組を説明し、先方より支持が表明された。',
  '双方は、共同訓練及び装備・技術協力の進展を歓迎し、事務レベルの協議を加速させることで一致した。',
  '双方は、地域情勢について意見交換を行い、力による一方的な現状変更の試みに反対することを確認した。',
  '先方より、日本の取組への謝意が示された。',
  'また、次回の会合を相互に都合の良い時期に開催することで一致した。',
];

/** Meetings that are reported in the same words, as such texts are: only partners and days differ. */
export function makeBoilerplate(seed: number): string {
  const random = randomOf(seed);
  const parts: string[] = [];
  PARTNERS.forEach((partner, i) => {
    parts.push(`日${partner.charAt(0)}防衛相会談（概要）\n令和13年${i + 3}月${random(27) + 1}日\n防衛省\n\n`);
    for (let section = 1; section <= 3; section++) {
      parts.push(`${section}．${['総論', '二国間の防衛協力', '地域情勢'][section - 1]}\n`);
      for (let item = 1; item <= 3; item++) {
        const lead = `${partner}との間では、${['艦艇の寄港', '部隊間の交流', '教育・研究'][random(3)]}が進んでいる。`;
        const rest = STOCK[random(STOCK.length)] + STOCK[random(STOCK.length)];
        parts.push(`（${item}）${random(3) === 0 ? '' : lead}${rest}\n`);
      }
    }
    parts.push('\n');
  });
  return parts.join('');
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

const LENGTHS = ['word', 'phrase', 'clause', 'sentence', 'two sentences'] as const;

/** Places that a reader would annotate, inside one paragraph, of all lengths from a word to two sentences. */
export function choosePlaces(text: string, count: number, random: Random): Place[] {
  const places: Place[] = [];
  const paragraphs = [...text.matchAll(/[^\n]{12,}/g)];
  for (let tries = 0; places.length < count && tries < 50 * count && paragraphs.length > 0; tries++) {
    const paragraph = paragraphs[random(paragraphs.length)];
    const found = choose(paragraph[0], LENGTHS[tries % LENGTHS.length], random);
    if (found === undefined) continue;
    places.push({ start: paragraph.index + found.start, end: paragraph.index + found.end });
  }
  return places;
}

function choose(paragraph: string, length: (typeof LENGTHS)[number], random: Random): Place | undefined {
  if (length === 'word') {
    const words = [...paragraph.matchAll(/[一-鿿]{2}|[ァ-ヶー]{3,8}|[A-Za-z]{4,}/g)];
    const word = words[random(words.length)];
    return word && { start: word.index, end: word.index + word[0].length };
  }
  if (length === 'phrase' || length === 'clause') {
    const size = length === 'phrase' ? 5 + random(12) : 16 + random(30);
    const start = random(Math.max(1, paragraph.length - size));
    const piece = paragraph.slice(start, start + size);
    return piece.length < size || piece !== piece.trim() ? undefined : { start, end: start + size };
  }
  const sentences = [...paragraph.matchAll(/[^。.]{6,}[。.]/g)];
  const first = random(sentences.length);
  const last = sentences[length === 'sentence' ? first : first + 1];
  if (last === undefined) return undefined;
  const lead = sentences[first][0].length - sentences[first][0].trimStart().length;
  return { start: sentences[first].index + lead, end: last.index + last[0].length };
}
