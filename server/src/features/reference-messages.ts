import type { Reason } from '../corpus/resolve.ts';

/** Words about dates and references, in the language of the client. */
export interface ReferenceWords {
  /** Whether Japanese titles come first. */
  readonly japanese: boolean;
  readonly kind: (kind: string) => string;
  readonly party: (party: string) => string;
  readonly separator: string;
  readonly reason: (reason: Reason) => string;
  readonly weak: string;
  readonly bill: (date: string) => string;
  readonly part: string;
  readonly impliedPart: string;
  readonly inWorkspace: string;
  readonly candidates: string;
  readonly unknown: string;
  readonly unverified: string;
  readonly sameMeeting: string;
  readonly related: string;
  readonly relatedness: RelatednessWords;
  /** Who speaks, by the party of the catalogue; `all`, and '' where it is not known. */
  readonly speaker: (party: string) => string;
  /** A kind of outcomes.tsv. */
  readonly outcome: (kind: string) => string;
  readonly carried: string;
  readonly japanTime: (date: string) => string;
  readonly place: string;
  readonly address: string;
  readonly alsoCalled: string;
  readonly referredToBy: (count: number) => string;
  readonly nobodyRefers: string;
  readonly more: (count: number) => string;
  readonly thisDocument: string;
  readonly noSuchCard: string;
  readonly dateFrom: (what: 'document' | 'text', value: string) => string;
  readonly dateRule: (rule: string) => string;
  readonly impossible: string;
  readonly weekday: (written: number, actual: number) => string;
  readonly period: string;
  readonly lens: (sections: number, documents: number) => string;
  readonly unresolved: (words: string) => string;
  readonly ambiguous: (words: string, titles: readonly string[]) => string;
  readonly wrongWeekday: (date: string, written: number, actual: number) => string;
  readonly impossibleDate: (words: string) => string;
  readonly brokenInternal: (words: string) => string;
  readonly titleMismatch: (title: string) => string;
  readonly useTitle: (title: string) => string;
  readonly useWeekday: (weekday: string) => string;
  readonly weekdayName: (weekday: number) => string;
  readonly catalogueProblem: (code: string, about: string) => string;
  readonly sectionRename: (reason: 'not-a-marker' | 'taken' | 'no-number') => string;
}

/** Why two sections belong together. */
export interface RelatednessWords {
  readonly words: string;
  readonly terms: (names: string) => string;
  readonly targets: (titles: string) => string;
  readonly sameHeading: string;
  readonly heading: string;
  readonly named: string;
  readonly facts: string;
  readonly cites: string;
  readonly cited: string;
  readonly listed: string;
  readonly series: string;
  /** Of the lens at a heading. `complete`: all files have been read. */
  readonly lens: (count: number, complete: boolean) => string;
}

const JA_WEEKDAYS = '日月火水木金土';
const EN_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const JA_KINDS: Readonly<Record<string, string>> = {
  'joint statement': '共同発表・共同声明',
  'joint press statement': '共同報道発表',
  'joint declaration': '共同宣言',
  'joint document': '共同文書',
  'joint committee agreement': '日米合同委員会合意',
  'SCC document': '日米安全保障協議委員会文書',
  'cabinet decision': '閣議決定',
  outline: '概要',
  agreement: '協定',
  'special agreement': '特別協定',
  treaty: '条約',
  protocol: '議定書',
  summit: '首脳会談',
  event: '出来事',
  'UN resolution': '国連安保理決議',
  statement: '談話・声明',
  policy: '政策文書',
  law: '法律',
  guidelines: '指針',
  report: '報告',
  'interim report': '中間報告',
  'exchange of notes': '交換公文',
  'press communique': 'プレスコミュニケ',
  communique: 'コミュニケ',
  'supplementary resolution': '附帯決議',
  roadmap: 'ロードマップ',
  plan: '計画',
  memorandum: '覚書',
  'fact sheet': 'ファクトシート',
  establishment: '設置',
  'arbitral award': '仲裁判断',
  'agreed minutes': '合意議事録',
};

const JA_PARTIES: Readonly<Record<string, string>> = {
  Japan: '日本',
  'United States': '米国',
  Australia: '豪州',
  'United Kingdom': '英国',
  France: 'フランス',
  India: 'インド',
  Philippines: 'フィリピン',
  'Republic of Korea': '韓国',
  ROK: '韓国',
  DPRK: '北朝鮮',
  China: '中国',
  Russia: 'ロシア',
  UN: '国連',
  multilateral: '多国間',
  'six parties': '六者',
  'Allied Powers': '連合国',
  'United Nations Command states': '国連軍派遣国',
};

