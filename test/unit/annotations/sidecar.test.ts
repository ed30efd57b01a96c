import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LIMITS } from '../../../server/src/annotations/model.ts';
import {
  editSidecar,
  GIT_ATTRIBUTES,
  readSidecar,
  sidecarBytes,
  sidecarName,
  UnreadableSidecarError,
} from '../../../server/src/annotations/sidecar.ts';
import { SEED } from '../seed.ts';
import { note, sidecarOf, textOf } from './notes.ts';

const LINE_A = '{"id":"urn:test:a","type":"Annotation","body":"b.txt","target":"a.txt"}';
const LINE_B = '{"id":"urn:test:b","type":"Annotation","body":"b.txt","target":"a.txt"}';
const add = (name: string) => ({ kind: 'add' as const, annotation: note(name) });
const codes = (content: string | Uint8Array): string[] =>
  readSidecar(content).problems.map(({ code, line }) => `${line} ${code}`);
const ids = (content: string | Uint8Array): string[] => readSidecar(content).annotations.map(({ id }) => id);

describe('a sidecar', () => {
  it('stands beside its text', () => {
    assert.equal(sidecarName('概要.txt'), '概要.txt.annotations.jsonl');
    assert.equal(GIT_ATTRIBUTES, '*.annotations.jsonl text eol=lf merge=union\n');
  });

  it('has one note a line, ordered by id, with keys in order', () => {
    const file = sidecarOf(note('c'), note('a'), note('b', { creator: { name: '' } }));
    assert.deepEqual(
      file.annotations.map(({ id }) => id),
      ['urn:test:a', 'urn:test:b', 'urn:test:c'],
    );
    assert.equal(
      textOf(file).split('\n')[0],
      '{"@context":"http://www.w3.org/ns/anno.jsonld","body":[{"format":"text/markdown","type":"TextualBody","value":"確認を要する。"}],' +
        '"created":"2031-05-01T09:30:00Z","creator":{"name":"佐藤","type":"Person"},"id":"urn:test:a","modified":"2031-05-01T09:30:00Z",' +
        '"motivation":"commenting","target":"a.txt","type":"Annotation"}',
    );
    assert.equal(textOf(file).split('\n').length, 4, 'three lines, the last with an end');
  });

  it('gives back what was put in', () => {
    const full = note('full', {
      motivation: 'questioning',
      creator: { name: '鈴木', id: 'mailto:suzuki@example.jp' },
      bodies: [{ value: '**要確認**\n\n前年の\u2028共同発表と違う 🇯🇵', format: 'text/markdown' }],
      tags: ['再編', '要確認'],
      links: [{ href: 'b.txt#t=1' }, { href: 'https://example.jp/' }],
      resolved: { at: '2031-05-02T00:00:00Z', by: '田中' },
      target: {
        kind: 'text',
        source: 'a.txt',
        quote: { exact: '合意', prefix: '日米', suffix: 'を', occurrence: 1, occurrences: 2 },
        position: { start: 2, end: 4, textHash: 'sha256:00' },
        section: ['概要', '1.総論'],
      },
    });
    const reply = note('reply', { target: { kind: 'annotation', id: full.id }, motivation: 'replying' });
    assert.deepEqual(readSidecar(textOf(sidecarOf(full, reply))).annotations, [full, reply]);
  });

  it('reads what the W3C model allows and other programs write', () => {
    const [one, two, three] = readSidecar(
      [
        '{"@context":["http://www.w3.org/ns/anno.jsonld"],"id":"https://example.org/1","type":["Annotation"],"bodyValue":"A comment",' +
          '"creator":"https://example.org/me","motivation":"oa:assessing","target":{"source":{"id":"a.txt"},"selector":' +
          '{"type":"RangeSelector","refinedBy":{"type":"TextQuoteSelector","exact":"日米"}}}}',
        '{"id":"x:2","type":"Annotation","body":{"value":"in English","language":"en"},"target":["a.txt",{"source":"a.txt","selector":' +
          '{"type":"TextPositionSelector","start":1,"end":2}}]}',
        '{"id":"x:3","type":"Annotation","motivation":"replying","target":"x:2","body":[{"type":"Choice","items":[]}]}',
      ].join('\n'),
    ).annotations;
    assert.deepEqual(one.bodies, [{ value: 'A comment', format: 'text/plain' }]);
    assert.deepEqual([one.motivation, one.creator], ['assessing', { name: '', id: 'https://example.org/me' }]);
    assert.deepEqual(one.target, { kind: 'text', source: 'a.txt', quote: { exact: '日米', prefix: '', suffix: '' } });
    assert.deepEqual(two.target, { kind: 'text', source: 'a.txt', position: { start: 1, end: 2 } });
    assert.deepEqual(three.target, { kind: 'annotation', id: 'x:2' });
  });
});

