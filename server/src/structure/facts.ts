import { type AbsoluteDate, isDateLine, readDate } from '../dates/absolute.ts';
import { Class, classOf, digitValue } from './characters.ts';
import { Kind } from './kinds.ts';
import { Flag, type LineScan } from './scan.ts';

/**
 * Facts of a line that need more than its head. Each is found when first asked for and kept in the scan: only the short lines
 * about a title block or a heading are ever asked, so a body of long paragraphs never pays for them.
 */

// Two bits a fact in LineScan.facts: known, and true.
const Fact = { date: 0, issuer: 2, person: 4, chrome: 6, label: 8, status: 10 } as const;

function cached(scan: LineScan, bit: number, find: (scan: LineScan) => boolean): boolean {
  const known = 1 << bit;
  const yes = 2 << bit;
  if ((scan.facts & known) === 0) scan.facts |= find(scan) ? known | yes : known;
  return (scan.facts & yes) !== 0;
}

/** The line without indentation, trailing space and terminator. */
export function content(scan: LineScan): string {
  return scan.text.slice(scan.start, scan.end);
}

/** Text without any white space, for comparisons against words that may be letter-spaced (外 務 省). */
export function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/g, '');
}

/** The line holds one date and nothing else. */
export function isDate(scan: LineScan): boolean {
  return cached(scan, Fact.date, (s) => {
    const length = s.end - s.start;
    return length >= 4 && length <= 60 && (s.flags & Flag.blank) === 0 && mayHoldDate(s) && dateOf(s) !== undefined;
  });
}

/** A date has a year sign, or it is one of the dotted and English forms, which have two digits in a row. */
function mayHoldDate(scan: LineScan): boolean {
  if (scan.text.includes('年')) return true;
  for (let i = scan.start + 1; i < scan.end; i++) {
    if (digitValue(scan.text.charCodeAt(i)) >= 0 && digitValue(scan.text.charCodeAt(i - 1)) >= 0) return true;
  }
  return false;
}

// What may stand behind the date of a title block: where and how the text came about, the hour.
const OCCASION =
  /^[\s\u3000]*(?:[（(]?[月火水木金土日](?:曜日?)?[）)])?[\s\u3000]*(?:(?:午前|午後)?[0-9０-９〇一二三四五六七八九十]{1,3}[時:：](?:[0-9０-９〇一二三四五六七八九十]{1,3}分?|半)?(?:[~〜～からー－-]+.{0,14})?)?[\s\u3000]*(?:於[\s\u3000]*[：:・]?[^。、]{1,20}|[、，]?[^。、，\s]{0,12}|[\s\u3000]*(?:に|、)?[^。、]{0,12}(?:で|において)?(?:署名|発効|作成|提出|公布|成立|批准|効力発生|承認|採択|発出|施行|開催|改訂|改定))?[）)]?$/;

/** Words, a gap wider than any between words, and the rest. */
const MARGIN = /^([^。、]{1,30}?)(?:\u3000{2,}| {4,}|[ \u3000]{6,})[ \u3000]*(\S[^。、]{6,24})$/;

const ENGLISH_DATELINE =
  /^(?:(?:Signed|Done|Adopted|Issued|Released) (?:at|in) )?(?:[A-Z][A-Za-z.]+,? ){1,4}(?:[-–—] )?(?=(?:[A-Z][a-z]{2,8} \d|\d{1,2} [A-Z]))/;

