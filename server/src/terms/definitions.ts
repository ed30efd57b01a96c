import type { DefinitionForm, Names, RawDefinition } from './definition-model.ts';
import { englishRange, longFormOf, quoteBefore, respectively, trimmed } from './explained.ts';
import { isSubsequence } from './key.ts';
import { type NameShape, startOfEnglish, startOfName } from './long-form.ts';
import { isHiragana, isJapanese, isLatin } from './matcher.ts';
import {
  isAcronym,
  isDocumentMark,
  isEnglish,
  isExplanation,
  isPerson,
  isPlural,
  isQuotation,
  isShortening,
} from './name-forms.ts';

/**
 * Names that a text gives to things: A（B）, A（以下「B」という。）, いわゆる「B」, 「B」とは…, A（B：English）, X (ABC), hereinafter referred to as "Y".
 * Works on the folded text of one passage (passage-text.ts). Linear: brackets are looked at once, each within a bound.
 */

/** Longest content of a bracket that is read. */
const MAX_BRACKET = 240;
const MAX_ALIAS = 60;

/** Verbs with which a name is given, and their endings. */
const CALLED =
  '(?:と(?:いう|言う|いい|する|し|します|呼ぶ|よぶ|呼び|呼びます|呼称|称する|称し|称します|総称する|総称し|総称します|略す|略称|略記|表記|記す|いいます)[^「」]{0,6})';
const HEREINAFTER =
  /(?:^|[,。;:・ ])以下,?(?:この[^「」,]{1,12}において,?|本[^「」,]{1,12}において,?|[^「」,]{1,12}において,?|単に|総称して|併せて|合わせて|あわせて|それぞれ,?|略して|通称|「?)?/;
const QUOTED = /[「『"]([^「」『』"]{1,60})[」』"]/g;

/** What the sentences have in them that give names without a bracket. */
const SENTENCES = /[」』]と|とは|いわゆる|" means|here(?:in)?after|known as/;

export function findDefinitions(text: string, names: Names): RawDefinition[] {
  const found: RawDefinition[] = [];
  if (text.includes('(')) brackets(text, names, found);
  if (SENTENCES.test(text)) sentences(text, names, found);
  if (found.length > 1) found.sort((a, b) => a.aliasStart - b.aliasStart || a.aliasEnd - b.aliasEnd);
  return found;
}

function brackets(text: string, names: Names, found: RawDefinition[]): void {
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    const close = closing(text, open);
    if (close < 0) continue;
    readBracket(text, open, close, names, found);
  }
}

/** The bracket that closes the one at `open`, or -1: a bracket left open says nothing. */
function closing(text: string, open: number): number {
  const last = Math.min(text.length, open + MAX_BRACKET);
  let depth = 0;
  for (let i = open; i < last; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x28) depth++;
    else if (char === 0x29 && --depth === 0) return i;
  }
  return -1;
}

