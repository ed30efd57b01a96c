import type { ReadDate } from '../dates/read.ts';
import type { AskForm } from './ask.ts';
import type { AliasPlace, Draft } from './compose.ts';
import { COMPOUND, ISSUED, MADE, TALKS, TIGHT } from './compose-dates.ts';
import { endsAsTitle, NAMED_PAPER } from './compose-titles.ts';
import type { Head, Pointing } from './head.ts';
import { KIND_NOUNS, type KindNoun } from './kinds.ts';
import type { Part } from './parts.ts';
import type { Quote } from './scan.ts';

/** What stands between a series or a meeting and what came out of it. */
const OUTCOME =
  /(?:の|における|に際し(?:て)?(?:の|発出された|発表された)?|の際に?(?:の|発出された|発表された|発表した|発出した)?|の成果(?:である|としての)?|(?:で|において)(?:発出|発表|公表|採択|署名|承認|確認|合意|作成|取りまとめ)(?:された|した))?/y;
/** What says that a meeting was held: of the date that the sentence begins with. */
const HELD_THEN =
  /^(?:閣僚)?(?:会合|協議)?(?:に(?:おいて|併せて|際して?|先立)|で|が[^。,]{0,8}(?:開催|開か|行わ)|を[^。,]{0,12}(?:開催|開き|行)|の(?:後|機会|際)|に(?:出席|参加|臨))/;
/** What says that a body published something that follows. */
const SPOKE = /^(?:が|により|によって)[^。,]{0,6}(?:発表|発出|公表|採択|承認|了承|決定|作成)(?:した|された)[「一-龠]/;
/** What says of a series that the body is meant: の下に設置された. */
const BODY = /^(?:」|\([^()]*\))?の(?:下[にで部]|もと[にで]|枠組み|メンバー|構成員)/;
/** What changes a treaty, and how it is said to: 協定を改正する議定書. */
const AMENDED = /^(?:議定書|協定|取極|protocol)$/;
const AMENDING = /^(?:を(?:更に|一部)?(?:改正|改定|改め|修正|延長)(?:する|る)?(?:ための)?|の改正)$/;
/** 2月16日のミュンヘンでの会談. */
const TALKS_AT = /^の[一-龠々ァ-ヶー・]{2,14}での$/;
/** 5月31日にシンガポールで行われた会談. */
const HELD_ON = /^に(?:[^。,()「」]{1,12}で)?(?:行われた|開催された|開かれた|行った|開催した)$/;
/** 昨年12月の日米韓の情報共有に関する取決め. */
const ABOUT_WHAT = /^の[^。,「」()]{2,24}に関する$/;
/** What stands between a title and what it is the title of. */
const ENTITLED = /^と(?:題する|題した|題された|いう)(?:両国の)?$/;
const AMENDING_EN = /^ (?:amending|to amend|that amends) (?:the )?(?:[0-9]{4} )?$/;
const OF_SERIES = /^ (?:of|issued at|released at|adopted at) (?:the )?$/;
/** 情報保護協定（2012年署名）. */
const SIGNED = /^(?:に? ?)(?:署名|締結|採択|策定|決定|公布)[^()]{0,4}\)/;
/** 平成3年1月14日署名の. */
const SIGNED_BEFORE = /^(?:付け?)?(?:署名|締結|採択|策定|決定)の$/;
/** 「…」を閣議決定し: what that was. */
const DECIDED = /^(?:について|を|が)閣議決定/;
const DECISION = KIND_NOUNS.find(({ noun }) => noun === '閣議決定');
/** What stands between a kind and the title of one of it. */
const TITLED = /(?:文書?|である|たる|いわゆる|, (?:entitled |titled )?| entitled | titled | |,)?/y;

/** A word, a title or an alias, of which names are put together. */
export interface Item {
  readonly start: number;
  readonly end: number;
  readonly head?: Head;
  readonly title?: Quote;
  readonly alias?: AliasPlace;
}

