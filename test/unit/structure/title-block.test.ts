import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from './outline.ts';

function block(text: string) {
  const documents = analyse(text);
  assert.equal(documents.length, 1);
  const { titleBlock, participants, place } = documents[0].tree;
  return { ...titleBlock, participants, place };
}

test('a title, a date of the era, two ministries', () => {
  const b = block('日加外務・防衛閣僚会合の概要\n平成30年4月20日\n外務省・防衛省\n\n1 総論\n');
  assert.equal(b.title, '日加外務・防衛閣僚会合の概要');
  assert.equal(b.date?.iso, '2018-04-20');
  assert.deepEqual(b.issuers, ['外務省', '防衛省']);
});

test('ministries in letter-spaced lines, the date above the title', () => {
  const b = block('令和6年3月29日\n内 閣 官 房\n外　務　省\n\n海洋の安全に関する基本方針\n\n1 目的\n　定める。\n');
  assert.equal(b.title, '海洋の安全に関する基本方針');
  assert.equal(b.date?.iso, '2024-03-29');
  assert.deepEqual(b.issuers, ['内閣官房', '外務省']);
});

test('a title over several lines is one title', () => {
  const b = block(
    '共同発表\n日加外務・防衛閣僚会合\n協力の新たな段階：\n海洋と宇宙\n（仮訳）\n\n2019年6月4日\n\n　閣僚は、会合した。\n',
  );
  assert.equal(b.title, '共同発表　日加外務・防衛閣僚会合　協力の新たな段階：海洋と宇宙');
  assert.equal(b.status, '（仮訳）');
  assert.equal(b.date?.iso, '2019-06-04');
});

test('a title block with the month only takes the day from the body, and only of that month', () => {
  const body =
    '防衛相会談の概要\n平成23年6月\n防衛省\n\n1. 日時・場所\n５月３０日（月）に準備会合。\n６月２１日（火）午前\n';
  assert.equal(block(body).date?.iso, '2011-06-21');
  assert.equal(block('防衛相会談の概要\n平成23年6月\n防衛省\n\n1. 経緯\n　前月に準備した。\n').date?.iso, '2011-06');
});

test('a white paper or yearbook without a date is of the year of its edition', () => {
  const dateOf = (title: string) =>
    block(`${title}\n第II部　日加協力\n\n第2節　海洋\n1　経緯\n　本年6月に会合した。\n`).date?.iso;
  assert.equal(dateOf('平成23年版　防衛白書'), '2011');
  assert.equal(dateOf('外交青書2019年版'), '2019');
  assert.equal(dateOf('平成23年度以降の計画'), undefined);
});

test('people stand on their sides, below the preamble and in a first section', () => {
  const preamble = block(
    '定期協議の概要\n平成19年5月8日\n外務省\n\n　概要以下のとおり。\n\n　　加側参加者：ロイ外相　他\n　　日本側参加者：南条外相\n\n1.総論\n　述べた。\n',
  );
  assert.deepEqual(preamble.participants, [
    { side: '加側', names: 'ロイ外相　他' },
    { side: '日本側', names: '南条外相' },
  ]);
  const section = block(
    '定期協議の開催\n平成19年5月8日\n外務省\n\n1. 日時・場所\n参加者：（日本側）南条外相，東防衛相\n　　　 （加側）ロイ外相\n2. 成果\n　一致。\n',
  );
  assert.deepEqual(section.participants, [
    { side: '日本側', names: '南条外相，東防衛相' },
    { side: '加側', names: 'ロイ外相' },
  ]);
});

