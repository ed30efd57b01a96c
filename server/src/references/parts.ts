import type { Section } from '../structure/model.ts';
import { Allow, readNumeral } from '../text/numerals.ts';
import { fold } from '../text/width.ts';

/**
 * Parts of documents as prose names them: 第5条第2項(b), 1.(2)(ロ), パラグラフ3, 前文第五段落, 第三章「兵力態勢の再編」の2項, Article V. Read from
 * folded text; found in a tree of sections by the values of numbers and signs, whatever marker the text itself writes.
 */

export type PartUnit = '条' | '項' | '号' | '章' | '節' | '部' | '編' | '段落' | 'パラグラフ' | '前文' | '';

export interface PartStep {
  readonly unit: PartUnit;
  /** The number counted; undefined for 前文 and for letters and kana. */
  readonly number: number | undefined;
  /** A letter in lower case or a kana; '' for numbers. */
  readonly sign: string;
  /** The heading quoted with it; '' where there is none. */
  readonly heading: string;
}

export interface Part {
  readonly start: number;
  readonly end: number;
  readonly steps: readonly PartStep[];
  /** Begins with a bracket: （2） is looked for around the place that speaks first. */
  readonly relative?: boolean;
}

const NUMBER = { allow: Allow.arabic | Allow.kanji };
const ROMAN = { allow: Allow.roman | Allow.romanSign };
const UNITS = /(?:条|項|号|章|節|部|編|段落|パラグラフ)/y;
/** What 第2部 or 3章 is not: 部会, 部隊, 章典, 編成, 号機, 条件, 節目, 項目. */
const OTHER_WORD = /[会隊署局長員品門族分下内典成制機線室約件例目]/;
const SIGN =
  /\(([a-z]|[イロハニホヘトチリヌルヲ]|[ア-コ]|[0-9]{1,2}|[ivx]{1,4})\)|([a-z])(?=\.|\)|,|,|。|に|の|を|で)\.?/y;
const LEAD = /(?:の|中の?|中,|, (?=(?:sub)?paragraph)|,)?/y;
const PARAGRAPH = /(?:サブ)?(?:パラグラフ|パラ|セクション) ?/y;
const ENGLISH =
  /(?:Article|Section|Paragraphs?|paragraphs?|Part|Chapter|Sub-?paragraph|subparagraph) ([0-9]{1,3}|[IVX]{1,5}|[a-z])(?:\.([0-9]{1,2}))?\b/y;
/** Paragraph 2 of Article I. */
const ENGLISH_CHAIN = /[Pp]aragraph ([0-9]{1,3}|[a-z]) of Article ([0-9]{1,3}|[IVX]{1,5})\b/y;
/** Longest heading quoted behind a number. */
const MAX_HEADING = 60;

/**
 * The part that begins exactly at `at`, as long as it goes; undefined where none begins. A bare number is one only where an article
 * stands before it (`behindArticle`): 前条1(a).
 */
export function readPart(text: string, at: number, behindArticle = false): Part | undefined {
  const steps: PartStep[] = [];
  let end = at;
  let next = at;
  while (steps.length < 8) {
    const step = readStep(text, next, steps.at(-1) ?? (behindArticle ? ARTICLE : undefined));
    if (step === undefined) break;
    // 第一条、第二条及び第三条: another article, and none in the first
    const { unit } = step.step;
    if (text[next - 1] === ',' && unit !== '' && steps.some((one) => one.unit === unit)) break;
    steps.push(step.step);
    end = step.end;
    if (step.extra !== undefined) steps.push(step.extra);
    LEAD.lastIndex = end;
    next = end + (LEAD.exec(text)?.[0].length ?? 0);
  }
  return steps.length === 0 ? undefined : { start: at, end, steps };
}

const ARTICLE: PartStep = { unit: '条', number: undefined, sign: '', heading: '' };

interface Step {
  readonly step: PartStep;
  readonly extra?: PartStep;
  readonly end: number;
}

