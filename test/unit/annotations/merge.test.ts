import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mergeSidecars } from '../../../server/src/annotations/merge.ts';
import type { AnnotationChange, AnnotationFields } from '../../../server/src/annotations/model.ts';
import { editSidecar, readSidecar, type SidecarFile } from '../../../server/src/annotations/sidecar.ts';
import { SEED } from '../seed.ts';
import { note, sidecarOf, textOf } from './notes.ts';

const base = sidecarOf(note('a'), note('b'), note('c'));
const update = (name: string, fields: AnnotationFields): AnnotationChange => ({
  kind: 'update',
  id: `urn:test:${name}`,
  fields,
});
const remove = (name: string): AnnotationChange => ({ kind: 'remove', id: `urn:test:${name}` });
const add = (name: string): AnnotationChange => ({ kind: 'add', annotation: note(name) });
const text = (value: string): AnnotationFields => ({ bodies: [{ value, format: 'text/markdown' }] });

function merge(
  ours: AnnotationChange[],
  theirs: AnnotationChange[],
  from = base,
): { file: SidecarFile; conflicts: string[] } {
  const { file, conflicts } = mergeSidecars(from, editSidecar(from, ours), editSidecar(from, theirs));
  return { file, conflicts: conflicts.map(({ id, field }) => `${id.replace('urn:test:', '')} ${field}`) };
}

/** Notes with what they say, as they count. */
const said = (file: SidecarFile): string[] =>
  file.annotations.map(({ id, bodies, tags }) => [id.replace('urn:test:', ''), bodies[0]?.value, ...tags].join(' '));

describe('two people changed a sidecar', () => {
  it('at different notes: both count', () => {
    const { file, conflicts } = merge(
      [update('a', text('甲')), add('d')],
      [update('b', text('乙')), remove('c'), add('0')],
    );
    assert.deepEqual(said(file), ['0 確認を要する。', 'a 甲', 'b 乙', 'd 確認を要する。']);
    assert.deepEqual(conflicts, []);
    assert.deepEqual(file.problems, []);
  });

  it('at different fields of one note: both count, with the later time', () => {
    const { file, conflicts } = merge(
      [update('a', { ...text('甲'), modified: '2031-06-01T00:00:00Z' })],
      [update('a', { tags: ['再編'], resolved: { at: '2031-05-31T00:00:00Z' }, modified: '2031-05-31T00:00:00Z' })],
    );
    assert.deepEqual(said(file)[0], 'a 甲 再編');
    assert.equal(file.annotations[0].modified, '2031-06-01T00:00:00Z');
    assert.equal(file.annotations[0].resolved?.at, '2031-05-31T00:00:00Z');
    assert.deepEqual(conflicts, []);
  });

  it('with tags of their own: all tags, without those that one has taken away', () => {
    const tagged = editSidecar(base, [update('a', { tags: ['一', '二'] })]);
    const { file } = merge([update('a', { tags: ['一', '甲'] })], [update('a', { tags: ['一', '二', '乙'] })], tagged);
    assert.deepEqual([...file.annotations[0].tags].sort(), ['一', '乙', '甲'].sort());
  });

  it('at the same words: both lines stay, and it is said', () => {
    const { file, conflicts } = merge([update('a', text('甲'))], [update('a', text('乙'))]);
    assert.deepEqual(conflicts, ['a body']);
    assert.deepEqual(
      file.problems.map(({ code, line }) => `${line} ${code}`),
      ['1 duplicate-id'],
    );
    assert.match(textOf(file), /甲/);
    assert.match(textOf(file), /乙/);
    assert.deepEqual(readSidecar(textOf(file)).problems, file.problems);
  });

  it('in the same way: once', () => {
    const { file, conflicts } = merge(
      [update('a', text('甲')), add('d'), remove('b')],
      [update('a', text('甲')), add('d'), remove('b')],
    );
    assert.deepEqual(said(file), ['a 甲', 'c 確認を要する。', 'd 確認を要する。']);
    assert.deepEqual(conflicts, []);
  });

  it('one removed what the other changed: the changed one stays, and it is said', () => {
    for (const [ours, theirs] of [
      [[remove('a')], [update('a', text('乙'))]],
      [[update('a', text('乙'))], [remove('a')]],
    ]) {
      const { file, conflicts } = merge(ours, theirs);
      assert.equal(said(file)[0], 'a 乙');
      assert.deepEqual(conflicts, ['a ']);
    }
  });
});

describe('a merge', () => {
  it('keeps lines that cannot be read, of whichever side', () => {
    const from = readSidecar(`${textOf(base)}% one\n% two\n`);
    const ours = readSidecar(`% ours\n${textOf(base)}% one\n`);
    const theirs = readSidecar(`${textOf(base).replace('佐藤', '鈴木')}% one\n% two\n% theirs`);
    const merged = textOf(mergeSidecars(from, ours, theirs).file);
    for (const line of ['% ours', '% one', '% theirs']) assert.ok(merged.split('\n').includes(line), line);
    assert.ok(!merged.includes('% two'), 'what one side took out is out');
    assert.match(merged, /鈴木/);
  });

  it('leaves an unfinished merge of git in the file as it is', () => {
    const theirs = readSidecar(`<<<<<<< HEAD\n${textOf(base)}=======\n>>>>>>> x\n`);
    const { file } = mergeSidecars(base, editSidecar(base, [add('d')]), theirs);
    assert.ok(textOf(file).startsWith(`<<<<<<< HEAD\n${textOf(base)}=======\n>>>>>>> x\n`));
    assert.equal(file.annotations.length, 4);
  });

  it('with nothing changed on a side gives the bytes of the other', () => {
    const theirs = readSidecar(`${textOf(base).trimEnd()}\r\nxyz`);
    assert.equal(mergeSidecars(base, base, theirs).file, theirs);
    assert.equal(mergeSidecars(base, theirs, base).file, theirs);
  });

  it('loses nothing that either side wrote, whatever they did', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const change = fc.oneof(
      names.map(add),
      fc.tuple(names, fc.constantFrom('x', 'y', 'z')).map(([name, value]) => update(name, text(value))),
      fc.tuple(names, fc.constantFrom('p', 'q')).map(([name, tag]) => update(name, { tags: [tag] })),
      names.map(remove),
    );
    const changes = fc.array(change, { maxLength: 6 });
    fc.assert(
      fc.property(changes, changes, (mine, others) => {
        const ours = editSidecar(base, mine);
        const theirs = editSidecar(base, others);
        const { file, conflicts } = mergeSidecars(base, ours, theirs);
        const known = new Set(base.lines.map(({ raw }) => raw));
        for (const side of [ours, theirs]) {
          for (const { id, bodies, tags } of side.annotations) {
            if (known.has(side.lines[side.lineOf(id) ?? -1].raw)) continue;
            // every word and tag that somebody wrote is in a line of the note
            const lines = file.lines.filter(({ annotation }) => annotation?.id === id);
            assert.ok(lines.length > 0, `${id} is there`);
            const old = base.annotations.find((one) => one.id === id);
            for (const { value } of bodies) {
              if (old?.bodies.some((body) => body.value === value)) continue;
              assert.ok(
                lines.some(({ annotation }) => annotation?.bodies.some((body) => body.value === value)),
                value,
              );
            }
            for (const tag of tags)
              assert.ok(
                lines.some(({ annotation }) => annotation?.tags.includes(tag)),
                tag,
              );
          }
        }
        assert.equal(
          file.problems.length > 0,
          conflicts.some(({ field }) => field !== ''),
          'what is there twice is said',
        );
        assert.deepEqual(readSidecar(textOf(file)).annotations, file.annotations);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