/** What something is asked for by, and whether that may be none. */
interface Form {
  readonly form: AskForm;
  readonly tentative: boolean;
}

const AMENDING_NAME: Form = { form: 'name', tentative: false };
const ALIAS: Form = { form: 'alias', tentative: true };

/** Words that name one thing together. */
export class Cluster {
  readonly start: number;
  end: number;
  /** Index of the first item that is not part of it. */
  next: number;
  readonly #text: string;
  readonly #first: Head | undefined;
  #name: Head | undefined;
  #series: Head | undefined;
  #noun: Head | undefined;
  #title: Quote | undefined;
  #alias: AliasPlace | undefined;
  #quoted = false;
  #amending = false;
  #compound: string | undefined;

  constructor(text: string, items: readonly Item[], i: number) {
    const item = items[i];
    this.#text = text;
    this.start = item.start;
    this.end = item.end;
    this.#first = item.head;
    this.#take(item);
    let k = i + 1;
    for (; k < items.length; k++) {
      const other = items[k];
      // what stands inside has been named already
      if (other.start < this.end) {
        if (other.head?.name?.strength === 'strong' && this.#title !== undefined && this.#isOpenTitle()) break;
        continue;
      }
      if (!this.#joins(other)) break;
      if (this.#isBracketed(other) && !this.#goesOn(other, items[k + 1])) break;
      this.#take(other);
      this.end = this.#closing(other.end);
    }
    this.next = k;
  }

  #isTreaty(): boolean {
    const noun = this.#noun?.noun?.noun ?? '';
    return (
      this.#alias !== undefined || this.#name !== undefined || this.#compound !== undefined || /[約定]$/.test(noun)
    );
  }

  /** 「…政府の取組について」（平成18年5月30日閣議決定）: the bracket says what it is. */
  takeKind(heads: readonly Head[], from: number, to: number): void {
    if (this.#noun !== undefined || from < this.end) return;
    this.#noun = heads.find(({ start, end, noun }) => noun !== undefined && start >= from && end <= to);
  }

  #isOutcome(): boolean {
    const noun = this.#noun?.noun;
    return noun !== undefined && noun.meeting !== true && noun.common !== true;
  }

  #isBracketed({ start }: Item): boolean {
    return this.#text[start - 1] === '(' && /^ ?$/.test(this.#text.slice(this.end, start - 1));
  }

  /** 日米安全保障協議委員会（「2＋2」）の共同発表: what came of it follows the bracket. */
  #goesOn({ end }: Item, next: Item | undefined): boolean {
    if (this.#text[end] !== ')') return true;
    const gap = next === undefined ? '' : this.#text.slice(end + 1, next.start);
    OUTCOME.lastIndex = 0;
    if (gap === ' ' && next?.head?.noun?.meeting === true) return true;
    return next?.head?.noun !== undefined && gap.length <= 24 && (OUTCOME.exec(gap)?.[0].length ?? 0) === gap.length;
  }

  /** A title that nothing marks as one may be a quotation, in which documents are named. */
  #isOpenTitle(): boolean {
    return this.#noun === undefined;
  }

