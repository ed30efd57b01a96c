import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCatalogue } from '../../../server/src/corpus/catalogue.ts';
import { spellingsOf } from '../../../server/src/terms/entry.ts';
import { findCollisions, keyOf, readHomographs } from '../../../server/src/terms/glossary.ts';
import { COLUMNS, readGlossaryTsv } from '../../../server/src/terms/glossary-tsv.ts';
import { builtIn, knowledge } from './glossaries.ts';

const { entries, problems } = readGlossaryTsv(knowledge('glossary.tsv'), 'built-in');
const homographs = readHomographs(knowledge('homographs.tsv'));
const CATEGORIES = new Set(
  'organisation,document,kind of document,agreement,law,concept,weapon system,place,meeting,unit'.split(','),
);
const CONFIDENCE = new Set(['verified', 'partly verified', 'unverified', 'uncertain']);

test('the glossary has its columns, and every row can be read', () => {
  assert.deepEqual(knowledge('glossary.tsv').split('\n')[0].split('\t'), [...COLUMNS]);
  assert.deepEqual(problems, []);
  assert.ok(entries.length >= 300, `${entries.length} terms`);
});

test('every term has both names, both definitions, a category and a confidence', () => {
  for (const entry of entries) {
    for (const fact of [entry.ja, entry.en, entry.definitionJa, entry.definitionEn])
      assert.notEqual(fact, '', entry.ja);
    assert.ok(CATEGORIES.has(entry.category), `${entry.ja}: ${entry.category}`);
    assert.ok(CONFIDENCE.has(entry.confidence), `${entry.ja}: ${entry.confidence}`);
  }
});

test('no name stands twice, and no spelling belongs to two terms, apart from the homographs', () => {
  assert.deepEqual(
    findCollisions(entries, new Set(homographs.keys())).map(({ code, about }) => `${code} ${about}`),
    [],
  );
});

test('every homograph names terms that have the spelling', () => {
  for (const [key, names] of homographs) {
    assert.ok(names.length > 1, key);
    for (const name of names) {
      const entry = entries.find(({ ja }) => ja === name);
      assert.ok(entry, name);
      assert.ok(
        spellingsOf(entry).some((spelling) => keyOf(spelling) === key),
        `${name} is not called ${key}`,
      );
    }
  }
});

test('no variant repeats another spelling of its row', () => {
  for (const entry of entries) {
    const keys = entry.variants.map(keyOf);
    assert.equal(new Set(keys).size, keys.length, entry.ja);
    for (const name of [entry.ja, entry.acronym]) assert.ok(name === '' || !keys.includes(keyOf(name)), entry.ja);
  }
});

test('every document that a term names is in the catalogue', () => {
  const catalogue = readCatalogue(knowledge('documents.tsv')).documents;
  assert.ok(catalogue.size >= 177);
  for (const { ja, documents } of entries) for (const id of documents) assert.ok(catalogue.has(id), `${ja}: ${id}`);
});

test('names that were given to mean one thing are found for it', () => {
  for (const [spelling, name] of [
    ['HNS', 'ホスト・ネーション・サポート'],
    ['在日米軍駐留経費負担', 'ホスト・ネーション・サポート'],
    ['ＳＭ-３ブロックⅡＡ', 'SM-3ブロックIIA'],
    ['２＋２', '日米安全保障協議委員会'],
    ['MDA', '海洋状況把握'],
    ['NSS', '国家安全保障戦略'],
  ]) {
    assert.equal(builtIn.lookup(spelling)[0]?.ja, name, spelling);
  }
});
