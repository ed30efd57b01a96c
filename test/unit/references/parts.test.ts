import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  findSection,
  formatSteps,
  type Part,
  pathOf,
  plainPath,
  readPart,
  readPath,
  stepsKey,
  trailAt,
} from '../../../server/src/references/parts.ts';
import { fold } from '../../../server/src/text/width.ts';
import { analyse } from '../structure/outline.ts';

const shown = (text: string, part: Part | undefined): string | undefined =>
  part && `${text.slice(part.start, part.end)} = ${formatSteps(part.steps)}`;

/** The part that a text begins with, as `the words = the part`; widths are folded. */
function part(text: string): string | undefined {
  const folded = fold(text).text;
  return shown(folded, readPart(folded, 0));
}

/** The path that a text begins with; `bare`: one number is enough. */
function path(text: string, bare: boolean): string | undefined {
  const folded = fold(text).text;
  return shown(folded, readPath(folded, 0, bare));
}

/** Every row: a text, and the part that it begins with. */
function reads(rows: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(rows)) assert.equal(part(text), expected, text);
}

/** The numbers and signs alone. */
function key(text: string): string | undefined {
  const folded = fold(text).text;
  const found = readPart(folded, 0) ?? readPath(folded, 0, true);
  return found && stepsKey(found.steps);
}

describe('a part of a document in prose', () => {
  it('is an article, with its paragraphs and letters', () => {
    reads({
      第5条に基づく: '第5条 = 第5条',
      第五条の規定: '第五条 = 第5条',
      第二十四条第三項: '第二十四条第三項 = 第24条第3項',
      '第２条第４項（ｂ）の': '第2条第4項(b) = 第2条第4項(b)',
      '第十七条5(c)の': '第十七条5(c) = 第17条5(c)',
      '第2条1(a)に': '第2条1(a) = 第2条1(a)',
      第6条第1項第2号: '第6条第1項第2号 = 第6条第1項第2号',
      第4条第2項ただし書: '第4条第2項 = 第4条第2項',
      '第3条中「海」を': '第3条 = 第3条',
      第2項に: '第2項 = 第2項',
      '2項に': '2項 = 第2項',
    });
  });

  it('is the preamble, a chapter with its heading, a section or a paragraph', () => {
    reads({
      前文第五段落: '前文第五段落 = 前文第5段落',
      前文及び: '前文 = 前文',
      第2段落: '第2段落 = 第2段落',
      第3章第2節: '第3章第2節 = 第3章第2節',
      '第三章「兵力態勢の再編」の2項': '第三章「兵力態勢の再編」の2項 = 第3章第2項',
      第Ⅱ章: '第II章 = 第2章',
      パラグラフ3に: 'パラグラフ3 = 3',
      'パラグラフ3（a）に': 'パラグラフ3(a) = 3(a)',
      'パラグラフ2.にいう': 'パラグラフ2. = 2',
      'サブパラグラフa.の': 'サブパラグラフa. = a',
      パラグラフⅡ: 'パラグラフII = 2',
    });
    const folded = '第三章「兵力態勢の再編」の2項';
    assert.equal(readPart(folded, 0)?.steps[0].heading, '兵力態勢の再編');
  });

  it('is named in English', () => {
    reads({
      'Article V of the Treaty': 'Article V = 第5条',
      'Article XVII': 'Article XVII = 第17条',
      'Article 17.5': 'Article 17.5 = 第17条5',
      'Paragraph 2 of Article I': 'Paragraph 2 of Article I = 第1条2',
      'paragraph 2 of Article VI of': 'paragraph 2 of Article VI = 第6条2',
      'Section II of': 'Section II = 2',
      'Section 2.3': 'Section 2.3 = 2(3)',
      'Paragraph 3 of the': 'Paragraph 3 = 3',
      'Chapter III': 'Chapter III = 第3章',
    });
  });

  it('ends where the next one, or something else, begins', () => {
    reads({
      第5条及び第6条: '第5条 = 第5条',
      '第5条・第6条': '第5条 = 第5条',
      第1項から第3項まで: '第1項 = 第1項',
      第5条1及び2: '第5条1 = 第5条1',
      '第17条5,6': '第17条5 = 第17条5',
      第5条2007年: '第5条 = 第5条',
      第5条3年間: '第5条 = 第5条',
      第5条1日: '第5条 = 第5条',
      第5条2億円: '第5条 = 第5条',
      第3条各項: '第3条 = 第3条',
    });
  });

  it('is the same however it is written', () => {
    for (const text of ['第２条第４項（ｂ）', '第二条4(b)', '第2条4（b）', '第二条第四項(b)'])
      assert.equal(key(text), '2/4/b', text);
    for (const text of ['第十七条5(c)', '第17条第5項（ｃ）', '第一七条五(c)']) assert.equal(key(text), '17/5/c', text);
    for (const text of ['1.(2)(ロ)', '１．（２）（ロ）', '1(2)(ロ)', '1. (2)(ロ)'])
      assert.equal(key(text), '1/2/ロ', text);
    assert.equal(key('Paragraph 2 of Article I'), key('第1条2'));
    assert.equal(key('前文第五段落'), '前文/5');
  });

  it('is not seen in other words and numbers', () => {
    for (const text of [
      ...['第2部隊', '第3部会', '第3部長', '第7部品', '第1編成', '12号機', '第1号機', '第2節目', '3項目', '第2項目'],
      ...['5条件', '第一条件', '第五条約', '第9条例', '第5条約束', '5月1日', '5条', '3部', '3', '第5', '第5回', '条'],
      ...['Articles of war', 'Article Vital', 'Article 5th', 'Article', 'articles', '', '前', '第', '(b)', '4閣僚'],
    ]) {
      assert.equal(part(text), undefined, text);
    }
    assert.equal(readPart('第5条', 9), undefined);
  });
});