describe('a sidecar that is not as it should be', () => {
  it('is read as far as it can be, with a problem for every line that cannot', () => {
    const content = `${LINE_B}\n{"id":\n[1]\n{"id":"x","type":"Note","target":"a"}\n\n${LINE_A}\n`;
    assert.deepEqual(ids(content), ['urn:test:b', 'urn:test:a']);
    assert.deepEqual(codes(content), ['1 not-json', '2 not-annotation', '3 not-annotation']);
  });

  it('says which line is there twice, and counts the one modified last', () => {
    const line = (text: string, modified: string): string =>
      `{"id":"urn:test:a","type":"Annotation","bodyValue":"${text}","modified":"${modified}","target":"a.txt"}`;
    const content = [
      line('旧', '2031-01-01T00:00:00Z'),
      line('新', '2031-03-01T09:00:00+09:00'),
      line('中', '2031-02-01T00:00:00Z'),
    ].join('\n');
    const { annotations, problems } = readSidecar(content);
    assert.deepEqual(
      annotations.map(({ bodies }) => bodies[0].value),
      ['新'],
    );
    assert.deepEqual(
      problems.map(({ code, line: at }) => `${at} ${code}`),
      ['1 duplicate-id', '2 duplicate-id'],
    );
  });

  it('shows an unfinished merge, and takes the notes of both sides', () => {
    const base = LINE_A.replace('b.txt', 'base.txt');
    const content = `<<<<<<< HEAD\n${LINE_A}\n||||||| 1234567\n${base}\n=======\n${LINE_B}\n>>>>>>> theirs\n`;
    assert.deepEqual(ids(content), ['urn:test:a', 'urn:test:b']);
    assert.deepEqual(codes(content), [
      '0 conflict-marker',
      '2 conflict-marker',
      '4 conflict-marker',
      '6 conflict-marker',
    ]);
    const changed = textOf(editSidecar(readSidecar(content), [add('0'), { kind: 'remove', id: 'urn:test:b' }]));
    const [kept, added] = changed.split('>>>>>>> theirs\n');
    assert.equal(kept, `<<<<<<< HEAD\n${LINE_A}\n||||||| 1234567\n${base}\n=======\n`, 'nothing moves in it');
    assert.match(added, /"id":"urn:test:0"/, 'what is new goes behind it');
  });

  it('that is UTF-16 or too large is never written', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, 0x7b, 0x00]);
    const large = ' '.repeat(LIMITS.bytes + 1);
    for (const content of [utf16, large]) {
      assert.deepEqual(codes(content), ['0 unreadable-file']);
      assert.throws(() => editSidecar(readSidecar(content), [add('a')]), UnreadableSidecarError);
    }
    assert.deepEqual(sidecarBytes(readSidecar(utf16)), utf16);
  });

  it('with a line that is too long, or nested too deep, keeps it unread', () => {
    const long = `{"id":"${'x'.repeat(LIMITS.line)}"}`;
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.deepEqual(codes(`${long}\n${deep}\n${LINE_A}`), ['0 line-too-long', '1 not-json']);
  });
});