function readStep(text: string, at: number, before: PartStep | undefined): Step | undefined {
  const char = text[at];
  if (char === undefined) return undefined;
  if (char === '第' || char === '前' || char === '本') {
    if (text.startsWith('前文', at) || text.startsWith('本文第', at)) {
      return { step: { unit: '前文', number: undefined, sign: '', heading: '' }, end: at + 2 };
    }
  }
  const counted = readCountedUnit(text, char === '第' ? at + 1 : at, char === '第');
  if (counted !== undefined) return counted;
  SIGN.lastIndex = at;
  const sign = before === undefined ? null : SIGN.exec(text);
  if (sign !== null && text[at] === '(') {
    return { step: signStep(sign[1]), end: at + sign[0].length };
  }
  PARAGRAPH.lastIndex = at;
  const paragraph = PARAGRAPH.exec(text);
  if (paragraph !== null) {
    const from = at + paragraph[0].length;
    const number = readNumeral(text, from, NUMBER) ?? readNumeral(text, from, ROMAN);
    if (number !== undefined) {
      const dot = text[number.end] === '.' ? 1 : 0;
      return { step: { unit: 'パラグラフ', number: number.value, sign: '', heading: '' }, end: number.end + dot };
    }
    const letter = /[a-z]/y;
    letter.lastIndex = from;
    if (letter.test(text)) {
      const dot = text[from + 1] === '.' ? 1 : 0;
      return { step: { unit: 'パラグラフ', number: undefined, sign: text[from], heading: '' }, end: from + 1 + dot };
    }
    return undefined;
  }
  ENGLISH_CHAIN.lastIndex = at;
  const chain = ENGLISH_CHAIN.exec(text);
  if (chain !== null) {
    const article = /[0-9]/.test(chain[2]) ? Number(chain[2]) : readNumeral(chain[2], 0, ROMAN)?.value;
    const step: PartStep = { unit: '条', number: article, sign: article === undefined ? chain[2] : '', heading: '' };
    return { step, extra: signStep(chain[1]), end: at + chain[0].length };
  }
  ENGLISH.lastIndex = at;
  const english = ENGLISH.exec(text);
  if (english !== null) {
    const unit: PartUnit = english[0].startsWith('Article') ? '条' : /^[PS]/.test(english[0]) ? 'パラグラフ' : '章';
    const value = /[0-9]/.test(english[1]) ? Number(english[1]) : readNumeral(english[1], 0, ROMAN)?.value;
    const step = { unit, number: value, sign: value === undefined ? english[1] : '', heading: '' };
    const extra = english[2] === undefined ? undefined : numberStep(Number(english[2]));
    return { step, extra, end: at + english[0].length };
  }
  // behind an article its paragraph may be a bare number: 第十七条5(c), 第五条2
  if (before?.unit === '条' || before?.unit === '') {
    const number = readNumeral(text, at, NUMBER);
    if (
      number !== undefined &&
      number.value < 100 &&
      !/^[年月日回か国名人億万兆ページ条章%機隻]/.test(text.slice(number.end))
    ) {
      if (text[at - 1] !== ',') return { step: numberStep(number.value), end: number.end };
    }
  }
  return undefined;
}

function readCountedUnit(text: string, at: number, ordinal: boolean): Step | undefined {
  const number = readNumeral(text, at, NUMBER) ?? readNumeral(text, at, ROMAN);
  if (number === undefined) return undefined;
  UNITS.lastIndex = number.end;
  const unit = UNITS.exec(text)?.[0] as PartUnit | undefined;
  if (unit === undefined) return undefined;
  if (!ordinal && unit !== '項' && unit !== '節' && unit !== '章' && unit !== '号') return undefined;
  let end = number.end + unit.length;
  if (unit.length === 1 && unit !== '条' && OTHER_WORD.test(text[end] ?? '')) return undefined;
  if (unit === '条' && /[約件例]/.test(text[end] ?? '')) return undefined;
  let heading = '';
  if (text[end] === '「') {
    const close = text.indexOf('」', end);
    if (close > end && close - end <= MAX_HEADING) {
      heading = text.slice(end + 1, close);
      end = close + 1;
    }
  }
  return { step: { unit, number: number.value, sign: '', heading }, end };
}

function numberStep(number: number): PartStep {
  return { unit: '', number, sign: '', heading: '' };
}

function signStep(sign: string): PartStep {
  return /[0-9]/.test(sign) ? numberStep(Number(sign)) : { unit: '', number: undefined, sign, heading: '' };
}

const PATH_HEAD = /([0-9]{1,2}|[IVX]{1,5}|[一二三四五六七八九十]{1,3})([.,]? ?)/y;
const PATH_SIGN =
  /\(([0-9]{1,2}|[a-z]|[イロハニホヘトチリヌルヲア-コ]|[ivx]{1,4})\)|(?<=[.)])([0-9]{1,2})(?![0-9年月日,]|\.[0-9])|(?<=[.)])([a-z](?![A-Za-z])|[イロハニホヘトチリヌルヲア-コ](?![ァ-ヶー]))/y;

/**
 * A path of numbers as outlines have it: 1.(2), 2(1), 1.(2)(ロ), 2.(2)ウ, 5.a, II.4, (3), 1(c). `bare`: one step is enough (behind 上記);
 * else at least two are needed, since a number alone says nothing.
 */
export function readPath(text: string, at: number, bare: boolean): Part | undefined {
  const steps: PartStep[] = [];
  let end = at;
  PATH_HEAD.lastIndex = at;
  const head = text[at] === '(' ? null : PATH_HEAD.exec(text);
  if (head !== null) {
    const numeral = readNumeral(head[1], 0);
    if (numeral === undefined || numeral.end !== head[1].length) return undefined;
    steps.push(numberStep(numeral.value));
    // the dot belongs to the number where more follows, and in 上記5.に
    end = at + head[0].length;
  }
  while (steps.length < 6) {
    PATH_SIGN.lastIndex = end;
    const sign = PATH_SIGN.exec(text);
    if (sign === null) break;
    steps.push(signStep(sign[1] ?? sign[2] ?? sign[3]));
    end += sign[0].length;
    if (text[end] === '.' && text[end + 1] === '(') end++;
  }
  if (steps.length === 0 || (steps.length === 1 && !bare)) return undefined;
  if (steps.length === 1 && head !== null) {
    end = at + head[0].trimEnd().length;
    if (/^[年月日回か国名人億万兆条項章節号%点つ者社種段度]/.test(text.slice(end))) return undefined;
    if (head[2].startsWith(',')) end = at + head[1].length;
  }
  return { start: at, end, steps, ...(text[at] === '(' && { relative: true }) };
}

