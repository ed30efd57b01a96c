import type { Citation } from '../corpus/citations.ts';
import type { Library, Work } from '../corpus/library.ts';
import type { ListedSection } from '../corpus/listed-sections.ts';
import type { Target } from '../corpus/resolve.ts';
import type { TextDate, TextReference } from '../corpus/text-references.ts';
import { formatSteps } from '../references/parts.ts';
import { escapeMarkdown, type Style } from './markdown.ts';
import type { ReferenceWords } from './reference-messages.ts';
import type { Landing } from './reference-places.ts';

/** Hovers of references and dates, and the card of a document. */

const MAX_CANDIDATES = 5;
const MAX_NAMES = 8;
const MAX_CITATIONS = 300;

/** What the hover needs beside the reference: the place in the workspace, and how the section there begins. */
export interface Opening {
  readonly landing: Landing;
  readonly text: string;
}

export function titleOf(work: Work, words: ReferenceWords): string {
  const { row } = work;
  if (row === undefined) return work.title;
  return words.japanese ? row.titleJa || row.titleEn : row.titleEn || row.titleJa;
}

/** The hover of a reference. `opening` is of the first target, where that is in the workspace. */
export function referenceHover(
  { resolution }: TextReference,
  library: Library,
  words: ReferenceWords,
  style: Style,
  opening: Opening | undefined,
): string {
  const [target, ...others] = resolution.targets;
  const blocks: string[] = [];
  if (target === undefined) {
    blocks.push(style.text(words.unknown));
    return style.join(blocks);
  }
  const { work } = target;
  if (work === undefined) blocks.push(style.strong(words.thisDocument));
  else blocks.push(...headBlocks(work, words, style));
  if (resolution.ask.bill && work?.row !== undefined) blocks.push(style.text(words.bill(work.date)));
  blocks.push(...partBlocks(target, library, words, style));
  if (opening !== undefined) {
    const file = decodeURIComponent(opening.landing.uri.slice(opening.landing.uri.lastIndexOf('/') + 1));
    const where = `${file}:${opening.landing.range.start.line + 1}`;
    blocks.push(style.field(words.inWorkspace, where), opening.text === '' ? '' : `> ${style.text(opening.text)}`);
  }
  const { date } = resolution.ask;
  const how = [
    resolution.reason === undefined ? '' : words.reason(resolution.reason),
    resolution.dated && date?.anchor !== undefined
      ? `${date.value} ← ${words.dateFrom(date.anchor.kind, date.anchor.value)}`
      : '',
    resolution.weak ? words.weak : '',
  ].filter((part) => part !== '');
  if (how.length > 0) blocks.push(`*${style.text(how.join(words.separator))}*`);
  if (others.length > 0) {
    const list = others.slice(0, MAX_CANDIDATES).map((other) => listed(other, words));
    if (others.length > MAX_CANDIDATES) list.push(words.more(others.length - MAX_CANDIDATES));
    blocks.push(style.field(words.candidates, list.join(words.separator)));
  }
  return style.join(blocks);
}

function listed({ work }: Target, words: ReferenceWords): string {
  return work === undefined ? words.thisDocument : `${work.date} ${titleOf(work, words)}`;
}

function headBlocks(work: Work, words: ReferenceWords, style: Style): string[] {
  const { row } = work;
  const title = titleOf(work, words);
  const other = row === undefined ? '' : words.japanese ? row.titleEn : row.titleJa;
  const facts = [
    work.date,
    work.dateJapan !== work.date ? words.japanTime(work.dateJapan) : '',
    work.kind === '' ? '' : words.kind(work.kind),
    work.parties.map(words.party).join(words.separator),
  ].filter((fact) => fact !== '');
  return [
    style.strong(title) + (other === '' || other === title ? '' : ` — ${style.text(other)}`),
    style.text(facts.join(' · ')),
    row !== undefined && row.confidence !== 'verified' && row.confidence !== ''
      ? `⚠ ${style.text(words.unverified)}`
      : '',
  ];
}

function partBlocks(target: Target, library: Library, words: ReferenceWords, style: Style): string[] {
  const { steps, implied, section, work } = target;
  const named = steps.length > 0 ? steps : implied;
  if (section !== undefined) return [style.field(words.part, section.name)];
  if (named.length === 0) return [];
  const path = formatSteps(named);
  const known =
    work === undefined
      ? undefined
      : library.facts.sections.get(work.id)?.find((one) => plain(one.path) === plain(path));
  const heading = known === undefined ? (named.at(-1)?.heading ?? '') : known.heading;
  return [style.field(steps.length > 0 ? words.part : words.impliedPart, heading === '' ? path : `${path} ${heading}`)];
}

function plain(path: string): string {
  return path.normalize('NFKC').replace(/[.、\s第]/g, '');
}