describe('what is not changed', () => {
  const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));

  it('keeps every byte of a file that is not changed at all', () => {
    const content = fc.array(
      fc.oneof(
        fc.constantFrom(LINE_A, LINE_B, '\n', '\r\n', '\r', '\ufeff', '<<<<<<< x', '=======', '{', ' '),
        fc.uint8Array({ maxLength: 4 }).map((bytes) => [...bytes]),
      ),
    );
    fc.assert(
      fc.property(content, (parts) => {
        const bytes = bytesOf(...parts);
        const file = readSidecar(bytes);
        assert.deepEqual(sidecarBytes(file), bytes);
        assert.deepEqual(sidecarBytes(editSidecar(readSidecar(bytes.slice()), [])), bytes);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('keeps every byte of the other lines: damaged ones, their line ends, the mark at the beginning', () => {
    const damaged: number[] = [0x82, 0xa0, 0x22];
    const before = bytesOf(
      [0xef, 0xbb, 0xbf],
      `${LINE_A.replace(/:/g, ' : ')}\r\n`,
      damaged,
      '\r\n',
      `{"x":1\r\n${LINE_B}`,
    );
    const file = readSidecar(before);
    assert.deepEqual(
      file.problems.map(({ code }) => code),
      ['encoding', 'not-json'],
    );
    const after = sidecarBytes(editSidecar(file, [{ kind: 'remove', id: 'urn:test:b' }]));
    assert.deepEqual(after, before.subarray(0, before.length - LINE_B.length));
    const added = sidecarBytes(editSidecar(file, [add('c')]));
    assert.deepEqual(added.subarray(0, before.length), before);
    assert.match(new TextDecoder().decode(added.subarray(before.length)), /^\r\n\{.*"urn:test:c".*\}\r\n$/);
  });

  it('keeps in a changed line all that is not known here, as it is written', () => {
    const line =
      '{ "type":"Annotation", "id":"urn:test:a", "x:big": 12345678901234567890, "x:num":1.0, "body":[{"type":"Video","id":"v"},' +
      '{"x:why":"\\u65e5","type":"TextualBody","value":"旧"}], "target":{"source":"a.txt","x:scope":1e2,"selector":' +
      '{"type":"RangeSelector","x:a":[1, 2]}}, "x:twice":1, "x:twice":2 }';
    const file = readSidecar(`${line}\n`);
    const after = textOf(
      editSidecar(file, [
        {
          kind: 'update',
          id: 'urn:test:a',
          fields: { bodies: [{ value: '新', format: 'text/plain' }], tags: ['再編'] },
        },
      ]),
    );
    assert.equal(
      after,
      '{"body":[{"format":"text/plain","type":"TextualBody","value":"新","x:why":"\\u65e5"},' +
        '{"purpose":"tagging","type":"TextualBody","value":"再編"},{"type":"Video","id":"v"}],"id":"urn:test:a",' +
        '"target":{"source":"a.txt","x:scope":1e2,"selector":{"type":"RangeSelector","x:a":[1, 2]}},"type":"Annotation",' +
        '"x:big":12345678901234567890,"x:num":1.0,"x:twice":1,"x:twice":2}\n',
    );
  });
});

describe('changes to a sidecar', () => {
  it('change what they name, and nothing where the id is not there', () => {
    const file = sidecarOf(note('a'), note('b'));
    const changed = editSidecar(file, [
      { kind: 'update', id: 'urn:test:a', fields: { resolved: { at: '2031-05-02T00:00:00Z', by: '田中' } } },
      { kind: 'remove', id: 'urn:test:b' },
      add('c'),
    ]);
    assert.deepEqual(
      changed.annotations.map(({ id, resolved }) => [id, resolved?.by]),
      [
        ['urn:test:a', '田中'],
        ['urn:test:c', undefined],
      ],
    );
    const reopened = editSidecar(changed, [{ kind: 'update', id: 'urn:test:a', fields: { resolved: undefined } }]);
    assert.equal(textOf(reopened).split('\n')[0], textOf(file).split('\n')[0], 'reopened it is as it was');
    assert.equal(editSidecar(file, [{ kind: 'remove', id: 'urn:test:x' }, add('a')]), file);
  });

  it('to a file that a merge left out of order bring it into order', () => {
    const file = editSidecar(readSidecar(`${LINE_B}\nnot ours\n${LINE_A}`), [add('c')]);
    assert.deepEqual(
      textOf(file)
        .split('\n')
        .map((line) => /urn:test:./.exec(line)?.[0] ?? line),
      ['urn:test:a', 'not ours', 'urn:test:b', 'urn:test:c', ''],
    );
  });

  it('remove all lines of a note that is there twice', () => {
    const file = readSidecar(`${LINE_A}\n${LINE_A}\n${LINE_B}\n`);
    assert.equal(textOf(editSidecar(file, [{ kind: 'remove', id: 'urn:test:a' }])), `${LINE_B}\n`);
  });

  it('attach a note again, and leave no selector of the old place', () => {
    const line =
      '{"id":"urn:test:a","type":"Annotation","target":{"source":"a.txt","type":"SpecificResource","x:scope":1,"selector":[{"type":"RangeSelector"}]}}';
    const target = { kind: 'text' as const, source: 'a.txt', quote: { exact: '日', prefix: '', suffix: '米' } };
    const file = editSidecar(readSidecar(line), [{ kind: 'update', id: 'urn:test:a', fields: { target } }]);
    assert.equal(
      textOf(file),
      '{"id":"urn:test:a","target":{"selector":[{"exact":"日","prefix":"","suffix":"米","type":"TextQuoteSelector"}],' +
        '"source":"a.txt","type":"SpecificResource","x:scope":1},"type":"Annotation"}',
    );
  });
});
