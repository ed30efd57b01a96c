import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { StatementLexicon } from '../../../server/src/corpus/statements/lexicon.ts';
import { referenceWordsFor } from '../../../server/src/features/reference-messages.ts';
import { SectionVoices } from '../../../server/src/features/section-voices.ts';
import { documentSymbolJson, documentSymbols } from '../../../server/src/features/symbols.ts';
import { StructureAnalyser } from '../../../server/src/structure/analyser.ts';
import { splitLines } from '../../../server/src/text/lines.ts';
import { knowledge } from '../terms/glossaries.ts';

const lexicon = new StatementLexicon(knowledge('speakers.tsv'), knowledge('outcomes.tsv'));

const TEXT = `第3回日・ノルウェー防衛協議の概要
令和12年6月3日
防衛省

日本側：三崎防衛大臣

1.北極海
　双方は、航路の気象観測について認識を共有した。日本側から観測船の計画を説明し、翌年の参加を要請した。ノルウェーの漁期は短い。
（1）三崎大臣より、観測の費用に期待を表明した。
（2）基地の名称は未定である。
2.訓練
　双方は、捜索救難の訓練を秋に行うこ
とで一致した。
`;

/** The details of the sections, in order, with their indents. */
function details(text: string, japanese: boolean, voices = new SectionVoices()): string[] {
  const analyser = new StructureAnalyser(splitLines(text));
  const lineAt = (line: number): string => (splitLines(text)[line] ?? '').replace(/[\r\n]+$/, '');
  const documents = analyser.documents();
  voices.begin();
  const detail = voices.detail(lineAt, lexicon, referenceWordsFor(japanese));
  const endColumn = (line: number): number => analyser.scan(line).end;
  const symbols = documentSymbols(documents, endColumn, 1000, detail);
  // both ways of writing the outline say the same
  assert.deepEqual(JSON.parse(documentSymbolJson(documents[0], endColumn, detail)), symbols[0]);
  const list = (some: readonly DocumentSymbol[], depth: number): string[] =>
    some.flatMap(({ name, detail: said, children }) => [
      `${'  '.repeat(depth)}${name}${said === undefined ? '' : ` | ${said}`}`,
      ...list(children ?? [], depth + 1),
    ]);
  return list(symbols[0].children ?? [], 0);
}

test('the outline says of a section who speaks in its own sentences, and what comes of it', () => {
  assert.deepEqual(details(TEXT, true), [
    '1.北極海 | 双方 認識の一致／日本側 要請',
    // he sits on the Japanese side, as the participants say
    '  （1）三崎大臣より、観測の費用に期待を表明した | 日本側 表明',
    '  （2）基地の名称は未定である',
    // the sentence goes over the end of its line
    '2.訓練 | 双方 認識の一致',
  ]);
});

test('in the language of the editor', () => {
  assert.equal(details(TEXT, false)[0], '1.北極海 | all sides view shared; Japan requested');
});

test('after an edit it is the same as of a new text', () => {
  const voices = new SectionVoices();
  details(TEXT, true, voices);
  const edited = TEXT.replace('日本側：三崎防衛大臣', 'ノルウェー側：三崎防衛大臣').replace('で一致した', 'を提案した');
  assert.deepEqual(details(edited, true, voices), details(edited, true));
  assert.doesNotMatch(details(edited, true, voices).join('\n'), /日本側 表明|訓練 \| 双方 認識/);
});

test('a document too long for it has an outline without', () => {
  assert.deepEqual(
    details(`${TEXT}3.その他\n${'　双方は一致した。\n'.repeat(3_000)}`, true)
      .join('\n')
      .includes('|'),
    false,
  );
});
