/**
 * Which way a date without a year lies, by what its sentence says of it: 3月までに完了する予定 is ahead, 2月に合意した behind. Looks at
 * a bounded number of characters.
 */

/** How far behind a date its sentence is looked at. */
const REACH = 70;
/** Said of the date at once: 8月を目途に, 6月に向けて. */
const AT_ONCE =
  /^(?:末|中|頃|ごろ|にも)?(?:を(?:目途|めど|期限|目標|目指)|に向け|で[^,。]{0,12}[にと]なる|までの(?:会期|任期)|まで(?:に|の)(?:の|間に)?[^,。]{0,24}(?:予定|目指|目標|完了させ|させる|こと|よう)|(?:に|で|を)?予定|以降速やか)/;
const AHEAD =
  /予定|見込|見通し|目途|めど|目指|目標|よう[,に事指求努要働促]|こと(?:で(?:一致|合意)|を(?:確認|決定|期待)|と(?:し|な)|に(?:し|な|合意)|が(?:期待|求め))|[いきしちにみりれめげべえせけて]ます|[わさか]れる|する(?:旨|方針|考え|方向|計画|ため)|方向で|(?<!無)期限|に向け|調整し|準備を|計画し|待た|[一-龠しりみえきれぎびち]たい(?:。|$)|必要がある|(?:する|行う|図る|定める|得る|開く|始める|移る|示す|迎える|続ける)(?:。|$)/;
const BEHIND =
  /[しられいっきめげえ]た|んだ|行った|なった|おいて(?:は)?,|済み|以来|に至って|になって(?:初|はじ)め|てきて|ており|であった|踏まえ|受け[,て]|基づ|続[きく]/;

/** Said of what is dated by the date itself: the summit of May lies behind, the budget request of August may be ahead. */
const OF_THE_DATE = /^(?:上旬|中旬|下旬|末)?の/;
const DATED_AHEAD =
  /予定|見込|目途|めど|(?<!無)期限|の(?:機会|際)に[^,。]*[うる](?:こと|方向)|に合わせ[^,。]*[うる](?:。|$)|に向け|[きれ]るよう|まで(?:に|の)|次回|次期/;
const DATED_BEHIND =
  /^の[^,。]{0,16}?(?:決議|共同発表|声明|合意|協定|条約|宣言|閣議決定|報告|指針|核実験|発射|テロ|訪|地震)/;

/** Of the date in `text` that ends at `end`. */
export function outlookAt(text: string, end: number): 'past' | 'future' {
  const reach = text.slice(end, end + REACH);
  const stop = reach.indexOf('。');
  const rest = stop < 0 ? reach : reach.slice(0, stop + 1);
  if (AT_ONCE.test(rest)) return 'future';
  const comma = rest.indexOf(',', 1);
  const clause = comma < 0 ? rest : rest.slice(0, comma + 1);
  if (OF_THE_DATE.test(clause)) return DATED_AHEAD.test(clause) && !DATED_BEHIND.test(clause) ? 'future' : 'past';
  const decided = decide(clause);
  if (decided !== undefined) return decided;
  // 20日に、…を行う方向で調整 speaks of the day; 5月の訪日を踏まえ、…を進める does not
  if (comma < 0 || !/^(?:に|から|以降|まで|,|午|\()/.test(rest)) return 'past';
  return decide(rest.slice(comma)) ?? 'past';
}

/** By the first word in it that decides. */
function decide(clause: string): 'past' | 'future' | undefined {
  const ahead = AHEAD.exec(clause);
  const behind = BEHIND.exec(clause);
  if (ahead === null) return behind === null ? undefined : 'past';
  // 発表する予定であった, 調整した: the plan comes first
  return behind === null || ahead.index <= behind.index ? 'future' : 'past';
}
