import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { LineDocument, type LineEdit } from '../../../server/src/text/line-document.ts';
import { splitLines } from '../../../server/src/text/lines.ts';
import { SEED } from '../seed.ts';

function open(text: string): LineDocument {
  return new LineDocument('file:///a.txt', 'communique', 1, text);
}

function change(startLine: number, start: number, endLine: number, end: number, text: string) {
  return {
    range: { start: { line: startLine, character: start }, end: { line: endLine, character: end } },
    text,
  };
}

/** What a consumer does that keeps one value per line. */
function replay(lines: readonly string[], edits: readonly LineEdit[]): string[] {
  const result = lines.slice();
  for (const edit of edits) result.splice(edit.start, edit.removed, ...edit.inserted);
  return result;
}

describe('an open document', () => {
  it('gives its lines without terminators', () => {
    const document = open('概要\r\n平成19年5月1日\n');
    assert.equal(document.lineCount, 3);
    assert.deepEqual(
      [0, 1, 2, 3, -1].map((i) => document.lineAt(i)),
      ['概要', '平成19年5月1日', '', '', ''],
    );
    assert.equal(document.getEOLCharacters(0), '\r\n');
  });

  it('takes a typed character by touching that line only', () => {
    const document = open('1.在日米軍再編\n2.情報協\n3.以上');
    document.update([change(1, 5, 1, 5, '力')], 2);
    assert.equal(document.getText(), '1.在日米軍再編\n2.情報協力\n3.以上');
    assert.equal(document.version, 2);
    assert.deepEqual(document.takeLineEdits(), [{ start: 1, removed: 1, inserted: ['2.情報協力\n'] }]);
    assert.deepEqual(document.takeLineEdits(), []);
  });

  it('joins edits of the same lines into one splice', () => {
    const document = open('a\nb\nc');
    document.update([change(1, 1, 1, 1, 'x'), change(1, 2, 1, 2, '\n'), change(2, 0, 2, 0, 'y')], 2);
    assert.deepEqual(document.takeLineEdits(), [{ start: 1, removed: 1, inserted: ['bx\n', 'y\n'] }]);
  });

  it('splits and joins lines', () => {
    const document = open('前文\n1.総論\n2.各論\n');
    document.update([change(0, 2, 1, 0, '')], 2);
    assert.deepEqual(document.lines, ['前文1.総論\n', '2.各論\n', '']);
    document.update([change(0, 2, 0, 2, '\r\n\r\n')], 3);
    assert.deepEqual(document.lines, ['前文\r\n', '\r\n', '1.総論\n', '2.各論\n', '']);
  });

  it('makes one terminator of \\r and \\n that an edit brings together', () => {
    const inserted = open('a\rb');
    inserted.update([change(1, 0, 1, 0, '\n')], 2);
    assert.deepEqual(inserted.lines, ['a\r\n', 'b']);
    assert.deepEqual(inserted.takeLineEdits(), [{ start: 0, removed: 2, inserted: ['a\r\n', 'b'] }]);

    const deleted = open('a\rb\nc');
    deleted.update([change(1, 0, 1, 1, '')], 2);
    assert.deepEqual(deleted.lines, ['a\r\n', 'c']);

    const typed = open('a\nb');
    typed.update([change(0, 1, 0, 1, '\r')], 2);
    assert.deepEqual(typed.lines, ['a\r\n', 'b']);
  });

  it('can be replaced as a whole', () => {
    const document = open('a\nb');
    document.update([change(0, 0, 0, 0, 'x'), { text: 'c\nd\n' }, change(1, 1, 1, 1, 'e')], 2);
    assert.deepEqual(document.lines, ['c\n', 'de\n', '']);
    assert.deepEqual(document.takeLineEdits(), [{ start: 0, removed: 2, inserted: ['c\n', 'de\n', ''] }]);
  });

  it('clamps what is out of range and reads backward ranges forward', () => {
    const document = open('概要\r\n以上');
    assert.equal(document.getText({ start: { line: 1, character: 1 }, end: { line: 0, character: 1 } }), '要\r\n以');
    assert.equal(document.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(document.offsetAt({ line: 9, character: 0 }), 6);
    assert.equal(document.offsetAt({ line: -1, character: 5 }), 0);
    assert.deepEqual(document.positionAt(3), { line: 0, character: 2 });
    document.update([change(7, 7, 9, 9, '。'), change(-3, 4, -2, 0, '　')], 2);
    assert.equal(document.getText(), '　概要\r\n以上。');
  });

  it('passes over changes that are none', () => {
    const document = open('a');
    const odd = [{}, { text: 5 }, null, undefined] as unknown as TextDocumentContentChangeEvent[];
    assert.doesNotThrow(() => document.update(odd, 2));
    assert.equal(document.getText(), 'a');
  });

  it('serves the document manager of the protocol library', () => {
    const document = LineDocument.create('file:///a.txt', 'communique', 1, 'a');
    assert.equal(LineDocument.update(document, [{ text: 'b' }], 2), document);
    assert.equal(document.getText(), 'b');
  });

  it('hands over one replacement of everything after very many scattered edits', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `${i}\n`);
    const document = open(lines.join(''));
    for (let i = 0; i < 2000; i += 2) document.update([change(i, 0, i, 0, 'x')], i);
    const edits = document.takeLineEdits();
    assert.ok(edits.length <= 512);
    assert.deepEqual(replay([...lines, ''], edits), document.lines);
  });

  it('stays right when most of a long text is deleted piece by piece', () => {
    const document = open('あ'.repeat(50).concat('\n').repeat(4000));
    let expected = document.getText();
    const old = document.lines.slice();
    for (let version = 2; document.lineCount > 10; version++) {
      const half = document.lineCount >> 1;
      document.update([change(0, 0, half, 0, '改')], version);
      expected = `改${expected.split('\n').slice(half).join('\n')}`;
    }
    assert.equal(document.getText(), expected);
    assert.equal(document.offsetAt({ line: 99, character: 0 }), expected.length);
    assert.deepEqual(replay(old, document.takeLineEdits()), document.lines);
  });

  const piece = fc.constantFrom('概', '1.', ' ', '\n', '\r', '\r\n', '\n\r', '\u2028', '𠮷', '\ud842', '\udfb7');
  const anyText = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
  const position = fc.record({ line: fc.integer({ min: -1, max: 9 }), character: fc.integer({ min: -1, max: 6 }) });
  const anyChange = fc.oneof(
    { weight: 9, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text: anyText }) },
    { weight: 1, arbitrary: fc.record({ text: anyText }) },
  );

  it('equals the document of the protocol library after any edits, line by line', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(fc.record({ changes: fc.array(anyChange, { maxLength: 3 }), take: fc.boolean() })),
        (text, steps) => {
          const document = open(text);
          let kept = splitLines(text);
          let expected = text;
          for (const [version, { changes, take }] of steps.entries()) {
            document.update(changes, version);
            for (const one of changes) {
              // A new reference for every change: its own incremental table is wrong where \r and \n meet.
              const reference = TextDocument.create('', '', 0, expected);
              expected = TextDocument.update(reference, [one], version).getText();
            }
            const reference = TextDocument.create('', '', 0, expected);
            assert.equal(document.getText(), expected);
            assert.deepEqual(document.lines, splitLines(expected));
            assert.equal(document.lineCount, reference.lineCount);
            assert.equal(document.length, expected.length);
            // Only now and then, so that the table of offsets is also met half built.
            for (let offset = -1; take && offset <= expected.length + 1; offset++) {
              assert.deepEqual(document.positionAt(offset), reference.positionAt(offset));
            }
            for (let line = -1; line <= 9; line++) {
              const at = { line, character: version % 5 };
              assert.equal(document.offsetAt(at), reference.offsetAt(at));
              assert.deepEqual(document.getLineRange(line), reference.getLineRange(line));
              assert.equal(document.getEOLCharacters(line), reference.getEOLCharacters(line));
              const range = { start: at, end: { line: 3, character: 2 } };
              assert.equal(document.getText(range), reference.getText(range));
            }
            if (take) {
              kept = replay(kept, document.takeLineEdits());
              assert.deepEqual(kept, document.lines);
            }
          }
          assert.deepEqual(replay(kept, document.takeLineEdits()), document.lines);
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });
});
