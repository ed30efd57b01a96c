import { addDays, bounds } from '../dates/interval.ts';
import type { Ask } from '../references/ask.ts';
import { ANY_2PLUS2, type CitedName } from '../references/lexicon.ts';
import { type PartStep, pathOf, plainPath, readPath, trailAt } from '../references/parts.ts';
import { partiesIn } from '../references/scan.ts';
import { HOME_2PLUS2, kindTag, type LibraryView, seriesTag, type Work } from './library.ts';
import type { Place, Reason, Resolution } from './resolution.ts';
import { PartsOfText } from './resolve-parts.ts';
import {
  FRESH,
  isCalled,
  isOf,
  isOtherName,
  isShortlyBefore,
  lastDayOf,
  latestBefore,
  MAX_TARGETS,
  MEETING_ORDER,
  NO_STEPS,
  newest,
  shortOf,
  toWork,
  unique,
} from './resolve-works.ts';
import type { DocumentSummary } from './summary.ts';

export type { Place, Reason, Resolution, Target } from './resolution.ts';
export { isOf } from './resolve-works.ts';

/** Resolves the asks of one document, in order; undefined for those that turn out to be none. */
export function resolveDocument(place: Place): (Resolution | undefined)[] {
  const resolver = new Resolver(place);
  return resolver.run();
}

/** A title of so many characters is part of no other. */
const LONG_TITLE = 12;
/** A title without what others leave out of it: …について of a decision, and between whom a treaty is. */
function shorterTitles(title: string): string[] {
  const shorter = title
    .replace(/(?:について|に関する件)$/, '')
    .replace(/日本国(?:政府)?と[^、との]{2,16}(?:政府)?との間の(?=協定|条約|取極|議定書|覚書)/, '');
  return shorter === title ? [] : [shorter];
}

/** Days after which nobody calls a meeting this one. */
const JUST_NOW = 14;

/** Days within which a bill that goes by the name of a law becomes that. */
const BECOMES_LAW = 200;

/** Whether a law was a bill at a time, or passed and not yet promulgated; or was there already. */
function isBillOf({ kind, date }: Work, then: string): boolean {
  return kind === 'law' && then.length === 10 && date <= addDays(then, BECOMES_LAW);
}
/** Days within which a treaty is signed that is spoken of by its name. */
const NEGOTIATED = 400;
/** A name of so many characters says which treaty it is. */
const OWN_NAME = 6;
/** What is made on a day, again and again: with another date it is another one. */
const OF_A_DAY = /^(?:合意議事録|合意された議事録|交換公文|了解覚書|中間報告)$/;
/** Whether a work is of the year of a value, or the next before or behind it. */
const isNear = ({ date }: Work, value: string): boolean =>
  Math.abs(Number(date.slice(0, 4)) - Number(value.slice(0, 4))) <= 1;
/** Kinds of what a meeting publishes. */
const JOINT = new Set(['joint statement', 'joint press statement', 'joint declaration', 'communique']);
/** Kind of the decisions of the cabinet. */
const DECISION = 'cabinet decision';
/** Titles of texts that tell of others, and are none of the documents of which people speak. */
const TOLD = /会見|質疑|会議録|議事録|ぶら下がり|ブリーフ|[Pp]ress (?:[Cc]onference|[Bb]riefing)/;
/** Of a title in English, the part of its words by which it is known. */
const MOST_WORDS = 0.75;

/** The words of a title in English that say something, each once. */
const wordsOf = (title: string): string[] => [...new Set(title.toLowerCase().match(/[a-z]{4,}/g))];
/** Whose meetings are meant where nobody says whose. */
const HOME: readonly string[] = ['Japan', 'United States'];
/** Kinds of which there is one like it with each party. */
const BETWEEN_TWO = new Set([
  'treaty',
  'agreement',
  'special agreement',
  'protocol',
  'memorandum',
  'exchange of notes',
]);

class Resolver {
  readonly #library: LibraryView;
  readonly #document: DocumentSummary;
  readonly #place: Place;
  readonly #self: Work | undefined;
  /** Last day on which the document can have been written, with the difference of clocks; '' if unknown. */
  readonly #until: string;
  readonly #series: string | undefined;
  readonly #resolved: (Resolution | undefined)[] = [];
  /** Whose document it is: by the catalogue, else as its title says. */
  readonly #parties: readonly string[];
  readonly #parts: PartsOfText;
  /** Works that the document has named so far. */
  readonly #named = new Set<Work>();

