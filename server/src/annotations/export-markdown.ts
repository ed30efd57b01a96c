import type { Anchor, Annotation } from './model.ts';
import { threadsOf } from './threads.ts';

/** The notes of one text, for a report or a table. */
export interface ReportEntry {
  /** Name of the text as it is shown. */
  readonly document: string;
  readonly annotations: readonly Annotation[];
  /** The anchor of each annotation, where its text was read. */
  readonly anchors?: readonly (Anchor | undefined)[];
}

/** The words of a report. */
export interface ReportWords {
  readonly title: string;
  /** Heading of the notes on the whole text, or above its first section. */
  readonly wholeText: string;
  readonly resolved: string;
  /** Said of a note whose phrase is not found any more. */
  readonly orphan: string;
  readonly tags: string;
  readonly links: string;
  readonly reply: string;
  readonly anonymous: string;
  /** By motivation; one that is not there is shown as it is. */
  readonly motivations: Readonly<Record<string, string>>;
}

export const ENGLISH_REPORT: ReportWords = {
  title: 'Annotations',
  wholeText: 'Whole text',
  resolved: 'resolved',
  orphan: 'the phrase is not found in the text any more',
  tags: 'Tags',
  links: 'Links',
  reply: 'Reply',
  anonymous: 'unknown',
  motivations: {
    commenting: 'Comment',
    questioning: 'Question',
    tagging: 'Tag',
    linking: 'Link',
    highlighting: 'Highlight',
    replying: 'Reply',
  },
};

export const JAPANESE_REPORT: ReportWords = {
  title: '注釈',
  wholeText: '文書全体',
  resolved: '解決済み',
  orphan: '該当箇所は現在の本文に見当たらない',
  tags: 'タグ',
  links: 'リンク',
  reply: '返信',
  anonymous: '不明',
  motivations: {
    commenting: 'コメント',
    questioning: '質問',
    tagging: 'タグ',
    linking: 'リンク',
    highlighting: 'ハイライト',
    replying: '返信',
  },
};

/**
 * A report in Markdown: by text and section path, each note with its quote, in the order of the text. What people wrote as Markdown stays
 * Markdown, inside a list; everything else (quotes, names, tags, other texts) is escaped.
 */
export function exportMarkdown(entries: readonly ReportEntry[], words: ReportWords = ENGLISH_REPORT): string {
  const out = [`# ${words.title}`, ''];
  for (const { document, annotations, anchors } of entries) {
    out.push(`## ${escapeMarkdown(document)}`, '');
    const anchorOf = new Map(annotations.map((annotation, i) => [annotation, anchors?.[i]]));
    const threads = threadsOf(annotations)
      .map((thread) => ({ ...thread, at: placeOf(thread.root, anchorOf.get(thread.root)) }))
      .sort((a, b) => a.at - b.at);
    let heading: string | undefined;
    for (const { root, replies } of threads) {
      const section = (root.target.kind === 'text' ? (root.target.section ?? []) : []).map(escapeMarkdown).join(' › ');
      if (section !== heading) {
        heading = section;
        out.push(`### ${section === '' ? words.wholeText : section}`, '');
      }
      out.push(...noteLines(root, anchorOf.get(root), words, ''));
      for (const reply of replies) out.push(...noteLines(reply, undefined, words, '  '));
      out.push('');
    }
  }
  return `${out.join('\n').trimEnd()}\n`;
}

/** Where a note stands in the text: by its anchor, else where it was made; notes on the whole text first. */
function placeOf({ target }: Annotation, anchor: Anchor | undefined): number {
  if (target.kind !== 'text') return -1;
  if (anchor !== undefined && anchor.status !== 'orphan') return anchor.start;
  return target.position?.start ?? Number.MAX_SAFE_INTEGER;
}

function noteLines(annotation: Annotation, anchor: Anchor | undefined, words: ReportWords, indent: string): string[] {
  const { motivation, creator, created, resolved, target, bodies, tags, links } = annotation;
  const kind = words.motivations[motivation] ?? escapeMarkdown(motivation);
  const who = escapeMarkdown(creator?.name || creator?.id || words.anonymous);
  const when = created === undefined ? '' : `, ${escapeMarkdown(created)}`;
  const state = resolved === undefined ? '' : ` – ${words.resolved}`;
  const lines = [`${indent}- **${kind}** – ${who}${when}${state}`];
  const inside = `${indent}  `;
  const add = (text: string): void => {
    lines.push('', ...text.split(/\r\n|\r|\n/).map((line) => (line === '' ? '' : inside + line)));
  };
  if (target.kind === 'text' && target.quote !== undefined) {
    const quote = escapeMarkdown(target.quote.exact.trim()).split(/\r\n|\r|\n/);
    add(quote.map((line) => `> ${line}`).join('\n'));
    if (anchor?.status === 'orphan') add(`*${words.orphan}*`);
  }
  for (const { value, format } of bodies) add(format === 'text/markdown' ? value : escapeMarkdown(value));
  if (tags.length > 0) add(`${words.tags}: ${tags.map(escapeMarkdown).join(', ')}`);
  if (links.length > 0) add(`${words.links}: ${links.map(({ href }) => escapeMarkdown(href)).join(', ')}`);
  return [...lines, ''];
}

/** Nothing of a text is markup then; what begins a block at the head of a line as little as what stands in it. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|<>~&$]/g, '\\$&')
    .replace(/^[ \t]+/gm, '')
    .replace(/^[-=]/gm, '\\$&')
    .replace(/^(\d+)\./gm, '$1\\.')
    .replace(/(:)(?=\/\/)|(www)\.(?=\w)/gi, (_, colon, www) => (colon ? '&#58;' : `${www}&#46;`));
}
