import type { ReadDate } from '../dates/read.ts';
import { firstEndingAfter } from './places.ts';

/** Which of the dates around the name of a document is the date of that document. Offsets in the folded text of a passage. */

/** What may stand between a date and what it dates. */
export const TIGHT =
  /^(?:付け?の?|付け|の|の[一-龠々ァ-ヶー・]{2,14}での|以来の|にかけての|,|における|時点の|署名の|発表の|策定の|作成の|採択の|公表の|開催の|発効の|締結の|改定の|当時の|に行われた|にも)?(?:当該|両国の|両政府の|同)?$/;
const CLAUSE =
  /^(?:付けで?|に|の|,|には|の際に|,?[^。,()「」]{0,16}(?:で|において|にて)(?:の|開催された|行われた)?)?[^。()]{0,60}(?:した|された|され,|される|する|予定の|予定される|れる|れた|った|んだ|行った|による|における|での|との|した上記の|である|たる|への|に関する)(?:[^。,()]{0,8}の|[^。,()]{0,28}(?:のための|に関する|に係る))?(?:旧|新|現|同|両)?(?:[A-Z][A-Z0-9]{1,7}[一-龠]{0,8})?$/;
/** 本年6月15日の南北共同宣言. */
export const COMPOUND = /^(?:付け?)?の(?:[一-龠ァ-ヶー・]{1,8}|[一-龠ァ-ヶー・]{1,14}の)$/;
/** 11月13日のオバマ大統領訪日の際の. */
const VISIT = /^の[^。,()「」]{2,20}(?:訪[一-龠]|訪問|来訪|来日)の(?:際|機会)の$/;
/** 1969年11月21日の佐藤総理とニクソン大統領の共同声明. */
const PERSON = '[^。,()「」]{1,16}(?:総理|総理大臣|首相|大統領|外相|大臣|長官|国家主席)';
const PERSONS = new RegExp(`^(?:付け?)?の${PERSON}(?:と${PERSON})?(?:の|との|による|との間の)$`);
/** 先月23日に行われた額賀長官とラムズフェルド長官の. */
export const TALKS = new RegExp(
  `^(?:付け)?(?:に(?:[^。,()]{1,12}で)?(?:行われた|開催された))?の?(?:${PERSON}と)?${PERSON}(?:との間の|との|の)(?:電話)?$`,
);
/** 1月19日の安保条約署名五十周年に当たっての. */
const OCCASION = /^(?:付けの?|の|に発表された|に発出された)[^。,()「」]{2,24}周年(?:に当たって|に際して|を記念して)の$/;
const CLAUSE_EN = /^(?:,? )?(?:the |SCC |bilateral |U\.S\.-Japan |Japan-U\.S\. )*$/;
const MAX_CLAUSE = 72;

const PLACE = /^(?:午[前後])?(?:[0-9]+時[^,。]{0,6})?(?:から)?,?[^。]{0,40}(?:において|にて|で),?$|^(?:午[前後])?,$/;
const HELD = /^(?:閣僚会合|会合|閣僚協議)?(?:が|を|は)?(?:開催|行わ|行い|開か|実施|開き)/;

/** What says that something came about on a date. */
export const MADE =
  /^(?:付けで?|に|,|には)?(?:[^。が,]{0,16}が)?[^。が]{0,24}(?:(?:署名|策定|公表|発表|締結|採択|打ち出|制定|作成|発出|合意|開催|取りまとめ|閣議決定|交わ|取り交わ)(?:した|された|しました|されました|の)|定めた|定められた)|^(?:付けで?|に|,|には)?[^。が]{0,24}(?:決定|了承|承認)(?:した|された)/;

/** 10月8日に中間報告を公表した, 共同発表が発出された. */
export const ISSUED =
  /^(?:を|が|の|に|へ)?(?:併せて|新たに|共同で|正式に)?(?:発表|公表|署名|採択|決定|発出|取りまとめ|とりまとめ|策定|締結|承認|出さ|出し|改定|了承|合意|結ん|結び|作成|成立|施行|閣議決定)/;

/** What becomes of a treaty or law that is there already. */
const LATER =
  /(?:国会(?:で|において)?(?:の)?(?:承認|可決)|発効|批准|公布|施行|延長|失効)(?:を?(?:した|された|する|され))$/;

