import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatSteps } from '../../../server/src/references/parts.ts';
import { LineIndex } from '../../../server/src/text/lines.ts';
import { newLibrary, readText } from './library.ts';

/** The references of a document of this title and date that says this, each as `words → document#part`; `-` for an unknown one. */
function references(title: string, date: string, body: string): string[] {
  const text = `${title}\n${date}\n外務省\n\n${body}\n`;
  const lines = new LineIndex(text);
  return readText(text, newLibrary())
    .references()
    .map(({ range, resolution }) => {
      const [target] = resolution.targets;
      const words = text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
      const part = formatSteps(target?.steps ?? []);
      const id = target === undefined ? '-' : target.here !== undefined ? 'this' : (target.work?.id ?? '-');
      return `${words} → ${id}${part === '' ? '' : `#${part}`}`;
    });
}

const says = (title: string, date: string, body: string, ...expected: string[]): void =>
  assert.deepEqual(references(title, date, body), expected);

describe('a reference in the words of its sentence', () => {
  it('takes up one of two', () => {
    says(
      '説明資料',
      '2012年5月10日',
      '2006年5月1日の「ロードマップ」と2012年4月27日のSCC共同発表を比べた。前者は期限を定めたが、後者は定めていない。',
      '2006年5月1日の「ロードマップ」 → scc-2006-05-01-roadmap',
      '2012年4月27日のSCC共同発表 → scc-2012-04-27',
      '前者 → scc-2006-05-01-roadmap',
      '後者 → scc-2012-04-27',
    );
    says('説明資料', '2012年5月10日', '二つの案を比べた。前者は費用が小さい。');
    // the sentence in brackets ends no sentence, and what the question itself is about is neither
    says(
      '概要',
      '2019年4月19日',
      '2018年12月の「防衛計画の大綱」（以下「新大綱」という。）と、2018年1月に公表された米国の国家防衛戦略の方向性は一致している。後者は公開の要約である。',
      '2018年12月の「防衛計画の大綱」 → tai-2018-12-18',
      '「新大綱」 → tai-2018-12-18',
      '2018年1月に公表された米国の国家防衛戦略 → -',
      '後者 → -',
    );
    says(
      '質問主意書',
      '2010年6月11日',
      '平成十八年の閣議決定は、平成十一年の閣議決定を廃止した。2010年5月28日の閣議決定は、前者を廃止するのか。',
      '平成十八年の閣議決定 → cab-2006-05-30',
      '平成十一年の閣議決定 → cab-1999-12-28',
      '2010年5月28日の閣議決定 → cab-2010-05-28',
      '前者 → cab-2006-05-30',
    );
  });

  it('is the other name in brackets', () => {
    says(
      '説明資料',
      '2020年5月10日',
      '国連海洋法条約（UNCLOS）に従う。日米安全保障協議委員会（SCC）は設けられている。',
      '国連海洋法条約 → tre-1982-12-10-unclos',
      'UNCLOS → tre-1982-12-10-unclos',
    );
  });

  it('is what changed a treaty, or the version before', () => {
    says(
      '説明資料',
      '2014年12月10日',
      '2013年10月に署名されたグアム協定を改正する議定書は本年発効した。同議定書は公布された。旧防衛大綱にも触れた。',
      '2013年10月に署名されたグアム協定を改正する議定書 → guam-2013-10-03',
      '同議定書 → guam-2013-10-03',
      '旧防衛大綱 → tai-2010-12-17',
    );
  });

  it('counts the meetings of the series that was named', () => {
    says(
      '日・フィリピン関係',
      '2024年7月8日',
      '第2回日・フィリピン外務・防衛閣僚会合が開かれた。第1回は東京で行われた。',
      '第2回日・フィリピン外務・防衛閣僚会合 → ph-2024-07-08',
      '第1回 → ph-2022-04-09',
    );
    // the third one, of which no paper is known, and not the second
    says('第4回日豪外務・防衛閣僚協議', '2012年9月14日', '前回の「2＋2」を振り返った。', '前回の「2＋2」 → -');
  });

  it('hangs on the date that the sentence begins with', () => {
    says('防衛白書', '2020年7月14日', '1997年9月の会合において、新たな指針が了承された。', '指針 → gl-1997-09-23');
  });

  it('is a definite meeting or law that nobody lists', () => {
    says(
      '日英外務・防衛閣僚会合の概要',
      '2023年11月7日',
      '本年2月のサイバー協議と、8月の第8回アフリカ開発会議に触れた。自衛隊法第九十五条の二による。サイバー協議は続ける。国家安全保障会議に報告する。',
      '本年2月のサイバー協議 → -',
      '8月の第8回アフリカ開発会議 → -',
      '自衛隊法第九十五条の二 → -',
    );
  });

  it('is another country’s where the text says so', () => {
    says(
      '説明資料',
      '2023年1月12日',
      '我が国の国家防衛戦略と、米国の国家防衛戦略を比べた。',
      '国家防衛戦略 → nds-2022-12-16',
      '米国の国家防衛戦略 → -',
    );
  });

  it('is a paragraph of the article at hand', () => {
    says(
      '装備に関する取極',
      '2014年7月8日',
      '第一条\n　1　物品を移転する。\n　2　1の規定は、役務に適用しない。\n\n第二条\n　本条の規定は、前条2に従う。',
      '1 → this#第1条1',
      '本条 → this#第2条',
      '前条2 → this#第1条2',
    );
  });

  it('is no reference where the words are those of any paper', () => {
    says(
      '説明資料',
      '2015年5月10日',
      '輸出管理のガイドラインを作る。協定の締結を急ぐ。共同声明を出すかどうかを決める。ロードマップ（案）を配る。',
    );
    says('Note', 'May 10, 2015', 'A joint statement is possible. The roadmap for industry is another matter.');
  });
});

