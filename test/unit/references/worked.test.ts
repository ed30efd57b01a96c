import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listedSections } from '../../../server/src/corpus/listed-sections.ts';
import type { Target } from '../../../server/src/corpus/resolve.ts';
import { formatSteps, trailAt } from '../../../server/src/references/parts.ts';
import { LineIndex } from '../../../server/src/text/lines.ts';
import { newLibrary, readText } from './library.ts';

// Worked references, each in a text of its own: what a reader who knows the field understands by the words between ⟦ and ⟧.

const OUTLINE_2007 = '日米安全保障協議委員会（「2＋2」）の概要\n平成19年5月1日\n外務省・防衛省\n\n';
const OUTLINE_2011 =
  '日米安全保障協議委員会（「２＋２」閣僚会合）の開催\n平成23年6月\n防衛省・外務省\n\n1. 日時・場所\n６月２１日（火）午前\n\n2. 主な内容\n';
const of = (title: string, date: string): string => `${title}\n${date}\n外務省\n\n`;

/** Title block, text with the words marked, and the answers: documents (with #part), best first; for a date its value. */
const CASES: readonly (readonly [no: string, block: string, text: string, ...answers: string[]])[] = [
  ['1', OUTLINE_2007, '双方は、⟦昨年5月に発表した「ロードマップ」⟧の進み具合を確かめた。', 'scc-2006-05-01-roadmap'],
  [
    '2',
    OUTLINE_2007,
    '1.在日米軍再編\n（1）昨年5月に発表した「ロードマップ」の作業を確かめた。\n（2）各論\n（イ）普天間飛行場：調査が始まった。\n（ロ）嘉手納以南の施設・区域：⟦「ロードマップ」⟧では期限が定められている。',
    'scc-2006-05-01-roadmap#1(c)',
  ],
  ['3', OUTLINE_2007, '「ロードマップ」では⟦本年3月⟧までに計画を作ることとされていた。', '2007-03'],
  ['4', OUTLINE_2007, '⟦この1年⟧の作業を確かめた。', '2006-05/2007-05'],
  ['5', OUTLINE_2007, '⟦2014年⟧の完了に向けて協力する。', '2014'],
  ['6', OUTLINE_2007, '日本側は、⟦米軍再編特措法案⟧の国会提出を説明した。', 'law-2007-05-30-saihen'],
  ['8', OUTLINE_2007, '⟦昨年11月の日米首脳会談⟧の指示を受けて議論した。', 'sum-2006-11-18'],
  ['9', OUTLINE_2007, '⟦今回の会合⟧では、四閣僚が議論した。', 'scc-2007-05-01-gaiyo'],
  ['10', OUTLINE_2007, '双方は、⟦情報共有ロードマップ⟧の策定を急ぐ。'],
  [
    '11',
    OUTLINE_2007,
    '⟦昨年5月の「2＋2」会合⟧以降の情勢を話し合った。',
    'scc-2006-05-01-js',
    'scc-2006-05-01-roadmap',
  ],
  [
    '12a',
    OUTLINE_2007,
    '昨年5月の「2＋2」会合以降、⟦北朝鮮による弾道ミサイル発射⟧及び核実験の実施があった。',
    'ev-2006-07-05-missile',
  ],
  ['12b', OUTLINE_2007, '北朝鮮による弾道ミサイル発射及び⟦核実験の実施⟧があった。', 'ev-2006-10-09-nuclear'],
  ['13', OUTLINE_2007, '⟦中国の人工衛星破壊実験⟧に触れた。', 'ev-2007-01-11-asat'],
  ['14', OUTLINE_2007, '⟦今回文書⟧に明記されたことを歓迎した。', 'scc-2007-05-01'],
  [
    '15',
    OUTLINE_2007,
    '終了後、⟦共同発表文「同盟の変革：日米の安全保障及び防衛協力の進展」⟧が公表された。',
    'scc-2007-05-01',
  ],
  ['16', OUTLINE_2007, '⟦来年夏⟧に予定されている交替を円滑に行う。', '2008-06/2008-08'],
  ['18', OUTLINE_2007, '北朝鮮は⟦1日⟧も早く措置を実施すべきだ。'],
  ['19', OUTLINE_2007, '1日も早く⟦2月に合意した「初期段階の措置」⟧を実施する必要がある。', 'six-2007-02-13'],
  ['22', OUTLINE_2007, '⟦5月1日⟧、国務省で会合が開かれた。', '2007-05-01'],
  ['24a', OUTLINE_2011, '会合は⟦６月２１日（火）⟧午前（日本時間２２日未明）に開かれた。', '2011-06-21'],
  ['24b', OUTLINE_2011, '会合は６月２１日（火）午前（日本時間⟦２２日⟧未明）に開かれた。', '2011-06-22'],
  ['25', OUTLINE_2011, '⟦日米安保条約⟧５０周年を契機に協議を進めてきた。', 'tre-1960-01-19-anpo'],
  ['26a', OUTLINE_2011, '⟦０５年⟧，０７年の共通の戦略目標を見直した。', 'scc-2005-02-19'],
  ['26b', OUTLINE_2011, '０５年，⟦０７年の共通の戦略目標⟧を見直した。', 'scc-2007-05-01'],
  ['27', OUTLINE_2011, '⟦０６年のロードマップ⟧を補うことを確かめた。', 'scc-2006-05-01-roadmap'],
  ['31', OUTLINE_2011, '⟦東日本大震災⟧での共同対処を踏まえた。', 'ev-2011-03-11-quake'],
  [
    '33',
    of('在日米軍の再編の進展', '2011年6月21日'),
    '双方は、⟦2010年5月28日のSCC共同発表⟧を確かめた。',
    'scc-2010-05-28',
  ],
  [
    '35',
    of('在日米軍の再編の進展', '2011年6月21日'),
    '⟦2006年の再編のロードマップ⟧に沿って進める。',
    'scc-2006-05-01-roadmap',
  ],
  [
    '37',
    of('日米安全保障協議委員会共同発表', '2012年4月27日'),
    '閣僚は、⟦2011年6月21日のSCC共同発表⟧に掲げる共通の戦略目標を進める。',
    'scc-2011-06-21-js',
  ],
  [
    '39',
    of('日米同盟：未来のための変革と再編', '2005年10月29日'),
    '双方は、⟦2002年12月の安全保障協議委員会⟧以降の検討を振り返った。',
    'scc-2002-12-16',
  ],
  [
    '41',
    of('日米防衛協力のための指針', '1997年9月23日'),
    '⟦1996年4月に橋本総理大臣とクリントン大統領により発表された「日米安全保障共同宣言」⟧は、同盟の意義を確かめた。',
    'jd-1996-04-17',
  ],
  [
    '43',
    of('日米安全保障協議委員会共同発表', '2014年12月19日'),
    '閣僚は、⟦2014年10月8日の中間報告⟧の発表を振り返った。',
    'gl-2014-10-08-interim',
  ],
  [
    '45',
    of('日米安全保障協議委員会共同発表', '2014年12月19日'),
    '⟦明年前半⟧における完了に向けて作業を深める。',
    '2015-01/2015-06',
  ],
  [
    '47',
    of('日米安全保障協議委員会共同発表', '2017年8月17日'),
    '閣僚は、⟦2015年の「日米防衛協力のための指針」⟧の実施を急ぐ。',
    'gl-2015-04-27',
  ],
  [
    '49',
    of('日米安全保障協議委員会共同発表', '2017年8月17日'),
    '⟦2016年7月12日付けの仲裁判断⟧が示されている。',
    'arb-2016-07-12',
  ],
  [
    '51',
    of('日米安全保障協議委員会共同発表', '2002年12月16日'),
    '⟦昨年9月11日の米国における同時多発テロ⟧の後の協力を評価した。',
    'ev-2001-09-11',
  ],
  [
    '53',
    of('日米安全保障協議委員会（「2＋2」）会合（概要）', '2002年12月17日'),
    '標記会合が開かれた。⟦同会合において発出された共同発表⟧別添は次のとおり。',
    'scc-2002-12-16',
  ],
  [
    '55',
    of('日豪外務・防衛閣僚協議 共同発表2007', '2007年6月6日'),
    '双方は、⟦2007年3月に両首脳が署名した安全保障協力に関する日豪共同宣言⟧を歓迎した。',
    'au-2007-03-13',
  ],
  [
    '57',
    of('第7回日仏外務・防衛閣僚会合 共同声明', '2023年5月9日'),
    '四大臣は、⟦前回の「2+2」（2022年1月20日）⟧以降の進展を評価した。',
    'fr-2022-01-20',
  ],
  [
    '59',
    of('第2回日印外務・防衛閣僚会合 共同声明', '2022年9月8日'),
    '四大臣は、⟦2022年3月19日の日印首脳共同声明⟧に沿った協力を確かめた。',
    'in-2022-03-19',
  ],
  [
    '61',
    of('第2回日印外務・防衛閣僚会合（概要）', '2022年9月8日'),
    '⟦3月⟧の総理訪印と5月の首相訪日に続く会合である。',
    '2022-03',
  ],
  [
    '63',
    of('軍事情報の保護に関する協定の署名', '2007年8月10日'),
    '⟦2005年10月の日米安全保障協議委員会（「2+2」）の共同発表⟧で必要性が確かめられた。',
    'scc-2005-10-29',
  ],
  [
    '65',
    of('軍事情報の保護に関する協定', '2007年8月10日'),
    '日米相互防衛援助協定及び⟦同協定⟧に基づく取極の下で提供される。',
    'agr-1954-03-08-mda',
  ],
  [
    '67',
    of('グアム協定を改正する議定書', '2013年10月3日'),
    '第三海兵機動展開部隊の要員及びその家族の沖縄からグアムへの移転の実施に関する日本国政府とアメリカ合衆国政府との間の協定（以下「協定」という。）を改める。⟦協定前文中第五段落⟧から第九段落までを次のとおり改める。',
    'guam-2009-02-17#前文第5段落',
  ],
  [
    '69a',
    of('六者会合に関するプレスコミュニケ', '2007年7月20日'),
    '各国は、⟦2005年9月19日の共同声明⟧を再確認した。',
    'six-2005-09-19',
  ],
  [
    '69b',
    of('六者会合に関するプレスコミュニケ', '2007年7月20日'),
    '各国は、⟦2007年2月13日の成果文書⟧を再確認した。',
    'six-2007-02-13',
  ],
  [
    '71',
    of('エネルギー支援に関する合意', '2007年2月13日'),
    '1.支援\n（1）緊急支援を行う。\n（2）5万トンの重油を供給する。\n2.その他\n　⟦上記1.（2）⟧の5万トンは60日以内に供給する。',
    'this#1(2)',
  ],
  ['73', of('在日米軍の再編について', '2006年1月25日'), '⟦「中間報告」⟧に示された案を検討する。', 'scc-2005-10-29'],
  [
    '75',
    of('在日米軍の兵力構成見直し等に関する政府の取組について', '2006年5月30日'),
    'なお、⟦同閣議決定⟧において定めた事項を進める。',
    'cab-2006-05-30',
  ],
  [
    '77',
    of('災害時の立入りについて', '2007年4月27日'),
    '1. 目的\n　立入りの手続を定める。\n2. 手続\n　要請は司令官に行う。\n3. 費用\n　⟦上記パラグラフ2.⟧にいう要請の費用は別に定める。',
    'this#2',
  ],
  ['79', of('災害時の立入りについて', '2007年4月27日'), '⟦合同委員会覚書のパラグラフ3.⟧に従う。', 'jc-2007-04-27#3'],
  [
    '81',
    of('施設・区域の一時使用について', '2026年10月5日'),
    '沖縄の施設について、日米合同委員会で合意した。⟦日米地位\n協定第２条第４項（ｂ）⟧の規定による。',
    'agr-1960-01-19-sofa#第2条第4項(b)',
  ],
  ['83', of('防衛協力の歩み', '2019年9月1日'), '⟦97ガイドライン⟧の下で協力が進んだ。', 'gl-1997-09-23'],
  [
    '85',
    of('第3回日印外務・防衛閣僚会合', '2024年8月20日'),
    '両国は、⟦2008年に署名した「安全保障協力に関する共同宣言」⟧を改める作業を始めた。',
    'in-2008-10-22',
  ],
  [
    '87',
    of('部隊間協力円滑化協定の承認', '2023年9月15日'),
    '⟦日英部隊間協力円滑化協定（本年1月11日署名）⟧について、通告を行った。',
    'raa-uk-2023-01-11',
  ],
  ['89', of('駐留経費について', '平成19年7月1日'), '⟦19年度⟧予算に計上した。', '2007-04/2008-03'],
  ['91', of('第2回日英外務・防衛閣僚会合', '2016年1月8日'), '⟦本8日⟧、会合が開かれた。', '2016-01-08'],
  ['95', OUTLINE_2011, '⟦前回の「2＋2」⟧からの進展を話し合った。', 'scc-2010-05-28'],
  [
    '97',
    of('日米安全保障協議委員会共同発表', '2012年4月27日'),
    '双方は、⟦ガイドライン⟧の下での協力を進める。',
    'gl-1997-09-23',
    'gl-1978-11-27',
  ],
  [
    '99',
    OUTLINE_2007,
    '⟦特別協定⟧の実施について話し合った。',
    'spa-2006-01-23',
    'spa-2000-09-11',
    'spa-1995-09-27',
    'spa-1987-01-30',
  ],
  ['101', OUTLINE_2007, '⟦防衛大綱⟧に沿って整備を進める。', 'tai-2004-12-10'],
  ['103', of('日米外相会談', '2010年6月10日'), '⟦日米合意⟧を着実に実施する。', 'scc-2010-05-28'],
  ['105', of('国会提出資料', '平成一九年六月一日'), '会合は⟦平成一九年五月一日⟧に開かれた。', '2007-05-01'],
  ['107', of('日米間の協議', '2020年1月1日'), '⟦令和元年11月⟧に協議した。', '2019-11'],
  ['109', OUTLINE_2007, '⟦地位協定第17条5(c)⟧の運用を改めた。', 'agr-1960-01-19-sofa#第17条5(c)'],
  [
    '111',
    of('会合の概要', '2007年5月1日'),
    '1. 再編\n（1）全般を話し合った。\n（2）各論\n（イ）普天間を話し合った。\n（ロ）嘉手納以南を話し合った。\n2. その他\n　詳しくは⟦1.（2）（ロ）⟧のとおり。',
    'this#1(2)(ロ)',
  ],
  [
    '113',
    'Joint Press Statement on Realignment\nFebruary 8, 2012\n\n',
    'The two governments are discussing how to adjust ⟦the Roadmap⟧ in light of progress.',
    'scc-2006-05-01-roadmap',
  ],
  [
    '115',
    'Exchange of Notes\nJune 23, 2006\n\n',
    'Reference is made to the Mutual Defense Assistance Agreement between Japan and the United States of America (hereinafter referred to as the “⟦MDA Agreement⟧”).',
    'agr-1954-03-08-mda',
  ],
];

