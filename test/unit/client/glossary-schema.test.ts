import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../server/src/terms/entry.ts';
import { readGlossaryJson } from '../../../server/src/terms/glossary-json.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schemas/glossary.schema.json', import.meta.url), 'utf8'));
const { term, name, definition } = schema.definitions;

/** A value that the schema allows for a property; the first example where it has one. */
function example(property: string): unknown {
  const { examples, type, $ref } = term.properties[property];
  if (examples) return examples[0];
  return type === 'array' ? ['x'] : $ref || type === 'string' || property === 'definition' ? 'x' : undefined;
}

describe('the schema of a glossary', () => {
  it('has the properties and bounds that the server reads', () => {
    const full = Object.fromEntries(Object.keys(term.properties).map((property) => [property, example(property)]));
    const { entries, problems } = readGlossaryJson(JSON.stringify({ terms: [full] }), 'workspace');
    assert.deepEqual(problems, []);
    assert.equal(entries.length, 1);
    assert.equal(name.maxLength, LIMITS.spelling);
    assert.equal(definition.maxLength, LIMITS.definition);
    assert.equal(schema.properties.terms.maxItems, LIMITS.terms);
    assert.equal(term.properties.variants.maxItems, LIMITS.variants);
  });

  it('allows what the server allows beyond JSON', () => {
    const text = '{\n  // a comment\n  "terms": [{ "ja": "覚書", },],\n}\n';
    assert.deepEqual(readGlossaryJson(text, 'workspace').problems, []);
    assert.ok(schema.allowComments && schema.allowTrailingCommas);
  });

  it('offers new terms of which nothing is unknown', () => {
    for (const { body } of term.defaultSnippets) {
      for (const property of Object.keys(body)) assert.ok(property in term.properties, property);
    }
  });

  it('has the kinds of terms that the built-in glossary has', () => {
    const [header, ...rows] = readFileSync(new URL('../../../server/knowledge/glossary.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    const kinds = new Set(rows.map((row) => row[header.indexOf('category')]));
    for (const kind of kinds) assert.ok(term.properties.category.anyOf[0].enum.includes(kind), kind);
  });
});

describe('docs/glossary.md', () => {
  it('has an example that the server reads without a complaint, and describes every property', () => {
    const page = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8');
    const example = /```json\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
    const { entries, problems } = readGlossaryJson(example, 'workspace');
    assert.equal(entries.length, 1);
    assert.deepEqual(problems, []);
    for (const property of Object.keys(term.properties)) assert.ok(page.includes(`\`${property}\``), property);
  });
});