describe('a reference as officials write it', () => {
  it('is of the parties of the document, unless it says whose it is', () => {
    says(
      '日英防衛・安全保障協力に関する共同声明',
      '2017年8月31日',
      '情報保護協定及びACSAの下で協力し、日米安全保障条約の重要性を確認した。',
      '情報保護協定 → -',
      'ACSA → -',
      '日米安全保障条約 → tre-1960-01-19-anpo',
    );
    says('説明資料', '2020年3月2日', '情報保護協定（2012年署名）による。', '情報保護協定（2012年署名） → -');
  });

  it('is the version in force: not one that has run out, nor one that is still to come', () => {
    says('説明資料', '2020年6月15日', '中期防を見直す。', '中期防 → -');
    says(
      '説明資料',
      '2009年10月21日',
      '来年末に結論を得ることとし、中期防について説明した。',
      '中期防 → mtdp-2004-12-10',
    );
    says(
      '説明資料',
      '2020年6月15日',
      '平成30年12月に閣議決定した現大綱を見直す。',
      '平成30年12月に閣議決定した現大綱 → tai-2018-12-18',
    );
  });

  it('is what the cabinet decided, and what was issued with it', () => {
    says(
      '答弁書',
      '2010年3月30日',
      '平成18年5月30日に「在日米軍の兵力構成見直し等に関する政府の取組について」を閣議決定し、同閣議決定に基づき努めている。',
      '平成18年5月30日に「在日米軍の兵力構成見直し等に関する政府の取組について」 → cab-2006-05-30',
      '同閣議決定 → cab-2006-05-30',
    );
  });

  it('is the paper of persons, of a meeting or of a body', () => {
    says(
      '答弁書',
      '2010年3月30日',
      '昭和44年11月21日の佐藤総理とニクソン大統領の共同声明第8項による。2007年のSCC会合で確認した。2003年5月の首脳会談を想起した。',
      '昭和44年11月21日の佐藤総理とニクソン大統領の共同声明第8項 → -',
      '2007年のSCC会合 → scc-2007-05-01',
      '2003年5月の首脳会談 → sum-2003-05-23',
    );
  });

  it('is none where several or none are meant', () => {
    says(
      '日米安全保障協議委員会共同発表',
      '2013年10月3日',
      '累次の特別協定とその後の共同声明による。来年前半に中間報告を行う。',
    );
  });

  it('has its years in kanji in papers that are set upright', () => {
    says(
      '記者会見要旨',
      '昭和六十二年一月三十日',
      '昭和五十二年度以降に係る防衛計画の大綱に従う。',
      '昭和五十二年度以降に係る防衛計画の大綱 → tai-1976-10-29',
    );
  });

  it('is counted or capitalised in English', () => {
    says(
      'Eighth Japan-Australia 2+2 Foreign and Defence Ministerial Consultations',
      '10 October 2018',
      'The Sixth Consultations welcomed the 2012 Information Security Agreement. Resolutions 1718 (2006) and 1874 (2009) remain in force.',
      'The Sixth Consultations → au-2015-11-22',
      '2012 Information Security Agreement → -',
      'Resolutions 1718 (2006) → unsc-2006-10-14-1718',
      '1874 (2009) → unsc-2009-06-12-1874',
    );
  });
});

describe('a chronology', () => {
  it('gives its entries the year that stands above them', () => {
    says(
      '日米同盟の歩み',
      '令和7年1月17日',
      [
        '（参考）年表',
        '1978（昭和53）年',
        '　11月27日　防衛協力小委員会の報告を受け、「日米防衛協力のための指針」を了承',
        '2000（平成12）年',
        '　9月11日　「2＋2」（ニューヨーク）、特別協定署名',
        '2007（平成19）年',
        '　5月1日　「2＋2」（ワシントン）、日本側から在日米軍の再編の進捗状況を説明',
        '　8月10日　軍事情報包括保護協定署名',
      ].join('\n'),
      '「日米防衛協力のための指針」 → gl-1978-11-27',
      '9月11日　「2＋2」 → scc-2000-09-11',
      '特別協定 → spa-2000-09-11',
      '5月1日　「2＋2」 → scc-2007-05-01',
      '8月10日　軍事情報包括保護協定 → gsomia-2007-08-10',
    );
  });
});