describe('a path of numbers', () => {
  it('has two steps or more', () => {
    for (const [text, expected] of Object.entries({
      '1.(2)の': '1.(2) = 1(2)',
      '2(1)に': '2(1) = 2(1)',
      '1．（２）（ロ）のとおり': '1.(2)(ロ) = 1(2)(ロ)',
      'II.4に': 'II.4 = 2(4)',
      'Ⅱ．４に': 'II.4 = 2(4)',
      'III.1(a)': 'III.1(a) = 3(1)(a)',
      'I(1)': 'I(1) = 1(1)',
      '1(c)': '1(c) = 1(c)',
      '4.(2)(ii)': '4.(2)(ii) = 4(2)(ii)',
      '（２）（イ）': '(2)(イ) = 2(イ)',
      '2.(1)及び(2)': '2.(1) = 2(1)',
      '1.(2).': '1.(2) = 1(2)',
      '二(1)に': '二(1) = 2(1)',
    })) {
      assert.equal(path(text, false), expected, text);
      assert.equal(path(text, true), expected, text);
    }
    for (const text of ['3に', '(3)に', '5.に', '（イ）', '2007年', '12', '1, 2', '3,5', '100名', 'V.', '一'])
      assert.equal(path(text, false), undefined, text);
  });

  it('may be one number where a word before it says that it is one', () => {
    for (const [text, expected] of Object.entries({
      '3に': '3 = 3',
      '5.に': '5. = 5',
      '（３）に': '(3) = 3',
      '（イ）の': '(イ) = イ',
      'V.に': 'V. = 5',
      '1、2': '1 = 1',
    })) {
      assert.equal(path(text, true), expected, text);
    }
    for (const text of ['3月', '10年', '5つ', '2か国', '2名', '2点', '3億円', '5項目', 'の', '', '（100）', '（株）'])
      assert.equal(path(text, true), undefined, text);
  });
});

const OUTLINE =
  '協議の概要\n平成19年5月1日\n外務省\n\n1.再編\n（1）全般\n　述べた。\n（2）各論\n（イ）普天間\n　述べた。\n（ロ）嘉手納\n　述べた。\n2.防衛\n（1）態勢\n　述べた。\n（2）訓練\n　述べた。\n3.その他\n　述べた。\n';