  #take({ head, title, alias }: Item): void {
    if (alias !== undefined) this.#alias = alias;
    if (title !== undefined) this.#title = title;
    if (head === undefined) return;
    const known = this.#name?.name?.strength;
    if (head.name !== undefined && known !== 'strong' && (known === undefined || head.name.strength === 'strong'))
      this.#name = head;
    if (head.series !== undefined) this.#series ??= head;
    if (head.noun !== undefined) this.#noun = head;
    this.#compound ??= head.compound;
    this.#quoted ||= head.quoted;
  }

  /** A bracket that was opened before the word is closed behind it: 安全保障協議委員会（「2＋2」）. */
  #closing(end: number): number {
    const open = this.#text.lastIndexOf('(', end);
    const closed = this.#text.indexOf(')', open);
    return open >= this.start && (closed < 0 || closed >= end) && this.#text[end] === ')' ? end + 1 : end;
  }

  #joins({ start, head, title }: Item): boolean {
    const text = this.#text;
    const gap = text.slice(this.end, start);
    if (gap.length > 24) return false;
    if (AMENDED.test(head?.noun?.noun ?? '') && AMENDING.test(gap) && this.#isTreaty()) {
      this.#amending = true;
      return true;
    }
    // the Protocol amending the 2009 Guam International Agreement
    if (this.#noun?.noun?.kinds[0] === 'protocol' && head?.name !== undefined && AMENDING_EN.test(gap)) {
      this.#amending = true;
      return true;
    }
    // the Joint Statement of the SCC, the meeting of the SCC
    const meets = this.#noun?.noun?.meeting === true && / of /.test(gap);
    if (head?.series !== undefined && this.#series === undefined && OF_SERIES.test(gap) && (this.#isOutcome() || meets))
      return true;
    if (this.#alias !== undefined) return false;
    const meeting = this.#series !== undefined || this.#noun?.noun?.meeting === true;
    if ((gap === '(' || gap === ' (') && head?.series !== undefined && meeting) return true;
    // agreement "as early as feasible" quotes what somebody said
    if (title !== undefined && /^"[a-z]/.test(text.slice(title.start, title.start + 2))) return false;
    if (title !== undefined || head?.quoted === true) {
      // 共同発表文「同盟の変革…」, 日米首脳共同声明「…」
      if (this.#noun === undefined || this.#title !== undefined || this.#name?.name?.strength === 'strong')
        return false;
      if (this.#noun.noun?.meeting === true && title === undefined && head?.series === undefined) return false;
      TITLED.lastIndex = 0;
      return TITLED.exec(gap)?.[0].length === gap.length;
    }
    if (head === undefined) return false;
    // 「…」と題する日米共同声明
    if (
      (this.#title !== undefined || this.#quoted) &&
      this.#noun === undefined &&
      head.noun !== undefined &&
      ENTITLED.test(gap)
    )
      return true;
    if (head.pointing !== undefined || head.compound !== undefined) return false;
    // 核セキュリティ・サミットのコミュニケ is one thing, サイバー協議 and what stands beside it are two
    if (this.#compound !== undefined && !(meeting && gap === 'の' && head.noun?.meeting !== true)) return false;
    if (head.series !== undefined) return gap === '' && meeting;
    if (head.noun === undefined) return false;
    if (this.#name !== undefined && this.#name.name?.strength === 'strong') return false;
    if (gap === '' || gap === ' ') return meeting;
    if (!meeting || head.noun.meeting === true) return false;
    OUTCOME.lastIndex = 0;
    return OUTCOME.exec(gap)?.[0].length === gap.length;
  }

  draft(
    date: ReadDate | undefined,
    end: number,
    part: Part | undefined,
    spoken: ReadDate | undefined,
  ): Draft | undefined {
    const first = this.#first;
    const noun =
      this.#noun?.noun ??
      ((this.#title !== undefined || this.#quoted) && DECIDED.test(this.#text.slice(this.end, this.end + 8))
        ? DECISION
        : undefined);
    const name = this.#name?.name;
    const series = this.#series?.series;
    // the Joint Statement of February 19: the date says which
    const pointing =
      first?.pointing === 'same' && date !== undefined && /^the /i.test(this.#text.slice(this.start, this.start + 4))
        ? undefined
        : first?.pointing;
    const before = date !== undefined && date.end <= this.start;
    const title = this.#title === undefined ? this.#compound : this.#quotedTitle(this.#title);
    const is = this.#amending
      ? AMENDING_NAME
      : this.#alias !== undefined
        ? ALIAS
        : this.#form(title, noun, date, pointing);
    if (is === undefined) return undefined;
    const coreEnd = Math.max(end, part?.end ?? 0);
    const from = part !== undefined && part.end <= this.start ? part.start : this.start;
    return {
      start: before ? Math.min(from, date.start) : from,
      end: coreEnd,
      coreStart: from,
      coreEnd,
      passage: -1,
      antecedent: undefined,
      among: undefined,
      name,
      title,
      compound: this.#title === undefined && this.#compound !== undefined,
      datedByClause:
        date !== undefined &&
        (before
          ? SIGNED_BEFORE.test(this.#text.slice(date.end, this.start)) ||
            MADE.test(this.#text.slice(date.end, this.start))
          : SIGNED.test(this.#text.slice(date.end, end))),
      issued: ISSUED.test(this.#text.slice(this.end, this.end + 12)),
      series,
      ordinal: this.#series?.ordinal ?? this.#noun?.ordinal ?? first?.ordinal,
      noun,
      via: first?.noun === noun ? undefined : first?.noun,
      level: this.#noun?.level ?? this.#series?.level,
      countries: [this.#noun, this.#series, this.#name].find((head) => head?.countries.length)?.countries ?? [],
      pointing,
      quoted: this.#quoted,
      bill: this.#name?.bill === true,
      current: /(?:現行の?|現在の|(?<![一-龠])現)$/.test(this.#text.slice(Math.max(0, this.start - 4), this.start)),
      date,
      spoken,
      amending: this.#amending,
      apposed: date === undefined && this.#isApposed(),
      part,
      pointer: undefined,
      definition: this.#alias?.definition,
      form: is.form,
      tentative: is.tentative,
    };
  }

  /** What stands in the quotation marks; the full stop that English sets inside them is the sentence's. */
  #quotedTitle({ start, end }: Quote): string {
    const title = this.#text.slice(start + 1, end - 1);
    return this.#text[start] === '"' ? title.replace(/[.,]$/, '') : title;
  }

  #form(
    title: string | undefined,
    noun: KindNoun | undefined,
    date: ReadDate | undefined,
    pointing: Pointing | undefined,
  ): Form | undefined {
    const name = this.#name?.name;
    if (this.#title === undefined && this.#compound !== undefined && noun?.meeting === true && noun.naming !== true) {
      // サイバー協議 is one of many, 2月のサイバー協議 and 第3回サイバー協議 are single ones
      const definite =
        this.#ordinal() ||
        /第[0-9]{1,3}回/.test(this.#compound) ||
        (date !== undefined && this.#isDefinite(noun, date, 4));
      return definite && pointing === undefined ? { form: 'title', tentative: false } : undefined;
    }
    if (this.#title === undefined && this.#compound !== undefined)
      return {
        form: 'title',
        tentative:
          noun?.common === true &&
          !/^(?:宣言|合意)$/.test(noun.noun) &&
          noun.meeting !== true &&
          date === undefined &&
          !/^[A-Z]/.test(this.#compound),
      };
    if (
      title !== undefined &&
      date !== undefined &&
      date.end <= this.start &&
      MADE.test(this.#text.slice(date.end, this.start))
    ) {
      return { form: 'title', tentative: false };
    }
    if (title !== undefined)
      return {
        form: 'title',
        tentative: !(
          noun !== undefined ||
          NAMED_PAPER.test(title) ||
          (endsAsTitle(title) && (date !== undefined || /に関する|に係る|についての/.test(title)))
        ),
      };
    if (pointing === 'next') return undefined;
    if (name !== undefined) {
      if (name.strength === 'strong') return { form: 'name', tentative: this.#series !== undefined };
      return { form: 'name', tentative: true };
    }
    if (this.#series !== undefined) {
      // 2013年10月3日にSCCが発表した共同発表: who spoke, not when it met
      const behind = this.#text.slice(this.end, this.end + 16);
      if (SPOKE.test(behind) || BODY.test(behind)) return undefined;
      if (date !== undefined || this.#ordinal() || pointing !== undefined) {
        const definite = date !== undefined || this.#ordinal();
        return { form: 'meeting', tentative: !definite };
      }
      return (noun !== undefined && noun.meeting !== true && noun.common !== true) ||
        this.#isApposed() ||
        HELD_THEN.test(this.#text.slice(this.end, this.end + 24))
        ? { form: 'meeting', tentative: true }
        : undefined;
    }
    if (noun === undefined) return undefined;
    // 2016年の第2回会合の共同声明: of the series that the document is about
    if (this.#first?.noun?.meeting === true && this.#ordinal() && pointing === undefined)
      // 合同委員会の第775回会合; 第1回の会合を開く is one to come
      return { form: 'meeting', tentative: date === undefined && this.#text[this.start - 1] !== 'の' };
    // 平成十九年法律第六十七号 is the number of a law
    if (noun.noun === '法律' && /^第/.test(this.#text.slice(this.end, this.end + 1))) return undefined;
    if (pointing !== undefined) return { form: 'kind', tentative: true };
    // 協定の主な内容: that of the title, if the title names one
    if (date === undefined && noun.naming === true && noun.meeting !== true) return { form: 'kind', tentative: true };
    if (date === undefined && noun.meeting !== true && noun.common !== true) {
      return { form: 'kind', tentative: true };
    }
    if (date === undefined && noun.meeting === true && this.#ordinal())
      return { form: 'meeting', tentative: this.#noun?.countries.length === 0 };
    if (date === undefined)
      return this.#ordinal() && this.#noun?.countries.length ? { form: 'meeting', tentative: false } : undefined;
    if (noun.common === true) return { form: 'kind', tentative: !this.#isDefinite(noun, date) };
    return {
      form: noun.meeting === true ? 'meeting' : 'kind',
      tentative:
        date.value === undefined ||
        (date.value.length < 7 &&
          (this.#noun?.countries.length ?? 0) === 0 &&
          !MADE.test(this.#text.slice(date.end, this.start))),
    };
  }

  /** 2月12日の核実験, 昨年9月に発表した声明: an ordinary word with a day or month of its own. */
  #isDefinite({ noun, meeting, kinds }: KindNoun, date: ReadDate, length = 7): boolean {
    const known = date.value?.length ?? 0;
    // the statement of 24 December 2005
    if (date.end > this.start)
      return known >= 7 && (this.#compound !== undefined || / $/.test(this.#text.slice(this.end, date.start)));
    if (known < length) return false;
    if (known >= 7 && this.#compound !== undefined) return true;
    const gap = this.#text.slice(date.end, this.start);
    // 1月31日の電話会談, 先月23日に行われた両長官の会談; 会合 and 協議 may go on for years
    if (meeting === true && !kinds.includes('event') && this.#compound === undefined) {
      if (noun === '会談' && known >= 7 && (TALKS.test(gap) || TALKS_AT.test(gap))) return true;
      return known === 10 && ((noun === '会談' ? /^の(?:電話)?$/ : /^の$/).test(gap) || HELD_ON.test(gap));
    }
    return (
      TIGHT.test(gap) ||
      (gap === ' ' && !kinds.includes('event')) ||
      (COMPOUND.test(gap) && meeting !== true) ||
      (MADE.test(gap) && !kinds.includes('event')) ||
      (ABOUT_WHAT.test(gap) && !kinds.includes('event') && /[めい極]$|合意|声明/.test(noun))
    );
  }

  /** 日米安全保障協議委員会（「2＋2」）: another name in brackets. */
  #isApposed(): boolean {
    if (this.#text[this.start - 1] !== '(' || this.#text[this.end] !== ')') return false;
    // (SCC) is short for the body
    return this.#series === undefined || !/^[A-Z]+$/.test(this.#text.slice(this.start, this.end));
  }

  #ordinal(): boolean {
    return (this.#series?.ordinal ?? this.#noun?.ordinal ?? this.#first?.ordinal) !== undefined;
  }
}
