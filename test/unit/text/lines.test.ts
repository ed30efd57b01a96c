import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { contentLength, LineIndex, splitLines } from '../../../server/src/text/lines.ts';
import { SEED } from '../seed.ts';

const anyText = fc
  .array(fc.constantFrom('概要', '1.', '\n', '\r', '\r\n', '\u2028', '\u0085', '\f', '𠮷', '\ud842', 'a'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

describe('lines of a text', () => {
  it('end at \\n, \\r\\n and a lone \\r, and keep their terminators', () => {
    assert.deepEqual(splitLines('概要\n外務省\r\n防衛省\r以上'), ['概要\n', '外務省\r\n', '防衛省\r', '以上']);
  });

  it('do not end at U+2028, U+2029, U+0085 or a form feed', () => {
    assert.deepEqual(splitLines('a\u2028b\u2029c\u0085d\fe'), ['a\u2028b\u2029c\u0085d\fe']);
  });

  it('always have a last one without a terminator', () => {
    assert.deepEqual(splitLines(''), ['']);
    assert.deepEqual(splitLines('a\n'), ['a\n', '']);
    assert.deepEqual(splitLines('\n\r\r\n'), ['\n', '\r', '\r\n', '']);
  });

  it('are as long as what stands before the terminator', () => {
    assert.deepEqual(['概要\r\n', '概要\n', '概要\r', '概要', '\r\n', ''].map(contentLength), [2, 2, 2, 2, 0, 0]);
  });

  it('joined give the text again, and none has a terminator inside', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = splitLines(text);
        assert.equal(lines.join(''), text);
        for (const [i, line] of lines.entries()) {
          assert.doesNotMatch(line.substring(0, contentLength(line)), /[\r\n]/);
          assert.equal(contentLength(line) < line.length, i < lines.length - 1);
        }
      }),
      { seed: SEED },
    );
  });
});

describe('positions in a text', () => {
  it('are lines and UTF-16 code units', () => {
    const index = new LineIndex('𠮷田\r\n外務省');
    assert.deepEqual(index.positionAt(2), { line: 0, character: 2 });
    assert.deepEqual(index.positionAt(6), { line: 1, character: 1 });
    assert.equal(index.offsetAt({ line: 1, character: 1 }), 6);
    assert.deepEqual([index.lineStart(1), index.lineEnd(0), index.lineEnd(1)], [5, 3, 8]);
  });

  it('are clamped as the document of the protocol clamps them', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: -2, max: 40 }), fc.integer({ min: -2, max: 20 }), (text, a, b) => {
        const index = new LineIndex(text);
        const reference = TextDocument.create('', '', 0, text);
        assert.equal(index.lineCount, reference.lineCount);
        assert.deepEqual(index.positionAt(a), reference.positionAt(a));
        assert.equal(index.offsetAt({ line: b, character: a }), reference.offsetAt({ line: b, character: a }));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