const JA_OUTCOMES: Readonly<Record<string, string>> = {
  confirmed: '確認',
  agreed: '合意',
  shared: '認識の一致',
  welcomed: '歓迎・評価',
  explained: '説明',
  directed: '指示',
  requested: '要請',
  expressed: '表明',
  stated: '発言',
  expected: '期待',
  supported: '支持',
  concerned: '懸念',
  discussed: '意見交換',
};

const JA_REASONS: Record<Reason, string> = {
  alias: 'この文書での呼び名',
  title: '題名が一致',
  'similar-title': '題名がほぼ一致',
  'dated-name': '名称と日付が一致',
  name: '名称による',
  'in-force': 'この文書の日付の時点での版',
  meeting: '会合と日付による',
  ordinal: '会合の回数による',
  previous: '同じ会合の前の回',
  'dated-kind': '文書の種類と日付による',
  same: '直前に挙げられたもの',
  this: 'この文書',
  internal: 'この文書の項目',
  attachment: 'この文書の別紙',
};

const EN_REASONS: Record<Reason, string> = {
  alias: 'so called in this text',
  title: 'by its title',
  'similar-title': 'by a title that is almost the same',
  'dated-name': 'by name and date',
  name: 'by name',
  'in-force': 'the version of that name at the date of this document',
  meeting: 'by meeting and date',
  ordinal: 'by the number of the meeting',
  previous: 'the meeting before in the same series',
  'dated-kind': 'by kind and date',
  same: 'what was named last',
  this: 'this document',
  internal: 'a part of this document',
  attachment: 'attached to this document',
};

const JA_RULES: Readonly<Record<string, string>> = {
  absolute: '',
  'two-digit-year': '2桁の西暦年',
  range: '期間',
};

const englishWords: ReferenceWords = {
  japanese: false,
  kind: (kind) => kind,
  party: (party) => party,
  separator: ', ',
  reason: (reason) => EN_REASONS[reason],
  weak: 'less sure',
  bill: (date) => `Still a bill on the date of this text; the law is of ${date}.`,
  part: 'Part',
  impliedPart: 'On this matter',
  inWorkspace: 'In this workspace',
  candidates: 'It could also be',
  unknown: 'Neither the catalogue nor this workspace has such a document.',
  unverified: 'Facts not verified.',
  sameMeeting: 'Of the same meeting',
  related: 'On the same matter',
  speaker: (party) => (party === 'all' ? 'all sides' : party === '' ? 'a person' : party),
  outcome: (kind) => (kind === 'shared' ? 'view shared' : kind),
  carried: 'as in the sentence before',
  relatedness: {
    words: 'similar wording',
    terms: (names) => `terms in common: ${names}`,
    targets: (titles) => `both refer to ${titles}`,
    sameHeading: 'the same heading',
    heading: 'a similar heading',
    named: 'the heading of one stands in the other',
    facts: 'the same dates or figures',
    cites: 'this section refers to that document',
    cited: 'that section refers to this document',
    listed: 'the catalogue links them',
    series: 'the same series of meetings',
    lens: (count, complete) => {
      if (!complete) return count === 0 ? 'related: still reading' : `${count} related so far`;
      return count === 0 ? 'nothing related' : `${count} related`;
    },
  },
  japanTime: (date) => `${date} in Japan`,
  place: 'Place',
  address: 'Official address',
  alsoCalled: 'Also called',
  referredToBy: (count) => `Referred to in this workspace (${count})`,
  nobodyRefers: 'Nothing in this workspace refers to it.',
  more: (count) => `${count} more`,
  thisDocument: 'this document',
  noSuchCard: 'The catalogue has no such document.',
  dateFrom: (what, value) => (what === 'document' ? `date of the document ${value}` : `last date in the text ${value}`),
  dateRule: (rule) => rule.replaceAll('-', ' '),
  impossible: 'There is no such day.',
  weekday: (written, actual) => `The text says ${EN_WEEKDAYS[written]}; it was a ${EN_WEEKDAYS[actual]}.`,
  period: 'a length of time',
  lens: (sections, documents) =>
    `referred to by ${sections} section${sections === 1 ? '' : 's'} in ${documents} document${documents === 1 ? '' : 's'}`,
  unresolved: (words) => `“${words}”: neither the catalogue nor this workspace has it.`,
  ambiguous: (words, titles) => `“${words}” can be ${titles.join(' or ')}.`,
  wrongWeekday: (date, written, actual) => `${date} was a ${EN_WEEKDAYS[actual]}, not a ${EN_WEEKDAYS[written]}.`,
  impossibleDate: (words) => `There is no such date: ${words}.`,
  brokenInternal: (words) => `This document has no part “${words}”.`,
  titleMismatch: (title) => `The title is “${title}”.`,
  useTitle: (title) => `Write “${title}”`,
  useWeekday: (weekday) => `Write “${weekday}”`,
  weekdayName: (weekday) => EN_WEEKDAYS[weekday],
  catalogueProblem: (code, about) => `This row of the catalogue is not right (${code}): ${about}`,
  sectionRename: (reason) =>
    reason === 'taken'
      ? 'Another section beside it has this number.'
      : reason === 'no-number'
        ? 'A number of the same kind is needed, such as the present one.'
        : 'Only the number of a section can be renamed here.',
};