/** The hover of a section's marker and heading: what the catalogue knows on its matter; '' where it knows nothing. */
export function relatedHover(related: readonly ListedSection[], words: ReferenceWords, style: Style): string {
  if (related.length === 0) return '';
  const lines = related.map(({ work, path, heading }) => {
    const part = path === '' ? '' : ` ${path}${heading === '' ? '' : ` ${heading}`}`;
    return `- ${work.date} ${style.text(titleOf(work, words))}${style.text(part)}`;
  });
  return `*${style.text(words.related)}*\n\n${lines.join('\n')}`;
}

/** The hover of a date: `昨年5月 → 2006-05`, and what it hangs on. */
export function dateHover({ date }: TextDate, surface: string, words: ReferenceWords, style: Style): string {
  const blocks = [`${style.text(surface)} → ${style.strong(date.value ?? '?')}`];
  const how = [
    date.anchor === undefined ? '' : words.dateFrom(date.anchor.kind, date.anchor.value),
    date.length ? words.period : '',
    date.japanTime ? words.japanTime('').trim() : '',
  ].filter((part) => part !== '');
  if (how.length > 0) blocks.push(`*${style.text(how.join(words.separator))}*`);
  if (date.problem?.kind === 'impossible') blocks.push(`⚠ ${style.text(words.impossible)}`);
  if (date.problem?.kind === 'wrong-weekday') {
    blocks.push(`⚠ ${style.text(words.weekday(date.problem.written, date.problem.actual))}`);
  }
  return style.join(blocks);
}

/**
 * The card of a document as Markdown: facts, official address, papers of the same meeting, and every place of the workspace that refers to
 * it. Links go to files of the workspace and to the official address only.
 */
export function documentCard(
  work: Work,
  library: Library,
  citations: readonly Citation[],
  words: ReferenceWords,
  cardUri: (id: string) => string | undefined,
): string {
  const { row } = work;
  const lines: string[] = [`# ${escapeMarkdown(titleOf(work, words))}`, ''];
  if (row !== undefined) {
    const other = words.japanese ? row.titleEn : row.titleJa;
    if (other !== '' && other !== titleOf(work, words)) lines.push(escapeMarkdown(other), '');
  }
  const dates = work.dateJapan === work.date ? work.date : `${work.date} (${words.japanTime(work.dateJapan)})`;
  const facts = [
    dates,
    work.kind === '' ? '' : words.kind(work.kind),
    work.parties.map(words.party).join(words.separator),
  ];
  lines.push(escapeMarkdown(facts.filter((fact) => fact !== '').join(' · ')), '');
  if (row !== undefined) {
    if (row.place !== '') lines.push(`- ${words.place}: ${escapeMarkdown(row.place)}`);
    const names = [...row.namesJa, ...row.namesEn].map((name) => name.replace(/^~/, '')).slice(0, MAX_NAMES);
    if (names.length > 0) lines.push(`- ${words.alsoCalled}: ${escapeMarkdown(names.join(words.separator))}`);
    if (row.url !== '') lines.push(`- ${words.address}: <${row.url}>`);
    lines.push('');
    if (row.confidence !== 'verified' && row.confidence !== '') lines.push(`⚠ ${escapeMarkdown(words.unverified)}`, '');
  }
  for (const copy of work.copies) {
    const file = decodeURIComponent(copy.uri.slice(copy.uri.lastIndexOf('/') + 1));
    lines.push(`- ${words.inWorkspace}: ${link(file, copy.uri, copy.summary.titleRange.start.line)}`);
  }
  if (work.copies.length > 0) lines.push('');
  const siblings = sameMeeting(work, library);
  if (siblings.length > 0) {
    lines.push(`## ${words.sameMeeting}`, '');
    for (const sibling of siblings) {
      const address = sibling.copies[0]?.uri ?? (sibling.row === undefined ? undefined : cardUri(sibling.id));
      const title = escapeMarkdown(titleOf(sibling, words));
      lines.push(`- ${sibling.date} ${address === undefined ? title : `[${title}](${address})`}`);
    }
    lines.push('');
  }
  if (citations.length === 0) lines.push(escapeMarkdown(words.nobodyRefers));
  else {
    lines.push(`## ${words.referredToBy(citations.length)}`, '');
    for (const { copy, range, trail } of citations.slice(0, MAX_CITATIONS)) {
      const file = decodeURIComponent(copy.uri.slice(copy.uri.lastIndexOf('/') + 1));
      const section = trail.at(-1)?.name ?? copy.summary.title;
      lines.push(`- ${link(`${file}:${range.start.line + 1}`, copy.uri, range.start.line)} ${escapeMarkdown(section)}`);
    }
    if (citations.length > MAX_CITATIONS) lines.push(`- ${words.more(citations.length - MAX_CITATIONS)}`);
  }
  return `${lines.join('\n')}\n`;
}

function link(label: string, uri: string, line: number): string {
  // brackets in an address would end the link
  const address = uri.replace(
    /[()<>\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${escapeMarkdown(label)}](${address}#L${line + 1})`;
}

/** Other works of the same day and series. */
function sameMeeting(work: Work, library: Library): Work[] {
  if (work.series === undefined || work.date.length < 10) return [];
  return library.dated(work.date).filter((other) => other !== work && other.series === work.series);
}
