import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isoDate } from '../../../server/src/dates/calendar.ts';
import { bounds } from '../../../server/src/dates/interval.ts';
import { DateReader } from '../../../server/src/dates/read.ts';
import { scanDates } from '../../../server/src/dates/scan.ts';
import { fold } from '../../../server/src/text/width.ts';
import { SEED } from '../seed.ts';
import { rows } from './read-dates.ts';

/** Pieces that dates are made of, and what stands around them. */
const PIECES = [
  ...[
    '2007',
    '19',
    '05',
    '5',
    '1',
    '31',
    '0',
    '年',
    '月',
    '日',
    '度',
    '代',
    '間',
    '末',
    '半ば',
    '前半',
    '上旬',
    '第1四半期',
    '秋',
  ],
  ...[
    '平成',
    '昭和',
    '令和',
    '元',
    '二',
    '十',
    '〇',
    '千',
    'H',
    'FY',
    '昨',
    '本',
    '今',
    '来',
    '翌',
    '同',
    '前',
    '去る',
    '来る',
    '一昨年',
  ],
  ...[
    '(',
    ')',
    '（火）',
    '(同9)',
    '日本時間',
    '現地時間',
    '米会計年度',
    'この',
    '過去',
    '今後',
    '数',
    '第',
    '約',
    'か',
  ],
  ...[' ', '　', '\n', '。', '、', ',', '.', '/', '-', '～', 'から', 'まで', '及び', 'の', 'に', '予定', "'"],
  ...[
    'May',
    'last ',
    'the same ',
    'year',
    'from ',
    ' to ',
    'half of ',
    'end of ',
    'Tuesday, ',
    'st',
    '1990s',
    '\ud842',
    '㍻',
    '２',
  ],
];
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const anyDocument = fc.constantFrom(
  '2007-05-01',
  '2008-02-29',
  '2007-05',
  '2007',
  undefined,
  '',
  'no date',
  '2007-13-45',
);