describe('a meeting of the day that is spoken of', () => {
  it('is the one that the speaker was at', () => {
    says(
      '林大臣会見記録',
      '2022年1月7日',
      '本日、国務長官との間で、日米「2+2」をテレビ会議の形で開催いたしました。',
      '日米「2+2」 → scc-2022-01-07',
    );
    says(
      '外交青書',
      '2023年3月',
      '2022年1月7日、日米安全保障協議委員会（日米「2＋2」）がテレビ会議形式で開催された。',
      '2022年1月7日、日米安全保障協議委員会 → scc-2022-01-07',
      '日米「2＋2」 → scc-2022-01-07',
    );
  });

  it('is that of its own series, where two were held on one day', () => {
    says(
      '外交青書',
      '2026年3月20日',
      '2024年7月28日の「2＋2」に続き、2024年7月28日、拡大抑止に関する日米閣僚会合が開催された。',
      '2024年7月28日の「2＋2」 → scc-2024-07-28',
      '2024年7月28日、拡大抑止に関する日米閣僚会合 → edd-2024-07-28',
    );
  });
});

describe('a bill', () => {
  it('is the law that came of it, under its own name and the one that the text gives it', () => {
    says(
      '質問主意書',
      '2015年7月1日',
      '政府は、我が国及び国際社会の平和及び安全の確保に資するための自衛隊法等の一部を改正する法律案（以下「整備法案」という。）を提出した。整備法案は、同法案第六条による。',
      '我が国及び国際社会の平和及び安全の確保に資するための自衛隊法等の一部を改正する法律案 → law-2015-09-30-heiwa',
      '「整備法案」 → law-2015-09-30-heiwa',
      '整備法案 → law-2015-09-30-heiwa',
      '同法案第六条 → law-2015-09-30-heiwa#第6条',
    );
  });
});

describe('a resolution', () => {
  it('may go by its number alone where the sentence has named another', () => {
    says(
      '議事概要',
      '2009年7月17日',
      '双方は、安保理決議第1874号が、第1718号に比べ、措置を強化したものであることを確認した。国道第1300号線も話題になった。',
      '安保理決議第1874号 → unsc-2009-06-12-1874',
      '第1718号 → unsc-2006-10-14-1718',
    );
  });
});

describe('the number of a paragraph', () => {
  it('is no part of the name behind it', () => {
    says(
      '議事要旨',
      '1997年10月20日',
      'ウ 日米物品役務相互提供協定（ACSA）は昨年10月22日に発効した。',
      '日米物品役務相互提供協定 → acsa-1996-04-15',
      'ACSA → acsa-1996-04-15',
    );
  });

  it('may end with a kana or a letter', () => {
    says(
      '議事要旨',
      '1997年10月20日',
      '1.総論\n（1）概要\n（2）施設\nア 病院を使う。\nイ 空港を使う。\n2.その他\n上記1.（2）イの空港について質問があった。',
      '上記1.（2）イ → this#1(2)(イ)',
    );
  });
});

describe('a reference in English', () => {
  const title = 'Joint Statement of the U.S.-Japan Security Consultative Committee';

  it('may say whose meeting it is before or behind it', () => {
    says(
      title,
      'July 28, 2024',
      'The Ministers recalled the first “2+2” with Australia and the first Japan-Philippines “2+2” of 9 April 2022.',
      'first “2+2” with Australia → au-2007-06-06',
      'first Japan-Philippines “2+2” of 9 April 2022 → ph-2022-04-09',
    );
  });

  it('may give the short name of the meeting in brackets, or what came of it first', () => {
    says(
      title,
      'April 27, 2012',
      'They recalled the Security Consultative Committee (SCC) meeting of June 21, 2011 and the Joint Statement of the SCC of May 28, 2010, and the most recent 2+2.',
      'the Security Consultative Committee (SCC) meeting of June 21, 2011 → scc-2011-06-21-js',
      'the Joint Statement of the SCC of May 28, 2010 → scc-2010-05-28',
      'the most recent 2+2 → scc-2011-06-21-js',
    );
  });

  it('may be a treaty by what it is about, or by what it amends', () => {
    says(
      title,
      'April 27, 2015',
      'They welcomed the Agreement concerning the Transfer of Defence Equipment and Technology, and the Protocol amending the 2009 Guam International Agreement.',
      'the Agreement concerning the Transfer of Defence Equipment and Technology → -',
      'the Protocol amending the 2009 Guam International Agreement → guam-2013-10-03',
    );
  });

  it('may end with the full stop of its sentence inside the quotation marks', () => {
    says(
      title,
      'August 4, 2012',
      'The leaders issued “A Shared Vision for the Future.”',
      '“A Shared Vision for the Future.” → sum-2012-04-30',
    );
  });
});