describe('a worked reference', () => {
  for (const [no, block, marked, ...answers] of CASES) {
    const words = /⟦([^⟧]*)⟧/.exec(marked)?.[1] ?? '';
    it(`${no}: ${words.replace('\n', '⏎')} → ${answers.join(', ') || 'nothing'}`, () => {
      const text = block + marked.replace(/[⟦⟧]/g, '');
      const start = block.length + marked.indexOf('⟦');
      const end = start + words.length;
      const read = readText(text, newLibrary());
      const lines = new LineIndex(text);
      const over = <
        T extends { range: { start: { line: number; character: number }; end: { line: number; character: number } } },
      >(
        items: readonly T[],
      ): T[] => items.filter(({ range }) => lines.offsetAt(range.start) < end && lines.offsetAt(range.end) > start);
      if (answers.length === 1 && /^[0-9]/.test(answers[0])) {
        const dates = over(read.dates());
        assert.deepEqual(
          dates.map(({ date, range }) => [
            text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end)),
            date.value,
          ]),
          [[words, answers[0]]],
        );
        return;
      }
      const found = over(read.references());
      if (answers.length === 0) {
        assert.deepEqual(
          found.map(({ resolution }) => resolution.targets.map(nameOf)),
          [],
        );
        assert.deepEqual(
          over(read.dates()).map(({ date }) => date.value),
          [],
        );
        return;
      }
      const exact = found.find(({ range }) => lines.offsetAt(range.start) <= start && lines.offsetAt(range.end) >= end);
      assert.ok(
        exact,
        `found: ${found.map(({ range }) => text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end))).join(' | ') || 'nothing'}`,
      );
      assert.equal(text.slice(lines.offsetAt(exact.range.start), lines.offsetAt(exact.range.end)), words);
      const given = exact.resolution.targets.map(nameOf);
      assert.deepEqual(given.slice(0, 1), answers.slice(0, 1));
      for (const answer of answers) assert.ok(given.includes(answer), `${answer} in ${given.join(', ')}`);
    });
  }
});

