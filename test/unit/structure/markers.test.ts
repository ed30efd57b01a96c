import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEAD, sections } from './outline.ts';

function check(name: string, body: string, expected: string): void {
  test(name, () => {
    assert.equal(sections(HEAD + body), expected.replace(/^\n|\n\s*$/g, '').replace(/^ {2}/gm, ''));
  });
}

check(
  'the scheme of most 概要: 1. above （1） above （イ）',
  '1.安全保障協力\n（1）双方は、協力を確認した。\n（イ）訓練：共同訓練を行う。\n（ロ）装備：協議を続ける。\n（2）次回の日程で一致した。\n2.その他\n　特になし。\n',
  `
  1.安全保障協力
    （1）双方は、協力を確認した
      （イ）訓練
      （ロ）装備
    （2）次回の日程で一致した
  2.その他
`,
);
check(
  'headings with a number and a space only',
  '1 総論\n(1)双方は、一致した。\n\n2 各論\n(1)日本側は、説明した。\n',
  `
  1 総論
    (1)双方は、一致した
  2 各論
    (1)日本側は、説明した
`,
);
check(
  'full-width numbers, half-width space behind the marker',
  '1. 主な成果\n（１） 協力を拡大。\n海洋，宇宙等。\n（２） 着実に実施。\n',
  `
  1. 主な成果
    （１） 協力を拡大
    （２） 着実に実施
`,
);
check(
  '（イ） is the first of イロハ beside （ロ）, the second of アイウ beside （ア）',
  '1 訓練\n（イ）陸上\n（ロ）海上\n（ハ）航空\n2 装備\n（ア）船舶\n（イ）航空機\n（ウ）車両\n',
  `
  1 訓練
    （イ）陸上
    （ロ）海上
    （ハ）航空
  2 装備
    （ア）船舶
    （イ）航空機
    （ウ）車両
`,
);
check(
  'the order of markers in the text makes the levels: ① above (1)',
  '1. 施設\n① 飛行場\n(1) 滑走路\n(2) 駐機場\n② 港湾\n2. 区域\n① 海域\n',
  `
  1. 施設
    ① 飛行場
      (1) 滑走路
      (2) 駐機場
    ② 港湾
  2. 区域
    ① 海域
`,
);
check(
  'a strategy with four levels',
  'I 策定の趣旨\n　趣旨である。\nII 方針\n1 総合力\n(1) 外交\nア 同盟\nイ 同志国\n(2) 防衛\n2 体制\n',
  `
  I 策定の趣旨
  II 方針
    1 総合力
      (1) 外交
        ア 同盟
        イ 同志国
      (2) 防衛
    2 体制
`,
);
check(
  'bullets below numbers and below each other by their indentation',
  '1. 協力\n・海洋\n　　・共同巡航\n・宇宙\n2. 予定\n・来年\n',
  `
  1. 協力
    ・海洋
      ・共同巡航
    ・宇宙
  2. 予定
    ・来年
`,
);
check(
  'bullets between (1) and (2) stand below (1), though elsewhere they stand below the heading itself',
  '1. 議題\n・海洋\n2. 結果\n(1) 双方は一致した。\n・陸上\n・海上\n(2) 次回を定めた。\n',
  `
  1. 議題
    ・海洋
  2. 結果
    (1) 双方は一致した
      ・陸上
      ・海上
    (2) 次回を定めた
`,
);
check(
  'articles with captions, paragraphs and letters',
  '（目的）\n第一条\n１　この協定は、枠組みを定める。\n（ａ）訓練\n（ｂ）輸送\n２　前項のほか、必要な事項を定める。\n\n（定義）\n第二条\n（ａ）「部隊」とは、軍隊をいう。\n',
  `
  第一条
    １　この協定は、枠組みを定める
      （ａ）訓練
      （ｂ）輸送
    ２　前項のほか、必要な事項を定める
  第二条
    （ａ）「部隊」とは、軍隊をいう
`
    .replaceAll('１　', '１ ')
    .replaceAll('２　', '２ '),
);
check(
  'a number and its title on two lines',
  '第１\n目的\n　必要な事項を定める。\n第２\n手続\n　申請による。\n',
  `
  第１ 目的
  第２ 手続
`,
);
check(
  'every item is 一、 in a newspaper summary',
  '一、協力を深める。\n一、訓練を続ける。\n一、次回は東京で開く。\n',
  `
  一、協力を深める
  一、訓練を続ける
  一、次回は東京で開く
`,
);
check(
  'a list that numbers what is numbered already counts once',
  '1. (1)双方は、点検した。\n2. (2)双方は、確認した。\n3. (3)双方は、一致した。\n',
  `
  (1)双方は、点検した
  (2)双方は、確認した
  (3)双方は、一致した
`,
);
check(
  'Roman numerals lost to T U V and circled digits lost to @ A B',
  'T 双方は、協議した。\n\nU 双方は、一致した。\n@施設の返還\nA住宅の整備\nB道路の使用\n\nV 双方は、終えた。\n',
  `
  T 双方は、協議した
  U 双方は、一致した
    @施設の返還
    A住宅の整備
    B道路の使用
  V 双方は、終えた
`,
);
check(
  'headings in brackets, notes and attachments',
  '【事案の内容】\n　発生した。\n※ 時刻は現地時間。\n【対応】情報を収集した。\n\n別紙\n航路図\n1 北側\n2 南側\n',
  `
  【事案の内容】
    ※ 時刻は現地時間
  【対応】
  別紙 航路図
    1 北側
    2 南側
`,
);
check(
  'numbers run on across headings without a number, which stand above them',
  '1. 両大臣は、会談した。\n\n地域情勢\n\n2. 両大臣は、懸念を表明した。\n3. 両大臣は、一致した。\n\n二国間協力\n\n4. 両大臣は、歓迎した。\n',
  `
  1. 両大臣は、会談した
  地域情勢
    2. 両大臣は、懸念を表明した
    3. 両大臣は、一致した
  二国間協力
    4. 両大臣は、歓迎した
`,
);
check(
  'headings without a number stand below a numbered heading whose run goes on',
  'Ⅰ．概観\n　会合した。\n\nⅡ．地域情勢\n\n北朝鮮\n\n　懸念を共有した。\n\n東シナ海\n\n　反対した。\n\nⅢ．今後\n　続ける。\n',
  `
  Ⅰ．概観
  Ⅱ．地域情勢
    北朝鮮
    東シナ海
  Ⅲ．今後
`,
);
check(
  'headings of a fact sheet that run into their text',
  '指揮・統制の向上：両国は、それぞれの枠組みを向上させることで一致した。\n情報の共有：両国は、情報の共有を更に進めることを確認した。\n',
  `
  指揮・統制の向上
  情報の共有
`,
);
check(
  'decimal numbering',
  '1. 総則\n1.1 目的\n1.2 適用\n1.2.1 範囲\n1.2.2 例外\n2. 手続\n2.1 申請\n',
  `
  1. 総則
    1.1 目的
    1.2 適用
      1.2.1 範囲
      1.2.2 例外
  2. 手続
    2.1 申請
`,
);
check(
  'an English agreement',
  'Article 1\nPurpose\n1. The purpose is to set terms.\n(a) exercises;\n(i) table-top\n(ii) live\n(b) training.\n2. Nothing else.\n\nArticle 2\n1. Each Party shall act.\n',
  `
  Article 1 Purpose
    1. The purpose is to set terms
      (a) exercises
        (i) table-top
        (ii) live
      (b) training
    2. Nothing else
  Article 2
    1. Each Party shall act
`,
);
check(
  'what stands at the head of a line and is no marker',
  '1.経緯\n2014年の完了に向けた課題を確認した。\n６月２１日（火）午前、会合した。\n０５年，０７年の目標を見直した。\n　1日も早く実施する必要がある。\n3か国は、協力する。\n1.5億ドルの支援を行う。\n10,000人が参加した。\n（日本側）大臣より説明した。\n第1に、海洋である。\n第5条に基づく措置をとる。\n一方、課題もある。\nイランの情勢についても議論した。\n2.今後\n',
  `
  1.経緯
  2.今後
`,
);
check(
  'hard-wrapped lines belong to their paragraph, whatever they begin with',
  '1. 双方は、昨年の会合以降の進捗を確認するとともに、\n（2）に掲げる施設について、作業を加速することで一致し\n3か国の枠組みを活用しながら、引き続き緊密に協議し、\n10月までに計画を取りまとめる。\n2. 双方は、次回の日程を調整する。\n',
  `
  1. 双方は、昨年の会合以降の進捗を確認するとともに…
  2. 双方は、次回の日程を調整する
`,
);
check(
  'a table of contents is not the sections it lists',
  '目次\n1 総論\n2 各論\n (1) 海洋\n\n1 総論\n　述べる。\n2 各論\n(1) 海洋\n　述べる。\n',
  `
  1 総論
  2 各論
    (1) 海洋
`,
);
check(
  'footnotes at the end are not sections',
  '1 概況\n　情勢は変化している1)。関係国の動き2)も注視する。\n2 対応\n　対応する。\n\n1)外務省の資料による。\n2)防衛省の資料による。\n',
  `
  1 概況
  2 対応
`,
);
check(
  'headings on two levels: one right above another holds those that follow',
  '安全保障\n\n防衛当局間の協力\n　双方は、一致した。\n\nサイバー\n　双方は、協力する。\n\n経済\n\n重要鉱物\n　双方は、促進する。\n',
  `
  安全保障
    防衛当局間の協力
    サイバー
  経済
    重要鉱物
`,
);
check(
  'a quantity at the head of a line does not continue a list of glued numbers',
  '1協定の目的\n　定める。\n5年ごとに見直す。\n2協定の概要\n　概要である。\n3支援の規模\n　3台を供与する。\n4年に一度、点検する。\n4発効\n　通告による。\n',
  `
  1協定の目的
  2協定の概要
  3支援の規模
  4発効
`,
);
check(
  'what every page says at its head or foot is no heading',
  '1 総論\n　述べた。\n\n- 1 -\n海洋政策の概観\n\n2 各論\n　述べた。\n\n- 2 -\n海洋政策の概観\n\n3 今後\n　続ける。\n',
  `
  1 総論
  2 各論
  3 今後
`,
);
check(
  'what a copied page says of itself is left out',
  '1 総論\n　述べた。\n\n<参考>経緯\n・ 昨年5月に合意\n\n関連リンク\n・ カナダ（基礎データ）\nこのページの先頭へ戻る\n',
  `
  1 総論
  <参考>経緯
    ・ 昨年5月に合意
`,
);
check(
  'はじめに stands beside the numbered parts',
  'はじめに\n　趣旨である。\n\nⅠ 現状\n　述べた。\nⅡ 課題\n　述べた。\n\nおわりに\n　結びである。\n',
  `
  はじめに
  Ⅰ 現状
  Ⅱ 課題
  おわりに
`,
);
check(
  'an enumeration that began in the line above is not taken up by its second item',
  '1 協力\n　双方は、三つの分野、すなわち①海洋における航行の安全及び自由の確保並びに\n②宇宙における状況の把握、③情報の保全について議論した。\n2 今後\n　続ける。\n',
  `
  1 協力
  2 今後
`,
);
