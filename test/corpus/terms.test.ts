import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { StructureAnalyser } from '../../server/src/structure/analyser.ts';
import { TermAnalyser } from '../../server/src/terms/analyser.ts';
import { Glossary, keyOf, readHomographs } from '../../server/src/terms/glossary.ts';
import { readGlossaryTsv } from '../../server/src/terms/glossary-tsv.ts';
import { LineIndex, splitLines } from '../../server/src/text/lines.ts';
import { f1, type Score } from './judged.ts';
import { type JudgedTerms, readJudgedTerms } from './judged-terms.ts';

const knowledge = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../server/knowledge', name), 'utf8');
const glossary = new Glossary(
  readGlossaryTsv(knowledge('glossary.tsv'), 'built-in').entries,
  [],
  readHomographs(knowledge('homographs.tsv')),
);

interface Result {
  readonly hovers: Score;
  readonly definitions: Score;
  /** Hovers that lead to the right definition but show its long form cut in another place. */
  readonly otherwiseCut: number;
  readonly wrong: string[];
}

/** Whether a definition's long form, or an alias, is the judged one: as it stands, apart from widths, spaces, line breaks and articles. */
const same = (a: string, b: string): boolean => plain(a) === plain(b);
// an English article is no part of a name
const plain = (name: string): string => keyOf(name.replace(/\n/g, '').replace(/^(?:the|a|an) /i, ''));

/**
 * A judged mark is right where a hover over its first character tells what it means: the entry, or the text's own
 * definition. Whether the long form of a definition is cut where the judge cut it is measured with the definitions. A hover where nothing is marked is one too many, but over what a definition explains, at its definition.
 */
function score(texts: readonly JudgedTerms[]): Result {
  const hovers: Score = { right: 0, extra: 0, missing: 0 };
  const definitions: Score = { right: 0, extra: 0, missing: 0 };
  const wrong: string[] = [];
  let otherwiseCut = 0;
  for (const { file, text, marks, definitions: judged } of texts) {
    const structure = new StructureAnalyser(splitLines(text));
    const terms = new TermAnalyser(glossary);
    terms.update(structure.scans, structure.documents());
    const lines = new LineIndex(text);
    const found = terms.occurrences().map((occurrence) => {
      const { start, end } = occurrence.range;
      return { start: lines.offsetAt(start), end: lines.offsetAt(end), occurrence };
    });
    const explained = terms
      .definitions()
      .flatMap(({ longRange }) => (longRange ? [lines.offsetAt(longRange.start)] : []));
    const seen = new Set<unknown>();
    const place = (offset: number, end: number): string =>
      `${file}:${lines.positionAt(offset).line + 1} ${JSON.stringify(text.slice(offset, end))}`;
    for (const { start, end, meaning } of marks) {
      const over = found.filter((f) => f.start < end && f.end > start);
      for (const f of over) seen.add(f);
      if (meaning === '?') continue;
      const hit = over.find((f) => f.start <= start && f.end > start) ?? over[0];
      const [best] = hit?.occurrence.meanings ?? [];
      const given = best?.definition;
      const own = meaning.startsWith('=') && given !== undefined;
      const exact = own && (meaning === '=*' || same(given.long || given.alias, meaning.slice(1)));
      // the right definition, whose long form may be cut in another place: that is measured below
      const right = meaning.startsWith('=')
        ? exact || (own && judged.some((d) => same(d.alias, given.alias) && same(d.long, meaning.slice(1))))
        : best?.entry?.ja === meaning;
      if (right && own && !exact) otherwiseCut++;
      if (right) hovers.right++;
      else {
        hovers.missing++;
        if (best !== undefined) hovers.extra++;
        wrong.push(
          `hover ${place(start, end)}: ${best ? `${best.entry?.ja ?? ''} ${best.definition ? `=${best.definition.long || best.definition.alias}` : ''}` : 'nothing'}, not ${meaning}`,
        );
      }
    }
    for (const f of found) {
      if (seen.has(f) || explained.includes(f.start)) continue;
      hovers.extra++;
      const [best] = f.occurrence.meanings;
      wrong.push(`hover ${place(f.start, f.end)}: ${best.entry?.ja ?? `=${best.definition?.long}`}, not marked`);
    }
    const rest = [...judged];
    // of which document a definition is depends on where the documents are parted, which is judged in structure/
    for (const { alias, long, form, aliasRange } of terms.definitions()) {
      const k = rest.findIndex((d) => same(d.alias, alias) && (d.long === '*' ? long === '' : same(d.long, long)));
      if (k >= 0) {
        definitions.right++;
        rest.splice(k, 1);
      } else {
        definitions.extra++;
        wrong.push(`definition ${file}:${aliasRange.start.line + 1} ${alias} = ${long} (${form}), not judged one`);
      }
    }
    for (const { alias, long } of rest) {
      definitions.missing++;
      wrong.push(`definition ${file} ${alias} = ${long}: missing`);
    }
  }
  return { hovers, definitions, otherwiseCut, wrong };
}

