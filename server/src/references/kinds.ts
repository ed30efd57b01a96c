/**
 * The common nouns by which texts name kinds of documents and meetings, and the kinds of the catalogue (column `kind` of
 * documents.tsv) that each of them can mean.
 */

export interface KindNoun {
  /** Folded, as it is looked for. */
  readonly noun: string;
  /** Kinds of the catalogue, the closest first. */
  readonly kinds: readonly string[];
  /** Who met or spoke, where the noun says so. */
  readonly level?: Level;
  /** A meeting or event and not a paper. */
  readonly meeting?: boolean;
  /** Names things together with the words before it: 相互防衛条約, テロ対策特別措置法. */
  readonly naming?: boolean;
  /** The name of one paper of its time: QDR. */
  readonly named?: boolean;
  /** Too common to point at anything without a date of its own day or month. */
  readonly common?: boolean;
}

/** Heads of government, foreign ministers, defence ministers, both. */
export type Level = 'summit' | 'foreign' | 'defence' | 'joint';

const STATEMENT = ['joint statement', 'joint press statement', 'joint document', 'SCC document', 'joint declaration'];
const AGREEMENT = ['agreement', 'special agreement', 'protocol', 'treaty'];

export const KIND_NOUNS: readonly KindNoun[] = [
  ...nouns(
    [
      '共同発表文',
      '共同発表',
      '共同声明',
      '共同ステートメント',
      '共同ビジョン・ステートメント',
      'ビジョン・ステートメント',
    ],
    STATEMENT,
  ),
  ...nouns(['共同報道発表'], ['joint press statement', 'joint statement']),
  ...nouns(['共同宣言'], ['joint declaration', 'joint statement']),
  ...nouns(['首脳共同声明', '首脳声明', '首脳宣言', '首脳コミュニケ'], [...STATEMENT, 'communique'], {
    level: 'summit',
  }),
  ...nouns(['外相共同声明', '外相声明'], STATEMENT, { level: 'foreign' }),
  ...nouns(
    ['国連安保理議長声明', '安保理議長声明', '安全保障理事会議長声明', '国連安保理プレス声明', '安保理プレス声明'],
    ['UN presidential statement'],
    { named: true },
  ),
  ...nouns(['閣僚声明', '閣僚宣言', '議長声明', '議長総括', '大臣声明'], STATEMENT),
  ...nouns(
    ['共同文書', '成果文書', '合意文書', 'SCC文書'],
    ['joint document', 'SCC document', 'joint statement', 'roadmap', 'agreement'],
  ),
  ...nouns(['文書'], ['SCC document', 'joint document', 'roadmap', 'joint statement', 'policy'], { common: true }),
  ...nouns(['閣議決定'], ['cabinet decision']),
  ...nouns(['内閣官房長官談話', '官房長官談話', '談話'], ['statement']),
  ...nouns(['中間報告', '中間とりまとめ', '中間取りまとめ'], ['interim report', 'report', 'SCC document']),
  ...nouns(['最終報告', '報告書'], ['report']),
  ...nouns(['報告'], ['report', 'interim report'], { common: true }),
  ...nouns(['最終取りまとめ', '最終とりまとめ'], ['roadmap', 'report']),
  ...nouns(['コミュニケ', '共同コミュニケ', 'プレスコミュニケ'], ['communique', 'press communique', 'joint statement']),
  ...nouns(['ファクトシート'], ['fact sheet']),
  ...nouns(
    [
      'QDR',
      '4年ごとの国防計画の見直し',
      '四年ごとの国防計画の見直し',
      'NPR',
      '核態勢の見直し',
      '核態勢見直し',
      'ミサイル防衛見直し',
    ],
    ['review'],
    { named: true },
  ),
  ...nouns(['了解覚書', '覚書'], ['memorandum', 'joint committee agreement']),
  ...nouns(['基本合意書', '基本確認書', '合意書', '確認書'], ['memorandum']),
  ...nouns(['交換公文', '書簡'], ['exchange of notes', 'memorandum']),
  ...nouns(['合意議事録', '合意された議事録'], ['agreed minutes']),
  ...nouns(['条約', '憲章', '規約'], ['treaty'], { naming: true }),
  ...nouns(['協定'], AGREEMENT, { naming: true }),
  ...nouns(['議定書'], ['protocol'], { naming: true }),
  ...nouns(['取極', '取決め', '取り決め'], AGREEMENT, { common: true }),
  ...nouns(['合意'], ['joint statement', 'joint committee agreement', ...AGREEMENT], { common: true }),
  ...nouns(['決議'], ['UN resolution', 'supplementary resolution'], { common: true }),
  ...nouns(['安保理決議', '国連安保理決議', '安全保障理事会決議'], ['UN resolution']),
  ...nouns(['附帯決議'], ['supplementary resolution']),
  ...nouns(['仲裁判断'], ['arbitral award']),
  ...nouns(['判断'], ['arbitral award'], { common: true }),
  ...nouns(['防衛白書', '国防白書', '白書'], ['white paper']),
  ...nouns(['指針', 'ガイドライン'], ['guidelines']),
  ...nouns(['大綱', '防衛計画の大綱'], ['cabinet decision']),
  ...nouns(['政府方針', '基本方針', '基本計画', '行動計画'], ['cabinet decision', 'policy', 'plan']),
  ...nouns(['法制'], ['law'], { common: true }),
  ...nouns(['外交青書', '青書'], ['white paper']),
  ...nouns(['口上書'], ['exchange of notes']),
  ...nouns(['答弁書'], ['answer']),
  ...nouns(['政府統一見解', '統一見解', '政府見解'], ['answer']),
  ...nouns(['質問主意書'], ['question']),
  ...nouns(
    [
      ...[
        '特別措置法',
        '特措法',
        '基本法',
        '設置法',
        '保護法',
        '整備法',
        '活動法',
        '協力法',
        '対処法',
        '確保法',
        '活用法',
      ],
      ...['規制法', '促進法', '処罰法', '交付法', '推進法', '振興法', '評価法', '埋立法', '管理法', '防止法', '支援法'],
      ...['対策法', '取締法', '保全法', '授権法'],
    ],
    ['law'],
    { naming: true },
  ),
  ...nouns(['日本国憲法', '自衛隊法', '海上保安庁法', '地方自治法', '外為法'], ['law'], { named: true }),
  ...nouns(
    ['合意された枠組み', 'イラン核合意', '包括的共同作業計画', 'JCPOA', 'コペンハーゲン合意', 'Agreed Framework'],
    ['agreement'],
    { named: true },
  ),
  ...nouns(['サミット', '首脳会議'], ['communique', 'summit'], { meeting: true, common: true, naming: true }),
  ...nouns(['法案'], ['law'], { naming: true }),
  ...nouns(['法律'], ['law'], { common: true }),
  ...nouns(['同法', '同法案'], ['law']),
  ...nouns(['声明', '宣言'], [...STATEMENT, 'statement'], { common: true }),
  ...nouns(['計画', '戦略', '方針', '決定'], ['plan', 'cabinet decision', 'policy'], { common: true }),
  ...nouns(['概要'], ['outline'], { common: true }),
  ...nouns(['骨子'], ['outline'], { common: true }),
  ...nouns(['ロードマップ'], ['roadmap'], { common: true }),
  ...nouns(
    [
      '核実験',
      'ミサイル発射',
      '弾道ミサイル発射',
      'ミサイルの発射',
      '弾道ミサイルの発射',
      '地震',
      '同時多発テロ',
      'テロ事件',
      'テロ攻撃',
      '事件',
      '実験',
    ],
    ['event'],
    {
      meeting: true,
      common: true,
    },
  ),
  ...nouns(['首脳会談', '首脳会合'], ['summit', 'joint statement'], { meeting: true, level: 'summit' }),
  ...nouns(['外相会談', '外相会合', '外務大臣会談'], ['joint statement', 'outline'], {
    meeting: true,
    level: 'foreign',
  }),
  ...nouns(['防衛相会談', '防衛首脳会談', '防衛相会合', '防衛大臣会談'], ['joint statement', 'outline'], {
    meeting: true,
    level: 'defence',
  }),
  ...nouns(
    ['閣僚会合', '閣僚協議', '会合', '会談', '協議', '会議', '対話', 'フォーラム'],
    ['joint statement', 'outline', 'summit'],
    {
      meeting: true,
      common: true,
    },
  ),
];