const TREATY =
  '海の協力に関する協定\n平成21年2月17日\n\n前文\n　両政府は、次のとおり協定した。\n\n第一条\n１　日本国政府は、提供する。\n２　アメリカ合衆国政府は、使用する。\n（ａ）資金\n（ｂ）移転\n第二条\n１　協議する。\n２　決定する。\n';
const CHAPTERS =
  '防衛協力の枠組み\n平成27年4月27日\n\nI. 目的\n　述べる。\nII. 基本\n1. 原則\n　述べる。\n2. 前提\n　述べる。\n';

describe('the section that a part names', () => {
  /** Its path of markers and its heading; `inside`: beginning of the line of a section that the words stand in. */
  function section(text: string, words: string, inside?: string): string | undefined {
    const [{ tree, firstLine }] = analyse(text);
    assert.equal(firstLine, 0);
    const folded = fold(words).text;
    const named = readPart(folded, 0) ?? readPath(folded, 0, true) ?? assert.fail(words);
    const line = text.split('\n').findIndex((one) => inside !== undefined && one.startsWith(inside));
    const from = inside === undefined ? [] : trailAt(tree.sections, line).reverse();
    const found = findSection(tree.sections, named.steps, from);
    if (found === undefined) return undefined;
    return `${pathOf(trailAt(tree.sections, found.line))} ${found.heading ?? ''}`.trim();
  }

  it('is found in an outline', () => {
    assert.equal(section(OUTLINE, '１．（２）（ロ）'), '1.(2)(ロ) 嘉手納');
    assert.equal(section(OUTLINE, '2.(1)'), '2.(1) 態勢');
    assert.equal(section(OUTLINE, '3に'), '3. その他');
    assert.equal(section(OUTLINE, 'パラグラフ1(1)'), '1.(1) 全般');
    assert.equal(section(OUTLINE, '（イ）'), '1.(2)(イ) 普天間');
    assert.equal(section(OUTLINE, '（イ）', '（ロ）'), '1.(2)(イ) 普天間');
    assert.equal(section(CHAPTERS, 'II.2'), 'II.2. 前提');
    assert.equal(section(CHAPTERS, '第2章'), 'II. 基本');
  });

  it('is found in a treaty', () => {
    assert.equal(section(TREATY, '第1条'), '第一条');
    assert.equal(section(TREATY, 'Article II'), '第二条');
    assert.equal(section(TREATY, '第１条第２項（ｂ）'), '第一条2(b) 移転');
    assert.equal(section(TREATY, '第一条2(a)'), '第一条2(a) 資金');
    assert.equal(section(TREATY, '第2条1'), '第二条1');
    assert.equal(section(TREATY, 'Paragraph 2 of Article II'), '第二条2');
    assert.equal(section(TREATY, '前文'), '前文');
    assert.equal(section(TREATY, '第2項', '（ａ）'), '第一条2');
  });

  it('is none where the document has no such part', () => {
    for (const words of ['4', '1.(3)', '第1条', '2.(1)(イ)', '（ハ）', '前文'])
      assert.equal(section(OUTLINE, words), undefined, words);
    for (const words of ['第3条', '第1条3', '第2条2(a)']) assert.equal(section(TREATY, words), undefined, words);
    assert.equal(findSection([], []), undefined);
  });
});

describe('the path of a section', () => {
  it('is that of its markers, and the sections around a line lead to it', () => {
    const [{ tree }] = analyse(OUTLINE);
    const at = (line: number): string => pathOf(trailAt(tree.sections, line));
    assert.deepEqual([3, 4, 6, 11, 12, 18, 99].map(at), ['', '1.', '1.(1)', '1.(2)(ロ)', '2.', '3.', '']);
    assert.equal(plainPath('1．（２）（ロ）'), '1(2)(ロ)');
    assert.equal(plainPath('1.(2)(ロ)'), '1(2)(ロ)');
    assert.equal(plainPath('II. 4'), 'II4');
  });
});
