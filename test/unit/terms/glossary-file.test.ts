import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertTerm, readGlossaryJson } from '../../../server/src/terms/glossary-json.ts';

const TERM = { ja: '海洋調整所', acronym: 'MCC' };

/** The glossary with a term added. */
function added(text: string): string | undefined {
  const insertions = insertTerm(text, TERM);
  if (insertions === undefined) return undefined;
  let result = text;
  for (const { offset, length, content } of [...insertions].reverse()) {
    result = result.slice(0, offset) + content + result.slice(offset + length);
  }
  return result;
}

test('a term is added behind the others, in their form, and every other character stays', () => {
  for (const [before, after] of [
    ['', '{\n  "terms": [\n    {\n      "ja": "海洋調整所",\n      "acronym": "MCC"\n    }\n  ]\n}\n'],
    ['{}', '{\n  "terms": [\n    {\n      "ja": "海洋調整所",\n      "acronym": "MCC"\n    }\n  ]\n}'],
    ['{ "terms": [] }', '{ "terms": [\n  {\n    "ja": "海洋調整所",\n    "acronym": "MCC"\n  }\n] }'],
    ['{"terms":[{"ja":"甲乙"}]}', '{"terms":[{"ja":"甲乙"}, { "ja": "海洋調整所", "acronym": "MCC" }]}'],
    [
      '{\n  "terms": [\n    { "ja": "甲乙" } // ours\n  ]\n}\n',
      '{\n  "terms": [\n    { "ja": "甲乙" }, // ours\n    { "ja": "海洋調整所", "acronym": "MCC" }\n  ]\n}\n',
    ],
    [
      '{\r\n\t"terms": [\r\n\t\t{\r\n\t\t\t"ja": "甲乙"\r\n\t\t},\r\n\t]\r\n}\r\n',
      '{\r\n\t"terms": [\r\n\t\t{\r\n\t\t\t"ja": "甲乙"\r\n\t\t},\r\n\t\t{\r\n\t\t\t"ja": "海洋調整所",\r\n\t\t\t"acronym": "MCC"\r\n\t\t},\r\n\t]\r\n}\r\n',
    ],
    [
      '{ "$schema": "x", "terms": [\n{ "ja": "甲乙" }\n] }',
      '{ "$schema": "x", "terms": [\n{ "ja": "甲乙" },\n{ "ja": "海洋調整所", "acronym": "MCC" }\n] }',
    ],
    [
      '{ "$schema": "x" }',
      '{\n  "terms": [\n    {\n      "ja": "海洋調整所",\n      "acronym": "MCC"\n    }\n  ], "$schema": "x" }',
    ],
  ]) {
    const result = added(before);
    assert.equal(result, after);
    const { entries, problems } = readGlossaryJson(result, 'workspace');
    assert.deepEqual(
      problems.filter(({ code }) => code !== 'unknown-column'),
      [],
    );
    assert.equal(entries.at(-1)?.acronym, 'MCC');
  }
});

test('nothing is added to what is no glossary', () => {
  for (const text of ['{', '[]', '{ "terms": {} }', '"x"', '{ "terms": [ } ]', '[['.repeat(5000)]) {
    assert.equal(added(text), undefined, text);
  }
});
