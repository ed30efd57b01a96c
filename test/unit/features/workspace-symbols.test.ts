import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SymbolInformation } from 'vscode-languageserver-types';
import { NameIndex } from '../../../server/src/corpus/name-index.ts';
import { packSummary, unpackNamed } from '../../../server/src/corpus/pack-summary.ts';
import { type DefinedName, type FileSummary, summarise } from '../../../server/src/corpus/summary.ts';
import { namedAt, symbolNames } from '../../../server/src/corpus/symbol-names.ts';
import { documentSymbols, flatSymbols } from '../../../server/src/features/symbols.ts';
import { symbolOf } from '../../../server/src/features/workspace-symbols.ts';
import { StructureAnalyser } from '../../../server/src/structure/analyser.ts';
import { splitLines } from '../../../server/src/text/lines.ts';

const URI = 'file:///texts/%E6%A6%82%E8%A6%81.txt';
const NO_ASKS = { asks: [], dates: [], passages: [] } as never;

const TEXT = `日加外務・防衛閣僚会合の概要
平成19年5月1日
外務省・防衛省

１．地域情勢
（１）双方は、北極における協力を進めることで一致した。
（２）サイバー
　①　連絡体制
２．ロードマップの進捗
　双方は、着実な実施を確認した。

第2回日加防衛相会談の概要
令和2年2月4日
防衛省

Ⅰ．概観
・部隊間の交流
※ 注記
別紙
第1章 総則
【その他】
`;

/** The summary of a text, with names that it defines. */
function summaryOf(text: string, definitions: readonly DefinedName[] = []): FileSummary {
  const lines = splitLines(text);
  const lineAt = (line: number): string => (lines[line] ?? '').replace(/[\r\n]+$/, '');
  return { documents: summarise(new StructureAnalyser(lines).documents(), lineAt, () => NO_ASKS), definitions };
}

const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

const BMD: DefinedName = {
  alias: 'BMD',
  long: '弾道ミサイル防衛',
  english: 'ballistic missile defense',
  range: range(5, 10, 13),
  document: 0,
};
const COMMITTEE: DefinedName = { alias: '委員会', long: '', english: '', range: range(9, 3, 6), document: 1 };

const summary = summaryOf(TEXT, [BMD, COMMITTEE]);

/** What is shown of a name, and that it is the same where the file is kept in bytes. */
function symbolAt(uri: string, of: FileSummary, ordinal: number): SymbolInformation | undefined {
  const named = namedAt(of, ordinal);
  const kept = unpackNamed(packSummary(of), ordinal);
  const symbol = named && symbolOf(uri, named);
  assert.deepEqual(kept && symbolOf(uri, kept), symbol);
  return symbol;
}

/** What is found in the text, each as `name < container`. */
function found(query: string): string[] {
  const index = new NameIndex();
  index.set(4, symbolNames(summary));
  return index.search(query, 100).map(({ file, ordinal }) => {
    assert.equal(file, 4);
    const symbol = symbolAt(URI, summary, ordinal);
    return `${symbol?.name} < ${symbol?.containerName}`;
  });
}

test('sections are found by their headings in any kana, with the path of what they stand in', () => {
  assert.deepEqual(found('ろーどまっぷ'), ['２．ロードマップの進捗 < 日加外務・防衛閣僚会合の概要']);
  assert.deepEqual(found('連絡体制'), ['① 連絡体制 < 日加外務・防衛閣僚会合の概要 › １．地域情勢 › （２）サイバー']);
  assert.deepEqual(found('ｻｲﾊﾞｰ'), ['（２）サイバー < 日加外務・防衛閣僚会合の概要 › １．地域情勢']);
  assert.deepEqual(found('その他'), ['【その他】 < 第2回日加防衛相会談の概要 › 別紙 › 第1章 総則']);
});

test('documents are found with their date, and all of them without a query', () => {
  const both = ['日加外務・防衛閣僚会合の概要 < 2007-05-01', '第2回日加防衛相会談の概要 < 2020-02-04'];
  assert.deepEqual(found('日加 概要'), both);
  assert.deepEqual(found(''), both);
  assert.equal(symbolNames(summary).day, 20200204);
  assert.equal(symbolNames(summaryOf('日加防衛相会談の概要\n平成23年6月\n防衛省\n\n1. 目的\n')).day, 20110600);
});

test('a defined term is found by its alias, by what it stands for and in English', () => {
  for (const query of ['bmd', '弾道ミサイル', 'Missile Defense', 'みさいる防衛', '弾ミ防']) {
    assert.deepEqual(found(query), ['BMD < 弾道ミサイル防衛'], query);
  }
  assert.deepEqual(found('委員会'), ['委員会 < 第2回日加防衛相会談の概要'], 'what it stands for is a sentence');
});

test('a symbol leads to the title, to marker and heading, or to the place of the definition', () => {
  const { names } = symbolNames(summary);
  const at = (ordinal: number) => symbolAt(URI, summary, ordinal)?.location;
  assert.deepEqual(at(0), { uri: URI, range: range(0, 0, 14) });
  assert.deepEqual(at(1), { uri: URI, range: range(4, 0, 6) });
  assert.deepEqual(at(names.length - 2), { uri: URI, range: BMD.range });
});

test('names and kinds are those of the outline', () => {
  const analyser = new StructureAnalyser(splitLines(TEXT));
  const outline = flatSymbols(
    URI,
    documentSymbols(analyser.documents(), (line) => analyser.scan(line).end, 1000),
  );
  const shown = outline.map((_, ordinal) => symbolAt(URI, summary, ordinal));
  assert.deepEqual(
    shown.map((symbol) => [symbol?.name, symbol?.kind, symbol?.location.range.start.line]),
    outline.map(({ name, kind, location }) => [name, kind, name === outline[0].name ? 0 : location.range.start.line]),
  );
  assert.equal(symbolNames(summary).names.length, outline.length + 2);
});

test('a place that the file does not have any more gives no symbol', () => {
  const { names } = symbolNames(summary);
  assert.notEqual(symbolAt(URI, summary, names.length - 1), undefined);
  assert.equal(symbolAt(URI, summary, names.length), undefined);
  assert.equal(symbolAt(URI, summary, -1), undefined);
  assert.equal(symbolAt(URI, { documents: [], definitions: [] }, 0), undefined);
});

test('what has no title or date is shown by the name of its file', () => {
  const bare = {
    documents: [{ ...summary.documents[0], title: '', date: undefined }],
    definitions: [{ ...COMMITTEE, document: 0 }],
  };
  const last = symbolNames(bare).names.length - 1;
  assert.deepEqual(
    [0, 1, last].map((ordinal) => {
      const symbol = symbolAt(URI, bare, ordinal);
      return `${symbol?.name} < ${symbol?.containerName}`;
    }),
    ['… < 概要.txt', '１．地域情勢 < …', '委員会 < 概要.txt'],
  );
  assert.equal(symbolAt('file:///100%.txt', bare, 0)?.containerName, '100%.txt');
  assert.equal(symbolNames(bare).day, 0);
});
