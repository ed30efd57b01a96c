import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recognise } from '../../../server/src/structure/recognise.ts';

const OURS: Record<string, string> = {
  'an outline with date and ministries':
    '日加外務・防衛閣僚会合の概要\n平成30年4月20日\n外務省・防衛省\n\n　会合が開催されたところ、概要以下のとおり。\n',
  'a joint statement without ministries': '日加首脳共同声明\n2019年4月28日\n\n　両首脳は、会談した。\n',
  'a page copied with its navigation':
    'トップページ > 国・地域 > カナダ\n\n日加外相会談（結果）\n令和5年1月12日\n外務省\n\n　会談が行われました。\n',
  'an agreement dated at its end':
    '情報の保護に関する日本国政府とカナダ政府との間の協定\n\n　日本国政府及びカナダ政府は、\n　次のとおり協定した。\n\n第一条\n　定義する。\n\n　二千十九年十一月一日にオタワで、本書二通を作成した。\n',
  'an English statement':
    'Joint Statement of the Japan-Canada 2+2 Ministerial Meeting\nMay 1, 2019\n\nThe Ministers met today.\n',
};
const NOT_OURS: Record<string, string> = {
  nothing: '',
  'a diary': '2024年5月1日\n今日は海へ行った。風が強かった。\n',
  'the minutes of a club': '読書会の議事録\n2024年5月1日\n事務局\n\n1. 課題図書について\n2. 会費について\n',
  'a letter': '田中様\n\nいつもお世話になっております。先日の会議の資料をお送りします。\n\n2024年5月1日\n佐藤\n',
  'a program': 'import os\n\ndef main():\n    # 外務省 平成30年4月20日\n    print("概要")\n',
  'a log': '2024-05-01 10:00:00 INFO 起動しました。\n2024-05-01 10:00:01 WARN 接続に失敗\n',
  'a recipe': '肉じゃが\n\n材料\n・じゃがいも\n・牛肉\n\n1. 切る。\n2. 煮る。\n',
  'a shopping list': '1. 牛乳\n2. 卵\n3. パン\n',
  'a README': '# 概要\n\n外務省のデータを読むツールです。\n',
  data: '{"title": "日加外相会談の概要", "date": "平成30年4月20日"}\n',
  binary: '\u0000\u0001\u0002PK\u0003\u0004'.repeat(100),
};

for (const [name, text] of Object.entries(OURS)) {
  test(`recognised: ${name}`, () => {
    const found = recognise(text);
    assert.equal(found.communique, true, JSON.stringify(found));
    assert.ok(found.confidence >= 0.7 && found.confidence <= 1);
    assert.ok(found.reasons.length >= 2);
  });
}
for (const [name, text] of Object.entries(NOT_OURS)) {
  test(`left alone: ${name}`, () => {
    assert.equal(recognise(text).communique, false, JSON.stringify(recognise(text)));
  });
}