describe('a text that explains a treaty', () => {
  it('means the articles of the treaty, also at the head of a paragraph', () => {
    says(
      '日本国とアメリカ合衆国との間の相互協力及び安全保障条約の説明書',
      '昭和三十五年二月五日',
      [
        '一　条約の内容',
        '　第五条　いずれか一方に対する武力攻撃に対処することを定める。本条は、この条約の中核である。',
        '　第六条　施設及び区域の使用を定める。前条と異なり、極東の平和も目的とする。',
        '二　行政協定の主な規定',
        '　（一）第十七条　裁判権を定める。同条５は、引渡しについて定める。',
      ].join('\n'),
      '日本国とアメリカ合衆国との間の相互協力及び安全保障条約 → tre-1960-01-19-anpo',
      '条約 → tre-1960-01-19-anpo',
      '第五条 → tre-1960-01-19-anpo#第5条',
      '本条 → tre-1960-01-19-anpo#第5条',
      'この条約 → tre-1960-01-19-anpo',
      '第六条 → tre-1960-01-19-anpo#第6条',
      '前条 → tre-1960-01-19-anpo#第5条',
      '行政協定 → agr-1952-02-28-admin',
      '第十七条 → agr-1952-02-28-admin#第17条',
      '同条５ → agr-1952-02-28-admin#第17条5',
    );
  });

  it('may have a title of more than a line', () => {
    says(
      '日本国とアメリカ合衆国との間の相互協力及び安全保障条約第六条に基づく施設及び区域並びに日本国における合衆国軍隊の地位に関する協定第二十四条についての新たな特別の措置に関する日本国とアメリカ合衆国との間の協定の概要',
      '平成七年十月二十日',
      '１　第一条\n　日本国は、この協定が効力を有する期間、経費を負担する。',
      '日本国とアメリカ合衆国との間の相互協力及び安全保障条約第六条に基づく施設及び区域並びに日本国における合衆国軍隊の地位に関する協定第二十四条についての新たな特別の措置に関する日本国とアメリカ合衆国との間の協定 → spa-1995-09-27',
      '第一条 → spa-1995-09-27#第1条',
      'この協定 → spa-1995-09-27',
    );
  });

  it('is not the treaty itself, whose lines begin with their own articles', () => {
    says(
      '日本国とアメリカ合衆国との間の相互協力及び安全保障条約',
      '昭和三十五年一月十九日',
      '第一条\n　締約国は、平和を守る。\n第二条\n　締約国は、第一条の目的に協力する。',
      '第一条 → this#第1条',
    );
  });
});