function readBracket(text: string, open: number, close: number, names: Names, found: RawDefinition[]): void {
  const inner = text.slice(open + 1, close);
  const at = open + 1;
  if (inner.length === 0 || open === 0) return;
  const long = (shape: NameShape, alias: string): [number, number] => longFormOf(text, open, shape, alias, names);

  // 海外連絡員（…をいう。以下同じ。）: the name before the bracket is what is explained
  if (
    /(?:をいう|を言う|を指す)。(?:以下[^。]{0,14}同じ。?)?$/.test(inner) ||
    /(?:をいい|を指し),.{0,80}以下[^。]{0,14}同じ。?$/.test(inner)
  ) {
    const end = trimmed(text, open);
    const [start] = quoteBefore(text, end) ?? [startOfName(text, end, 'official', names)];
    const last = text[end - 1] === '」' ? end - 1 : end;
    if (last - start >= 2) {
      add(found, 'article', text, { alias: text.slice(start, last), start, end: last }, [0, 0]);
      return;
    }
  }

  // （以下「B」という。）
  const hereinafter = HEREINAFTER.exec(inner);
  if (hereinafter !== null) {
    const rest = inner.slice(hereinafter.index);
    const base = at + hereinafter.index;
    const aliases = quotedAliases(rest, base);
    if (aliases.length === 0) {
      const bare =
        /^(?:[,。;:・ ])?以下,?(?:単に|総称して|略して)?([^「」,。()]{1,30}?)(?:と(?:いう|する|称する|呼ぶ|呼称|略称|略す|記す|表記|総称する)[^,]{0,6})?$/.exec(
          rest,
        );
      if (bare !== null && !/^(?:略|同じ|同様|省略|の|に|次|「|全|当)/.test(bare[1])) {
        const start = base + rest.indexOf(bare[1], rest.indexOf('以下') + 2);
        aliases.push({ alias: bare[1], start, end: start + bare[1].length });
      }
    }
    const several =
      /以下,?それぞれ/.test(rest) && aliases.length > 1 ? respectively(text, open, aliases.length, names) : undefined;
    // …することができるもの（特定利用空港・港湾。以下「特定空港等」という。）
    const head = inner.slice(0, hereinafter.index).trim();
    if (/(?:もの|こと|場合|とき|[るたい](?:期間|行為)|[ぁ-ん]者)$/.test(text.slice(Math.max(0, open - 4), open))) {
      const name =
        /^[^0-9。,()「」][^0-9。,()「」]{2,30}$/.test(head) && isExplanation(head) ? [at, at + head.length] : [0, 0];
      for (const given of aliases) add(found, 'hereinafter', text, given, [name[0], name[1]], '', true);
      return;
    }
    const plural = rest.includes('個別に') || aliases.some(({ alias }) => isPlural(alias));
    aliases.forEach((given, k) => {
      const range =
        several?.[k] ?? long(plural ? 'plural' : isAcronym(given.alias) ? 'short' : 'official', given.alias);
      add(found, 'hereinafter', text, given, range);
    });
    // （SCC。以下「協議委員会」という。）
    if (head !== '') plainBracket(text, at, head, open, names, found, 'bracket');
    return;
  }

  if (englishHereinafter(text, inner, at, open, names, found)) return;

  // （いわゆる「B」会合）, （通称「B」）, （略称：B）
  const called =
    /(?:^|[。,])(いわゆる|所謂|通称|略称|略語|略|英語略称|英略|別称|呼称|俗称|英語名の略称)(?:は|を|[:,])?[ ]?/.exec(
      inner,
    );
  if (called !== null) {
    const behind = called.index + called[0].length;
    const rest = inner.slice(behind);
    const base = at + behind;
    const aliases = quotedAliases(rest, base);
    if (aliases.length === 0) {
      const bare = rest.replace(/(?:と(?:いう|呼ぶ|称する|する).*)?。?$/, '');
      if (bare !== '' && bare.length <= 30 && !/[,。「」]/.test(bare)) {
        aliases.push({ alias: bare, start: base, end: base + bare.length });
      }
    }
    const form = /^(?:いわゆる|所謂)/.test(called[1]) ? 'so-called' : 'bracket';
    for (const given of aliases.slice(0, 3)) {
      add(found, form, text, given, long(isAcronym(given.alias) ? 'short' : 'official', given.alias));
    }
    return;
  }

  // （「B」）, （「B」という。）, （「B」、「C」）
  const quoted = new RegExp(
    `^[「『"]([^「」『』"]{1,${MAX_ALIAS}})[」』"](?:及び[^「」]{0,2}|又は|,)?(?:[「『"]([^「」『』"]{1,${MAX_ALIAS}})[」』"])?(?:[^,。「」]{0,6}${CALLED})?。?$`,
  ).exec(inner);
  if (quoted !== null) {
    if (isQuotation(quoted[1])) return;
    for (const given of quotedAliases(inner, at)) {
      add(found, 'bracket', text, given, long(isAcronym(given.alias) ? 'short' : 'official', given.alias));
    }
    return;
  }

  if (turnedBracket(text, at, inner, open, found)) return;
  plainBracket(text, at, inner, open, names, found, 'bracket');
}

