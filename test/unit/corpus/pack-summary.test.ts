import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packSummary, unpackSummary } from '../../../server/src/corpus/pack-summary.ts';
import { readText } from '../../../server/src/corpus/read-text.ts';
import type { FileSummary } from '../../../server/src/corpus/summary.ts';
import { builtInLibrary } from '../../bench/references.ts';
import { readGlossary } from '../../bench/terms.ts';

const root = new URL('../../..', import.meta.url).pathname;
const glossary = readGlossary(root);
const library = builtInLibrary(root);

const TEXT = `港湾協力に関する会合の概要
平成25年10月3日
外務省・防衛省

　標記会合が開催されたところ、概要以下のとおり。
1.総論
（1）双方は、昨年5月に発表した「ロードマップ」を確認し、弾道ミサイル防衛（BMD）を進める。
（2）上記（1）の協力は、「港湾の共同利用に関する取決め」（以下「取決め」という。）第5条2(b)に従う。取決め第5条2(b)は変わらない。
2.その他
（1）2006年5月
1日の共同文書及び同文書2（3）を踏まえ、日米地位協定
第24条に基づく特別協定を結ぶ。
（2）別紙のとおり、上記1.（2）及び上記1.（2）に留意する。

別紙

1.日程
前項の会合は、翌年2月に開く。
`;

/** What is not said is left out of what is kept, and of a date all but its value. */
function said({ documents, definitions }: FileSummary): unknown {
  const plain = documents.map(({ asks, ranges, sections, ...document }) => ({
    ...document,
    sections,
    ranges,
    asks: asks.map(({ date, spoken, ...ask }) => ({ ...ask, date: date?.value, spoken: spoken?.value })),
  }));
  const empty = (value: unknown) => value === false || (Array.isArray(value) && value.length === 0);
  return JSON.parse(JSON.stringify([plain, definitions], (_, value) => (empty(value) ? undefined : value)));
}

test('what is kept of a file is what was read: documents, sections, names and what each reference asks for', () => {
  const { documents, references } = readText('file:///a.txt', TEXT, glossary, library);
  const read: FileSummary = { documents: references.summaries(), definitions: [] };
  assert.equal(documents.length, read.documents.length);
  const asks = read.documents.flatMap((document) => document.asks);
  // the forms whose places are counted from the reference, or that stand for those of another
  assert.ok(asks.some(({ part, pointer }) => part !== undefined && pointer?.part !== undefined));
  assert.ok(asks.some(({ part, pointer }) => part !== undefined && pointer === undefined));
  assert.ok(asks.some(({ antecedent }) => antecedent !== undefined));
  const lines = read.documents.flatMap(({ ranges }) => ranges.map(({ whole }) => whole.end.line - whole.start.line));
  assert.ok(lines.includes(0) && lines.includes(1));
  assert.deepEqual(said(unpackSummary(packSummary(read))), said(read));
});

test('a text without references keeps no bytes for them, and has none', () => {
  const { references } = readText('file:///a.txt', '港湾協力\n平成25年10月3日\n外務省\n\n1.総論\n', glossary, library);
  const packed = packSummary({ documents: references.summaries(), definitions: [] });
  assert.equal(packed.asks.length, 0);
  const [document] = unpackSummary(packed).documents;
  assert.deepEqual([document.asks, document.ranges, document.sections.length], [[], [], 1]);
});