test('the place is taken from a label, a section 日時・場所 or the first sentence', () => {
  assert.equal(
    block('定期協議の概要\n平成19年5月8日\n外務省\n\n場所：外務省飯倉公館\n\n1.総論\n').place,
    '外務省飯倉公館',
  );
  assert.equal(
    block(
      '定期協議の開催\n平成19年5月8日\n外務省\n\n1. 日時・場所\n５月８日（火）午前\nカナダ　オタワ（外務省）\n2. 成果\n',
    ).place,
    'カナダ　オタワ（外務省）',
  );
  assert.equal(
    block(
      '定期協議の概要\n平成19年5月8日\n外務省\n\n　5月8日、加国外務省において標記協議が開催されたところ、概要以下のとおり。\n',
    ).place,
    '加国外務省',
  );
  assert.equal(block('定期協議の概要\n平成19年5月8日\n外務省\n\n　双方は、一致した。\n').place, undefined);
});

test('signatories are neither title nor headings', () => {
  const text = '共同声明\n2016年2月3日\n\nロイ外相\nハリス国防相\n\n南条外務大臣\n東防衛大臣\n\n　閣僚は、会合した。\n';
  const b = block(text);
  assert.equal(b.title, '共同声明');
  assert.equal(analyse(text)[0].tree.sectionCount, 0);
});

test('the metadata of an archive names title, place and date', () => {
  const b = block(
    '[文書名] 第3回協議議長総括\n\n[場所] オタワ\n[年月日] 2004年9月21日\n[出典] 外務省\n[全文]\n\n1 双方は、協議した。\n2 双方は、一致した。\n',
  );
  assert.equal(b.title, '第3回協議議長総括');
  assert.equal(b.place, 'オタワ');
  assert.equal(b.date?.iso, '2004-09-21');
});

test('navigation above a title belongs to no document', () => {
  const documents = analyse(
    'トップページ > 国・地域 > カナダ\n\n日加協議の開催（結果）\n令和2年2月4日\n外務省\n\n　開催された。\n',
  );
  assert.deepEqual(
    documents.map((d) => [d.firstLine, d.tree.titleBlock.title]),
    [[2, '日加協議の開催（結果）']],
  );
});

test('documents in one file part where a title stands with its date and ministries', () => {
  const text =
    '第1回協議の概要\n平成19年5月1日\n外務省\n\n1.総論\n　述べた。\n\n第2回協議の開催\n平成23年6月\n防衛省・外務省\n\n1. 日時\n６月２日\n（以上）\n\n別紙\n共同発表\n平成23年6月2日\n\n　発表した。\n';
  assert.deepEqual(
    analyse(text).map((d) => [d.firstLine, d.tree.titleBlock.title, d.tree.titleBlock.date?.iso]),
    [
      [0, '第1回協議の概要', '2007-05-01'],
      [7, '第2回協議の開催', '2011-06-02'],
      [16, '共同発表', '2011-06-02'],
    ],
  );
});

test('a text without a title is named by its first words, an empty one has no document', () => {
  assert.equal(
    block('双方は、地域の情勢について意見を交換した。\n').title,
    '双方は、地域の情勢について意見を交換した。',
  );
  assert.deepEqual(analyse(''), []);
  assert.deepEqual(analyse('\n　\n \r\n'), []);
});

test('the hour in kanji and the place stand behind the date', () => {
  const b = block(
    '防衛大臣記者会見要旨\n昭和六十三年二月五日（金）　午前十時四十分　於：会見室\n\n（問）　協議はいつか。\n',
  );
  assert.equal(b.title, '防衛大臣記者会見要旨');
  assert.equal(b.date?.iso, '1988-02-05');
});

test('the sender at the left margin and the date at the right one are a line above the title', () => {
  const b = block(
    '調査室 資料　　　　　　　　　　令和元 年６ 月１２日(水)\n\n最近の日加協議の成果と課題\n\nはじめに\n　平成28年1月に述べた。\n',
  );
  assert.equal(b.title, '最近の日加協議の成果と課題');
  assert.equal(b.date?.iso, '2019-06-12');
  // a title is one, with a date beside it or without
  assert.equal(block('日加協議の概要　　　　　令和元年6月12日\n外務省\n\n1.総論\n').date?.iso, '2019-06-12');
});