const japaneseWords: ReferenceWords = {
  japanese: true,
  kind: (kind) => JA_KINDS[kind] ?? kind,
  party: (party) => JA_PARTIES[party] ?? party,
  separator: '、',
  reason: (reason) => JA_REASONS[reason],
  weak: '推定',
  bill: (date) => `この文書の時点では法案。法律は${date}。`,
  part: '箇所',
  impliedPart: '関連する箇所',
  inWorkspace: 'ワークスペース内',
  candidates: '他の候補',
  unknown: '目録にもこのワークスペースにも該当する文書がありません。',
  unverified: '事実関係は未確認です。',
  sameMeeting: '同じ会合の文書',
  related: '同じ事項を扱う文書',
  speaker: (party) => (party === 'all' ? '双方' : party === '' ? '個人' : `${JA_PARTIES[party] ?? party}側`),
  outcome: (kind) => JA_OUTCOMES[kind] ?? kind,
  carried: '前の文に続く',
  relatedness: {
    words: '似た記述',
    terms: (names) => `共通の用語: ${names}`,
    targets: (titles) => `どちらも ${titles} を引用`,
    sameHeading: '同じ見出し',
    heading: '似た見出し',
    named: '一方の見出しが他方に登場',
    facts: '共通の日付・数値',
    cites: 'この項目がその文書を引用',
    cited: 'その項目がこの文書を引用',
    listed: '目録で関連付け',
    series: '同じ会合シリーズ',
    lens: (count, complete) => {
      if (!complete) return count === 0 ? '関連（読込中）' : `関連 ${count}（読込中）`;
      return count === 0 ? '関連なし' : `関連 ${count}`;
    },
  },
  japanTime: (date) => `日本時間 ${date}`,
  place: '場所',
  address: '公式ページ',
  alsoCalled: '他の呼び名',
  referredToBy: (count) => `このワークスペースでの言及（${count}件）`,
  nobodyRefers: 'このワークスペースに言及はありません。',
  more: (count) => `ほか${count}件`,
  thisDocument: 'この文書',
  noSuchCard: '目録にこの文書はありません。',
  dateFrom: (what, value) => (what === 'document' ? `文書の日付 ${value}` : `直前の日付 ${value}`),
  dateRule: (rule) => JA_RULES[rule] ?? '',
  impossible: '存在しない日付です。',
  weekday: (written, actual) => `本文は${JA_WEEKDAYS[written]}曜日、実際は${JA_WEEKDAYS[actual]}曜日です。`,
  period: '期間',
  lens: (sections, documents) => `${documents}文書の${sections}か所から参照`,
  unresolved: (words) => `「${words}」は目録にもこのワークスペースにもありません。`,
  ambiguous: (words, titles) => `「${words}」は${titles.join('または')}の可能性があります。`,
  wrongWeekday: (date, written, actual) =>
    `${date}は${JA_WEEKDAYS[actual]}曜日です（${JA_WEEKDAYS[written]}曜日ではありません）。`,
  impossibleDate: (words) => `存在しない日付です：${words}`,
  brokenInternal: (words) => `この文書に「${words}」はありません。`,
  titleMismatch: (title) => `正しい題名は「${title}」です。`,
  useTitle: (title) => `「${title}」に直す`,
  useWeekday: (weekday) => `「${weekday}」に直す`,
  weekdayName: (weekday) => JA_WEEKDAYS[weekday],
  catalogueProblem: (code, about) => `目録のこの行に誤りがあります（${code}）：${about}`,
  sectionRename: (reason) =>
    reason === 'taken'
      ? '同じ階層に同じ番号の項目があります。'
      : reason === 'no-number'
        ? '今の番号と同じ種類の番号を入力してください。'
        : 'ここで変更できるのは項目の番号だけです。',
};

/** Words for a locale such as `ja`, `ja-JP`, `en`. */
export function referenceWordsFor(japanese: boolean): ReferenceWords {
  return japanese ? japaneseWords : englishWords;
}