const recall = ({ right, missing }: Score): number => right / (right + missing);
const precision = ({ right, extra }: Score): number => right / (right + extra);

function measure(name: string): Result | undefined {
  const folder = join(import.meta.dirname, 'terms', name);
  if (!existsSync(folder)) return undefined;
  const texts = readJudgedTerms(folder);
  if (texts.length === 0) return undefined;
  const result = score(texts);
  const { hovers, definitions, otherwiseCut } = result;
  console.log(
    `${name}, ${texts.length} texts: hovers recall ${recall(hovers).toFixed(4)} precision ${precision(hovers).toFixed(4)} ` +
      `(right ${hovers.right}, extra ${hovers.extra}, missing ${hovers.missing}, another long form ${otherwiseCut}); definitions F1 ${f1(definitions).toFixed(4)} ` +
      `(right ${definitions.right}, extra ${definitions.extra}, missing ${definitions.missing})`,
  );
  if (process.env.SHOW_JUDGED === name) console.log(result.wrong.join('\n'));
  return result;
}

for (const [name, recalled, precise, defined] of [
  ['development', 0.97, 0.985, 0.95],
  ['heldout', 0.95, 0.97, 0.9],
] as const) {
  test(`terms and definitions of the judged texts: ${name}`, () => {
    const result = measure(name);
    assert.ok(result, `no judged texts in ${name}`);
    assert.ok(recall(result.hovers) >= recalled, `recall of hovers ${recall(result.hovers)}`);
    assert.ok(precision(result.hovers) >= precise, `precision of hovers ${precision(result.hovers)}`);
    assert.ok(f1(result.definitions) >= defined, `F1 of definitions ${f1(result.definitions)}`);
  });
}

// A real text that is not part of this project; the test runs where it lies beside the checkout.
const real = join(import.meta.dirname, '..', '..', '..', 'shared', 'seed.txt');

test('two real documents in one file', { skip: existsSync(real) ? false : 'no real text beside this checkout' }, () => {
  const text = readFileSync(real, 'utf8');
  const structure = new StructureAnalyser(splitLines(text));
  const terms = new TermAnalyser(glossary);
  terms.update(structure.scans, structure.documents());
  const lines = new LineIndex(text);
  // every place at which one of these stands, and what it is there
  for (const [pattern, name] of [
    [/HNS|経費負担(?=（)/g, 'ホスト・ネーション・サポート'],
    [/BMD|弾道ミサイル防衛/g, '弾道ミサイル防衛'],
    [/ＳＭ-３ブロックⅡＡ/g, 'SM-3ブロックIIA'],
    [/(?<!情報共有)ロードマップ/g, 'ロードマップ'],
    [/情報共有ロードマップ/g, '情報共有ロードマップ'],
    [/[2２][+＋][2２]/g, '日米安全保障協議委員会'],
    [/嘉手納以南/g, '嘉手納以南'],
    [/計画検討作業/g, '計画検討作業'],
    [/在日米軍再編/g, '兵力態勢の再編'],
    [/Ｖ字案/g, 'Ｖ字案'],
    [/初期段階の措置/g, '初期段階の措置'],
    [/普天間飛行場/g, '普天間飛行場'],
  ] as const) {
    const places = [...text.matchAll(pattern)];
    assert.ok(places.length > 0, name);
    for (const place of places) {
      for (let at = place.index; at < place.index + place[0].length; at++) {
        const { line, character } = lines.positionAt(at);
        const meant = terms.at(line, character)?.meanings.map(({ entry }) => entry?.ja);
        assert.equal(meant?.[0], name, `line ${line + 1}, character ${character}: ${place[0]}`);
        if (name === '情報共有ロードマップ') assert.ok(!meant?.includes('ロードマップ'));
      }
    }
  }
  assert.deepEqual(
    terms.definitions().map(({ alias, long }) => `${alias} = ${long}`),
    [
      '2+2 = 日米安全保障協議委員会',
      'BMD = 弾道ミサイル防衛',
      'HNS = 在日米軍駐留に関連する経費負担',
      '「2+2」閣僚会合 = 日米安全保障協議委員会',
    ],
  );
});