export const KIND_NOUNS_EN: readonly KindNoun[] = [
  ...nouns(['joint statement', 'joint announcement'], STATEMENT),
  ...nouns(['joint declaration'], ['joint declaration', 'joint statement']),
  ...nouns(['joint press statement', 'joint press release'], ['joint press statement', 'joint statement']),
  ...nouns(['cabinet decision'], ['cabinet decision']),
  ...nouns(['interim report'], ['interim report', 'report', 'SCC document']),
  ...nouns(['final report'], ['report']),
  ...nouns(['fact sheet'], ['fact sheet']),
  ...nouns(['guidelines'], ['guidelines'], { common: true }),
  ...nouns(['agreement'], AGREEMENT, { common: true }),
  ...nouns(['treaty'], ['treaty'], { common: true }),
  ...nouns(['protocol'], ['protocol'], { common: true }),
  ...nouns(['memorandum of understanding', 'memorandum'], ['memorandum'], { common: true }),
  ...nouns(['communique', 'communiqué'], ['communique', 'press communique', 'joint statement']),
  ...nouns(['resolution'], ['UN resolution'], { common: true }),
  ...nouns(['arbitral award'], ['arbitral award']),
  ...nouns(['award'], ['arbitral award'], { common: true }),
  ...nouns(['document'], ['SCC document', 'joint document', 'roadmap', 'joint statement'], { common: true }),
  ...nouns(
    ["joint leaders' statement", "leaders' statement", "leaders' declaration", "leaders' communique"],
    [...STATEMENT, 'communique'],
  ),
  ...nouns(['statement', 'declaration'], [...STATEMENT, 'statement'], { common: true }),
  ...nouns(['white paper'], ['white paper'], { common: true }),
  ...nouns(['action plan', 'strategy', 'vision'], ['plan', 'policy', 'cabinet decision'], { common: true }),
  ...nouns(['exchange of notes'], ['exchange of notes']),
  ...nouns(['Quadrennial Defense Review', 'Nuclear Posture Review', 'Missile Defense Review'], ['review'], {
    named: true,
  }),
  ...nouns(['convention'], ['treaty'], { common: true }),
  ...nouns(
    [
      'nuclear test',
      'nuclear tests',
      'missile launch',
      'missile launches',
      'ballistic missile launches',
      'launch',
      'terrorist attacks',
    ],
    ['event'],
    { meeting: true, common: true },
  ),
  ...nouns(['summit', 'summit meeting'], ['summit', 'joint statement'], { meeting: true, level: 'summit' }),
  ...nouns(
    ['meeting', 'consultations', 'consultation', 'ministerial dialogue'],
    ['joint statement', 'outline', 'summit'],
    {
      meeting: true,
      common: true,
    },
  ),
];