/** The date of a line that holds a date and at most the occasion of it (昭和三十五年一月十九日ワシントンで署名). */
export function dateOf(scan: LineScan): AbsoluteDate | undefined {
  const line = content(scan);
  const plain = isDateLine(line);
  if (plain !== undefined) return plain;
  // Tokyo, November 17, 2022
  const dateline = ENGLISH_DATELINE.exec(line);
  if (dateline) {
    const found = readDate(line, dateline[0].length);
    if (found !== undefined && found.day !== undefined && found.end >= line.length - 1) return found;
  }
  // the sender at the left margin, the date at the right one
  const gap = MARGIN.exec(line);
  if (gap !== null && !isTitleOfDocument(gap[1])) {
    const right = isDateLine(gap[2]);
    if (right?.day !== undefined) return right;
  }
  const open = line[0] === '（' || line[0] === '(' ? 1 : 0;
  const date = readDate(line, open);
  if (date === undefined || date.month === undefined) return undefined;
  return OCCASION.test(line.slice(date.end)) ? date : undefined;
}

const BODY_NOUN =
  '(?:省|庁|府|局|室|部|課|院|委員会|本部|事務局|官房|閣議決定|閣議了解|国家安全保障会議決定|会議決定|大使館|代表部|幕僚監部|会議|連合|国防総省|国務省)';
const ISSUER_WORD = new RegExp(
  `^(?:[^、。，：:「」（）()・,/／]{0,22}${BODY_NOUN}(?:発表|決定|公表|報道資料|作成|仮訳)?|内閣|日本国政府|[^、。]{1,12}国政府|国会|衆議院|参議院)$`,
);
// Last characters of BODY_NOUN and what may follow it.
const ISSUER_END = '省庁府局室部課院会房定解議館監合表料成訳閣国）)';
const ISSUER_ENGLISH =
  /^(?:(?:the )?(?:ministry|department|office|embassy|cabinet secretariat|government|agency)\b[^.;:]{0,90}|ministry of [^.;:]{1,60})$/i;

/** Ministries and other bodies that issue a text, one or several: 外務省・防衛省, 外 務 省, Ministry of Foreign Affairs. */
export function issuersOf(scan: LineScan): string[] | undefined {
  if (scan.end - scan.start > 100 || scan.flags & (Flag.blank | Flag.ends) || scan.kind !== Kind.none) return undefined;
  if (!ISSUER_END.includes(scan.text[scan.end - 1]) && classOf(scan.text.charCodeAt(scan.end - 1)) > Class.latinLower)
    return undefined;
  const line = content(scan);
  if (ISSUER_ENGLISH.test(line))
    return line.split(/\s*(?:[/・]| and (?=(?:the )?(?:Ministry|Department|Office|Agency)))\s*/).map((s) => s.trim());
  let inner = line.replace(/^[（(]\s*(.*?)\s*[）)]$/, '$1');
  // letter-spaced words: every part is one character
  if (/^\S([ \u3000]+\S)+$/.test(inner)) inner = squeeze(inner);
  const parts = inner.split(/[・･、，,/／\s\u3000]+/).filter((p) => p !== '');
  if (parts.length === 0 || parts.length > 8) return undefined;
  return parts.every((p) => ISSUER_WORD.test(p)) ? parts : undefined;
}

export function isIssuer(scan: LineScan): boolean {
  return cached(scan, Fact.issuer, (s) => issuersOf(s) !== undefined);
}

const ROLE =
  '(?:大臣|長官|総理|首相|大統領|国王|陛下|殿下|閣下|大使|公使|次官|次官補|局長|審議官|参事官|課長|部長|室長|官房長|議長|委員長|代表|補佐官|司令官|統合幕僚長|幕僚長|大将|中将|少将|書記|主席|外相|防衛相|国防相|報道官|会長|委員|教授|事務総長|特使|担当官|政務官)';