/** The date that words before a document give it: 2005年2月19日の, 昨年5月に発表した. `used` have been given to others. */
export function dateBefore(
  text: string,
  dates: readonly ReadDate[],
  { start, end }: { start: number; end: number },
  used: ReadonlySet<ReadDate>,
): ReadDate | undefined {
  for (let k = firstEndingAfter(dates, start) - 1; k >= 0; k--) {
    const date = dates[k];
    // 年内の合意 is one to come
    if (text.startsWith('年内', date.start)) return undefined;
    // 年末までに策定する方針 is made by then, and not of then
    if (text.startsWith('までに', date.end)) return undefined;
    // ６月２１日（日本時間２２日未明）: the day there is the one that counts
    if (date.japanTime) continue;
    const whole = text.slice(date.end, start);
    if (whole.length > MAX_CLAUSE || date.length || used.has(date)) return undefined;
    const gap = whole.replace(/^ ?\([^()]*\)/, '');
    if (
      TIGHT.test(gap) ||
      CLAUSE_EN.test(gap) ||
      COMPOUND.test(gap) ||
      PERSONS.test(gap) ||
      TALKS.test(gap) ||
      OCCASION.test(gap) ||
      VISIT.test(gap)
    )
      return date;
    // 同年9月に新たな指針（以下「新指針」という。）が策定された
    const rest = text
      .slice(end, end + 40)
      .replace(/^」?\([^()]*\)/, '')
      .slice(0, 16);
    if (/^(?:に|には|,)?(?:新たな|現在の|現行の|新しい|最初の|両政府は|両国は)?$/.test(gap) && ISSUED.test(rest))
      return date;
    // ６月２１日、ワシントンにおいて、安全保障協議委員会が開催された
    if (PLACE.test(gap) && HELD.test(rest)) return date;
    // a clause with another document in it dates that one
    // 8月には、…に関する決議第2397号を確認した: when it was confirmed
    if (/^に?は,/.test(gap)) return undefined;
    // 2006年1月23日に署名され、本年3月31日に失効する協定: when it was signed, if that is said
    if (LATER.test(gap)) {
      start = date.start;
      continue;
    }
    // 12月9日に発表した戦闘航空プログラム（GCAP）に関する共同声明
    const plain = gap.replace(/\([A-Za-z][^()]*\)/g, '');
    return CLAUSE.test(plain) && !/[0-9]年|[0-9]月/.test(plain) ? date : undefined;
  }
  return undefined;
}

const OPEN_BEHIND =
  /^(?:,? (?:issued|released|announced|adopted|approved|agreed(?: upon)?|reached|signed|concluded|confirmed|published|set out|laid out|held)(?: by (?:the )?[A-Z]\w+)?(?: (?:in|at) (?:the )?[A-Z]\w+(?:,? [A-Z][\w.]*)*)?(?: (?:on|in))? | in [A-Z]\w+(?:, [A-Z][\w.]*)? (?:on|in) | ?\((?:[^()]{0,12}, ?)?| of | dated | issued on | signed (?:in [A-Z][a-z]+ )?on | adopted on | released on | announced on | concluded on |, signed on | rendered on |,? held (?:in [A-Z][a-z]+(?: [A-Z][a-z]+)* )?on |, issued on |, of | in | (?:of|by|from) (?:the )?[A-Z][\w().-]*(?: (?:[A-Z(][\w().-]*|on|of|and|for|the))* (?:of|on|dated|in) )$/;
const CLOSE_BEHIND =
  /^(?:に? ?(?:署名|発表|公表|採択|採決|閣議決定|国会提出|成立|施行|承認|了承|決定|開催|発効|公布|締結|策定|改定|付け?|於[^()]{0,10}|[^()0-9,]{1,12}(?:合意|決定|発表|採択|署名|了承)|,[^()]{0,16}|[^()0-9]{1,8}[0-9]{1,4}第[0-9]+号|(?:条約|法律|告示|政令)第[0-9]+号))?\)/;

/** A date behind a document, and where it ends with its bracket: （2007年4月27日合同委員会合意）. */
export function dateBehind(
  text: string,
  dates: readonly ReadDate[],
  end: number,
): { date: ReadDate; end: number } | undefined {
  let k = firstEndingAfter(dates, end);
  if (k < dates.length && dates[k].start < end) k++;
  const date = dates[k];
  if (date === undefined || date.length) return undefined;
  // the Security Consultative Committee (SCC) held on
  const gap = text.slice(end, date.start).replace(/^ \([A-Z]{2,8}\)(?= )/, '');
  if (gap.length > 72 || !OPEN_BEHIND.test(gap)) return undefined;
  if (!gap.includes('(')) return { date, end: date.end };
  const close = CLOSE_BEHIND.exec(text.slice(date.end, date.end + 40));
  return close === null ? undefined : { date, end: date.end + close[0].length };
}

/** Dates behind one that share what it dates: the Joint Statements of May 28, 2010, and June 21, 2011. */
export function coordinatedBehind(text: string, dates: readonly ReadDate[], date: ReadDate): ReadDate[] {
  const found: ReadDate[] = [];
  for (let k = firstEndingAfter(dates, date.end); k < dates.length; k++) {
    const last = found.at(-1) ?? date;
    if (dates[k].start < last.end) continue;
    if (!/^(?:,? and |, )(?:of |in )?$/.test(text.slice(last.end, dates[k].start)) || dates[k].length) break;
    found.push(dates[k]);
  }
  return found;
}

/** How far back in its sentence a date is looked for. */
const MAX_SENTENCE = 160;

/** The last date before a place in its sentence. */
export function spokenBefore(
  text: string,
  dates: readonly ReadDate[],
  { start }: { start: number },
): ReadDate | undefined {
  let k = firstEndingAfter(dates, start) - 1;
  while (k >= 0 && (dates[k].length || dates[k].japanTime)) k--;
  const date = dates[k];
  if (date === undefined || start - date.end > MAX_SENTENCE) return undefined;
  return text.slice(date.end, start).includes('。') ? undefined : date;
}

/** Dates before one that share what it dates: ０５年，０７年の共通の戦略目標. */
export function coordinated(text: string, dates: readonly ReadDate[], date: ReadDate): ReadDate[] {
  const found: ReadDate[] = [];
  let k = firstEndingAfter(dates, date.start);
  while (
    k > 0 &&
    /^(?:,|及び|並びに|と|・|や|及び同|,及び| and |, and )$/.test(text.slice(dates[k - 1].end, dates[k].start))
  ) {
    found.unshift(dates[k - 1]);
    k--;
  }
  return found;
}
