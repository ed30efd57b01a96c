import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Configuration {
  brackets: [string, string][];
  autoClosingPairs: { open: string; close: string }[];
  surroundingPairs: { open: string; close: string }[];
  colorizedBracketPairs: [string, string][];
  autoCloseBefore: string;
  wordPattern: { pattern: string; flags: string };
  onEnterRules: { beforeText: string; afterText: string; action: { indent: string; appendText: string } }[];
}

const path = new URL('../../../language-configuration.json', import.meta.url);
const configuration = JSON.parse(readFileSync(path, 'utf8')) as Configuration;

/** What the editor writes after Enter at the end of `line`, as far as a rule says. */
function afterEnter(line: string): string | undefined {
  return configuration.onEnterRules.find((r) => new RegExp(r.beforeText).test(line))?.action.appendText;
}

function words(text: string): string[] {
  const { pattern, flags } = configuration.wordPattern;
  return text.match(new RegExp(pattern, `${flags}g`)) ?? [];
}

test('what closes by itself is a bracket, a coloured pair is one, and no opening sign is used twice', () => {
  const brackets = configuration.brackets.map(([open]) => open);
  assert.equal(new Set(brackets).size, brackets.length);
  for (const { open } of configuration.autoClosingPairs) assert.ok([...brackets, '“'].includes(open), open);
  for (const [open] of configuration.colorizedBracketPairs) assert.ok(brackets.includes(open), open);
  for (const [, close] of configuration.brackets) {
    assert.ok(configuration.autoCloseBefore.includes(close), `${close} keeps a pair before it from closing`);
  }
});

test('Enter continues a list in the hand of the line above', () => {
  assert.equal(afterEnter('・航路の安全'), '・');
  assert.equal(afterEnter('　・航路の安全'), '　・');
  assert.equal(afterEnter('○ 航路の安全'), '○ ');
  assert.equal(afterEnter('　●　航路の安全'), '　●　');
});

test('Enter on an empty item and after prose adds nothing', () => {
  assert.equal(afterEnter('・'), undefined);
  assert.equal(afterEnter('○ '), undefined);
  assert.equal(afterEnter('キャンプ・シュワブ'), undefined);
  assert.equal(afterEnter('（1）航路の安全'), undefined);
});

test('a word is a run of one script; acronyms and names in katakana hold together', () => {
  assert.deepEqual(words('両国の4閣僚で、'), ['両国', 'の', '4', '閣僚', 'で']);
  assert.deepEqual(words('キャンプ・シュワブ沖'), ['キャンプ・シュワブ', '沖']);
  assert.deepEqual(words('ＳＭ-３とPAC−3、「2＋2」'), ['ＳＭ-３', 'と', 'PAC−3', '2＋2']);
  assert.deepEqual(words('人々のコミュニケ'), ['人々', 'の', 'コミュニケ']);
});

test('every pattern is one that the editor compiles', () => {
  for (const rule of configuration.onEnterRules) {
    assert.doesNotThrow(() => new RegExp(rule.beforeText));
    assert.equal(rule.action.indent, 'none');
  }
});