// What the text does not name but is about: offered as related, never as a definition.
const RELATED: readonly (readonly [no: string, text: string, line: string, answer: string])[] = [
  [
    '7',
    `${OUTLINE_2007}1.在日米軍再編\n（1）全般\n（2）各論\n（3）説明\n（4）横田飛行場の共同使用を検討する。\n`,
    '（4）',
    'scc-2006-05-01-roadmap#3',
  ],
  [
    '17',
    `${OUTLINE_2007}1.再編\n2.防衛\n3.抑止\n4.役割・任務・能力\n　計画検討作業を進める。\n`,
    '4.',
    'scc-2005-10-29#II.4',
  ],
  [
    '21',
    `${OUTLINE_2007}1.再編\n2.防衛\n3.抑止\n4.役割\n5.情報\n6.地域\n7.豪州\n8.その他\n（1）経費\n（2）手続に合意したことは有意義である。\n`,
    '（2）',
    'jc-2007-04-27#',
  ],
  [
    '29',
    `${OUTLINE_2011}（１） 一\n（２） 二\n（３） 三\n（４） 移設計画に関する検証を完了した。\n`,
    '（４）',
    'scc-2011-06-21-realignment#1(a)',
  ],
  [
    '30',
    `${OUTLINE_2011}（１） 一\n（２） 二\n（３） 三\n（４） 移設の目標を見直した。\n`,
    '（４）',
    'scc-2006-05-01-roadmap#1(a)',
  ],
];

describe('what a section is about', () => {
  for (const [no, text, head, answer] of RELATED) {
    it(`${no}: ${head} → ${answer}`, () => {
      const library = newLibrary();
      const read = readText(text, library);
      const line = text.split('\n').findLastIndex((one) => one.startsWith(head));
      const self = library.at(read.uri, 0);
      assert.ok(self);
      const related = listedSections(library, self, trailAt(read.summaries()[0].sections, line));
      const names = related.map(({ work, path }) => `${work.id}#${path}`);
      assert.ok(names.includes(answer), names.join(', '));
    });
  }
});

function nameOf({ work, here, steps, implied }: Target & { implied?: Target['steps'] }): string {
  const path = formatSteps(steps.length > 0 ? steps : (implied ?? []));
  const name = work?.row !== undefined ? work.row.id : here !== undefined ? 'this' : (work?.id ?? '');
  return path === '' ? name : `${name}#${path}`;
}
