import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type AbsoluteDate,
  findDates,
  isDateLine,
  readDate,
  readMonthDay,
} from '../../../server/src/dates/absolute.ts';
import { SEED } from '../seed.ts';

/** Every row: a text, and the ISO value of the date that it is from its first to its last character. */
function reads(rows: Record<string, string>): void {
  for (const [text, iso] of Object.entries(rows)) {
    const date = readDate(`${text}に`, 0);
    assert.equal(date?.iso, iso, text);
    assert.deepEqual([date?.start, date?.end], [0, text.length], text);
  }
}

/** The dates found in a text, each as `the words = ISO`. */
function found(text: string): string[] {
  return findDates(text).map((date) => `${text.slice(date.start, date.end)} = ${date.iso}`);
}

describe('a date that says its year', () => {
  it('is read in the western calendar, to the day, month or year', () => {
    reads({ '2007年5月1日': '2007-05-01', '2006年5月': '2006-05', '2014年': '2014', '1854年3月31日': '1854-03-31' });
    assert.equal(readDate('2007年5月1日', 0)?.calendar, 'western');
  });

  it('is read by eras, the first year and years beyond the end included', () => {
    reads({
      平成19年5月1日: '2007-05-01',
      令和5年1月11日: '2023-01-11',
      昭和35年: '1960',
      大正12年9月1日: '1923-09-01',
      明治27年7月16日: '1894-07-16',
      令和元年6月28日: '2019-06-28',
      平成元年: '1989',
      平成39年3月: '2027-03',
      '㍻19年5月1日': '2007-05-01',
    });
    assert.equal(readDate('平成19年5月1日', 0)?.calendar, 'era');
  });

  it('is read in kanji, with and without units', () => {
    reads({
      平成二十五年十月三日: '2013-10-03',
      二千九年二月十七日: '2009-02-17',
      千九百六十年一月十九日: '1960-01-19',
      二〇〇六年五月一日: '2006-05-01',
      '二○一一年六月二一日': '2011-06-21',
      昭和四五年: '1970',
      平成二七年四月二十七日: '2015-04-27',
    });
  });

  it('is read in any width and with the spaces of copied text', () => {
    reads({
      '２０１４年７月１日': '2014-07-01',
      平成１9年5月１日: '2007-05-01',
      '令和８年 ８ 月': '2026-08',
      '2006年　5月　1日': '2006-05-01',
      '平 成 十 九 年 五 月 一 日': '2007-05-01',
      '平成 2 4 年 1 2 月 2 8 日': '2012-12-28',
    });
  });

  it('is one date where both calendars give the same year', () => {
    reads({
      '2010年(平成22年)5月28日': '2010-05-28',
      '平成22年（2010年）5月28日': '2010-05-28',
      '2013(平成25)年9月': '2013-09',
      '05(平成17)年10月': '2005-10',
      '97（平成9）年': '1997',
      '05年（平成17年）10月29日': '2005-10-29',
      '令和元年（２０１９年）': '2019',
      '平成25(2013)年9月': '2013-09',
    });
    assert.equal(readDate('2013(平成25)年9月', 0)?.calendar, 'both');
  });

  it('is two dates where the calendars disagree', () => {
    assert.deepEqual(found('2010年（平成21年）5月'), ['2010年 = 2010', '平成21年 = 2009']);
  });

  it('takes the weekday behind it along', () => {
    reads({
      '2011年6月21日（火）': '2011-06-21',
      '2011年6月21日(火曜日)': '2011-06-21',
      '2011年6月21日火曜日': '2011-06-21',
    });
    reads({ '2019年5月1日（水・祝）': '2019-05-01', '平成23年6月21日 （ 火 ）': '2011-06-21' });
    assert.equal(readDate('2011年6月21日（火）', 0)?.weekday, 2);
    assert.equal(readDate('2011年6月26日（日）', 0)?.weekday, 0);
    const text = '2011年6月21日（日本時間22日未明）';
    assert.deepEqual(found(text), ['2011年6月21日 = 2011-06-21']);
  });

  it('may be written with separators', () => {
    reads({
      '2007/5/1': '2007-05-01',
      '2007-05-01': '2007-05-01',
      '2007.5.1': '2007-05-01',
      '２００７．５．１': '2007-05-01',
      '2007−05−01': '2007-05-01',
      'H19.5.1': '2007-05-01',
      'R5.1.11': '2023-01-11',
      'Ｓ３５．１．１９': '1960-01-19',
      H19年5月1日: '2007-05-01',
    });
  });

  it('may be English', () => {
    reads({
      'May 1, 2007': '2007-05-01',
      '1 May 2007': '2007-05-01',
      'October 29, 2005': '2005-10-29',
      'June 2011': '2011-06',
      'Oct. 3, 2013': '2013-10-03',
      'MAY 1, 2006': '2006-05-01',
      'February 19th, 2005': '2005-02-19',
      '3rd of October, 2013': '2013-10-03',
      'Sept. 2005': '2005-09',
      'Tuesday, June 21, 2011': '2011-06-21',
    });
    assert.equal(readDate('May 1, 2007', 0)?.calendar, 'english');
    assert.equal(readDate('Tuesday, June 21, 2011', 0)?.weekday, 2);
    assert.deepEqual(found('Joint Statement (June 2011)'), ['June 2011 = 2011-06']);
  });

  it('ends before a month or day that cannot be', () => {
    assert.deepEqual(found('平成20年2月30日'), ['平成20年2月 = 2008-02']);
    assert.deepEqual(found('2007年13月'), ['2007年 = 2007']);
    assert.deepEqual(found('2008年2月29日、2007年2月29日'), ['2008年2月29日 = 2008-02-29', '2007年2月 = 2007-02']);
    assert.deepEqual(found('2007/2/29、H20.2.30、平成0年'), []);
    assert.deepEqual(found('February 30, 2008'), ['February 30, 2008 = 2008-02']);
  });

  it('begins where it is asked for and not inside a number or word', () => {
    assert.equal(readDate('（2007年', 0), undefined);
    assert.equal(readDate('12007年', 1), undefined);
    assert.equal(readDate('二十五年', 1), undefined);
    assert.equal(readDate('XH19.5.1', 1), undefined);
    assert.equal(readDate('2007年', 99), undefined);
    assert.equal(readDate('2007年', Number.NaN), undefined);
  });
});