describe('what a writer takes for known', () => {
  it('is a paper of another country, a law or a summit by its own name', () => {
    says(
      '議事概要',
      '2010年6月11日',
      '2月に公表された米国のQDR及び4月の核態勢の見直し、本年4月にワシントンで開催された核セキュリティ・サミットのコミュニケに言及した。',
      '2月に公表された米国のQDR → -',
      '4月の核態勢の見直し → -',
      '本年4月にワシントンで開催された核セキュリティ・サミットのコミュニケ → -',
    );
    says(
      '閣議決定',
      '平成二十年十二月二十日',
      '日本国憲法の下、自衛隊法（昭和二十九年法律第百六十五号）及び船舶検査活動法に基づく。',
      '日本国憲法 → -',
      '自衛隊法 → -',
      '船舶検査活動法 → -',
    );
  });

  it('is a treaty of the two that stand before it, and none that is still to be made', () => {
    says(
      '日米安全保障協議委員会（2＋2）の概要',
      '2013年10月3日',
      '日豪ACSAの発効を歓迎し、環境補足協定交渉の加速で一致した。',
      '日豪ACSA → -',
    );
    says(
      '日米首脳会談（概要）',
      '2014年4月25日',
      '防衛大臣は、年末までに策定する方針を説明した。2010年の行動計画の実施を確認した。',
    );
    says(
      '日米首脳会談（概要）',
      '2014年4月25日',
      '「アジア太平洋及びこれを越えた地域の未来を形作る日本と米国」と題する日米共同声明が発出された。',
      '「アジア太平洋及びこれを越えた地域の未来を形作る日本と米国」と題する日米共同声明 → sum-2014-04-25',
    );
  });

  it('is what was published on an anniversary, and not the treaty whose anniversary it was', () => {
    says(
      '質問主意書',
      '2010年6月11日',
      '本年一月十九日の安保条約署名五十周年に当たっての共同発表において、沖縄に触れた。',
      '本年一月十九日の安保条約署名五十周年に当たっての共同発表 → scc-2010-01-19',
    );
  });

  it('is a law by its number, or a name that goes on behind an alias', () => {
    says(
      '説明資料',
      '1995年10月20日',
      '日米地位協定（以下「地位協定」という。）及び地位協定の合意議事録の実施のため、昭和二十九年法律第百六十六号が定められた。',
      '日米地位協定 → agr-1960-01-19-sofa',
      '「地位協定」 → agr-1960-01-19-sofa',
      '地位協定の合意議事録 → min-1960-01-19-sofa-agreed',
      '昭和二十九年法律第百六十六号 → -',
    );
  });

  it('is a talk of two persons on its day', () => {
    says(
      '概要',
      '2006年7月1日',
      '先月23日に行われた額賀長官とラムズフェルド長官の会談及び1月31日の電話会談を踏まえた。',
      '先月23日に行われた額賀長官とラムズフェルド長官の会談 → -',
      '1月31日の電話会談 → -',
    );
  });

  it('is not the version in force where the year is that of another one', () => {
    says('議事要旨', '2000年5月22日', '平成3年の特別協定の際にも議論された。', '平成3年の特別協定 → -');
  });

  it('is not the meeting of a body that only something is set up under', () => {
    says('防衛白書', '1998年7月1日', '昭和51年7月、日米安全保障協議委員会の下に防衛協力小委員会が設置された。');
  });

  it('is a treaty by the noun alone, where an article of it is named', () => {
    says(
      '日米安全保障協議委員会（2＋2）共同発表',
      '2022年1月7日',
      '閣僚は、日米安全保障条約の重要性を確認した。サイバー攻撃が条約第５条にいう武力攻撃に当たり得るとした。',
      '日米安全保障条約 → tre-1960-01-19-anpo',
      '条約第５条 → tre-1960-01-19-anpo#第5条',
    );
  });

  it('is that of the attachment, and not an earlier one', () => {
    says(
      '概要',
      '2012年5月28日',
      '2012年4月27日のSCC共同発表を踏まえた。詳細は別添1の共同発表を参照。',
      '2012年4月27日のSCC共同発表 → scc-2012-04-27',
    );
  });

  it('is another article of the same treaty', () => {
    says(
      '会議録',
      '2015年5月28日',
      '日米地位協定二条、四条及び十七条はそのまま適用される。安保条約5条・6条も同様である。',
      '日米地位協定二条 → agr-1960-01-19-sofa#第2条',
      '四条 → agr-1960-01-19-sofa#第4条',
      '十七条 → agr-1960-01-19-sofa#第17条',
      '安保条約5条 → tre-1960-01-19-anpo#第5条',
      '6条 → tre-1960-01-19-anpo#第6条',
    );
    // a condition, a bullet of a list, a street
    says('会議録', '2015年5月28日', '安保条約5条、3条件、2条通りを見た。', '安保条約5条 → tre-1960-01-19-anpo#第5条');
  });

  it('is no law in force already where the text speaks of a bill', () => {
    says(
      '会議録',
      '2015年5月28日',
      '周辺事態法第三条の支援は、今回の重要影響事態法案第三条でどうなるか。同法案の第二条はどうか。',
      '周辺事態法第三条 → law-1999-05-28-shuhen#第3条',
      '今回の重要影響事態法案第三条 → -',
    );
  });

  it('has the date of its signature, whenever it came into force or was approved', () => {
    says(
      '会見',
      '2010年5月28日',
      '昨年2月に署名され、その年の5月に国会で承認されたグアム協定はどうなるか。本年1月19日に公布された協定もある。',
      '昨年2月に署名され、その年の5月に国会で承認されたグアム協定 → guam-2009-02-17',
    );
  });

  it('is a treaty of a day by most words of its English title', () => {
    const agreement =
      'Agreement between the Government of Japan and the Government of the United States of America concerning the Implementation of the Relocation of III Marine Expeditionary Force Personnel and Their Dependents from Okinawa to Guam';
    says(
      'Joint Statement',
      'October 3, 2013',
      `The ${agreement}, signed on February 17, 2009, was amended.`,
      `The ${agreement}, signed on February 17, 2009 → guam-2009-02-17`,
    );
    const other = 'Agreement concerning the Exchange of Officers from Okinawa to Guam';
    says(
      'Joint Statement',
      'October 3, 2013',
      `The ${other}, signed on February 17, 2009, was amended.`,
      `The ${other}, signed on February 17, 2009 → -`,
    );
  });

  it('is, in a press conference, what was published that day', () => {
    says(
      '内閣官房長官記者会見',
      '2010年5月28日',
      '今回の共同発表は、2006年のロードマップを維持する。共同発表の第二段落に書いてある。',
      '今回の共同発表 → scc-2010-05-28',
      '2006年のロードマップ → scc-2006-05-01-roadmap',
      '共同発表の第二段落 → scc-2010-05-28#第2段落',
    );
  });

  it('is counted in the series of the document where the one just named has no such meeting', () => {
    says(
      '第二回日豪外務・防衛閣僚協議共同発表',
      '2008年12月18日',
      '六者会合共同声明の実施を求め、第1回会合の共同発表パラグラフ5を参照した。',
      '六者会合共同声明 → six-2005-09-19',
      '第1回会合の共同発表パラグラフ5 → au-2007-06-06#5',
    );
  });

  it('is a view of the government of that month', () => {
    says(
      '会議録',
      '2015年5月28日',
      '昭和四十七年十月の政府見解を維持する。政府見解に変わりはない。',
      '昭和四十七年十月の政府見解 → -',
    );
  });

  it('is no treaty of two others, whatever form of the names the title has', () => {
    says(
      '日本国とフィリピン共和国との間の協力に関する共同声明',
      '2022年4月9日',
      '地位協定の検討を開始する。',
      '地位協定 → -',
    );
    says('日本国政府とオーストラリア政府との間の覚書', '2009年5月1日', '物品役務相互提供協定を結ぶ。');
  });

  it('may be quoted with its date', () => {
    says(
      '答弁書',
      '2010年6月8日',
      'お尋ねの「平成十一年十二月二十八日の閣議決定」は、平成十八年五月三十日の閣議決定により廃止された。後者は有効である。',
      '平成十一年十二月二十八日の閣議決定 → cab-1999-12-28',
      '平成十八年五月三十日の閣議決定 → cab-2006-05-30',
      '後者 → cab-2006-05-30',
    );
  });

  it('is of the two whose document it stands in', () => {
    says('日・英首脳共同声明', '2023年5月18日', '2021年の「2＋2」以来の進展を歓迎した。', '2021年の「2＋2」 → -');
    says(
      '日米首脳共同声明',
      '2023年5月18日',
      '2021年の「2＋2」以来の進展を歓迎した。',
      '2021年の「2＋2」 → scc-2021-03-16',
    );
  });

  it('has its date in front of an acronym in brackets', () => {
    const said = '昨年12月9日に発表したグローバル戦闘航空プログラム（GCAP）に関する日伊英首脳共同声明';
    says('日・英首脳共同声明', '2023年5月18日', `両首脳は、${said}を想起した。`, `${said} → -`);
  });

  it('does not take the date of the one before it', () => {
    says(
      'Joint Statement',
      'December 11, 2022',
      'The Camp David meeting of August 18, the G7 summit in Hiroshima and the plan were noted.',
      'meeting of August 18 → -',
    );
  });

  it('is cited with について, or with those between whom a treaty is', () => {
    const treaty =
      '「日本国の自衛隊とアメリカ合衆国軍隊との間における後方支援、物品又は役務の相互の提供に関する日本国政府とアメリカ合衆国政府との間の協定」';
    says(
      '閣議決定',
      '2023年12月22日',
      `「国家安全保障戦略について」（令和4年12月16日閣議決定）に基づき、${treaty}第2条に従う。`,
      '「国家安全保障戦略について」（令和4年12月16日閣議決定） → nss-2022-12-16',
      `${treaty}第2条 → acsa-1996-04-15#第2条`,
    );
  });

  it('is what an article says that its alias means', () => {
    says(
      '覚書',
      '2017年1月16日',
      'この合意において、「補足協定」とは、2017年1月16日に東京で署名された軍属に関する補足協定をいう。\n\n　地位協定第25条の委員会に通報し、補足協定第7条に従う。',
      'この合意 → this',
      '2017年1月16日に東京で署名された軍属に関する補足協定 → civ-2017-01-16',
      '地位協定第25条 → agr-1960-01-19-sofa#第25条',
      '補足協定第7条 → civ-2017-01-16#第7条',
    );
  });

  it('is a law that has been passed and is not promulgated yet', () => {
    says(
      '附帯決議',
      '2015年9月17日',
      '国際平和支援法第六条の承認は例外なく行う。同法第七条も同様とする。',
      '国際平和支援法第六条 → law-2015-09-30-heiwa#第6条',
      '同法第七条 → law-2015-09-30-heiwa#第7条',
    );
    says('答弁書', '2014年9月17日', '国際平和支援法第六条の承認は例外なく行う。');
  });

  it('is the special agreement in force, by what it is about', () => {
    says('概要', '2002年12月16日', '在日米軍駐留経費負担特別協定は有効である。', '特別協定 → spa-2000-09-11');
  });
});

