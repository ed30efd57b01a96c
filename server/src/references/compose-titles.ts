import type { AliasPlace } from './compose.ts';
import type { Head } from './head.ts';
import { firstEndingAfter } from './places.ts';
import type { Quote } from './scan.ts';

/** Which words in quotation marks are the title of a paper. */

/** How quotations end that say what somebody said, or that are no names. */
const SAID = /(?:こと|よう|ように|べき|べし|する|した|ない|である|です|ます|たい|旨|等|か|る|た)$/;
/** 「平成十一年十二月二十八日の閣議決定」: quoted, and read as it is without the marks. */
const DATED_KIND =
  /^(?:明治|大正|昭和|平成|令和)?[0-9一二三四五六七八九十〇元]{1,5}年[^の「」]{0,12}日(?:付け?)?の[^の「」]{2,12}$/;
const MIN_TITLE = 6;

/** Whether words in quotation marks can be a title, as far as they show it themselves. */
export function isTitle(
  text: string,
  { start, end }: Quote,
  heads: readonly Head[],
  aliases: readonly AliasPlace[],
): boolean {
  const inside = text.slice(start + 1, end - 1);
  if (inside.length < MIN_TITLE || inside.includes('。') || SAID.test(inside) || DATED_KIND.test(inside)) return false;
  // 再編実施のための「ロードマップ」: a word that is known is read as that
  const head = heads[firstEndingAfter(heads, end - 1)];
  if (head !== undefined && head.start <= start) return false;
  const alias = aliases[firstEndingAfter(aliases, end - 2)];
  return alias === undefined || alias.start > start + 1;
}

/** 「開発協力大綱」, 「核兵器禁止条約」: what is called so in quotation marks is one paper. */
export const NAMED_PAPER =
  /[^のなたる](?:共同声明|共同宣言|共同発表|共同ステートメント|条約|協定|議定書|憲章|大綱|白書|コミュニケ|行動計画|特別措置法|基本法)$/;

/** What papers are called by the last word of their title. */
export function endsAsTitle(title: string): boolean {
  return /(?:声明|発表|宣言|条約|協定|議定書|取極|取決め|覚書|公文|報告|報告書|指針|大綱|計画|戦略|ロードマップ|コミュニケ|決議|談話|枠組み|ビジョン|アコード|コンパクト|アジェンダ|プラン|見直し|パートナーシップ|イニシアティブ|サミット|会議|フォーラム|アウトルック|Vision|Accord|Action Plan|Strategy|Communiqu[eé]|原則|措置|について|要綱|方針|合意|文書|法|シート|白書|Statement|Declaration|Agreement|Plan|Report|Guidelines|Roadmap)(?:\([^()]*\))?$/.test(
    title,
  );
}
