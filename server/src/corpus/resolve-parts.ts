import type { Ask } from '../references/ask.ts';
import { findSection, type PartStep, trailAt } from '../references/parts.ts';
import type { TextRange } from '../terms/analyser.ts';
import type { Place, Reason, Resolution, Target } from './resolution.ts';
import { NO_STEPS, stepOf } from './resolve-works.ts';
import type { DocumentSummary, SectionSummary } from './summary.ts';
import type { Work } from './work.ts';

/** The document whose asks are being resolved, as far as they are. */
export interface TextAtHand {
  readonly place: Place;
  readonly document: DocumentSummary;
  readonly self: Work | undefined;
  /** By the place of the ask; the next one is the ask that is being resolved. */
  readonly resolved: readonly (Resolution | undefined)[];
  /** What an ask takes up, with the ask's own part of it. */
  again(ask: Ask): Resolution | undefined;
}

/** Resolves what points at parts of the text at hand, or at other documents of its file. */
export class PartsOfText {
  readonly #text: TextAtHand;

  constructor(text: TextAtHand) {
    this.#text = text;
  }

  /** 上記1.(2), 前項, 同条５, 前者: what a pointer means where it stands. */
  internal(ask: Ask): Resolution | undefined {
    const { pointer } = ask;
    if (pointer === undefined) return undefined;
    const { line } = this.#place;
    if (pointer.scope === 'former' || pointer.scope === 'latter') return this.#oneOf(ask, pointer.scope === 'former');
    if (pointer.scope === 'question') return this.#inQuestion(ask);
    if (pointer.scope === 'treaty') return this.#text.again(ask);
    if (pointer.scope === 'article') return this.#inArticle(ask, line);
    if (pointer.scope === 'again') return this.#sameUnit(ask, pointer.unit as PartStep['unit']);
    if (pointer.scope === 'bare' && ask.antecedent !== undefined && pointer.part?.steps[0]?.unit === '項') {
      return this.#text.again(ask);
    }
    if (pointer.scope === 'before' || pointer.scope === 'after') {
      const section = this.#sibling(line, pointer.unit, pointer.scope === 'before' ? -1 : 1);
      if (section === undefined) return undefined;
      const own = pointer.part?.steps ?? NO_STEPS;
      const steps = [...trailAt(this.#text.document.sections, section.line).flatMap(stepOf), ...own];
      return this.#here(ask, findSection(section.children, own) ?? section, steps);
    }
    const steps = pointer.part?.steps ?? NO_STEPS;
    const section = this.section(steps, line, pointer.part?.relative);
    if (section !== undefined) {
      if (this.#isMarkerOf(section)) return undefined;
      return this.#here(ask, section, trailAt(this.#text.document.sections, section.line).flatMap(stepOf));
    }
    // 第5条 in a text that has no articles is that of the treaty it speaks of
    if (pointer.scope === 'bare' && steps[0]?.unit === '条') return this.#text.again(ask);
    if (pointer.scope === 'bare') return undefined;
    return plain(ask, 'internal', []);
  }

  /** 一の（二）について in an answer: that item of the question, where it stands in the same file. */
  #inQuestion(ask: Ask): Resolution | undefined {
    const { documents, index } = this.#text.place;
    if (!/答弁書?$/.test(this.#text.document.title)) return undefined;
    const question = documents.findLastIndex(({ title }, d) => d < index && /質問(?:主意書)?$/.test(title));
    if (question < 0) return undefined;
    const steps = ask.part?.steps ?? NO_STEPS;
    const section = findSection(documents[question].sections, steps);
    const found = section && this.attached(ask, question, section);
    return found && { ...found, reason: 'internal', targets: found.targets.map((target) => ({ ...target, steps })) };
  }

  /** 1の規定, 前文: of a text that has articles, a paragraph of the one at hand or its preamble. */
  #inArticle(ask: Ask, line: number): Resolution | undefined {
    const steps = ask.part?.steps ?? NO_STEPS;
    if (steps[0]?.unit === '前文') {
      return this.#text.document.sections.some(({ kind }) => kind === 'article')
        ? this.#here(ask, this.section(steps, undefined) ?? this.#text.document.sections[0], steps)
        : undefined;
    }
    const trail = trailAt(this.#text.document.sections, line);
    const depth = trail.findIndex(({ kind }) => kind === 'article');
    if (depth < 0) return undefined;
    const article = trail.slice(0, depth + 1).flatMap(stepOf);
    if (steps.length === 0) return this.#here(ask, trail[depth], article);
    const section = findSection(trail[depth].children, steps, trail.slice(depth + 1).reverse());
    if (section === undefined) return undefined;
    if (this.#isMarkerOf(section)) return undefined;
    return this.#here(ask, section, [...article, ...steps]);
  }

  /** 前者, 後者: of the two documents that one of the sentences before names. */
  #oneOf(ask: Ask, former: boolean): Resolution | undefined {
    for (const [place, list] of (ask.among ?? []).entries()) {
      const named = new Map<Work | number, Resolution>();
      for (const k of list) {
        const found = this.#text.resolved[k];
        const key = found?.targets[0]?.work ?? k;
        if (found !== undefined && !named.has(key)) named.set(key, found);
      }
      if (named.size === 0) continue;
      // 本協定は前者を改める: what the sentence itself speaks of is neither
      if (named.size === 1 && place === 0) continue;
      if (named.size === 1) return undefined;
      const found = [...named.values()].at(former ? -2 : -1);
      return found && { ...found, ask, reason: 'same', weak: true, dated: false, title: undefined };
    }
    return undefined;
  }

  /** 同条５: the article that was named last, and its fifth paragraph. */
  #sameUnit(ask: Ask, unit: PartStep['unit']): Resolution | undefined {
    const again = this.#text.again(ask);
    if (again === undefined) return undefined;
    const own = ask.part?.steps ?? NO_STEPS;
    const before =
      ask.antecedent === undefined ? NO_STEPS : (this.#text.document.asks[ask.antecedent].part?.steps ?? NO_STEPS);
    const steps = [...before.slice(0, before.findIndex((step) => step.unit === unit) + 1), ...own];
    return { ...again, targets: again.targets.map((target) => ({ ...target, steps, section: undefined })) };
  }

  /** Where the ask stands that is being resolved. */
  get #place(): TextRange['start'] {
    return this.#text.document.ranges[this.#text.resolved.length].core.start;
  }

  /** Whether that is the marker of the section itself. */
  #isMarkerOf({ line, startColumn, marker }: SectionSummary): boolean {
    return line === this.#place.line && this.#place.character <= startColumn + marker.length;
  }

  #here(ask: Ask, section: SectionSummary, steps: readonly PartStep[]): Resolution {
    const target = { work: this.#text.self, here: this.#text.place.index, steps, section, implied: NO_STEPS };
    return plain(ask, 'internal', [target]);
  }

  /** The section that steps name, around a line first. */
  section(
    steps: readonly PartStep[] | undefined,
    line: number | undefined,
    relative = false,
  ): SectionSummary | undefined {
    if (steps === undefined || steps.length === 0) return undefined;
    const trail = line === undefined ? [] : trailAt(this.#text.document.sections, line);
    return findSection(this.#text.document.sections, steps, trail.reverse(), relative);
  }

  /** The item before or behind the one that a line is in; 前条 looks among the articles. */
  #sibling(line: number, unit: string, step: number): SectionSummary | undefined {
    const trail = trailAt(this.#text.document.sections, line);
    for (let depth = trail.length - 1; depth >= 0; depth--) {
      if (unit === '条' && trail[depth].kind !== 'article') continue;
      if (unit !== '条' && trail[depth].number === undefined) continue;
      const level = depth === 0 ? this.#text.document.sections : trail[depth - 1].children;
      return level[level.indexOf(trail[depth]) + step];
    }
    return undefined;
  }

  /** 別紙, 別添: what follows in the same file under that name. */
  attachment(ask: Ask): Resolution | undefined {
    const { pointer } = ask;
    if (pointer === undefined) return undefined;
    const { documents, index } = this.#text.place;
    for (const section of this.#text.document.sections) {
      if (section.kind !== 'attachment' || !section.marker.includes(pointer.unit.slice(0, 2))) continue;
      if (pointer.number !== undefined && section.number !== undefined && section.number !== pointer.number) continue;
      return this.attached(ask, index, section);
    }
    const next = index + (pointer.number ?? 1);
    if (/^資料/.test(pointer.unit) || next >= documents.length) return undefined;
    return this.attached(ask, next, undefined);
  }

  /** A document of the same file, or a part of one. */
  attached(ask: Ask, here: number, section: SectionSummary | undefined): Resolution {
    const target = {
      work: this.#text.place.library.at(this.#text.place.uri, here),
      here,
      steps: NO_STEPS,
      section,
      implied: NO_STEPS,
    };
    return plain(ask, 'attachment', [target]);
  }
}

function plain(ask: Ask, reason: Reason, targets: readonly Target[]): Resolution {
  return { ask, targets, reason, dated: false, ambiguous: false, weak: false, title: undefined };
}