describe('a paper or a meeting that is in no catalogue', () => {
  it('is a reference where the sentence says which single one it is', () => {
    says(
      '日米安全保障協議委員会（「2＋2」）の概要',
      '平成24年4月27日',
      '双方は、先般の日米防衛相会談の結果を踏まえ、国連安保理議長声明を歓迎した。',
      '先般の日米防衛相会談 → -',
      '国連安保理議長声明 → -',
    );
    says(
      '第8回日豪外務・防衛閣僚協議共同声明',
      '2018年10月10日',
      '四閣僚は、2017年4月の前回会合以降の進展を歓迎した。2018年6月12日の米朝首脳会談及び同会談で発出された共同声明を歓迎した。板門店宣言にも留意した。',
      '2017年4月の前回会合 → -',
      '2018年6月12日の米朝首脳会談 → -',
      '同会談で発出された共同声明 → -',
      '板門店宣言 → -',
    );
    says(
      '日加首脳共同声明',
      '2024年4月10日',
      '両首脳は、4月8日に発出されたAUKUS国防大臣共同声明、アルテミス合意、2002年の南シナ海に関する関係国の行動宣言及び昨年9月のG20ニューデリー首脳宣言に触れた。',
      '4月8日に発出されたAUKUS国防大臣共同声明 → -',
      'アルテミス合意 → -',
      '2002年の南シナ海に関する関係国の行動宣言 → -',
      '昨年9月のG20ニューデリー首脳宣言 → -',
    );
    // a plan that is one of many, an accord without a name of its own
    says(
      '基本合意の説明',
      '2018年5月1日',
      '代替施設の整備に係る基本方針を定める。将来の環境に関する政治宣言を目指す。基本合意を得た。',
    );
  });

  it('is the meeting before, or what the meeting has just published', () => {
    says('日米局長級協議の概要', '2014年7月24日', '5月15日の前回会合の続きを行った。', '5月15日の前回会合 → -');
    says(
      '日米韓外相会合の概要',
      '2025年2月15日',
      '会合終了後、共同声明が発出された。三外相は、日米首脳共同声明を歓迎した。',
      '共同声明 → -',
      '日米首脳共同声明 → sum-2025-02-07',
    );
    // what came out under that name later is another one
    says(
      '説明資料',
      '2018年12月18日',
      '平成28年11月に表明した「ビエンチャン・ビジョン」に沿う。',
      '平成28年11月に表明した「ビエンチャン・ビジョン」 → -',
    );
  });

  it('is the resolution that a text of another kind speaks of', () =>
    says(
      '外務大臣談話',
      '2009年6月13日',
      '本日、国連安保理決議第1874号が採択された。我が国は、今次決議を高く評価する。',
      '国連安保理決議第1874号 → unsc-2009-06-12-1874',
      '今次決議 → unsc-2009-06-12-1874',
    ));

  it('has aliases and other names as definite as itself', () => {
    says(
      '日英外務・防衛閣僚会合の概要',
      '平成29年12月14日',
      '四大臣は、2015年7月の包括的共同作業計画（JCPOA）を支持した。本年8月31日に発表された「安全保障協力に関する日英共同宣言」（以下「共同宣言」という。）を実施する。',
      '2015年7月の包括的共同作業計画 → -',
      'JCPOA → -',
      '本年8月31日に発表された「安全保障協力に関する日英共同宣言」 → -',
      '「共同宣言」 → -',
    );
  });

  it('of another date than the one that goes by its name is another one', () => {
    says(
      '質問主意書',
      '平成二十二年六月十一日',
      '昭和四十四年十一月の合意議事録は有効か。',
      '昭和四十四年十一月の合意議事録 → -',
    );
    says(
      '説明書',
      '平成十二年十月',
      '昭和六十三年三月二日に署名された改正議定書により改正された。',
      '昭和六十三年三月二日に署名された改正議定書 → -',
    );
  });
});