  constructor(place: Place) {
    this.#place = place;
    this.#library = place.library;
    this.#document = place.documents[place.index];
    this.#self = place.library.at(place.uri, place.index);
    const last = this.#document.date === undefined ? undefined : bounds(this.#document.date)?.last;
    this.#until = last === undefined ? '' : addDays(last, 1);
    const known = this.#self?.parties ?? [];
    this.#parties = known.length > 0 ? known : partiesIn(this.#document.title);
    this.#parts = new PartsOfText({
      place,
      document: this.#document,
      self: this.#self,
      resolved: this.#resolved,
      again: (ask) => this.#again(ask, 'same', true),
    });
    this.#series = this.#self?.series ?? place.library.seriesNamed(this.#document.title);
  }

  run(): (Resolution | undefined)[] {
    const { asks } = this.#document;
    /** Words in quotation marks that are a title cover those inside them. */
    let covered: { passage: number; end: number } | undefined;
    for (let k = 0; k < asks.length; k++) {
      const ask = asks[k];
      if (covered !== undefined && ask.passage === covered.passage && ask.coreStart < covered.end) {
        this.#resolved.push(undefined);
        continue;
      }
      const resolution = this.#resolve(ask);
      this.#resolved.push(resolution);
      if (resolution === undefined) continue;
      if (this.#isOwnTitle(k, resolution)) {
        this.#resolved[k] = undefined;
        continue;
      }
      covered = { passage: ask.passage, end: ask.coreEnd };
      const work = resolution.targets[0]?.work;
      if (work !== undefined) this.#named.add(work);
    }
    return this.#resolved;
  }

  /** The title of a document does not refer to the document, or to its meeting. */
  #isOwnTitle(k: number, { targets, ask }: Resolution): boolean {
    const { titleRange, ranges } = this.#document;
    if (ranges[k].core.start.line > titleRange.end.line) return false;
    const work = targets[0]?.work;
    // its meeting by a name: Eighth Japan-Australia 2+2
    const isMeeting = work?.series !== undefined && work.date === this.#document.date;
    return work === undefined || work === this.#self || isMeeting || ask.form === 'meeting' || ask.form === 'kind';
  }

  #resolve(ask: Ask): Resolution | undefined {
    const found = this.#find(ask);
    if (found !== undefined && found.targets.length > 0) return found;
    // 前回会合 of which no paper is known is definite all the same, and so is what came out of 同会談
    const isOutcome = ask.pointing === 'same' && ask.via?.meeting === true && ask.noun?.meeting !== true;
    // 昭和六十三年三月二日に署名された改正議定書: one of its own, whatever else goes by that name
    const isDated = ask.form === 'name' && ask.datedByClause && (ask.date?.value?.length ?? 0) >= 7;
    const isDefinite =
      found?.reason === 'previous' ||
      ask.among !== undefined ||
      isOutcome ||
      isDated ||
      (found !== undefined && this.#isOfPaper(ask));
    if (found === undefined || (ask.tentative && !isDefinite)) return undefined;
    return found;
  }

  /** The alias of a paper is as definite as the paper, though nobody may know that: 包括的共同作業計画（JCPOA）. */
  #isOfPaper({ form, antecedent }: Ask): boolean {
    return form === 'alias' && antecedent !== undefined && this.#document.asks[antecedent].noun?.meeting !== true;
  }

  #find(ask: Ask): Resolution | undefined {
    switch (ask.form) {
      case 'alias': {
        // 旧「指針」 where 「指針」 is short for the new one
        if (ask.pointing === 'previous' && ask.name !== undefined) {
          const before = this.#name(ask);
          if (before !== undefined && before.targets.length > 0) return before;
        }
        // 1997年の指針 where 指針 is short for the new one
        const value = ask.date?.value;
        const works = value === undefined || ask.name === undefined ? [] : this.#called(ask.name.text);
        const dated = value === undefined ? [] : works.filter((work) => isOf(work, value));
        if (dated.length > 0) return this.#made(ask, this.#rank(dated, ask), 'dated-name', { dated: true });
        const again = this.#again(ask, 'alias', false);
        // what it is short for is not known by its long form
        const known = again?.targets.length === 0 && ask.name !== undefined ? this.#name(ask) : undefined;
        return known !== undefined && known.targets.length > 0 ? known : again;
      }
      case 'internal':
        return this.#parts.internal(ask);
      case 'attachment':
        return this.#parts.attachment(ask);
      default:
    }
    if (ask.amending) return this.#amending(ask);
    if (ask.pointing === 'same') {
      const again = this.#again(ask, 'same', true);
      if (again !== undefined) return this.#outcome(ask, again);
      if (ask.name === undefined) {
        const there = ask.date === undefined ? this.#sameDay(ask) : this.#inFile(ask);
        if (there !== undefined || ask.date === undefined) return there;
      }
    }
    if (ask.apposed) {
      const other = this.#apposed(ask);
      if (other !== undefined) return other;
    }
    if (ask.pointing === 'this' && ask.title === undefined && !isOtherName(ask)) return this.#this(ask);
    if (ask.pointing === 'previous' && (ask.series !== undefined || (ask.via ?? ask.noun)?.meeting === true))
      return this.#meeting(ask);
    switch (ask.form) {
      case 'title':
        return this.#title(ask);
      case 'name':
        return this.#name(ask) ?? (ask.noun !== undefined && ask.date !== undefined ? this.#kind(ask) : undefined);
      case 'meeting':
        return this.#meeting(ask);
      default:
        if (ask.antecedent !== undefined && ask.date === undefined && ask.pointing === undefined && !this.#isFar(ask)) {
          const again = this.#again(ask, 'same', true);
          if (again !== undefined) return again;
        }
        return this.#name(ask) ?? this.#kind(ask);
    }
  }

  /** Whether what an ask takes up was named further above, of another meeting than the document's: 共同声明 is that of its own again. */
  #isFar(ask: Ask): boolean {
    const before = this.#document.asks[ask.antecedent ?? 0];
    if (this.#series === undefined || ask.passage - before.passage < 2) return false;
    const work = this.#antecedent(ask)?.targets[0]?.work;
    return work?.series !== undefined && work.series !== this.#series;
  }

  /** What an ask takes up: where words in quotation marks turned out to be no title, the name in them. */
  #antecedent({ antecedent }: Ask): Resolution | undefined {
    if (antecedent === undefined) return undefined;
    const { asks } = this.#document;
    const { passage, coreEnd } = asks[antecedent];
    for (let k = antecedent; k < asks.length && asks[k].passage === passage && asks[k].coreEnd <= coreEnd; k++) {
      const found = this.#resolved[k];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  // ---- what was named before ----------------------------------------------------------------------------------------

  #again(ask: Ask, reason: Reason, weak: boolean): Resolution | undefined {
    const before = this.#antecedent(ask);
    if (before === undefined) return undefined;
    const steps = ask.part?.steps ?? NO_STEPS;
    const targets = before.targets.map((target) => ({
      ...target,
      steps: steps.length > 0 ? steps : reason === 'alias' ? target.steps : NO_STEPS,
    }));
    return { ...before, ask, reason, weak: weak || before.weak, targets, dated: false, title: undefined };
  }

  /** グアム協定を改正する議定書: known by the names of the agreement. */
  #amending(ask: Ask): Resolution {
    const base =
      ask.antecedent === undefined ? this.#name({ ...ask, amending: false, date: undefined }) : this.#antecedent(ask);
    const row = base?.targets[0]?.work?.row;
    const names = row === undefined ? [] : [row.titleJa, ...row.namesJa];
    const ids = new Set(names.flatMap((name) => this.#library.lexicon.idsOf(`${name}改正議定書`)));
    const works = [...ids].flatMap((id) => this.#library.work(id) ?? []);
    const value = ask.date?.value;
    const inForce = this.#inForce(works, false);
    if (inForce.length === 0) return this.#nothing(ask, value !== undefined);
    return this.#made(ask, inForce, 'name', { dated: value !== undefined && isOf(inForce[0], value) });
  }

  /** 国連海洋法条約（UNCLOS）, 日米安全保障協議委員会（「2＋2」）: what stands before the bracket, where it goes by that name too. */
  #apposed(ask: Ask): Resolution | undefined {
    const first = this.#antecedent(ask)?.targets[0]?.work;
    if (first === undefined) return undefined;
    const isIt =
      ask.name === undefined
        ? first.series !== undefined &&
          (ask.series === first.series || (ask.series === ANY_2PLUS2 && first.series.endsWith(ANY_2PLUS2)))
        : this.#called(ask.name.text).includes(first);
    return isIt ? this.#again(ask, 'same', false) : undefined;
  }

  /** 同会合において発出された共同発表: of the meeting, the paper of that kind. */
  #outcome(ask: Ask, again: Resolution): Resolution {
    const [first] = again.targets;
    const kinds = ask.noun?.kinds;
    if (
      first?.work === undefined ||
      kinds === undefined ||
      ask.noun?.meeting === true ||
      kinds.includes(first.work.kind)
    )
      return again;
    const works = this.#ofMeeting(first.work).filter((work) => kinds.includes(work.kind));
    return works.length === 0 ? again : { ...again, targets: this.#rank(works, ask).map((work) => toWork(work, ask)) };
  }

  /** 同閣議決定, 同会合 of which nothing was said before: that of the same day. */
  #sameDay(ask: Ask): Resolution | undefined {
    return this.#inFile(ask) ?? this.#ofDay(ask);
  }

  /** 右の質問主意書: the document of this text that is one, the nearest before. */
  #inFile({ noun, part, ...ask }: Ask): Resolution | undefined {
    if (noun === undefined || noun.meeting === true || noun.common === true) return undefined;
    const { documents, index } = this.#place;
    const order = [...documents.keys()].sort((a, b) => Number(a > index) - Number(b > index) || b - a);
    const here = order.find((d) => d !== index && isCalled(documents[d].title, noun.noun));
    if (here === undefined) return undefined;
    const found = this.#parts.attached({ noun, part, ...ask }, here, undefined);
    return {
      ...found,
      reason: 'same',
      weak: true,
      targets: found.targets.map((one) => ({ ...one, steps: part?.steps ?? NO_STEPS })),
    };
  }

  /** Whether the document itself is one: a 口上書 that speaks of another. */
  #isCalled(noun: string): boolean {
    return isCalled(this.#document.title, noun);
  }

  #ofDay(ask: Ask): Resolution | undefined {
    if (this.#document.date === undefined || this.#document.date.length < 10 || ask.noun === undefined)
      return undefined;
    if (ask.noun.meeting === true) return this.#this(ask);
    if (ask.via?.meeting === true && this.#self !== undefined) {
      const published = this.#ofMeeting(this.#self).filter((work) => ask.noun?.kinds.includes(work.kind));
      if (published.length > 0) return this.#made(ask, this.#rank(published, ask), 'same', { weak: true });
    }
    const day = this.#library.dated(this.#document.date);
    const own = this.#self === undefined ? [] : this.#ofMeeting(this.#self);
    for (const list of [own, day]) {
      const said = ask.noun.noun;
      const works = list.filter(
        (work) =>
          (work !== this.#self || !this.#isCalled(said)) &&
          (ask.noun?.kinds.includes(work.kind) === true || work.title.includes(said)),
      );
      if (works.length === 1 || (works.length > 1 && list === own)) {
        return this.#made(ask, this.#rank(works, ask), 'same', { weak: true });
      }
    }
    return undefined;
  }

  /** 本共同声明, 今回の会合: this document; 今回文書 in the outline of a meeting: what the meeting published. */
  #this(ask: Ask): Resolution | undefined {
    const here = {
      work: this.#self,
      here: this.#place.index,
      steps: ask.part?.steps ?? NO_STEPS,
      section: this.#parts.section(ask.part?.steps, undefined),
      implied: NO_STEPS,
    };
    const kinds = ask.noun?.kinds ?? [];
    const own = this.#self?.kind ?? '';
    // 本協定 in a text that is none: the one it speaks of
    if (ask.noun?.naming === true && !kinds.includes(own)) {
      const spoken = this.#again(ask, 'same', true);
      if (spoken !== undefined) return spoken;
    }
    if (
      ask.noun !== undefined &&
      ask.noun.meeting !== true &&
      own === 'outline' &&
      !kinds.includes(own) &&
      this.#self !== undefined
    ) {
      const works = this.#ofMeeting(this.#self).filter((work) => kinds.includes(work.kind));
      if (works.length > 0) return this.#made(ask, this.#rank(works, ask), 'this', {});
    }
    if (ask.noun !== undefined && ask.noun.meeting !== true && !kinds.includes(own) && !this.#isCalled(ask.noun.noun)) {
      const spoken = this.#again(ask, 'same', true);
      if (spoken !== undefined) return this.#outcome(ask, spoken);
    }
    // 今回の共同発表 in a paper about a meeting: what that published
    if (ask.noun !== undefined && ask.noun.meeting !== true && !kinds.includes(own) && !this.#isCalled(ask.noun.noun)) {
      const spoken = this.#publishedLast(kinds);
      if (spoken !== undefined) return this.#made(ask, spoken, 'this', { weak: true });
      // in a press conference: what was published that day
      const told = TOLD.test(this.#document.title);
      const today = told ? this.#ofDay(ask) : undefined;
      if (today !== undefined) return today;
      // 今回の指針 there, which is none: those that are in force
      const named = told ? this.#called(ask.noun.noun) : [];
      const inForce = named.length === 0 ? [] : this.#inForce(named, false, ask.noun.noun);
      if (inForce.length > 0) return this.#made(ask, inForce, 'in-force', { weak: true });
    }
    // 今回の「2＋2」 in a press conference: the one that it told of
    if ((ask.series !== undefined || ask.noun?.meeting === true) && TOLD.test(this.#document.title)) {
      const told = this.#toldLast();
      if (told !== undefined) return this.#made(ask, [told], 'this', { weak: true });
    }
    // この会合 in a text that is of no meeting: the one it speaks of
    if (ask.noun?.meeting === true && this.#series === undefined && ask.antecedent !== undefined) {
      const spoken = this.#again(ask, 'same', true);
      if (spoken !== undefined) return spoken;
    }
    // a series that is another one than the document's is not this meeting
    if (ask.series !== undefined && this.#seriesOf(ask) !== this.#series) return undefined;
    return { ask, targets: [here], reason: 'this', dated: false, ambiguous: false, weak: false, title: undefined };
  }

  /** The last paper or meeting that was named, of the days before. */
  #toldLast(): Work | undefined {
    const date = this.#document.date ?? '';
    for (const found of [...this.#resolved].reverse()) {
      const work = found?.targets[0]?.work;
      if (work?.series === undefined || work.date.length !== 10 || date.length !== 10) continue;
      if (work.date <= date && addDays(work.date, JUST_NOW) >= date) return work;
    }
    return undefined;
  }

  /** What the last of the meetings that were named published, of these kinds. */
  #publishedLast(kinds: readonly string[]): Work[] | undefined {
    const named = [...this.#named].filter(({ series, date }) => series !== undefined && date.length === 10);
    // of several in a few weeks the one that the text began with
    const until = newest(named);
    const last = named.find(({ date }) => addDays(date, FRESH) >= until);
    if (last === undefined) return undefined;
    const works = [last, ...this.#ofMeeting(last)].filter(({ kind }) => kinds.includes(kind));
    return works.length === 0 ? undefined : works;
  }

  /** Works of the same meeting: of the series, on the same day here or in Japan. */
  #ofMeeting(work: Work): Work[] {
    const days = new Set([
      ...this.#library.dated(work.date),
      ...(work.dateJapan === work.date ? [] : this.#library.dated(work.dateJapan)),
    ]);
    return [...days].filter((other) => other !== work && (work.series === undefined || other.series === work.series));
  }

  // ---- titles and names ---------------------------------------------------------------------------------------------

  #title(ask: Ask): Resolution | undefined {
    // words of the sentence are another name if they differ: U.S. National Defense Strategy
    const title = (ask.title ?? '')
      .replace(/法案$/, '法')
      .replace(/\([A-Z][A-Za-z]{1,11}\)$/, '')
      .replace(/(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])/g, '');
    const matches =
      [title, ...shorterTitles(title)]
        .map((each) => this.#library.titled(each).filter((match) => match.distance === 0 || !ask.compound))
        .find((found) => found.length > 0) ?? [];
    const value = ask.date?.value;
    const distance = matches[0]?.distance ?? 0;
    let works = unique(matches.filter((match) => match.distance === distance).map((match) => match.value));
    works = works.filter((work) => work !== this.#self || works.length === 1);
    const dated = value === undefined ? [] : works.filter((work) => isOf(work, value));
    if (dated.length > 0) works = dated;
    else {
      // a title says which document it is, whenever that was written
      const before = this.#inForce(works, false);
      if (before.length > 0 || distance > 0) works = before;
    }
    // 12月3日の閣議決定「…最終報告について」 is no report: the decision of that day, whatever it is called
    const { noun } = ask;
    if (noun?.kinds[0] === DECISION && value?.length === 10 && !works.some(({ kind }) => kind === DECISION)) {
      const decided = this.#library.datedAs(value, [kindTag(DECISION)]).filter((work) => isOf(work, value));
      if (decided.length > 0)
        return this.#made(ask, this.#rank(decided, ask), 'dated-kind', { dated: true, weak: true });
    }
    if (works.length > 0) {
      return this.#made(ask, this.#rank(works, ask), distance > 0 ? 'similar-title' : 'title', {
        dated: dated.length > 0,
        title: distance > 0 ? matches[0].title : undefined,
      });
    }
    const other = this.#ofParties(ask) ?? this.#signedThen(ask);
    if (other !== undefined) return other;
    if (ask.noun === undefined && ask.name === undefined)
      return ask.tentative ? undefined : this.#nothing(ask, value !== undefined);
    return this.#nothing(ask, value !== undefined);
  }

  /** 日米物品役務相互提供協定: a name with whose it is. */
  #ofParties(ask: Ask): Resolution | undefined {
    const [whole, rest] = (ask.compound && /^日[米韓豪英仏印比](.{4,})$/.exec(ask.title ?? '')) || [];
    if (whole === undefined) return undefined;
    const parties = partiesIn(whole);
    const works = this.#called(rest).filter((work) => parties.every((party) => work.parties.includes(party)));
    return works.length === 0 ? undefined : this.#made(ask, this.#inForce(works, false), 'name', {});
  }

  /** The Agreement between … concerning the Relocation …, signed on February 17, 2009: most words of the title that we know. */
  #signedInEnglish(title: string, day: string): Work[] {
    const said = new Set(wordsOf(title));
    return [...this.#library.dated(day)].filter((work) => {
      const words = wordsOf(work.row?.titleEn ?? work.title);
      return words.length >= 4 && words.filter((word) => said.has(word)).length >= words.length * MOST_WORDS;
    });
  }

  /** 2月17日に署名した「…移転の実施に関する協定」: part of the title of what was signed on that day. */
  #signedThen(ask: Ask): Resolution | undefined {
    const { title = '', date, datedByClause, compound } = ask;
    if (compound && date?.value?.length === 10 && /^[A-Z]/.test(title)) {
      const [only, ...others] = this.#signedInEnglish(title, date.value);
      return only === undefined || others.length > 0 ? undefined : this.#made(ask, [only], 'title', { dated: true });
    }
    if (!datedByClause || date?.value?.length !== 10 || title.length < LONG_TITLE) return undefined;
    const plain = (text: string): string =>
      text.normalize('NFKC').replace(/日本国(?:政府)?と[^と]{2,12}との間の|\s/g, '');
    // words of the sentence may say the first part of the title in their own way
    const said = compound ? plain(title).slice(-LONG_TITLE) : plain(title);
    const works = [...this.#library.dated(date.value)].filter((work) => plain(work.title).includes(said));
    return works.length === 0 ? undefined : this.#made(ask, this.#rank(works, ask), 'title', { dated: true });
  }

  #nothing(ask: Ask, dated: boolean): Resolution {
    return { ask, targets: [], reason: undefined, dated, ambiguous: false, weak: false, title: undefined };
  }

  #name(ask: Ask): Resolution | undefined {
    const { name } = ask;
    if (name === undefined) return undefined;
    const called = this.#called(name.text);
    const works = called.filter((work) => this.#canBe(work, ask));
    // 日英の会談で情報保護協定: that of the two
    if (works.length === 0 && called.length > 0) return this.#nothing(ask, ask.date !== undefined);
    const value = ask.date?.value;
    const dated = value === undefined ? [] : works.filter((work) => isOf(work, value));
    if (dated.length > 0) return this.#made(ask, this.#rank(dated, ask), 'dated-name', { dated: true });
    if (name.strength === 'dated') return undefined;
    // 昭和四十四年十一月の合意議事録 is another one than that of 1960
    if (
      value !== undefined &&
      value.length >= 7 &&
      OF_A_DAY.test(name.text) &&
      !works.some((work) => isNear(work, value))
    )
      return this.#nothing(ask, true);
    // 平成3年の特別協定, of which none is known
    if (value?.length === 4 && works.length > 1 && ask.pointing === undefined) return this.#nothing(ask, true);
    if (value !== undefined && ask.datedByClause) {
      // 15日に国会に提出をした平和安全法制: the law that came of it
      if (works.length === 1 && works[0].date > value && isBillOf(works[0], value))
        return this.#made(ask, works, 'dated-name', { dated: true, weak: true });
      // the cabinet takes up what was agreed the day before
      const near = works.filter((work) => isShortlyBefore(work, value));
      return near.length > 0
        ? this.#made(ask, this.#rank(near, ask), 'dated-name', { dated: true, weak: true })
        : this.#nothing(ask, true);
    }
    const spoken = works.length > 1 && (ask.spoken?.value?.length ?? 0) >= 7 ? ask.spoken?.value : undefined;
    // 来年末に改める中期防: nothing of then is there yet
    const then =
      spoken === undefined
        ? []
        : works.filter((work) => isOf(work, spoken) && (this.#until === '' || work.date <= this.#until));
    if (name.strength === 'weak' && then.length === 0 && !this.#counts(ask, works)) return undefined;
    // an event of another day is another event
    if (value !== undefined && value.length >= 7 && works[0]?.kind === 'event') return this.#nothing(ask, true);
    // 中期防 when the last one that is known has run out: the next one, which is not
    const last = newest(works.filter((work) => this.#until === '' || work.date <= this.#until));
    if (
      ask.pointing !== 'previous' &&
      then.length === 0 &&
      works.some((work) => work.date === last && this.#isOver(work))
    ) {
      return this.#nothing(ask, value !== undefined);
    }
    const sorted = then.length > 0 ? then : this.#inForce(works, ask.bill, name.text, ask.current);
    // 旧防衛大綱, 前回の指針: the version before
    const older = ask.pointing === 'previous' && then.length === 0 ? this.#inForce(works, false) : sorted;
    const inForce =
      ask.pointing === 'previous' && older.length > 1
        ? [...older.filter((work) => work.date < newest(older)), ...older.filter((work) => work.date >= newest(older))]
        : sorted;
    if (inForce.length === 0) {
      // a whole title is that of one paper, even of one that is still to come out
      if (
        works.length === 1 &&
        ((ask.quoted && value === undefined) || this.#isPassed(works[0]) || this.#isNegotiated(works[0], name))
      )
        return this.#made(ask, works, 'name', { weak: true });
      return value !== undefined && name.strength === 'strong' ? this.#nothing(ask, true) : undefined;
    }
    return this.#made(ask, inForce, works.length > 1 ? 'in-force' : 'name', { weak: name.strength === 'weak' });
  }

  /** Whether a treaty that was signed soon after may go by its name already: 環境補足協定 while it was negotiated. */
  #isNegotiated({ kind, date }: Work, { text, strength }: CitedName): boolean {
    const soon = this.#until.length === 10 && date.length === 10 && date <= addDays(this.#until, NEGOTIATED);
    return soon && strength === 'strong' && text.length >= OWN_NAME && BETWEEN_TWO.has(kind);
  }

  /** Whether a law may have been passed when the document was written, or was before the Diet as a bill. */
  #isPassed(work: Work): boolean {
    return isBillOf(work, this.#until);
  }

  /** Whether a treaty of two parties can be the one of that name here: in a document of two others it is another. */
  #canBe(work: Work, { name, countries }: Ask): boolean {
    if (work.parties.length !== 2 || !BETWEEN_TWO.has(work.kind)) return true;
    if (countries.length === 2) return countries.every((party) => work.parties.includes(party));
    // 日米地位協定, 安保条約: the name says whose it is
    if (
      this.#named.has(work) ||
      /日[米韓豪英仏印比中露独伊]|安保|国連|安全保障条約|U\.?S\.?|Japan/.test(name?.text ?? '')
    )
      return true;
    const own = this.#parties;
    return own.length !== 2 || own.every((party) => work.parties.includes(party));
  }

  /** Works that go by a name; 新たな特別協定 and 現行の指針 are versions of what goes by the rest. */
  #called(name: string): Work[] {
    const ids = new Set(this.#library.lexicon.idsOf(name));
    const rest = /^(?:新たな|現行の?|新)(.{2,})$/.exec(name)?.[1];
    if (rest !== undefined) for (const id of this.#library.lexicon.idsOf(rest)) ids.add(id);
    return [...ids].flatMap((id) => this.#library.work(id) ?? []);
  }

  /** Whether an ordinary word is the name of a document here. */
  #counts(ask: Ask, works: readonly Work[]): boolean {
    if (ask.quoted || ask.current || works.some((work) => this.#named.has(work))) return true;
    // 日米合意 in the months after one
    if (ask.name?.text.startsWith('日米') === true && works.some((work) => this.#isRecent(work))) return true;
    const date = this.#document.date ?? '';
    return (
      date.length === 10 &&
      works.some(
        (work) =>
          work !== this.#self &&
          work.date.length === 10 &&
          work.date <= this.#until &&
          addDays(work.date, FRESH) >= date,
      )
    );
  }

  #isRecent(work: Work): boolean {
    return (
      this.#until !== '' &&
      work.date !== '' &&
      work.date <= this.#until &&
      work.date.slice(0, 4) >= String(Number(this.#until.slice(0, 4)) - 1)
    );
  }

  /**
   * Of several versions those that were there when the document was written, the one in force first. A name that begins with 旧 or 前 is
   * the version before it.
   */
  #inForce(works: readonly Work[], bill: boolean, name = '', current = false): Work[] {
    const until = current && this.#document.date?.length === 10 ? addDays(this.#document.date, -1) : this.#until;
    const before = works.filter((work) => until === '' || work.date === '' || work.date <= until);
    if (before.length === 0) return bill ? works.slice(0, 1) : [];
    const sorted = [...before].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
    const remembered = sorted.findIndex((work) => this.#named.has(work));
    const first = sorted[0];
    // events of a kind that happens again are meant while they are fresh
    if (
      first.kind === 'event' &&
      first.row !== undefined &&
      /[（(]\d{4}年/.test(first.row.titleJa) &&
      !this.#isRecent(first)
    )
      return [];
    if (/^[旧前]/.test(name) && works.length > 1) {
      const latest = this.#library.lexicon
        .idsOf(name.slice(1))
        .map((id) => this.#library.work(id))
        .filter((work) => work !== undefined && (this.#until === '' || work.date <= this.#until))
        .map((work) => work as Work)
        .sort((a, b) => (a.date < b.date ? 1 : -1))[0];
      const earlier = sorted.filter((work) => latest === undefined || work.date < latest.date);
      if (earlier.length > 0) return [...earlier, ...sorted.filter((work) => !earlier.includes(work))];
    }
    if (remembered > 0 && !current) return [sorted[remembered], ...sorted.filter((_, k) => k !== remembered)];
    return sorted;
  }

  /** Whether a plan had run out when the document was written: 中期防衛力整備計画(平成23年度～平成27年度). */
  #isOver({ row }: Work): boolean {
    const last = row === undefined ? undefined : lastDayOf(row.titleJa);
    return last !== undefined && this.#until !== '' && this.#until > last;
  }

  // ---- meetings and kinds -------------------------------------------------------------------------------------------

  #seriesOf(ask: Ask): string | undefined {
    const { series, countries, level } = ask;
    if (series !== undefined && series !== ANY_2PLUS2) return series;
    const any = series === ANY_2PLUS2;
    if (countries.length > 0) {
      const wanted =
        any || level === 'joint'
          ? '2+2'
          : level === 'summit'
            ? '首脳'
            : level === 'foreign'
              ? '外相'
              : level === 'defence'
                ? '防衛相'
                : '';
      return wanted === '' ? undefined : this.#library.seriesOfParties(countries, wanted);
    }
    if (!any) return undefined;
    if (this.#series?.endsWith('2+2') === true) return this.#series;
    // in a statement of two others: theirs, if they have one
    const own = this.#parties.length === 2 ? this.#library.seriesOfParties(this.#parties, '2+2') : undefined;
    return own ?? HOME_2PLUS2;
  }

  /** What the meeting of this number published. */
  #ofOrdinal(series: string, ordinal: number): Work[] {
    const meeting = this.#library.meetings(series).find((one) => one.ordinal === ordinal);
    const days = meeting === undefined ? [] : [meeting.dateLocal, meeting.dateJapan];
    return unique([
      ...days.flatMap((day) => this.#library.dated(day)).filter((work) => work.series === series),
      ...this.#library.numbered(series, ordinal),
    ]);
  }

  /** 第1回会合: of the series that the text has just spoken of, if one of its meetings has this number, or of its own. */
  #countedSeries(ask: Ask, ordinal: number): string | undefined {
    const spoken = this.#spokenSeries(ask);
    const isKnown = (series: string | undefined): boolean =>
      series !== undefined && this.#ofOrdinal(series, ordinal).length > 0;
    return isKnown(this.#series) && !isKnown(spoken) ? this.#series : (spoken ?? this.#series);
  }

  #meeting(ask: Ask): Resolution | undefined {
    const counted =
      ask.ordinal !== undefined && ask.countries.length === 0 && ask.series === undefined
        ? this.#countedSeries(ask, ask.ordinal)
        : undefined;
    const series =
      this.#seriesOf(ask) ??
      counted ??
      (ask.pointing === 'previous' && ask.countries.length === 0 ? this.#series : undefined);
    if (series === undefined) {
      // 日独首脳会談: of a series that is not known nothing can be said
      return ask.countries.length > 0 && ask.date !== undefined && ask.noun?.meeting !== true
        ? this.#kind(ask)
        : this.#undated(ask);
    }
    const value = ask.date?.value;
    if (ask.ordinal !== undefined) {
      const works = this.#ofOrdinal(series, ask.ordinal);
      if (works.length > 0)
        return this.#made(ask, this.#rank(works, ask), 'ordinal', {
          dated: value !== undefined && works.some((work) => isOf(work, value)),
        });
      return value === undefined ? this.#nothing(ask, false) : this.#ofDate(ask, series, value);
    }
    if (value !== undefined) {
      const found = this.#ofDate(ask, series, value);
      // 2017年4月の前回会合, of which no paper is known
      return ask.pointing === 'previous' && found.targets.length === 0 ? { ...found, reason: 'previous' } : found;
    }
    if (ask.date !== undefined) return this.#nothing(ask, true);
    if (ask.pointing === undefined && ask.spoken !== undefined && ask.noun?.meeting !== false) {
      // 13年10月、日米両国は「2＋2」会合において…
      const then = ask.spoken.value ?? '';
      const works = then.length < 7 ? [] : this.#inSeries(series, then);
      if (works.length > 0) return this.#made(ask, this.#rank(works, ask), 'meeting', { weak: true });
    }
    if (ask.pointing === undefined && (ask.noun === undefined || ask.noun.meeting === true)) return undefined;
    // 前回の「2＋2」, 先般の日米首脳会談; 合同委員会覚書: the last one
    const kinds = ask.noun?.kinds ?? [];
    const all = this.#library.ofSeries(series);
    const date = this.#document.date ?? '';
    const before = ask.pointing === 'previous';
    const any = ask.noun?.meeting === true || ask.noun === undefined;
    let fitting: Work[] = any ? latestBefore(all, date, before, () => true) : [];
    for (let k = 0; !any && k < kinds.length && fitting.length === 0; k++) {
      fitting = latestBefore(all, date, before, (work) => work.kind === kinds[k]);
    }
    if (fitting.length === 0) return before && any ? { ...this.#nothing(ask, false), reason: 'previous' } : undefined;
    // the meeting before is known, but no paper of it
    const last = before && any ? this.#library.meetings(series).findLast((one) => one.dateJapan < date) : undefined;
    if (last !== undefined && last.dateLocal > (fitting[0].dateJapan || fitting[0].date))
      return { ...this.#nothing(ask, false), reason: 'previous' };
    return this.#made(ask, this.#rank(fitting, ask), 'previous', { weak: true });
  }

  /** The series of the meeting that was named last, here or in the passage before: 第2回日比「2+2」…。第1回会合は. */
  #spokenSeries({ passage }: Ask): string | undefined {
    for (let k = this.#resolved.length - 1; k >= 0; k--) {
      const found = this.#resolved[k];
      if (found === undefined) continue;
      if (found.ask.passage < passage - 1) return undefined;
      if (found.ask.series !== undefined || found.ask.noun?.meeting === true)
        return found.targets[0]?.work?.series ?? this.#seriesOf(found.ask);
    }
    return undefined;
  }

  /** A meeting that says neither series nor parties: that of the document's own series. */
  #undated(ask: Ask): Resolution | undefined {
    const value = ask.date?.value;
    if (ask.noun?.common === true || ask.level === 'summit') {
      if (value === undefined) return ask.tentative ? undefined : this.#nothing(ask, ask.date !== undefined);
      const summit = ask.level === 'summit';
      if (ask.countries.length > 0) return this.#nothing(ask, true);
      // 5月1日、会合が開かれた: in its own outline
      if (!summit && this.#self !== undefined && isOf(this.#self, value)) return this.#this(ask);
      const theirs = summit || ask.tentative || value.length < 10 ? [] : this.#ofSameParties(value);
      if (theirs.length > 0) return this.#made(ask, this.#rank(theirs, ask), 'meeting', { dated: true, weak: true });
      const heads = this.#library.seriesOfParties(this.#parties.length === 2 ? this.#parties : HOME, '首脳');
      const dated = (series: string | undefined): Work[] => (series === undefined ? [] : this.#inSeries(series, value));
      let all = dated(summit ? heads : (this.#spokenSeries(ask) ?? this.#series));
      // 昨年4月のキャンプ・デービッドでの会談: of heads of government, where the text's own series did not meet then
      if (all.length === 0 && ask.noun?.noun === '会談') all = dated(heads);
      if (all.length > 0) return this.#made(ask, this.#rank(all, ask), 'meeting', { dated: true, weak: true });
      // 5月15日の前回会合, of which nothing else is known
      if (ask.pointing === 'previous' && value.length >= 7) return { ...this.#nothing(ask, true), reason: 'previous' };
      return (summit || !ask.tentative) && value.length >= 7 ? this.#nothing(ask, true) : undefined;
    }
    // 先般の日米防衛相会談: a single one, of which we know no more
    if (ask.pointing === 'previous' && ask.countries.length > 0)
      return { ...this.#nothing(ask, value !== undefined), reason: 'previous' };
    return ask.tentative ? undefined : this.#nothing(ask, value !== undefined);
  }

  /** What the parties of the document published on a day. */
  #ofSameParties(day: string): Work[] {
    const own = this.#parties;
    if (own.length < 2) return [];
    return [...this.#library.dated(day)].filter(
      (work) =>
        work !== this.#self &&
        work.series !== undefined &&
        work.parties.length === own.length &&
        own.every((party) => work.parties.includes(party)),
    );
  }

  /** Works of a series of the days of a value. */
  #inSeries(series: string, value: string): Work[] {
    return this.#library.datedAs(value, [seriesTag(series)]).filter((work) => isOf(work, value));
  }

  #ofDate(ask: Ask, series: string, value: string): Resolution {
    const works = this.#inSeries(series, value);
    if (works.length === 0) return this.#nothing(ask, true);
    // of a whole year the meeting is known only if there was one
    const ranked = this.#rank(works, ask);
    return this.#made(ask, ranked, 'meeting', { dated: true });
  }

  #kind(ask: Ask): Resolution | undefined {
    const { noun, date } = ask;
    if (noun === undefined) return undefined;
    if (date === undefined) {
      if (noun.naming === true) return undefined;
      return this.#issuedThen(ask) ?? this.#sameDay(ask) ?? this.#issuedLately(ask) ?? this.#issuedHere(ask);
    }
    if (noun.meeting === true && ask.countries.length === 0 && !noun.kinds.includes('event')) return this.#undated(ask);
    const { value } = date;
    if (value === undefined) return undefined;
    const common = noun.common === true;
    let works = this.#library.datedAs(value, noun.kinds.map(kindTag)).filter((work) => isOf(work, value));
    const said = ask.countries;
    if (said.length > 0)
      works = works.filter((work) =>
        said.every((party) => work.parties.includes(party) || work.parties.includes(shortOf(party))),
      );
    if (said.length > 0)
      works = works.filter(
        (work) => work.parties.length <= said.length || work.parties.some((party) => party === 'multilateral'),
      );
    if (ask.level === 'summit')
      works = works.filter((work) => work.series?.includes('首脳') === true || /首脳/.test(work.title));
    if (ask.level === 'foreign') works = works.filter((work) => /外相|外務/.test(work.title));
    if (works.length === 0)
      return (common && ask.tentative) || (value.length < 7 && said.length === 0 && !ask.datedByClause)
        ? undefined
        : this.#nothing(ask, true);
    // a whole year says which only if there was one
    const whole = value.length === 4;
    if (whole && works.length > 1 && common) return undefined;
    // 2010年の行動計画 is none of the decisions of that year
    if (whole && /[計方][画針]$/.test(noun.noun) && !works.some(({ title }) => title.includes(noun.noun)))
      return this.#nothing(ask, true);
    return this.#made(ask, this.#rank(works, ask), 'dated-kind', { dated: true, weak: common });
  }

  /** 日米首脳共同声明 in the weeks after one. */
  #issuedLately(ask: Ask): Resolution | undefined {
    const { noun, level, countries, pointing } = ask;
    const date = this.#document.date ?? '';
    if (noun === undefined || level !== 'summit' || countries.length === 0 || pointing !== undefined) return undefined;
    if (date.length < 10) return undefined;
    const series = this.#seriesOf(ask);
    const works = series === undefined ? [] : this.#library.ofSeries(series);
    const last = latestBefore(works, date, true, ({ kind }) => noun.kinds.includes(kind));
    const fresh = last.filter((work) => work.date.length === 10 && addDays(work.date, FRESH) >= date);
    return fresh.length === 0 ? undefined : this.#made(ask, this.#rank(fresh, ask), 'previous', { weak: true });
  }

  /** 会合終了後、共同声明が発出された: of the meeting that the document reports, and nobody knows it. */
  #issuedHere(ask: Ask): Resolution | undefined {
    const kind = ask.noun?.kinds[0] ?? '';
    const reports = this.#self?.kind === 'outline';
    return reports && ask.issued && ask.pointing === undefined && JOINT.has(kind)
      ? { ...this.#nothing(ask, false), reason: 'previous' }
      : undefined;
  }

  /** 昨年12月10日に…を決定し、併せて官房長官談話を発出した: that of the day the sentence speaks of. */
  #issuedThen(ask: Ask): Resolution | undefined {
    const then = ask.spoken?.value;
    if (!ask.issued || ask.pointing !== undefined || ask.noun === undefined || (then?.length ?? 0) < 10)
      return undefined;
    const works = this.#library
      .datedAs(then ?? '', ask.noun.kinds.map(kindTag))
      .filter((work) => isOf(work, then ?? ''));
    return works.length === 0 ? undefined : this.#made(ask, this.#rank(works, ask), 'dated-kind', { weak: true });
  }

  // ---- order of candidates ------------------------------------------------------------------------------------------

  /** Best first: the kind that the noun says, the series and parties of the document, what it has named, what the meeting is known by. */
  #rank(works: readonly Work[], ask: Ask): Work[] {
    return works
      .map((work) => ({ work, score: this.#score(work, ask) }))
      .sort((a, b) => b.score - a.score)
      .map(({ work }) => work);
  }

  #score(work: Work, ask: Ask): number {
    const kinds = ask.noun?.meeting === true || ask.noun === undefined ? MEETING_ORDER : ask.noun.kinds;
    const place = kinds.indexOf(work.kind);
    let score = place < 0 ? 0 : 40 - 4 * place;
    if (
      ask.noun !== undefined &&
      ask.noun.meeting !== true &&
      ask.noun.noun.length > 1 &&
      work.title.includes(ask.noun.noun)
    )
      score += 3;
    if (work.series !== undefined && work.series === this.#series) score += 5;
    const own = this.#self?.parties ?? [];
    if (own.length > 0 && own.length === work.parties.length && own.every((party) => work.parties.includes(party)))
      score += 3;
    if (ask.title === undefined && this.#named.has(work)) score += 2;
    if (work === this.#self) score -= 20;
    // of the papers of a meeting the first is what the meeting is known by
    if (work.series !== undefined) score -= Math.min(4, this.#library.placeInMeeting(work));
    if (this.#library.isHere(work)) score += 1;
    const name = ask.name;
    if (name !== undefined && name.strength !== 'strong' && name.ids.includes(work.id)) score += 6;
    return score;
  }

  /** The section of a work on the matter of the section that speaks, from the innermost outwards. */
  #implied(work: Work): readonly PartStep[] {
    const self = this.#self?.row;
    if (self === undefined || work.row === undefined || work === this.#self) return NO_STEPS;
    const line = this.#document.ranges[this.#resolved.length].core.start.line;
    const own = this.#library.facts.sections.get(self.id) ?? [];
    for (let trail = trailAt(this.#document.sections, line); trail.length > 0; trail = trail.slice(0, -1)) {
      const path = plainPath(pathOf(trail));
      const link = own
        .find((section) => plainPath(section.path) === path)
        ?.related.find(({ document }) => document === work.id);
      // a link to the whole document says that no part of it is meant
      if (link !== undefined) return (link.path === '' ? undefined : readPath(link.path, 0, true)?.steps) ?? NO_STEPS;
    }
    return NO_STEPS;
  }

  #made(ask: Ask, works: readonly Work[], reason: Reason, more: Partial<Resolution>): Resolution {
    const list = unique(works).slice(0, MAX_TARGETS);
    const scores = list.map((work) => this.#score(work, ask));
    const versions = reason === 'in-force' || reason === 'name';
    const steps = ask.part?.steps ?? NO_STEPS;
    return {
      ask,
      targets: list.map((work) => ({
        ...toWork(work, ask),
        steps,
        implied: steps.length > 0 || reason === 'this' ? NO_STEPS : this.#implied(work),
      })),
      reason,
      dated: false,
      ambiguous: !versions && list.length > 1 && scores[0] === scores[1],
      weak: false,
      title: undefined,
      ...more,
    };
  }
}