function nouns(list: readonly string[], kinds: readonly string[], more: Partial<KindNoun> = {}): KindNoun[] {
  return list.map((noun) => ({ noun, kinds, ...more }));
}

/** What the titles of papers end with or carry: the kind of the catalogue, more telling ones first. */
const TITLE_KINDS: readonly (readonly [RegExp, string])[] = [
  // a paper about a treaty is none
  [/(?:説明書|解説|逐条解説|に関する資料|についての考察)$/, ''],
  [/概要|骨子|の開催(?:について)?$|の結果(?:について)?$/, 'outline'],
  // 「…協定」の署名 tells of the agreement, and is none
  [
    /の(?:署名|締結|発効|承認|公布|交換|改正|運用)(?:について|式)?$|\b(?:signing|entry into force|exchange) of\b/i,
    'press release',
  ],
  [/ファクトシート|fact sheet/i, 'fact sheet'],
  [/共同報道発表|joint press/i, 'joint press statement'],
  [/共同(?:発表|声明|ステートメント)|joint (?:statement|announcement)/i, 'joint statement'],
  [/共同宣言|joint declaration/i, 'joint declaration'],
  [/コミュニケ|communiqu/i, 'communique'],
  [/ロードマップ|行程表|roadmap/i, 'roadmap'],
  [/談話/, 'statement'],
  [/議定書|protocol/i, 'protocol'],
  [/交換公文/, 'exchange of notes'],
  [/覚書|memorandum/i, 'memorandum'],
  [/条約|treaty/i, 'treaty'],
  [/協定|agreement/i, 'agreement'],
  [/指針|ガイドライン|guidelines/i, 'guidelines'],
  [/大綱|閣議決定|国家安全保障戦略|国家防衛戦略|防衛力整備計画/, 'cabinet decision'],
  [/中間報告|中間(?:とり|取り)まとめ|interim report/i, 'interim report'],
  [/報告|report/i, 'report'],
  [/決議|resolution/i, 'resolution'],
  [/法律|特別措置法/, 'law'],
  [/計画|plan\b/i, 'plan'],
  [/会談|会合|協議|meeting|talks/i, 'outline'],
];

/** The kind of document that a title names; '' where it names none. */
export function kindOfTitle(title: string): string {
  for (const [pattern, kind] of TITLE_KINDS) if (pattern.test(title)) return kind;
  return '';
}

/** Countries as they stand in names of meetings and statements: 日米韓, 日・フィリピン. */
export const COUNTRY_SIGNS: Readonly<Record<string, string>> = {
  日: 'Japan',
  米: 'United States',
  豪: 'Australia',
  英: 'United Kingdom',
  仏: 'France',
  印: 'India',
  比: 'Philippines',
  韓: 'Republic of Korea',
  朝: 'DPRK',
  中: 'China',
  露: 'Russia',
  ソ: 'Soviet Union',
  独: 'Germany',
  伊: 'Italy',
};