describe('a document that goes by a little more or less than its title', () => {
  it('is found with の before its noun, a bracket inside, without its subtitle, and with numbers in kanji', () => {
    says(
      '説明書',
      '平成28年10月3日',
      '沖縄に関する特別行動委員会（ＳＡＣＯ）の最終報告及びSACOの中間報告に基づく。',
      '沖縄に関する特別行動委員会（ＳＡＣＯ）の最終報告 → saco-1996-12-02',
      'SACOの中間報告 → saco-1996-04-15',
    );
    says(
      '概要',
      '平成28年10月3日',
      '共同発表「変化する安全保障環境のためのより力強い同盟」を確認した。昭和六十二年一月三十日に署名された地位協定第二十四条についての特別の措置に関する協定は失効した。',
      '共同発表「変化する安全保障環境のためのより力強い同盟」 → scc-2015-04-27',
      '昭和六十二年一月三十日に署名された地位協定第二十四条についての特別の措置に関する協定 → spa-1987-01-30',
    );
  });

  it('is the decision of the day, whatever its title says that it is about', () =>
    says(
      '閣議決定',
      '平成11年12月28日',
      '平成8年12月3日の閣議決定「沖縄に関する特別行動委員会の最終報告について」に従う。',
      '平成8年12月3日の閣議決定「沖縄に関する特別行動委員会の最終報告について」 → cab-1996-12-03-saco',
    ));

  it('is a treaty that is still negotiated, or the protocol that amends one', () => {
    says(
      '会見',
      '平成27年4月28日',
      '日米地位協定の環境補足協定については、できるだけ早く署名したい。',
      '日米地位協定の環境補足協定 → env-2015-09-28',
    );
    says(
      '概要',
      '平成28年4月30日',
      '2009年のグアム協定及び2014年5月に発効した同協定の改正議定書に従う。',
      '2009年のグアム協定 → guam-2009-02-17',
      '同協定の改正議定書 → guam-2013-10-03',
    );
  });

  it('has articles that stand side by side', () =>
    says(
      '概要',
      '平成28年4月30日',
      '日米地位協定第一条、第二条及び第三条に規定する。',
      '日米地位協定第一条 → agr-1960-01-19-sofa#第1条',
      '第二条 → agr-1960-01-19-sofa#第2条',
      '第三条 → agr-1960-01-19-sofa#第3条',
    ));
});