describe('the dates of any text', () => {
  it('stand in it in order, none inside another, and have values that are dates', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 3 }), anyDocument, (passages, iso) => {
        const reader = new DateReader({ iso });
        for (const text of passages) {
          const scans = scanDates(text);
          const read = reader.read(scans, text);
          assert.equal(read.length, scans.length);
          let end = 0;
          for (const [k, date] of read.entries()) {
            assert.ok(date.start >= end && date.end > date.start && date.end <= text.length);
            assert.equal(date.scan, scans[k]);
            end = date.end;
            if (date.value === undefined) continue;
            const whole = bounds(date.value);
            assert.ok(
              whole !== undefined && whole.first <= whole.last,
              `${text.slice(date.start, date.end)} = ${date.value}`,
            );
            if (date.anchor !== undefined) assert.ok(bounds(date.anchor.value) !== undefined, date.anchor.value);
          }
        }
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('depend on the text alone until they are read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.deepEqual(scanDates(text), scanDates(text));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

const ERAS = [
  ['明治', 1867, '1873-01-01', '1912-07-29'],
  ['大正', 1911, '1912-07-30', '1926-12-24'],
  ['昭和', 1925, '1926-12-25', '1989-01-07'],
  ['平成', 1988, '1989-01-08', '2019-04-30'],
  ['令和', 2018, '2019-05-01', '2099-12-31'],
] as const;

/** 0 to 9999 in kanji with units. */
function kanji(value: number): string {
  const digits = '〇一二三四五六七八九';
  let text = '';
  for (const [unit, sign] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
  ] as const) {
    const count = Math.floor(value / unit) % 10;
    if (count > 0) text += (count > 1 ? digits[count] : '') + sign;
  }
  return value % 10 > 0 ? text + digits[value % 10] : text;
}

const wide = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const positional = (value: number): string =>
  String(value).replace(/[0-9]/g, (digit) => '〇一二三四五六七八九'[Number(digit)]);
const spaced = (text: string): string => [...text].join(' ');
const MONTHS = 'January,February,March,April,May,June,July,August,September,October,November,December'.split(',');

describe('a random day', () => {
  const day = fc.date({ min: new Date('1873-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });

  it('is read back from every way to write it', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const iso = isoDate(y, m, d);
        const era = ERAS.find(([, , first, last]) => first <= iso && iso <= last);
        assert.ok(era !== undefined);
        const n = y - era[1];
        const weekday = '日月火水木金土'[date.getUTCDay()];
        const forms = [
          `${y}年${m}月${d}日`,
          wide(`${y}年${m}月${d}日（${weekday}）`),
          `${y}年${m}月${d}日(${weekday}曜日)`,
          `${era[0]}${n}年${m}月${d}日`,
          `${era[0]}${n === 1 ? '元' : kanji(n)}年${kanji(m)}月${kanji(d)}日`,
          `${kanji(y)}年${kanji(m)}月${kanji(d)}日`,
          `${positional(y)}年${kanji(m)}月${kanji(d)}日`,
          `${y}年(${era[0]}${n}年)${m}月${d}日`,
          `${era[0]}${n}年（${y}年）${m}月${d}日`,
          `${y}(${era[0]}${n})年${m}月${d}日`,
          spaced(`${y}年${m}月${d}日`),
          `${y}/${m}/${d}`,
          `${y}.${m}.${d}`,
          iso,
          `${MONTHS[m - 1]} ${d}, ${y}`,
          `${d} ${MONTHS[m - 1]} ${y}`,
        ];
        if (n >= 10) forms.push(`${String(y).slice(2)}(${era[0]}${n})年${m}月${d}日`);
        if (y >= 1940) forms.push(`${String(y % 100).padStart(2, '0')}(${era[0]}${n})年${m}月${d}日`);
        if (y >= 2000 && y < 2010) forms.push(`0${y % 100}年${m}月${d}日`);
        for (const form of forms) {
          const { text } = fold(form);
          assert.deepEqual(rows('2040-01-01', form), [`${text} = ${iso}`], form);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('is the day of the document by every word for it', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const iso = isoDate(y, m, d);
        for (const form of [
          '本日',
          `本${d}日`,
          `本月${d}日`,
          `今月${d}日`,
          `本年${m}月${d}日`,
          `${m}月${d}日`,
          `今年の${m}月${d}日`,
        ]) {
          assert.deepEqual(rows(iso, form), [`${form} = ${iso}`], `${form} on ${iso}`);
        }
        const before = new Date(date.getTime() - 86_400_000).toISOString().slice(0, 10);
        assert.deepEqual(rows(iso, '昨日'), [`昨日 = ${before}`]);
        assert.deepEqual(rows(iso, '昨年'), [`昨年 = ${y - 1}`]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('reading dates', () => {
  it('costs time in proportion to the text, whatever it is', () => {
    const units = [
      ...[
        '1',
        '一',
        ' ',
        '1 ',
        '一 ',
        '平',
        'M',
        '(',
        '平成1(',
        '2007(',
        '2007年 ',
        '本',
        '本1',
        '翌',
        '同',
        '5月',
        '5月から',
        '1日,',
        'the ',
        'May ',
      ],
      ...[
        'May 1 to ',
        'from ',
        '2007-',
        '1~',
        '1.',
        '12.1.',
        '97(同',
        '去る',
        '来る',
        'この',
        '過去1',
        '2007年(',
        '5月1日の',
        '5月に',
        '年',
        '月末',
        '、',
        '。',
      ],
    ];
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(60_000 / unit.length));
      const start = performance.now();
      const scans = scanDates(text);
      new DateReader({ iso: '2007-05-01' }).read(scans, text);
      // Quadratic work on so much text would take minutes.
      assert.ok(performance.now() - start < 2_000, unit);
    }
  });
});
