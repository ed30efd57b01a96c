import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Library } from '../../../server/src/corpus/library.ts';
import { newLibrary, readText } from '../references/library.ts';
import { SEED } from '../seed.ts';

/** A document with a title block and one sentence; others may follow it in its file. */
const text = (title: string, date: string): string => `${title}\n${date}\n外務省・防衛省\n\n　双方は、一致した。\n\n`;

/** The id of the work that a file with one document of this title and date is known as. */
function known(title: string, date: string): string | undefined {
  const library = newLibrary();
  readText(text(title, date), library, 'a.txt');
  return library.at('a.txt', 0)?.id;
}

const PROGRESS = '同盟の変革：日米の安全保障及び防衛協力の進展';
const ROADMAP = '再編の実施のための日米ロードマップ';
const SCC = '日米安全保障協議委員会';

describe('a document of a file', () => {
  it('is that of the catalogue with its title and date', () => {
    for (const [title, date, id] of [
      [PROGRESS, '平成19年5月1日', 'scc-2007-05-01'],
      [PROGRESS, '2007年5月1日', 'scc-2007-05-01'],
      [PROGRESS, '2007年5月', 'scc-2007-05-01'],
      [ROADMAP, '2006年5月1日', 'scc-2006-05-01-roadmap'],
      ['United States-Japan Roadmap for Realignment Implementation', 'May 1, 2006', 'scc-2006-05-01-roadmap'],
      ['在日米軍の再編の進展', '2011年6月21日', 'scc-2011-06-21-realignment'],
      ['在日米軍駐留経費負担', '2011年6月21日', 'scc-2011-06-21-hns'],
      [
        '日本国とアメリカ合衆国との間の相互協力及び安全保障条約第六条に基づく施設及び区域並びに日本国における合衆国軍隊の地位に関する協定',
        '昭和35年1月19日',
        'agr-1960-01-19-sofa',
      ],
      ['日本国とアメリカ合衆国との間の相互協力及び安全保障条約', '千九百六十年一月十九日', 'tre-1960-01-19-anpo'],
      ['第4回六者会合に関する共同声明', '2005年9月19日', 'six-2005-09-19'],
    ] as const) {
      assert.equal(known(title, date), id, `${title} ${date}`);
    }
  });

  it('is known with a letter misread, and with the name of its meeting and kind for a title', () => {
    // katakana カ for 力
    assert.equal(known('同盟の変革：日米の安全保障及び防衛協カの進展', '2007年5月1日'), 'scc-2007-05-01');
    assert.equal(known(`共同発表　${PROGRESS}`, '2007年5月1日'), 'scc-2007-05-01');
    assert.equal(known(`${SCC}共同発表`, '2012年4月27日'), 'scc-2012-04-27');
    assert.equal(known(`${SCC}共同発表（仮訳）`, '2012年4月27日'), 'scc-2012-04-27');
    assert.equal(known(`${SCC}共同発表`, '2007年5月1日'), 'scc-2007-05-01');
    assert.equal(known('日仏外務・防衛閣僚会合 共同声明', '2023年5月9日'), 'fr-2023-05-09');
  });

  it('may bear the date by the clock of Japan', () => {
    // the first of May in Washington
    assert.equal(known(ROADMAP, '平成18年5月2日'), 'scc-2006-05-01-roadmap');
    assert.equal(known(`${SCC}共同発表`, '2002年12月17日'), 'scc-2002-12-16');
    assert.equal(known(`${SCC}（2＋2）共同発表`, '2023年1月12日'), 'scc-2023-01-11');
    assert.equal(known('日米防衛協力のための指針', '平成9年9月24日'), 'gl-1997-09-23');
  });

  it('is the version of its date where several have the title', () => {
    const versions = ['1978年11月27日', '1997年9月23日', '2015年4月27日'].map((date) =>
      known('日米防衛協力のための指針', date),
    );
    assert.deepEqual(versions, ['gl-1978-11-27', 'gl-1997-09-23', 'gl-2015-04-27']);
    assert.equal(known('安全保障協力に関する日豪共同宣言', '2007年3月13日'), 'au-2007-03-13');
    assert.equal(known('安全保障協力に関する日豪共同宣言', '2022年10月22日'), 'au-2022-10-22');
  });

  it('is the outline of its meeting, and not what the meeting published', () => {
    assert.equal(known(`${SCC}（「2＋2」）の概要`, '平成19年5月1日'), 'scc-2007-05-01-gaiyo');
    assert.equal(known(`${SCC}（「２＋２」閣僚会合）の開催`, '平成23年6月'), 'scc-2011-06-21-gaiyo');
    // no outline of these is in the catalogue
    for (const [title, date] of [
      [`${SCC}共同発表の概要`, '2012年4月27日'],
      [`「${ROADMAP}」の概要`, '2006年5月1日'],
      ['第4回日豪外務・防衛閣僚協議の概要', '2012年9月14日'],
      ['第7回日仏外務・防衛閣僚会合（概要）', '2023年5月9日'],
    ] as const) {
      assert.equal(known(title, date), 'a.txt#1', title);
    }
  });

  it('that tells of an agreement is not the agreement', () => {
    assert.equal(known('日・英部隊間協力円滑化協定', '2023年1月11日'), 'raa-uk-2023-01-11');
    for (const title of [
      '日・英部隊間協力円滑化協定の署名',
      '「日・英部隊間協力円滑化協定」の署名',
      '日・英部隊間協力円滑化協定の署名について',
      '日・英部隊間協力円滑化協定の発効',
    ]) {
      assert.equal(known(title, '2023年1月11日'), 'a.txt#1', title);
    }
  });

  it('of another date or about another thing is a work of its own', () => {
    for (const [title, date] of [
      [PROGRESS, '2008年5月1日'],
      [`${SCC}共同発表`, '2012年4月28日'],
      ['日米防衛協力のための指針', '2010年1月1日'],
      ['海洋協力のロードマップ', '2006年5月1日'],
      ['日米防衛相会談共同発表', '2006年5月1日'],
      ['日米外相会談の概要', '平成19年5月1日'],
      ['日中首脳会談（概要）', '2006年11月18日'],
      ['日加外務・防衛閣僚会合の概要', '平成30年4月20日'],
      ['施設・区域の一時使用について', '2026年10月5日'],
    ] as const) {
      assert.equal(known(title, date), 'a.txt#1', title);
    }
  });
});

