import type { Citations } from '../citations.ts';
import type { Library, Work } from '../library.ts';
import type { SectionSummary } from '../summary.ts';
import { termFeature } from './features.ts';
import { linkedSections } from './links.ts';
import { allSigns, mostOf, type Reason, wordSigns } from './signs.ts';
import { eachSection } from './sketch.ts';
import type { SectionKey, Sketches } from './sketches.ts';

/** A section that takes up the matter of another one. */
export interface Related {
  readonly uri: string;
  /** The document it is in, and its place in the file. */
  readonly work: Work;
  readonly document: number;
  /** The sections around it, outermost first; it is the last. */
  readonly trail: readonly SectionSummary[];
  /** From 0 to 1; comparable between sections. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Where the best is less sure than this, nothing is shown. */
export const SHOWN = 0.3;
/** Beside one that is sure, others are shown down to this: where the matter is taken up at all, a weaker likeness is no chance. */
const BESIDE = 0.24;
const MAX_SHOWN = 30;
/** A section goes before its only item where its score is so much of that. */
const OUTER = 0.8;
/** Candidates whose summaries are read; and how many of those that can only stand beside a sure one. */
const MAX_CLOSE = 30;
const MAX_BESIDE = 6;
/** Of one document, a second section is shown if it is nearly as good as the first. */
const SECOND = 0.8;

/** What relatedness is found with. */
export interface RelatedContext {
  readonly library: Library;
  readonly citations: Citations;
  readonly sketches: Sketches;
}

/** A section of a file with the place that sketches know it by. */
export interface KeyedSection {
  readonly key: SectionKey;
  readonly section: SectionSummary;
}

/** The sections around a line of a file, outermost first. */
export function sectionsAround(library: Library, uri: string, line: number): KeyedSection[] {
  let place = 0;
  const found: KeyedSection[] = [];
  for (const { index: document, summary } of library.copies(uri)) {
    eachSection(summary.sections, (section) => {
      if (section.line <= line && section.lastLine >= line)
        found.push({ key: { uri, document, section: place }, section });
      place++;
    });
  }
  return found;
}

/** Sections of other documents on the matter of one, best first. `terms`: those that the section uses, by what they mean. Deterministic; the order of files makes no difference. */
export function relatedSections(
  { library, citations, sketches }: RelatedContext,
  key: SectionKey,
  terms: readonly string[],
): Related[] {
  const self = sectionOf(library, key);
  const own = library.at(key.uri, key.document);
  if (self === undefined || own === undefined) return [];
  const targets = citations.targetsIn(key.uri, key.document, self.section.line, self.section.lastLine);
  const linked = linkedSections(library, citations, key, own, self.trail);
  const candidates = sketches
    .like(
      key,
      linked.map((one) => one.key),
    )
    .map((candidate) => {
      const words = wordSigns(candidate);
      return { candidate, link: linked.find((one) => isSame(one.key, candidate))?.link, words, most: mostOf(words) };
    })
    // the summaries of the others are not read
    .filter(({ link, most }) => link !== undefined || most >= BESIDE)
    .sort(
      (a, b) =>
        Number(b.link !== undefined) - Number(a.link !== undefined) ||
        b.words.score - a.words.score ||
        byPlace(a.candidate, b.candidate),
    )
    .slice(0, MAX_CLOSE);
  const ids = [...new Set(terms)];
  const found: Related[] = [];
  let beside = 0;
  for (const { candidate, link, words, most } of candidates) {
    if (link === undefined && most < SHOWN && ++beside > MAX_BESIDE) continue;
    const other = sectionOf(library, candidate);
    const work = library.at(candidate.uri, candidate.document);
    if (other === undefined || work === undefined || work === own) continue;
    const theirs = citations.targetsIn(candidate.uri, candidate.document, other.section.line, other.section.lastLine);
    const signs = allSigns(words, targets, theirs, own, work, link);
    if (signs.score < BESIDE) continue;
    const { uri, document } = candidate;
    const reasons = signs.reasons.map(([, reason]) =>
      reason.kind === 'terms' ? { ...reason, ids: ids.filter((id) => candidate.shared.has(termFeature(id))) } : reason,
    );
    found.push({ uri, document, work, trail: other.trail, score: signs.score, reasons });
  }
  found.sort((a, b) => b.score - a.score || order(a, b));
  if (found.length === 0 || found[0].score < SHOWN) return [];
  return bestOfEach(self.section.heading === undefined ? found : outermost(found)).slice(0, MAX_SHOWN);
}

/**
 * Who stands at a heading wants the heading of the other document, and not the one item below it that the words are in: a section goes before its
 * only item where that is hardly better.
 */
function outermost(found: readonly Related[]): Related[] {
  const better = (inner: Related): boolean =>
    found.some(
      (outer) =>
        outer.work === inner.work &&
        outer.uri === inner.uri &&
        outer.trail.length < inner.trail.length &&
        outer.trail[outer.trail.length - 1].children.length === 1 &&
        isAround(outer.trail, inner.trail) &&
        outer.score >= inner.score * OUTER,
    );
  return found.filter((one) => !better(one));
}

function order(a: Related, b: Related): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : lineOf(a) - lineOf(b);
}

function lineOf({ trail }: Related): number {
  return trail[trail.length - 1].line;
}

/** Of each document the best section, and others that are nearly as good and not around or inside one that is taken. */
function bestOfEach(found: readonly Related[]): Related[] {
  const taken = new Map<Work, Related[]>();
  return found.filter((one) => {
    const before = taken.get(one.work);
    if (before === undefined) {
      taken.set(one.work, [one]);
      return true;
    }
    // another copy of the same document says nothing new
    if (before[0].uri !== one.uri || before[0].document !== one.document) return false;
    if (one.score < before[0].score * SECOND) return false;
    if (before.some(({ trail }) => isAround(trail, one.trail) || isAround(one.trail, trail))) return false;
    before.push(one);
    return true;
  });
}

function isAround(outer: readonly SectionSummary[], inner: readonly SectionSummary[]): boolean {
  return inner.some(({ line }) => line === outer[outer.length - 1].line);
}

function sectionOf(
  library: Library,
  { uri, section: place }: Pick<SectionKey, 'uri' | 'section'>,
): { section: SectionSummary; trail: readonly SectionSummary[] } | undefined {
  let k = 0;
  let found: { section: SectionSummary; trail: readonly SectionSummary[] } | undefined;
  for (const { summary } of library.copies(uri)) {
    eachSection(summary.sections, (section, trail) => {
      if (k++ === place) found = { section, trail };
    });
    if (found !== undefined) break;
  }
  return found;
}

function isSame(a: SectionKey, b: SectionKey): boolean {
  return a.uri === b.uri && a.section === b.section;
}

function byPlace(a: SectionKey, b: SectionKey): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.section - b.section;
}
