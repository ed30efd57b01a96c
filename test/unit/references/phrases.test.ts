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
