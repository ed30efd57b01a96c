import { isHan, isKatakana } from '../terms/matcher.ts';
import { modifierBefore } from '../terms/modified.ts';
import type { KindNoun } from './kinds.ts';

/** Names that a noun makes with the words glued to it in front, whether they are known or not. Offsets in the folded text of a passage. */

/** Whose strategy it is: that of another country than Japan is another paper, whatever it is called. */
const FOREIGN =
  /(?:米国|米|英国|豪州|豪|韓国|中国|仏|独|印|インド|フランス|ドイツ|カナダ|EU|オーストラリア)(?:政府|側)?の(?:「|[一-龠]{2,6})?$|\b(?:U\.S\.|US|American|Australian|British|French|Indian|Korean|Chinese|Canadian|UK) "?$/;
const NATIONAL = /(?:戦略|大綱|白書|計画)$|(?:Strategy|Program|Paper)$/;

/** What before a noun says which sort it is, not which one: 関連条約, 二国間協定. */
const SORT =
  /^(?:円滑化|部隊間協力円滑化|情報保護|物品役務相互提供|関連|関係|国際|二国間|2国間|多国間|三国間|政府間|両国間|日米間|各種|各|諸|累次|既存|新たな|新|旧|現行|安全保障|軍備管理|軍縮|租税|投資|通商|貿易|友好|基本|個別|実施|実施のための|改正|当初|国連|平和|停戦|休戦|行政|和平|補足|附属|付属|法的|交換|締結済|人権|主要|人道|環境|この|その|両|同|本|当該|一部|全|新規|次期|次|上記|前記|国内|刑事|租借|多数国間|日|米|[0-9]+)+$/;

