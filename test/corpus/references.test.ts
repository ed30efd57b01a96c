import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Library } from '../../server/src/corpus/library.ts';
import type { Resolution, Target } from '../../server/src/corpus/resolve.ts';
import type { TextReference, TextReferences } from '../../server/src/corpus/text-references.ts';
import { formatSteps } from '../../server/src/references/parts.ts';
import { LineIndex } from '../../server/src/text/lines.ts';
import { Allow, readNumeral } from '../../server/src/text/numerals.ts';
import { fold } from '../../server/src/text/width.ts';
import { newLibrary, readText } from '../unit/references/library.ts';
import { f1, type Score } from './judged.ts';
import { type JudgedReferences, type Mark, readJudgedReferences } from './judged-references.ts';

interface Result {
  /** Of all dates marked, those with the right value; dates where none is marked are extra. */
  readonly dates: Score;
  /** Found and led to the right document. */
  readonly references: Score;
  /** Found, whatever they lead to. */
  readonly detected: Score;
  /** Of the right ones that name a part, those with the right part. */
  readonly parts: { right: number; all: number };
  readonly wrong: string[];
}

const URI = 'file:///judged.txt';

function score(texts: readonly JudgedReferences[]): Result {
  const dates: Score = { right: 0, extra: 0, missing: 0 };
  const references: Score = { right: 0, extra: 0, missing: 0 };
  const detected: Score = { right: 0, extra: 0, missing: 0 };
  const parts = { right: 0, all: 0 };
  const wrong: string[] = [];
  for (const judged of texts) {
    const library = newLibrary();
    const read = readText(judged.text, library, URI);
    const lines = new LineIndex(judged.text);
    const place = ({ start, end }: { start: number; end: number }): string =>
      `${judged.file}:${lines.positionAt(start).line + 1} ${JSON.stringify(judged.text.slice(start, end))}`;
    const placed = <T extends { range: TextReference['range'] }>(item: T) => ({
      item,
      start: lines.offsetAt(item.range.start),
      end: lines.offsetAt(item.range.end),
    });

    const foundDates = read
      .dates()
      .filter(({ date }) => !date.length)
      .map(placed);
    pair(judged.dates, foundDates, (mark, found) => {
      if (mark === undefined) {
        dates.extra++;
        wrong.push(`date ${place(found!)}: ${found?.item.date.value}, not marked`);
      } else if (mark.answer === '?') return;
      else if (found !== undefined && found.item.date.value === mark.answer) dates.right++;
      else {
        dates.missing++;
        if (found !== undefined) dates.extra++;
        wrong.push(`date ${place(mark)}: ${found?.item.date.value ?? 'nothing'}, not ${mark.answer}`);
      }
    });

    pair(judged.references, read.references().map(placed), (mark, found) => {
      if (mark === undefined) {
        references.extra++;
        detected.extra++;
        wrong.push(`reference ${place(found!)}: ${answer(found!.item)}, not marked`);
        return;
      }
      if (mark.answer === '?') return;
      const given = found === undefined ? 'nothing' : answer(found.item);
      const accepted = mark.answer
        .split(';')
        .find((target) => found !== undefined && leads(read, library, found.item, target));
      if (found === undefined) detected.missing++;
      else detected.right++;
      if (accepted !== undefined) {
        references.right++;
        if (accepted.includes('#')) {
          parts.all++;
          if (samePart(found?.item.resolution, accepted)) parts.right++;
          else wrong.push(`part ${place(mark)}: ${given}, not ${mark.answer}`);
        }
        return;
      }
      references.missing++;
      if (found !== undefined) references.extra++;
      wrong.push(`reference ${place(mark)}: ${given}, not ${mark.answer}`);
    });
  }
  return { dates, references, detected, parts, wrong };
}