describe('a work of the workspace alone', () => {
  it('has the title, date and kind of its text, and is found by them', () => {
    const library = newLibrary();
    readText(text('第9回日加外務・防衛閣僚会合の概要', '平成30年4月20日'), library, 'a.txt');
    const work = library.at('a.txt', 0);
    assert.deepEqual(
      [work?.id, work?.title, work?.date, work?.kind, work?.row],
      ['a.txt#1', '第9回日加外務・防衛閣僚会合の概要', '2018-04-20', 'outline', undefined],
    );
    assert.deepEqual(
      library.titled('第９回日加外務・防衛閣僚会合の概要').map(({ value, distance }) => [value.id, distance]),
      [['a.txt#1', 0]],
    );
    assert.deepEqual(library.titled('第8回日加外務・防衛閣僚会合の概要'), []);
    for (const value of ['2018-04-20', '2018-04', '2018', '2018-04-01/2018-04-30'])
      assert.ok(library.dated(value).includes(work ?? assert.fail()), value);
    assert.deepEqual(library.dated('2018-04-21'), []);
    assert.deepEqual(library.dated('no date'), []);
  });

  it('goes with its file', () => {
    const library = newLibrary();
    const before = [...library.works()].length;
    readText(text('海の協力の枠組み', '2020年3月1日'), library, 'a.txt');
    assert.equal([...library.works()].length, before + 1);
    library.removeFile('a.txt');
    assert.equal(library.at('a.txt', 0), undefined);
    assert.equal(library.work('a.txt#1'), undefined);
    assert.deepEqual(library.titled('海の協力の枠組み'), []);
    assert.deepEqual(library.dated('2020-03-01'), []);
    assert.equal([...library.works()].length, before);
    library.removeFile('a.txt');
    library.removeFile('never.txt');
    assert.deepEqual([...library.files()], []);
  });
});

