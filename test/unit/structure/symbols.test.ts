import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentSymbolJson, documentSymbols } from '../../../server/src/features/symbols.ts';
import { StructureAnalyser } from '../../../server/src/structure/analyser.ts';
import { splitLines } from '../../../server/src/text/lines.ts';

test('the outline written as JSON text is the outline as values, whatever stands in the names', () => {
  const text =
    '協議の"概要"\\第1回\n令和2年2月4日\n外務省\n\n1.総"論\\\n（1）双方は、\u0001一致した。\n・\ud800片\n※ 注\n別紙\n1 図\n\n第2回協議の概要\n令和3年2月4日\n防衛省\n\nⅠ．概観\n　述べた。\n';
  const analyser = new StructureAnalyser(splitLines(text));
  const documents = analyser.documents();
  const endColumn = (line: number): number => analyser.scan(line).end;
  const written = JSON.parse(`[${documents.map((d) => documentSymbolJson(d, endColumn)).join(',')}]`);
  assert.equal(written.length, 2);
  assert.deepEqual(written, documentSymbols(documents, endColumn, 1000));
});