/** Ties each mark to the place found that overlaps it most, each used once; what is left over on either side comes alone. */
function pair<T extends { start: number; end: number }>(
  marks: readonly Mark[],
  found: readonly T[],
  take: (mark: Mark | undefined, found: T | undefined) => void,
): void {
  const shared = (a: { start: number; end: number }, b: T): number =>
    Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const pairs = marks
    .flatMap((mark) => found.filter((f) => shared(mark, f) > 0).map((f) => ({ mark, f, size: shared(mark, f) })))
    .sort((a, b) => b.size - a.size);
  const tied = new Map<Mark, T>();
  const used = new Set<T>();
  for (const { mark, f } of pairs) {
    if (tied.has(mark) || used.has(f)) continue;
    tied.set(mark, f);
    used.add(f);
  }
  for (const mark of marks) take(mark, tied.get(mark));
  const open = marks.filter(({ answer: value }) => value === '?');
  for (const f of found) if (!used.has(f) && !open.some((mark) => shared(mark, f) > 0)) take(undefined, f);
}

/** What a reference leads to, as the judged texts write it. */
function answer({ resolution, document }: TextReference): string {
  const [target] = resolution.targets;
  if (target === undefined) return '-';
  return `${name(target, document)}${target.steps.length > 0 ? `#${formatSteps(target.steps)}` : ''}`;
}

function name({ work, here }: Target, document: number): string {
  if (here !== undefined) return here === document ? 'this' : `doc:${here + 1}`;
  const copy = work?.row === undefined ? work?.copies[0] : undefined;
  if (copy !== undefined) return copy.index === document ? 'this' : `doc:${copy.index + 1}`;
  return work?.id ?? '-';
}

function leads(
  read: TextReferences,
  library: Library,
  { resolution, document }: TextReference,
  wanted: string,
): boolean {
  const target = wanted.split('#')[0];
  const [first] = resolution.targets;
  if (target === '-') return first === undefined;
  if (first === undefined) return false;
  const given = name(first, document);
  if (given === target) return true;
  const self = library.at(read.uri, document);
  if (given === 'this') return self?.id === target;
  if (/^doc:/.test(given)) return first.work?.id === target;
  if (target === 'this') {
    // what the meeting of this document published stands for the meeting
    return (
      first.work === self ||
      (self?.series !== undefined && first.work?.series === self.series && first.work.date === self.date)
    );
  }
  const other = /^doc:([0-9]+)$/.exec(target);
  return other !== null && library.at(read.uri, Number(other[1]) - 1) === first.work;
}

function samePart(resolution: Resolution | undefined, wanted: string): boolean {
  const [target] = resolution?.targets ?? [];
  const path = wanted.slice(wanted.indexOf('#') + 1);
  return target !== undefined && signs(formatSteps(target.steps)) === signs(path);
}

/** Numbers and signs of a path, for comparison: 第二条4(b) and 第2条第4項（ｂ） are the same. */
function signs(path: string): string {
  const digits = fold(path.replace(/(?:Article|Section|[Pp]aragraph|Part|Chapter) /g, ''))
    .text.replace(/[〇一二三四五六七八九十百]+/g, (number) => ` ${readNumeral(number, 0)?.value ?? number} `)
    .replace(/[IVX]+/g, (roman) => String(readNumeral(roman, 0, { allow: Allow.roman })?.value ?? roman));
  return (digits.match(/前文|[0-9]+|[a-z]|[ァ-ヶ]/g) ?? []).join('/');
}

function measure(folderName: string): Result | undefined {
  const folder = join(import.meta.dirname, 'references', folderName);
  if (!existsSync(folder)) return undefined;
  const texts = readJudgedReferences(folder);
  if (texts.length === 0) return undefined;
  const result = score(texts);
  const { dates, references, detected, parts } = result;
  const of = ({ right, extra, missing }: Score): string => `(right ${right}, extra ${extra}, missing ${missing})`;
  console.log(
    `${folderName}, ${texts.length} texts: dates right ${(dates.right / (dates.right + dates.missing)).toFixed(4)} ${of(dates)}; ` +
      `references F1 ${f1(references).toFixed(4)} ${of(references)}, found F1 ${f1(detected).toFixed(4)}, parts ${parts.right} of ${parts.all}`,
  );
  if (process.env.SHOW_JUDGED === folderName) console.log(result.wrong.join('\n'));
  return result;
}