/** Steps as written in addresses: 第5条第2項(b), 1(2)(ロ), 前文第5段落. */
export function formatSteps(steps: readonly PartStep[]): string {
  let text = '';
  for (const { unit, number, sign } of steps) {
    const value = number === undefined ? sign : String(number);
    if (unit === '前文') text += '前文';
    else if (unit === 'パラグラフ') text += text === '' ? value : `(${value})`;
    else if (unit !== '') text += `第${value}${unit}`;
    else text += text === '' || /条$/.test(text) ? value : `(${value})`;
  }
  return text;
}

/** Numbers and signs of a path alone, for comparison: 第二条4(b) and 第2条第4項（ｂ） are `2/4/b`. */
export function stepsKey(steps: readonly PartStep[]): string {
  return steps.map(({ unit, number, sign }) => (unit === '前文' ? '前文' : (number ?? sign))).join('/');
}

const LETTER_KINDS = new Set(['upper-letter', 'lower-letter', 'paren-letter', 'half-paren-letter', 'paren-roman']);
const UNIT_KINDS: Partial<Record<PartUnit, readonly string[]>> = {
  条: ['article'],
  章: ['chapter', 'roman', 'decimal', 'bare-decimal', 'kanji'],
  節: ['division', 'decimal', 'bare-decimal'],
  部: ['part', 'roman'],
  編: ['part'],
};

/** Whether the marker of a section is what a step names. */
export function isStep(section: Section, step: PartStep): boolean {
  const { kind, number } = section;
  if (step.unit === '前文') return /前文/.test(section.heading ?? '');
  if (step.number !== undefined) {
    if (number !== step.number || LETTER_KINDS.has(kind) || kind === 'note') return false;
    const kinds = UNIT_KINDS[step.unit];
    if (kinds !== undefined) return kinds.includes(kind);
    return kind !== 'article' && kind !== 'iroha' && kind !== 'gojuon' && kind !== 'bare-kana';
  }
  if (step.sign === '') return false;
  const marker = fold(section.marker)
    .text.replace(/[^\p{L}]/gu, '')
    .toLowerCase();
  return marker === step.sign;
}

/**
 * The section that a path names: from the top, below what stands above it in the outline. A first step that no section at the top has is
 * looked for further down. `from`: sections around the place that speaks (innermost first), among whose parts （2） is looked for first.
 */
export function findSection<T extends Section>(
  sections: readonly T[],
  steps: readonly PartStep[],
  from: readonly T[] = [],
  relative = false,
): T | undefined {
  if (steps.length === 0) return undefined;
  const [first] = steps;
  const levels =
    relative || (first.unit === '' && first.number === undefined)
      ? [...from.map(({ children }) => children), sections]
      : [sections, ...from.map(({ children }) => children)];
  for (const level of levels) {
    const found = below(level, steps);
    if (found !== undefined) return found as T;
  }
  return deeper(sections, steps, 0) as T | undefined;
}

function below(level: readonly Section[], steps: readonly PartStep[]): Section | undefined {
  const [step, ...rest] = steps;
  for (const section of level) {
    if (!isStep(section, step)) continue;
    if (rest.length === 0) return section;
    const found = below(section.children, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

const MAX_DEPTH = 12;

function deeper(level: readonly Section[], steps: readonly PartStep[], depth: number): Section | undefined {
  if (depth > MAX_DEPTH) return undefined;
  for (const section of level) {
    if (section.children.length === 0) continue;
    const found = below(section.children, steps) ?? deeper(section.children, steps, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The path of markers down to a section, as a reader would write it: 1.(2)(ロ). Folded. '' for headings without a marker. */
export function pathOf(trail: readonly Section[]): string {
  return trail.map(({ marker }) => fold(marker).text.replace(/[ ,。]/g, '')).join('');
}

/** A path without what is written in different ways: 1.(2)(ロ) as 1(2)(ロ). */
export function plainPath(path: string): string {
  return path.normalize('NFKC').replace(/[.、\s]/g, '');
}

/** The sections around a line, outermost first. Lines as in the tree. */
export function trailAt<T extends Section>(sections: readonly T[], line: number): T[] {
  const trail: T[] = [];
  let level = sections;
  for (;;) {
    let found: T | undefined;
    for (const section of level) {
      if (section.line > line) break;
      if (section.lastLine >= line) found = section;
    }
    if (found === undefined) return trail;
    trail.push(found);
    level = found.children as readonly T[];
  }
}