/** 米国の国家防衛戦略: a paper of that name, with whose it is. */
export function foreignAt(text: string, start: number, end: number): string | undefined {
  if (!NATIONAL.test(text.slice(start, end))) return undefined;
  const whose = FOREIGN.exec(text.slice(Math.max(0, start - 12), start));
  return whose === null ? undefined : whose[0].replace(/[「"]$/, '') + text.slice(start, end);
}

/** The same before a law, whose name is what it is for: 国際平和協力法 is one, whatever a 国際平和協定 would be. */
const SORT_OF_LAW = /^(?:関連|関係|各種|各|諸|新たな|新|旧|現行|既存|この|その|両|同|本|当該|個別|特別|一般|国内)+$/;

/** Capitalised words before a noun, and small ones between them. */
const CAPITALISED = /(?:[A-Z][\w'’-]*(?:\.[A-Z]\.?)* (?:(?:of|and|for|on|to|the) ){0,2})+$/;
/** What of them does not tell which it is. */
const PLAIN_EN =
  /^(?:(?:The|This|Its|Their|Joint|Bilateral|Trilateral|Security|New|Revised|Current|Draft|Special|Framework|Implementing|International|Ministers?|Governments?|Japan(?:-[A-Z][\w.]*)?|Japanese|Australia(?:n|-Japan)?|U\.S\.(?:-Japan)?|United States|American|of|and|for|on|to|the) )*$/;
const NAMING_EN = /^(?:agreement|treaty|convention|declaration|protocol|charter|white paper|strategy)$/i;

/** Panmunjom Declaration, Information Security Agreement: the noun with the capitalised words before it, where they make a name. */
export function englishAt(text: string, start: number, end: number): string | undefined {
  if (!NAMING_EN.test(text.slice(start, end)) || !/[A-Z]/.test(text[start])) return undefined;
  const words = CAPITALISED.exec(text.slice(Math.max(0, start - 64), start))?.[0] ?? '';
  // what begins a sentence is capitalised whatever it is
  const before = start - words.length;
  const own =
    before > 0 && /[a-z0-9,;(] $/.test(text.slice(Math.max(0, before - 2), before))
      ? words
      : words.replace(/^[A-Z][a-z]* /, '');
  // Article V of the Treaty
  if (!/[A-Z][\w'’.-]* $/.test(own)) return undefined;
  return PLAIN_EN.test(own) ? undefined : text.slice(start - own.length, end);
}

/** What a treaty is about, behind it: the Agreement concerning the Transfer of Defence Equipment and Technology. */
const ABOUT_EN =
  /(?: between(?: the)?(?: (?:[A-Z][\w.'’-]*|(?:of|and|the)(?= )))+)? (?:on|concerning|regarding|relating to|for)(?: the)?(?: (?:[A-Z][\w'’-]*|(?:of|and|the|for|from|on|in|to|or|between|concerning|regarding|relating to)(?= )))* [A-Z][\w'’-]*/y;
const LONG_EN = /^(?:Agreement|Treaty|Convention|Protocol|Memorandum|Arrangement)$/;

/** The end of the title that a treaty's noun begins in English; undefined where it begins none of at least two words of its own. */
export function englishTitleEnd(text: string, start: number, end: number): number | undefined {
  if (!LONG_EN.test(text.slice(start, end))) return undefined;
  ABOUT_EN.lastIndex = end;
  const about = ABOUT_EN.exec(text)?.[0];
  return about === undefined || (about.match(/ [A-Z]/g)?.length ?? 0) < 2 ? undefined : end + about.length;
}

/** What before a meeting does not tell it from others of the same people. */
const SAME_MEETING =
  /^(?:閣僚|首脳|外相|防衛相|両首脳|大臣|局長|次官|全体|年次|定例|臨時|公式|非公式|正式|テレビ|電話|対面|記念|初|初の|今|今回|前回|次回|本|同|当該|両|両国|両国間|二国間|二国間の|日米|第?[0-9一二三四五六七八九十]+回?目?|緊密|緊密な|継続的|事前|政府間|実務|実務者|事務レベル|同様|各種|関係|別途|後続|一連|標記|首記|掲記|今次|今般|先般|上記|前記|随時|公開|新た|[0-9]+者|[0-9]+か国|三か国|会合|会談)*$/;

/** サイバー協議, 南北首脳会談: a meeting with the words that tell which. */
export function meetingAt(text: string, start: number, end: number, noun: KindNoun | undefined): string | undefined {
  const last = text.charCodeAt(end - 1);
  if (noun?.meeting !== true || noun.kinds.includes('event') || !(isHan(last) || isKatakana(last))) return undefined;
  // 協議会, 会合場所: a body, a place
  if (/^[会体機場室課所]/.test(text.slice(end, end + 1))) return undefined;
  const modifier = modifierBefore(text, start).replace(/^(?:[0-9〇一二三四五六七八九十]+[年月日度]*|[・ー]+)+/, '');
  if (modifier.length < 2 || SAME_MEETING.test(modifier)) return undefined;
  // 国家安全保障会議: a body
  if (/会議$/.test(noun.noun) && /(?:安全保障|国防|諮問|防災|技術|対策|推進|幕僚)$/.test(modifier)) return undefined;
  return text.slice(start - modifier.length, end);
}

/** 米比相互防衛条約: the noun with the words glued to it in front, where they make a name. */
export function compoundAt(text: string, start: number, end: number, noun: KindNoun | undefined): string | undefined {
  const isDeclaration = noun?.noun === '宣言' || noun?.noun === '合意';
  const isStatement = noun !== undefined && /声明|コミュニケ|宣言$/.test(noun.noun);
  if (
    (noun?.naming !== true && !isDeclaration && !isStatement) ||
    /^(?:[書者的化性員局課締加非]|交渉)/.test(text.slice(end, end + 2))
  )
    return undefined;
  const modifier = modifierBefore(text, start).replace(
    /^(?:同|本|当該|[0-9〇一二三四五六七八九十]+[年月日]*|[・ー]+)+/,
    '',
  );
  const sort = noun?.kinds[0] === 'law' ? SORT_OF_LAW : SORT;
  if (modifier.length < 2 || sort.test(modifier)) return undefined;
  if (
    noun?.naming !== true &&
    !(isDeclaration && PLACE_NAME.test(modifier)) &&
    !(isStatement && OF_MANY.test(modifier))
  )
    return undefined;
  return text.slice(start - modifier.length, end);
}

/** Who speaks together, beside two or three states: G7首脳コミュニケ, AUKUS国防大臣共同声明. */
const OF_MANY = /^(?:G[ -]?(?:7|8|20)|AUKUS|ASEAN|日ASEAN|NATO|EU|APEC|ARF|EAS|IAEA|PIF|GCC|TICAD)/;

/** What a declaration or an accord goes by: a place, or another proper name. 独立宣言, 人権宣言, 基本合意 are others. */
const PLACE_NAME =
  /^(?:[ァ-ヶー・]{2,12}|板門店|平壌|北京|上海|京都|広島|長崎|東京|大阪|名古屋|沖縄|札幌|仙台|伊勢志摩|淡路島|成都|済州|釜山|万国津梁)$/;