const PERSON_LINE = new RegExp(
  `^(?:[^。：:「」]{0,40}${ROLE}(?:[（(][^）)]{0,30}[）)])?)(?:[\\s\\u3000、，・]+[^。：:「」]{0,30}(?:${ROLE}|他|ほか|等))*$`,
);
const ROLE_NAME_LINE = new RegExp(
  `^(?:[^。、，：:「」]{0,30}${ROLE})[\\s\\u3000]+[^\\s。、，：:「」]{1,8}(?:[\\s\\u3000]+[^\\s。、，：:「」]{1,8})?$`,
);
const PERSON_ENGLISH =
  /^(?:[A-Z][\w.'’-]+[ ,]+){1,5}.*\b(?:Minister|Secretary|Ambassador|President|Director|Commissioner|Chancellor|General|Representative)\b[^.]*$/;

/** A line of names and offices, as in a list of signatories. */
export function isPerson(scan: LineScan): boolean {
  return cached(scan, Fact.person, (s) => {
    const length = s.end - s.start;
    if (length > 80 || length < 3 || s.flags & Flag.ends) return false;
    const line = content(s);
    if (/(?:殿|御中|宛て?|あて|様)$/.test(line) && length <= 40) return true;
    return PERSON_LINE.test(line) || ROLE_NAME_LINE.test(line) || PERSON_ENGLISH.test(line);
  });
}

const CHROME_LINE =
  /^(?:最終更新日?[：:\s\u3000].*|English[\s\u3000（(].{0,30}|.{0,14}検索|(?:[[［][^\]］]{1,8}[\]］]\s*){2,}|.{2,40}[\s\u3000]{2,}[-－−]\s?[0-9０-９]{1,3}\s?[-－−]|報道発表|報道資料|記者発表|プレスリリース|お知らせ|印刷(?:する)?|ツイート|シェア(?:する)?|メール|English|日本語|中文|PDF|.{0,20}[（(]PDF[）)]|.{0,14}へ戻る|データベース『世界と日本.*|.*(?:前の項目に戻る|次の項目に進む|前のページ|次のページ|このページの先頭|ページトップ|サイトマップ|本文へ|トップページ|印刷用|文字サイズ|メニュー|Copyright|All Rights Reserved|改ページ).*|[^。]*(?:トップ|ホーム|TOP|Home)\s*[>＞›»|｜].*|(?:[^|｜。]{1,14}\s*[|｜]\s*){2,}[^|｜。]{0,14}\|?|(?:[^>＞。、]{1,20}\s*[>＞]\s*){2,}[^>＞。]{0,40}|参照[>＞].*|https?:\/\/\S+|[-―ー=＝]{3,}.*[-―ー=＝]{3,})$/;

// One of these is in every such line; looking for them first spares the rest of the lines the long expression.
const CHROME_SIGN =
  /更新日|検索|[[［]|[-－−]\s?[0-9０-９]{1,3}\s?[-－−]$|[>＞|｜›»]|ページ|サイト|メニュー|報道|発表|プレス|お知らせ|ツイート|シェア|メール|English|日本語|中文|PDF|https?:|戻|項目|印刷|文字サイズ|Copyright|Rights|データベース|[-―ー=＝]{3}/;

const TAIL_LINE =
  /^(?:[○●■◆・▶＞>]\s*)?(?:関連リンク|参考リンク|関連ページ|関連情報|関連記事|関連ファイル|最近の記事|このページに関する.*)(?:はこちら)?$|^お?問い?合わ?せ先?(?:[\s　：:].*)?$/;

/** 関連リンク, お問い合わせ先: from here on the page speaks of itself, no longer of the matter. */
export function isTail(scan: LineScan): boolean {
  return scan.end - scan.start <= 60 && !(scan.flags & (Flag.blank | Flag.ends)) && TAIL_LINE.test(content(scan));
}

/** Site navigation, breadcrumbs, addresses, page breaks: left in by copying, no part of the text. */
export function isChrome(scan: LineScan): boolean {
  return cached(scan, Fact.chrome, (s) => {
    if (s.flags & (Flag.separator | Flag.pageNumber)) return true;
    const length = s.end - s.start;
    if (length > 120 || s.flags & Flag.ends) return false;
    const line = content(s);
    return CHROME_SIGN.test(line) && CHROME_LINE.test(line);
  });
}

const LABEL_WORD =
  '(?:開催)?(?:日\\s*時|日\\s*程|場\\s*所|会\\s*場|開催地|出\\s*席\\s*者|参\\s*加\\s*者|[^、。：:「」（）()]{0,8}側(?:参加者|出席者|代表|主席代表)?|議\\s*題|議\\s*事|件\\s*名|署名者|共同議長|議\\s*長|主催者?|同席者|提出者|答弁者|担当|連絡先|問い?合わせ先?|承認年月日|文書名|年月日|出典|備考|全文|期\\s*間|交渉期間|発出|場\\s*面|Date|Place|Venue|Participants|Attendees|Time)';
const LABEL = new RegExp(`^[［\\[（(]?(${LABEL_WORD})[］\\]）)]?\\s*(?:[：:]\\s*(.*)|[\\s\\u3000]+(.+)|)$`);
const SIDE = /^[（(]([^（）()、。]{1,10}側)[）)]\s*[：:]?\s*(.*)$/;

// What every label has within its first characters: a colon, a side in brackets, or the beginning of one of the words.
const LABEL_SIGN =
  /[：:]|^[（(].{1,10}側|^[［[（(]?(?:開催|日|場|会|出|参|議|件|署|共|主|同|担|連|問|承|文|年|備|全|期|交|発|提|答|Date|Place|Venue|Part|Att|Time)/;

export interface Label {
  /** The label without inner spaces: 日時, 参加者, 米側参加者, 日本側. */
  readonly name: string;
  readonly value: string;
}

/** 日時：… 場所　… 米側参加者：… （日本側）… [年月日] …, or undefined. */
export function labelOf(scan: LineScan): Label | undefined {
  if (scan.end - scan.start > 300) return undefined;
  if (!LABEL_SIGN.test(scan.text.slice(scan.start, Math.min(scan.end, scan.start + 18)))) return undefined;
  const line = content(scan);
  const side = SIDE.exec(line);
  if (side) {
    // （日本側）… opens a line of names; a sentence that begins so is body text
    return scan.flags & Flag.ends ? undefined : { name: side[1], value: side[2] };
  }
  const match = LABEL.exec(line);
  if (!match) return undefined;
  const bracketed = /^[［[（(]/.test(line);
  const value = match[2] ?? match[3] ?? '';
  if (!bracketed && match[2] === undefined) {
    // without a colon only the plain words count, and a sentence never does
    if (/側$/.test(match[1]) || scan.flags & Flag.ends || value.length > 60) return undefined;
  }
  if (/側$/.test(match[1]) && scan.flags & Flag.ends) return undefined;
  return { name: squeeze(match[1]), value };
}

export function isLabel(scan: LineScan): boolean {
  return cached(scan, Fact.label, (s) => labelOf(s) !== undefined);
}

const STATUS_HEAD = '（(〈<＜［[【 \u3000仮暫骨抜概速未案公写PUp';
const STATUS =
  /^[（(〈<＜［[【]?\s*(?:仮\s*訳|暫定仮訳|骨\s*子|抜\s*粋|概\s*要|速\s*報|未定稿|案|公印省略|公\s*印\s*省\s*略|写|Provisional Translation|Unofficial Translation|provisional translation)\s*[）)〉>＞］\]】]$/;

/** （仮訳） 〈仮訳〉 （骨子）: the state of the text, in a line of its own. */
export function isStatus(scan: LineScan): boolean {
  // most lines are told by their length or their first character
  if (scan.end - scan.start > 30 || !STATUS_HEAD.includes(scan.text[scan.start])) return false;
  return cached(scan, Fact.status, (s) => STATUS.test(content(s)));
}

// In the last words of a title: what kind of document it is.
const DOCUMENT_NOUN =
  /(?:概要|共同発表|共同声明|声明|談話|宣言|協定|合意|合意事項|決定|結果|開催|報告|報告書|骨子|ファクトシート|会談|会合|協議|会議|コミュニケ|取りまとめ|とりまとめ|について|に関して|指針|大綱|戦略|計画|ロードマップ|行程表|工程表|覚書|議事録|議事要旨|要旨|書簡|交換公文|条約|議定書|発表|文書|附帯決議|決議|質問主意書|答弁書|方針|基本方針|演説|挨拶|記者会見|会見|対話|プレスリリース|説明|資料|改定|要点|質疑|総括|細目|開始|終了|派遣|訪問|訪日|電話会談|出席|実施|締結|取極|目録|ポイント|論点|主要事項|通達|通知|訓令|事務連絡|答弁|主意書|事項|骨格|付属書|進展|公表|署名|発効)(?:[（(][^）)]*[）)])?(?:[ 　]*[（(〈][^）)〉]*[）)〉])?$/;
const DOCUMENT_NOUN_ENGLISH =
  /\b(?:statement|communiqu[eé]|outline|summary|fact sheet|declaration|agreement|treaty|memorandum|guidelines|strategy|program|release|remarks|report|roadmap|minutes|protocol|vision|plan|exchange of notes|note|summit|dialogue|meeting|consultations)\b/i;

const STRONG_NOUN =
  /(?:協定|条約|議定書|交換公文|合意された議事録|議事録|議事要旨|覚書|共同声明|共同発表|宣言|談話|質問主意書|答弁書|附帯決議|書簡|ファクトシート|取決め|取極)(?:[（(〈][^）)〉]*[）)〉])?$/;
const STRONG_ENGLISH =
  /^(?:AGREEMENT|TREATY|MEMORANDUM|PROTOCOL|JOINT|EXCHANGE OF NOTES|FACT SHEET|Agreement|Treaty|Memorandum|Protocol|Joint (?:Statement|Communiqu|Press|Declaration|Announcement|Vision)|Exchange of Notes|Fact Sheet|Agreed Minutes|AGREED MINUTES)\b/;

/** The line is by itself the title of an instrument or statement: what it names is said in its last word, or its first in English. */
export function isTitleOfDocument(text: string): boolean {
  return STRONG_NOUN.test(text) || (STRONG_ENGLISH.test(text) && !/[.;:,]$/.test(text));
}

const NUMBER_LINE =
  /^(?:(?:最終|一部)?改正[\s\u3000].{0,40}|[0-9０-９]{1,2}[．.・]\s?[0-9０-９]{1,2}[．.・]\s?[0-9０-９]{1,2}$|[（(]?[^、。：「」\s]{0,14}第?[\s\u3000]*[0-9０-９〇一二三四五六七八九十百]+[\s\u3000]*号(?:[。．\s][0-9０-９.．\s]+)?[）)]?$)/;

/** A letter-spaced line without its spaces, any other as it is. */
function unspaced(line: string): string {
  return /^\S(?:[ \u3000]\S)+$/.test(line) ? squeeze(line) : line;
}

/** The number under which a paper is filed: 防防計第5021号, 質問第一二号. */
export function isNumber(scan: LineScan): boolean {
  // what such a line can end in: 号, a bracket, a digit
  const last = scan.text.charCodeAt(scan.end - 1);
  if (last !== 0x53f7 && last !== 0x29 && last !== 0xff09 && digitValue(last) < 0) return false;
  return (
    scan.end - scan.start <= 40 &&
    (scan.kind === Kind.none || scan.kind === Kind.compound3) &&
    NUMBER_LINE.test(unspaced(content(scan)))
  );
}

/** The line ends in a word for a kind of document (概要, 共同声明, について …). */
export function namesDocument(text: string): boolean {
  return (
    DOCUMENT_NOUN.test(/^\S([ \u3000]+\S){2,}$/.test(text) ? squeeze(text) : text) ||
    (DOCUMENT_NOUN_ENGLISH.test(text) && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text))
  );
}

/** Short enough to be a label, a heading or a line of a title block. */
export function isShort(scan: LineScan): boolean {
  return scan.end - scan.start <= 100;
}
