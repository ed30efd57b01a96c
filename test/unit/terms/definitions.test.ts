import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from './glossaries.ts';

/** Each definition of the text as `alias = long form`, widths as folded. */
function defined(text: string): string[] {
  return analyse(text)
    .definitions()
    .map(({ alias, long }) => `${alias} = ${long}`);
}

function check(name: string, cases: readonly (readonly [text: string, ...definitions: string[]])[]): void {
  test(name, () => {
    for (const [text, ...definitions] of cases) assert.deepEqual(defined(text), definitions, text);
  });
}

check('an acronym in brackets is the short name of the noun before it', [
  ['双方は、海洋安全保障対話（ＭＳＤ）の開催を歓迎した。', 'MSD = 海洋安全保障対話'],
  ['両国の防空調整所（ADC）を置く。', 'ADC = 防空調整所'],
  ['2.日米極超音速迎撃（HSI）協力', 'HSI = 日米極超音速迎撃'],
  ['2.日米弾道ミサイル防衛（BMD）協力', 'BMD = 弾道ミサイル防衛'],
  ['双方は、在日米軍駐留に関連する経費負担（HNS）を議論した。', 'HNS = 在日米軍駐留に関連する経費負担'],
  [
    '閣僚は、宇宙空間における行動規範に関する作業部会（WGCS）を設置した。',
    'WGCS = 宇宙空間における行動規範に関する作業部会',
  ],
  ['英国の国家サイバー調整室（NCCO）と協力する。', 'NCCO = 国家サイバー調整室'],
  ['主要8か国（G8）の首脳', 'G8 = 主要8か国'],
  ['外務・防衛当局間協議（「２＋２」）を開いた。', '2+2 = 外務・防衛当局間協議'],
]);

check('an alias in quotation marks', [
  ['「海洋協力のための共同指針」（「共同指針」）を改定する。', '共同指針 = 海洋協力のための共同指針'],
  [
    '日本国政府は、防衛装備移転に関する取決め（以下「取決め」という。）を締結する。',
    '取決め = 防衛装備移転に関する取決め',
  ],
  ['令和十一年三月に署名された協力覚書（以下「覚書」とする。）に基づき', '覚書 = 協力覚書'],
  ['四閣僚会合（以下「会合」と称する。）', '会合 = 四閣僚会合'],
  ['沿岸監視計画（以下「計画」と呼びます。）', '計画 = 沿岸監視計画'],
  [
    '沿岸監視に関する行動計画（令和十年三月五日関係閣僚会議決定。以下「行動計画」という。）',
    '行動計画 = 沿岸監視に関する行動計画',
  ],
  [
    '日本国政府及びオーストラリア政府（以下「両締約国政府」といい、個別に「締約国政府」という。）は',
    '両締約国政府 = 日本国政府及びオーストラリア政府',
    '締約国政府 = 日本国政府及びオーストラリア政府',
  ],
  [
    '日本国とカナダとの間の情報の保護に関する協定（以下「協定」という。）',
    '協定 = 日本国とカナダとの間の情報の保護に関する協定',
  ],
]);

check('so called, and explained in an article', [
  ['外務・防衛閣僚会議（いわゆる「2+2」会合）が開かれた。', '2+2 = 外務・防衛閣僚会議'],
  ['(a)「秘密情報」とは、提供国が保護を必要とすると認めた情報をいう。', '秘密情報 = '],
]);

check('the name stands before a bracket that explains it', [
  ['港湾連絡員（港ごとに置かれる者をいう。以下同じ。）は、報告する。', '港湾連絡員 = '],
  ['AIS（船舶自動識別装置）の情報を共有する。', 'AIS = 船舶自動識別装置'],
  ['VLS（2基）とFSX（米国）とMCOC（東京）'],
  ['いわゆる「片務性」が論じられた。', '片務性 = '],
]);

check('with the English name beside it', [
  ['統合調整メカニズム(JCM:Joint Coordination Mechanism)を通じて', 'JCM = 統合調整メカニズム'],
  ['統合調整メカニズム（Joint Coordination Mechanism：JCM）', 'JCM = 統合調整メカニズム'],
]);

check('in English', [
  [
    'The Ministers welcomed the work of the Space Domain Coordination Cell (SDCC).',
    'SDCC = Space Domain Coordination Cell',
  ],
  [
    'the Agreement on Maritime Data Sharing (hereinafter referred to as “the MDS Agreement”)',
    'MDS Agreement = Agreement on Maritime Data Sharing',
  ],
]);

check('brackets that give no name', [
  ['ジョン・スミス国務長官（The Honorable John A. Smith, Secretary of State）'],
  ['制度を謳(うた)った文書'],
  ['共同声明（仮訳）'],
  ['参加者：（日本側）北野外務大臣'],
  ['ワシントン（国務省）'],
  ['6月21日（火）午前（日本時間22日未明）'],
  ['（イ）普天間飛行場の移設'],
  ['付属資料（PDF）を参照'],
  ['約5万人（うち軍人3万人）'],
]);

test('a definition holds from its place to the end of its document', () => {
  const text = `共同調整所の概要
平成31年4月1日
外務省

共同調整所は開かれていない。
日米共同調整所（JCC）を置く。JCCは東京に置く。

海上訓練の概要
平成31年5月1日
防衛省

JCCという語はここでは説明されない。
`;
  const lines = analyse(text)
    .occurrences()
    .filter(({ surface }) => surface === 'JCC')
    .map(({ range }) => range.start.line);
  assert.deepEqual(lines, [5, 5]);
});

check('in English, of a quoted title, and with a small word that begins with the same letter', [
  ['the “Plan for Resilient Sea Lanes” (hereinafter referred to as the “Plan”)', 'Plan = Plan for Resilient Sea Lanes'],
  ['under the Allied and Crew Safety Arrangement (ACSA)', 'ACSA = Allied and Crew Safety Arrangement'],
]);