describe('the dates of a text', () => {
  it('are found in order', () => {
    const text = '2005年2月19日の安全保障協議委員会（「2＋2」）及び平成17年10月の中間報告を経て、2014年の完了に向け';
    assert.deepEqual(found(text), ['2005年2月19日 = 2005-02-19', '平成17年10月 = 2005-10', '2014年 = 2014']);
  });

  it('are found behind markers and numbers that touch them', () => {
    assert.deepEqual(found('1.2007年5月1日 第2回2010年5月 別紙2 2011年'), [
      '2007年5月1日 = 2007-05-01',
      '2010年5月 = 2010-05',
      '2011年 = 2011',
    ]);
    assert.deepEqual(found('資料1 2007年1 2月'), ['2007年 = 2007']);
  });

  it('do not include what only looks like a date', () => {
    for (const text of [
      '1日も早く2月に合意した「初期段階の措置」',
      'この1年の作業',
      '日米の4閣僚で',
      '5年間で１．３億円',
      '第1 目的',
      '昨年5月に発表した「ロードマップ」',
      '平成19年度予算、2007年度、1990年代、2000年間、二千年の歴史、2000年前、2000年以上',
      '０５年，０７年の共通の戦略目標',
      '1.2.3 192.168.10.12 2007.5.1.2 http://example.jp/2007/5/1/',
      'May be 2007 or may 2007; Marching 2007; June 20111',
      '平成の大合併、大正時代、明治維新、令和初の',
      '電話03-3580-3311',
    ]) {
      assert.deepEqual(found(text), [], text);
    }
    assert.deepEqual(found('2014年前半、2014年代わり'), ['2014年 = 2014']);
  });

  it('are found in any string, in order and without overlap, and each is read again where it begins', () => {
    const piece = fc.constantFrom(
      ...['2007', '年', '5', '月', '1', '日', '平成', '元', '二', '十', '〇', '(', '）', ' ', '　', '火', '曜'],
      ...['/', '.', '-', 'H', 'May', 'Tue', ',', '\n', '\ud842', '㍻', '２', 'st', 'の'],
    );
    const text = fc.array(piece, { maxLength: 25 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (whole) => {
        let end = 0;
        for (const date of findDates(whole)) {
          assert.ok(date.start >= end && date.end > date.start && date.end <= whole.length);
          assert.deepEqual(readDate(whole, date.start), date);
          const day = `${date.iso}-01-01`.slice(0, 10);
          assert.equal(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10), day);
          end = date.end;
        }
        for (let at = -1; at <= whole.length; at++) readMonthDay(whole, at);
        isDateLine(whole);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('cost time in proportion to the text, whatever it is', () => {
    for (const unit of ['1', '一', ' ', '1 ', '一 ', '平', 'M', '(', '平成1(', '2007(', '2007年 ']) {
      const text = unit.repeat(40_000);
      const start = performance.now();
      findDates(text);
      isDateLine(text);
      // Quadratic work on so much text would take minutes.
      assert.ok(performance.now() - start < 2_000, unit);
    }
  });
});

describe('a month and a day without a year', () => {
  const read = (text: string) => {
    const date = readMonthDay(text, 0);
    return date && [date.month, date.day, date.weekday, date.end];
  };

  it('are read in digits and kanji, with a weekday', () => {
    assert.deepEqual(read('６月２１日（火）、ワシントンにおいて'), [6, 21, 2, 8]);
    assert.deepEqual(read('5月1日、米国国務省において'), [5, 1, undefined, 4]);
    assert.deepEqual(read('十二月二十一日'), [12, 21, undefined, 7]);
    assert.deepEqual(read('6 月 21 日'), [6, 21, undefined, 8]);
    assert.deepEqual(read('2月29日'), [2, 29, undefined, 5]);
  });

  it('are not read out of other things', () => {
    for (const text of ['1日も早く', '2月に合意した', '2月30日', '13月1日', '0月1日', '5か月1日', '2 4月1日', '']) {
      assert.equal(read(text), undefined, text);
    }
    assert.equal(readMonthDay('12月1日', 1), undefined);
  });
});

describe('a date line', () => {
  const isos = (lines: readonly string[]) => lines.map((line) => isDateLine(line)?.iso);

  it('holds one date, perhaps indented, in brackets or with a weekday', () => {
    assert.deepEqual(
      isos([
        '平成19年5月1日',
        '平成23年6月\r\n',
        '　　　　　　　平成二十五年十月三日　',
        '（平成18年5月1日）',
        '(June 2011)',
        '2011年6月21日（火）',
        '[2007-05-01]',
        'Tuesday, June 21, 2011',
        '平 成 十 九 年 五 月 一 日',
      ]),
      [
        ...['2007-05-01', '2011-06', '2013-10-03', '2006-05-01', '2011-06'],
        ...['2011-06-21', '2007-05-01', '2011-06-21', '2007-05-01'],
      ],
    );
  });

  it('may say that the text was issued, where the clock stood, or the date again', () => {
    assert.deepEqual(
      isos([
        '平成19年5月1日付',
        '平成26年7月1日 閣議決定',
        '令和5年1月12日発表',
        '2023年1月11日（現地時間）',
        '2022年1月7日(日本時間。米国東部時間6日。)',
        '平成18年5月1日（於：ワシントン）',
        '（2015年4月27日）（現地時間）',
        '2010年5月28日（平成22年5月28日）',
      ]),
      [
        ...['2007-05-01', '2014-07-01', '2023-01-12', '2023-01-11', '2022-01-07'],
        ...['2006-05-01', '2015-04-27', '2010-05-28'],
      ],
    );
  });

  it('is no sentence, label, heading or number', () => {
    for (const line of [
      '',
      '　',
      '　5月1日、米国国務省において標記会合が開催された',
      '2007年5月1日、米国国務省において標記会合が開催された。',
      '2014年の完了に向け',
      '平成19年5月1日の共同発表',
      '日時：平成19年5月1日',
      '1 2007年5月1日',
      '（平成18年5月1日',
      '平成18年5月1日）',
      '平成18年5月1日（仮訳）（骨子）の発表',
      '平成18年5月1日　平成19年5月1日',
      '平成18年5月1日（平成19年5月1日）',
      '１．３億円',
      '-11-',
      '6月21日（火）',
      'May 1, 2007, Washington',
      '2007',
    ]) {
      assert.equal(isDateLine(line), undefined, line);
    }
  });

  it('gives the place of the date in the line', () => {
    const date: AbsoluteDate | undefined = isDateLine('　（平成19年5月1日）');
    assert.deepEqual([date?.start, date?.end], [2, 11]);
  });
});