for (const [folder, dated, referred] of [
  ['development', 0.99, 0.92],
  ['heldout', 0.96, 0.87],
] as const) {
  test(`dates and references of the judged texts: ${folder}`, () => {
    const result = measure(folder);
    assert.ok(result, `no judged texts in ${folder}`);
    const { dates, references } = result;
    assert.ok(dates.right / (dates.right + dates.missing) >= dated, 'dates with the right value');
    assert.ok(f1(references) >= referred, `F1 of references ${f1(references)}`);
  });
}

// A real text that is not part of this project; the test runs where it lies beside the checkout.
const real = join(import.meta.dirname, '..', '..', '..', 'shared', 'seed.txt');

test('references of two real documents in one file', {
  skip: existsSync(real) ? false : 'no real text beside this checkout',
}, () => {
  const text = readFileSync(real, 'utf8');
  const lines = new LineIndex(text);
  const read = readText(text, newLibrary(), URI);
  const found = read.references().map((reference) => {
    const words = text.slice(lines.offsetAt(reference.range.start), lines.offsetAt(reference.range.end));
    const [target] = reference.resolution.targets;
    const path = formatSteps(target?.steps.length ? target.steps : (target?.implied ?? []));
    return `${words} → ${target?.work?.id ?? '-'}${path === '' ? '' : `#${path}`}`;
  });
  assert.deepEqual(found, [
    '標記会合 → scc-2007-05-01-gaiyo',
    '共同発表文「同盟の変革：日米の安全保障及び防衛協力の進展」 → scc-2007-05-01',
    '昨年5月に発表した「ロードマップ」 → scc-2006-05-01-roadmap',
    '「ロードマップ」 → scc-2006-05-01-roadmap#1(c)',
    '米軍再編特措法案 → law-2007-05-30-saihen',
    '昨年11月の日米首脳会談 → sum-2006-11-18',
    '今回の会合 → scc-2007-05-01-gaiyo',
    '昨年5月の「2＋2」会合 → scc-2006-05-01-js',
    '北朝鮮による弾道ミサイル発射 → ev-2006-07-05-missile',
    '核実験の実施 → ev-2006-10-09-nuclear',
    '中国の人工衛星破壊実験 → ev-2007-01-11-asat',
    '今回文書 → scc-2007-05-01',
    '2月に合意した「初期段階の措置」 → six-2007-02-13',
    '地位協定 → agr-1960-01-19-sofa',
    '日米地位協定 → agr-1960-01-19-sofa',
    '日米安保条約 → tre-1960-01-19-anpo',
    '０５年 → scc-2005-02-19',
    '０７年の共通の戦略目標 → scc-2007-05-01',
    '０６年のロードマップ → scc-2006-05-01-roadmap',
    '東日本大震災 → ev-2011-03-11-quake',
  ]);
  const dates = read
    .dates()
    .map(({ date, range }) => `${text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end))} = ${date.value}`);
  assert.deepEqual(dates, [
    '平成19年5月1日 = 2007-05-01',
    '5月1日 = 2007-05-01',
    '昨年5月 = 2006-05',
    'この1年 = 2006-05/2007-05',
    '本年3月 = 2007-03',
    '2014年 = 2014',
    '昨年11月 = 2006-11',
    '昨年5月 = 2006-05',
    '来年夏 = 2008-06/2008-08',
    '2月 = 2007-02',
    '平成23年6月 = 2011-06',
    '６月２１日（火） = 2011-06-21',
    '２２日 = 2011-06-22',
    '０５年 = 2005',
    '０７年 = 2007',
    '０６年 = 2006',
    '２０１４年 = 2014',
  ]);
});