describe('a reference in English', () => {
  it('is dated by what was done then, where, and by whom', () => {
    says(
      'FACT SHEET',
      'April 30, 2012',
      'At the meeting of the Security Consultative Committee (SCC) held in Washington on June 21, 2011, and at the Nuclear Security Summit held in Seoul last month, it was confirmed. The Joint Committee agreement reached last November is new.',
      'the meeting of the Security Consultative Committee (SCC) held in Washington on June 21, 2011 → scc-2011-06-21-js',
      'Nuclear Security Summit held in Seoul last month → -',
      'The Joint Committee agreement reached last November → -',
    );
    says(
      'FACT SHEET',
      'April 30, 2012',
      'The Statement by the Chief Cabinet Secretary of December 27, 2011 set new standards toward the 2015 Review Conference.',
      'The Statement by the Chief Cabinet Secretary of December 27, 2011 → -',
      '2015 Review Conference → -',
    );
  });

  it('shares its noun with another date', () =>
    says(
      'FACT SHEET',
      'April 30, 2012',
      'See the SCC Joint Statements of May 28, 2010, and June 21, 2011, and the common strategic objectives set out in 2005 and 2007.',
      'SCC Joint Statements of May 28, 2010 → scc-2010-05-28',
      'June 21, 2011 → scc-2011-06-21-js',
      'the common strategic objectives set out in 2005 → scc-2005-02-19',
      '2007 → scc-2007-05-01',
    ));
});

describe('laws, bills and papers that are in no catalogue', () => {
  it('are laws called by what they are for', () => {
    says(
      '説明資料',
      '2008年9月5日',
      '国際平和協力法に基づく任務と、漁港整備促進法及び環境影響評価法に基づく手続を説明した。関連対策法の整備は検討中である。',
      '国際平和協力法 → -',
      '漁港整備促進法 → -',
      '環境影響評価法 → -',
    );
  });

  it('are the law that a bill before the Diet became', () => {
    says(
      '説明資料',
      '2015年5月19日',
      '先週国会に提出した平和安全法制と、14日に閣議決定された平和安全法制整備法案を説明した。',
      '平和安全法制 → law-2015-09-30-heiwa',
      '14日に閣議決定された平和安全法制整備法案 → law-2015-09-30-heiwa',
    );
    // where the whole House sits is no meeting of ours
    says('説明資料', '2015年5月19日', '衆議院の本会議で趣旨説明を行う。');
  });

  it('are agreements that were exchanged with a town, and white papers of others', () => {
    says(
      '説明資料',
      '2006年7月14日',
      '本年4月7日に大臣と市長との間で取り交わされた基本合意書に従う。2006年2月3日に公表された豪州の外交政策白書を読んだ。',
      '本年4月7日に大臣と市長との間で取り交わされた基本合意書 → -',
      '2006年2月3日に公表された豪州の外交政策白書 → -',
    );
  });

  it('are what the words between date and noun say', () =>
    says(
      '防衛大臣記者会見',
      '2015年11月24日',
      '昨年12月の日米韓の情報共有に関する取決めもございます。今回の指針に基づき進めます。',
      '昨年12月の日米韓の情報共有に関する取決め → -',
      '今回の指針 → gl-2015-04-27',
    ));
});

describe('a meeting of a day', () => {
  it('is one, whatever it is called', () => {
    says(
      '防衛白書',
      '2008年9月5日',
      '本年5月31日にシンガポールで行われた会談と、本年7月18日の会合で議論した。7月から会合を重ねている。',
      '本年5月31日にシンガポールで行われた会談 → -',
      '本年7月18日の会合 → -',
    );
  });

  it('is this one in a press conference that has told of it', () => {
    says(
      '防衛大臣記者会見',
      '2015年11月24日',
      '11月22日の日豪外務・防衛閣僚協議について申し上げます。今回の「2＋2」では、協力を確認しました。',
      '11月22日の日豪外務・防衛閣僚協議 → au-2015-11-22',
      '今回の「2＋2」 → au-2015-11-22',
    );
  });
});

describe('an answer to the Diet', () => {
  it('leads with its headings to the items of the question above it', () => {
    const question = [
      '一　閣議決定の関係について',
      '　（一）平成十八年の決定は有効か。',
      '　（二）今後の予定を示されたい。',
      '二　条約上の根拠について',
      '　　根拠を示されたい。',
      '　右質問する。',
      '',
      '内閣衆質一七四第五四八号',
      '平成二十二年六月二十二日',
      '内閣総理大臣　甲野　太郎',
      '',
      '　別紙答弁書を送付する。',
      '',
      '衆議院議員乙川二郎君提出訓練に関する質問に対する答弁書',
      '',
      '一の（一）及び（二）について',
      '　お尋ねの決定は有効である。',
      '二について',
      '　条約に基づく。',
    ].join('\n');
    const found = references('訓練に関する質問主意書', '平成二十二年六月十一日', question);
    for (const row of ['一の（一） → this#1(1)', '（二） → this#1(2)', '二 → this#2']) {
      assert.ok(found.includes(row), `${row} in ${found.join(', ')}`);
    }
  });
});