describe('a work of the catalogue', () => {
  it('has the files in which it stands, and stays when they go', () => {
    const library = newLibrary();
    const uris = (): string[] => library.work('scc-2006-05-01-roadmap')?.copies.map(({ uri }) => uri) ?? [];
    readText(text(ROADMAP, '2006年5月1日'), library, 'b.txt');
    readText(text(ROADMAP, '平成18年5月1日'), library, 'a.txt');
    assert.deepEqual(uris(), ['a.txt', 'b.txt']);
    library.removeFile('a.txt');
    assert.deepEqual(uris(), ['b.txt']);
    assert.equal(library.at('b.txt', 0)?.id, 'scc-2006-05-01-roadmap');
    // moved: gone from the one place, and there at another
    library.removeFile('b.txt');
    assert.deepEqual(uris(), []);
    readText(text(ROADMAP, '2006年5月1日'), library, 'c.txt');
    assert.deepEqual(uris(), ['c.txt']);
    // another document under the same name
    readText(text('海の協力の枠組み', '2020年3月1日'), library, 'c.txt');
    assert.deepEqual(uris(), []);
    assert.equal(library.at('c.txt', 0)?.id, 'c.txt#1');
    assert.equal(library.titled(ROADMAP)[0]?.value.id, 'scc-2006-05-01-roadmap');
  });

  it('may be one of several documents in a file', () => {
    const library = newLibrary();
    const both =
      text('海の協力の枠組み', '2020年3月1日') +
      text(`${SCC}（「2＋2」）の概要`, '平成19年5月1日') +
      text(ROADMAP, '2006年5月1日');
    readText(both, library, 'a.txt');
    const ids = (): (string | undefined)[] => library.copies('a.txt').map((_, k) => library.at('a.txt', k)?.id);
    assert.deepEqual(ids(), ['a.txt#1', 'scc-2007-05-01-gaiyo', 'scc-2006-05-01-roadmap']);
    assert.deepEqual(
      library.work('scc-2006-05-01-roadmap')?.copies.map(({ uri, index }) => [uri, index]),
      [['a.txt', 2]],
    );
    readText(text(ROADMAP, '2006年5月1日') + text('海の協力の枠組み', '2020年3月1日'), library, 'a.txt');
    assert.deepEqual(ids(), ['scc-2006-05-01-roadmap', 'a.txt#2']);
    assert.deepEqual(library.work('scc-2007-05-01-gaiyo')?.copies, []);
    assert.equal(library.work('a.txt#1'), undefined);
  });

  it('is of its meeting, by the clock there and by that of Japan', () => {
    const library = newLibrary();
    for (const day of ['2006-05-01', '2006-05-02']) {
      const ids = library.dated(day).map(({ id }) => id);
      assert.ok(ids.includes('scc-2006-05-01-js') && ids.includes('scc-2006-05-01-roadmap'), day);
    }
    const place = (id: string): number => library.placeInMeeting(library.work(id) ?? assert.fail(id));
    assert.deepEqual(['scc-2006-05-01-js', 'scc-2006-05-01-roadmap', 'agr-1960-01-19-sofa'].map(place), [0, 1, 3]);
    const dates = library.ofSeries('日米2+2').map(({ date }) => date);
    assert.deepEqual(dates, [...dates].sort());
    assert.ok(dates.includes('2007-05-01'));
    const days = library.meetings('日豪2+2').map(({ dateLocal }) => dateLocal);
    assert.deepEqual([days[0], days], ['2007-06-06', [...days].sort()]);
    assert.deepEqual(
      [...library.numbered('日豪2+2', 4)].map(({ id }) => id),
      ['au-2012-09-14'],
    );
  });
});

describe('files in any order', () => {
  const CONTENTS = [
    text(ROADMAP, '2006年5月1日'),
    text(`${SCC}（「2＋2」）の概要`, '平成19年5月1日') + text('海の協力の枠組み', '2020年3月1日'),
    text('海の協力の枠組み', '2020年3月1日'),
    text('海の協力の枠組み', '2021年3月1日') + text(ROADMAP, '平成18年5月2日'),
    text('第13回日豪外務・防衛閣僚協議の概要', '2026年9月4日'),
    '題名も日付もない文章である。\n',
    '',
  ];
  const NAMES = ['a.txt', 'b.txt', 'c.txt'];

  /** All that a library finds, as plain values. */
  function answers(library: Library): unknown {
    const ids = (works: Iterable<{ readonly id: string }>): string[] => [...works].map(({ id }) => id).sort();
    return {
      works: ids(library.works()),
      files: [...library.files()].sort(),
      at: NAMES.map((uri) => library.copies(uri).map((_, k) => library.at(uri, k)?.id)),
      copies: [...library.works()]
        .flatMap(({ id, copies }) => copies.map(({ uri, index }) => `${id} ${uri} ${index}`))
        .sort(),
      titled: [
        ROADMAP,
        `${SCC}（「2＋2」）の概要`,
        '海の協力の枠組み',
        '海の協力の枠組案',
        '第13回日豪外務・防衛閣僚協議の概要',
      ].map((title) => ids(library.titled(title).map(({ value }) => value))),
      dated: ['2006-05-01', '2006-05-02', '2007-05', '2020-03-01', '2021', '2026-09-04'].map((date) =>
        ids(library.dated(date)),
      ),
      series: ids(library.ofSeries('日豪2+2')),
      numbered: ids(library.numbered('日豪2+2', 13)),
    };
  }

  it('give what a library finds that has read them once', () => {
    const step = fc.tuple(fc.constantFrom(...NAMES), fc.option(fc.nat(CONTENTS.length - 1)));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const library = newLibrary();
        const now = new Map<string, string>();
        for (const [uri, content] of steps) {
          if (content === null) {
            library.removeFile(uri);
            now.delete(uri);
          } else {
            readText(CONTENTS[content], library, uri);
            now.set(uri, CONTENTS[content]);
          }
        }
        const fresh = newLibrary();
        for (const uri of NAMES) {
          const content = now.get(uri);
          if (content !== undefined) readText(content, fresh, uri);
        }
        assert.deepEqual(answers(library), answers(fresh));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});