/** AIS（船舶自動識別装置）, AIS (Automatic Identification System): the letters stand first, and the bracket says what they stand for. */
function turnedBracket(text: string, at: number, inner: string, open: number, found: RawDefinition[]): boolean {
  if (turnedName(text, at, inner, open, found)) return true;
  const word = /([A-Za-z0-9][A-Za-z0-9&+/-]{1,11})[」"]? ?$/.exec(text.slice(Math.max(0, open - 15), open));
  if (word === null) return false;
  const alias = word[1];
  const start = open - word[0].length;
  if (!isAcronym(alias) || !/[A-Z]{2}/.test(alias) || /^[IVX]+-|[0-9]{3}/.test(alias)) return false;
  if (isLatin(text.charCodeAt(start - 1)) || text[start - 1] === '-' || isDocumentMark(text, start)) return false;
  const long = inner.split(/[:,;]/)[0].trim();
  const english = isEnglish(long) && startOfEnglish(long, long.length, alias) === 0;
  if (!english && !isExplanation(long)) return false;
  add(found, 'bracket', text, { alias, start, end: start + alias.length }, [
    at + inner.indexOf(long),
    at + inner.indexOf(long) + long.length,
  ]);
  return true;
}

/** グアム移転協定（在沖縄海兵隊のグアム移転に係る協定）: the bracket gives the whole name of which the one before it is made. */
function turnedName(text: string, at: number, inner: string, open: number, found: RawDefinition[]): boolean {
  if (!/^[^0-9。,:「」()][^。,:「」()]{6,60}$/.test(inner)) return false;
  const alias = /[一-龥々ァ-ヶー]{3,14}$/.exec(text.slice(Math.max(0, open - 14), open))?.[0];
  if (alias === undefined || inner.length < alias.length + 3 || inner.at(-1) !== alias.at(-1)) return false;
  if (inner[0] !== alias[0] && !inner.includes(alias.slice(0, 2))) return false;
  if (!isSubsequence(alias, inner)) return false;
  add(found, 'bracket', text, { alias, start: open - alias.length, end: open }, [at, at + inner.length]);
  return true;
}

interface Given {
  readonly alias: string;
  readonly start: number;
  readonly end: number;
}

function quotedAliases(text: string, base: number): Given[] {
  const aliases: Given[] = [];
  for (const match of text.matchAll(QUOTED)) {
    const start = base + match.index + 1;
    if (!isQuotation(match[1])) aliases.push({ alias: match[1], start, end: start + match[1].length });
  }
  return aliases;
}

/** A（BMD）, A（ACM：English）, A（English：ACM）, A（通称でない別名）. */
function plainBracket(
  text: string,
  at: number,
  content: string,
  open: number,
  names: Names,
  found: RawDefinition[],
  form: DefinitionForm,
): void {
  const remark = /^(?:仮称|正式名称|略称|英語名|英語略称)[,。:・ ]+/.exec(content)?.[0].length ?? 0;
  at += remark;
  const inner = content.slice(remark).replace(/[。, ]+$/, '');
  const long = (shape: NameShape, alias: string) => longFormOf(text, open, shape, alias, names);
  const glossed = /^([^:,()]{2,24}?) ?[:,=] ?([A-Za-z][^:()]{3,120})$/.exec(inner);
  if (glossed !== null && isAcronym(glossed[1]) && isEnglish(glossed[2]) && !isPerson(text, open)) {
    add(
      found,
      'glossed',
      text,
      { alias: glossed[1], start: at, end: at + glossed[1].length },
      long('short', glossed[1]),
      glossed[2],
    );
    return;
  }
  const turned = /^([A-Za-z][^:()]{3,120}?) ?[:,;=/] ?([^:,() ][^:,()]{1,23})$/.exec(inner);
  if (turned !== null && isAcronym(turned[2]) && isEnglish(turned[1]) && !isPerson(text, open)) {
    const start = at + inner.length - turned[2].length;
    add(
      found,
      'glossed',
      text,
      { alias: turned[2], start, end: start + turned[2].length },
      long('short', turned[2]),
      turned[1],
    );
    return;
  }
  const given = { alias: inner, start: at, end: at + inner.length };
  if (isAcronym(inner)) {
    if (isDocumentMark(text, open) || (isPerson(text, open) && names.isKnown(inner))) return;
    const range = long('short', inner);
    if (range[1] - range[0] >= 2) add(found, form, text, given, range);
    return;
  }
  // 民間船舶の運航・管理事業（PFI事業）: the same head
  const headed = /^(?:[A-Z][A-Za-z0-9&+-]{0,9}([^\x00-\x7f]{1,8})|[ァ-ヶー・]{3,14}([^\x00-\x7fァ-ヶー]{1,8}))$/.exec(
    inner,
  );
  const head = headed?.[1] ?? headed?.[2];
  if (head !== undefined && text.slice(Math.max(0, open - head.length), open) === head) {
    const range = long('official', inner);
    if (range[1] - range[0] > head.length) {
      add(found, form, text, given, range);
      return;
    }
  }
  // アフリカ疾病予防管理センター（アフリカCDC）: the same beginning
  const begun = /^([^\x00-\x7f]{1,8})[A-Z][A-Za-z0-9&+-]{1,8}$/.exec(inner);
  if (begun !== null) {
    const range = long('official', inner);
    const at = text.slice(range[0], range[1]).indexOf(begun[1]);
    if (at >= 0 && range[1] - range[0] - at > inner.length) {
      add(found, form, text, given, [range[0] + at, range[1]]);
      return;
    }
  }
  // 「国際通信ルート多重化事業」（多重化事業）, 海上における警備行動（海警行動）: made of the characters of the name before it
  if (isShortening(inner)) {
    const range = long('official', inner);
    const name = text.slice(range[0], range[1]);
    if (name.length >= inner.length + 2 && name.at(-1) === inner.at(-1) && isSubsequence(inner, name)) {
      add(found, form, text, given, range);
      return;
    }
  }
  // another name of the same thing, as the glossary knows
  if (inner.length >= 2 && inner.length <= MAX_ALIAS && !/[。,:]/.test(inner)) {
    const start = names.startOfNamed(open, inner);
    if (start >= 0) add(found, form, text, given, [start, open]);
  }
}

/** 「B」とは、…をいう; …を「B」と呼ぶ; これを以下「B」という. */
function sentences(text: string, names: Names, found: RawDefinition[]): void {
  for (const match of text.matchAll(/(?:^|[.;:] |\d |\) )"([^"]{2,60})" means /g)) {
    const start = match.index + match[0].indexOf('"') + 1;
    add(found, 'article', text, { alias: match[1], start, end: start + match[1].length }, [0, 0]);
  }
  const articles = /(^|[。\n)]|[いに],|\) ?|[\d.] ?)[「『"]([^「」『』"]{1,40})[」』"]とは,/g;
  for (const match of text.matchAll(articles)) {
    const start = match.index + match[1].length + 1;
    add(found, 'article', text, { alias: match[2], start, end: start + match[2].length }, [0, 0]);
  }
  // in the middle of a sentence only with its verb: この取決めにおいて「B」とは…をいう
  for (const match of text.matchAll(
    /[「『]([^「」『』]{1,40})[」』]とは,?(?:[^。]|。(?=\))){2,240}?(?:[をも]いう|を言う|をいい|を指す|を意味する)/g,
  )) {
    const start = match.index + 1;
    add(found, 'article', text, { alias: match[1], start, end: start + match[1].length }, [0, 0]);
  }
  // X, hereinafter referred to as "Y",
  for (const match of text.matchAll(
    /,? (?:(?:hereinafter|hereafter)[^"()]{0,50}|(?:also )?known as (?:the )?)"([^"]{2,50})"/g,
  )) {
    if (inBracket(text, match.index)) continue;
    const start = match.index + match[0].length - 1 - match[1].length;
    const given = { alias: match[1], start, end: start + match[1].length };
    add(found, 'hereinafter', text, given, englishRange(text, match.index, match[1], names));
  }
  const bare =
    /(?:^|。|\))(?:[^「」。,]{0,6}[.)] ?)?([^「」。,()]{2,30})とは,(?:[^。]|。(?=\))){4,240}?(?:[をも]いう|を言う|を指す|のことである|の総称である)/g;
  for (const match of text.matchAll(bare)) {
    if (/[はがをに]/.test(match[1]) || /^(?:この|その|これ|それ)/.test(match[1])) continue;
    const start = match.index + match[0].indexOf(`${match[1]}とは`);
    add(found, 'article', text, { alias: match[1], start, end: start + match[1].length }, [0, 0]);
  }
  for (const match of text.matchAll(/いわゆる[「『]([^「」『』]{2,30})[」』]/g)) {
    if (inBracket(text, match.index) || isQuotation(match[1])) continue;
    const start = match.index + match[0].length - 1 - match[1].length;
    const given = { alias: match[1], start, end: start + match[1].length };
    const comma = text[match.index - 1] === ',' ? match.index - 1 : 0;
    const from = comma > 0 ? startOfName(text, comma, 'official', names, match[1]) : 0;
    const name: [number, number] =
      comma - from >= 4 && !isHiragana(text.charCodeAt(comma - 1)) ? [from, comma] : [0, 0];
    if (name[1] === 0 && names.isKnown(match[1])) continue;
    add(found, 'so-called', text, given, name, '', true);
  }
  // A、私どもは「B」と呼んでおりますが
  for (const match of text.matchAll(
    /,(?:(?:私ども|私達|我々|当省|政府|通称|俗)(?:は|では|で|に)?,?)[「『]([^「」『』]{2,30})[」』]と(?:呼ん|称して|申し|言って|いって|呼ば)/g,
  )) {
    const start = match.index + match[0].indexOf(match[1], 1);
    const from = startOfName(text, match.index, 'official', names, match[1]);
    if (match.index - from < 4) continue;
    add(found, 'so-called', text, { alias: match[1], start, end: start + match[1].length }, [from, match.index]);
  }
  const naming = new RegExp(
    `(?:(を|は|,)(以下,?(?:単に|総称して)?|総称して)?)[「『]([^「」『』]{1,${MAX_ALIAS}})[」』](と(?:いう|称する|称し|呼ぶ|呼び|呼称|総称|略称|略す|略し|略記|定義|名付け|命名)[^,。「」]{0,8})(?=[。,)]|$)`,
    'g',
  );
  for (const match of text.matchAll(naming)) {
    const object = match[1] === 'を';
    if (!object && match[2] === undefined) continue;
    if (inBracket(text, match.index)) continue;
    const start = match.index + match[0].indexOf(match[3], match[1].length);
    const given = { alias: match[3], start, end: start + match[3].length };
    if (isQuotation(match[3])) continue;
    const before = text.slice(Math.max(0, match.index - 10), match.index);
    if (/(?:これ|これら|以上|上記|それ)$|(?:この|その|こうした|かかる)[^をはが]{1,6}$/.test(before))
      add(found, 'article', text, given, [0, 0]);
    else if (object) {
      const range = longFormOf(text, match.index, 'official', match[3], names);
      // a clause and no name: …の内側の区域を「制限水域」と呼ぶ
      add(found, 'hereinafter', text, given, range[1] - range[0] > 3 ? range : [0, 0], '', true);
    } else add(found, 'article', text, given, [0, 0]);
  }
}

