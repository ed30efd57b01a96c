import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { Ajv } from 'ajv';
import { importJsonLd } from '../../../server/src/annotations/import-jsonld.ts';
import { editSidecar } from '../../../server/src/annotations/sidecar.ts';
import { note, sidecarOf, targetOn, textOf } from './notes.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schemas/annotation.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);

function fits(text: string): void {
  for (const line of text.trimEnd().split('\n')) {
    assert.ok(validate(JSON.parse(line)), `${JSON.stringify(validate.errors)}\n${line}`);
  }
}

it('every line that is written fits the schema', () => {
  const text = '概要\n\n1.総論\n日米両政府は、日米間の合意を確認した。\n';
  const comment = note('a', { target: targetOn(text, '合意'), tags: ['再編'], links: [{ href: 'b.txt' }] });
  const file = sidecarOf(
    comment,
    note('b', { target: { kind: 'annotation', id: comment.id }, motivation: 'replying' }),
    note('c', { bodies: [], motivation: 'highlighting', target: targetOn(text, '総論') }),
    note('d', {
      resolved: { at: '2031-05-01T00:00:00Z', by: '佐藤' },
      creator: { name: '', id: 'mailto:a@example.jp' },
    }),
  );
  fits(textOf(file));
  fits(textOf(editSidecar(file, [{ kind: 'update', id: comment.id, fields: { tags: [], bodies: [], links: [] } }])));
});

it('so does what is imported from Hypothesis', () => {
  const rows = [
    {
      id: 'h1',
      uri: 'a.txt',
      text: 'Why?',
      tags: ['x'],
      user: 'acct:me@hypothes.is',
      updated: '2031-01-01T00:00:00Z',
      created: '2031-01-01T00:00:00Z',
      target: [
        { source: 'a.txt', selector: [{ type: 'TextQuoteSelector', exact: '合意', prefix: 'の', suffix: 'を' }] },
      ],
    },
  ];
  const [file] = importJsonLd(JSON.stringify({ rows })).bySource.values();
  const { target, ...rest } = JSON.parse(textOf(file));
  assert.equal(rest.creator.name, 'me');
  fits(JSON.stringify({ ...rest, target: { type: 'SpecificResource', ...target[0] } }));
});

it('the schema names every field of our own', () => {
  const names = new Set(JSON.stringify(schema).match(/communique:\w+/g));
  assert.deepEqual([...names].sort(), [
    'communique:occurrence',
    'communique:occurrences',
    'communique:resolved',
    'communique:resolvedBy',
    'communique:section',
    'communique:textHash',
  ]);
});