function inBracket(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - MAX_BRACKET), at);
  return around.lastIndexOf('(') > around.lastIndexOf(')');
}

const HEREINAFTER_EN =
  /(?:hereinafter|hereafter)[^"]{0,60}"|(?:^|[,;] )(?:(?:the|an?|this|these|each|collectively|together|individually|jointly|severally|referred|to|as|or|also|known|called|and),? ){1,7}"/i;

/** (hereinafter referred to as "Y"), (the "Y"), ("Y"), (hereinafter, the "X" and individually a "Y"). */
function englishHereinafter(
  text: string,
  inner: string,
  at: number,
  open: number,
  names: Names,
  found: RawDefinition[],
): boolean {
  if (!/[A-Za-z]/.test(inner) || isJapanese(inner.charCodeAt(0))) return false;
  const intro = HEREINAFTER_EN.exec(inner);
  if (intro === null) {
    const bare = /^(?:hereinafter|hereafter),?(?: referred to as| called)?(?: the)? ([A-Z][^",;]{1,50})$/.exec(inner);
    if (bare === null) return false;
    const start = at + inner.length - bare[1].length;
    add(
      found,
      'hereinafter',
      text,
      { alias: bare[1], start, end: start + bare[1].length },
      englishRange(text, open, bare[1], names),
    );
    return true;
  }
  for (const given of quotedAliases(inner.slice(intro.index), at + intro.index)) {
    const alias = given.alias.replace(/^the /, '').replace(/[.,]$/, '');
    const start = given.start + given.alias.indexOf(alias);
    add(
      found,
      'hereinafter',
      text,
      { alias, start, end: start + alias.length },
      englishRange(text, open, alias, names),
    );
  }
  const head = inner.slice(0, intro.index).replace(/[,; ]+$/, '');
  if (head !== '' && isAcronym(head)) plainBracket(text, at, head, open, names, found, 'bracket');
  return true;
}

function add(
  found: RawDefinition[],
  form: DefinitionForm,
  text: string,
  given: Given,
  [longStart, longEnd]: [number, number],
  english = '',
  alone = false,
): void {
  const article = /^(?:the|The) (?=[A-Z])/.exec(given.alias)?.[0].length ?? 0;
  const alias = given.alias.slice(article);
  const start = given.start + article;
  const { end } = given;
  // the thing is told by its properties, or by what follows
  if (/^次の|に該当する.{1,4}$/.test(text.slice(longStart, longEnd))) {
    longStart = 0;
    longEnd = 0;
    alone = true;
  }
  longStart += /^(?:the|an?) (?=\S)/i.exec(text.slice(longStart, longEnd))?.[0].length ?? 0;
  const long = text.slice(longStart, longEnd);
  if (alias.trim() === '' || alias.length > MAX_ALIAS) return;
  if (form !== 'article' && !alone && (long === '' || long === alias)) return;
  // what a bracket gives is found in its order: only the last few can be the same
  for (let k = found.length - 1; k >= Math.max(0, found.length - 8); k--) if (found[k].aliasStart === start) return;
  found.push({ form, alias, aliasStart: start, aliasEnd: end, long, longStart, longEnd, english });
}
