/**
 * Text as Markdown that shows exactly this text: no emphasis, HTML, link, list or command comes of what a glossary or a
 * document says. What cannot become markup is left as it is, for clients that show the source.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&#|~!@$]/g, '\\$&')
    .replace(/:(?=\/)|(?<=www)\./gi, '\\$&') // addresses are linked without being asked
    .replace(/^(?:[-+=]|\d+(?=[.)]))/, (head) => (/\d/.test(head) ? `${head}\\` : `\\${head}`));
}

/** How a card is written: Markdown, or plain text for clients that show only that. */
export interface Style {
  text(value: string): string;
  strong(value: string): string;
  /** A small heading with what belongs to it. */
  field(label: string, value: string): string;
  join(blocks: readonly string[]): string;
}

export const MARKDOWN: Style = {
  text: escapeMarkdown,
  strong: (value) => `**${escapeMarkdown(value)}**`,
  field: (label, value) => `*${escapeMarkdown(label)}*  ${escapeMarkdown(value)}`,
  join: (blocks) => blocks.filter((block) => block !== '').join('\n\n'),
};

export const PLAIN: Style = {
  text: (value) => value.replace(/\s+/g, ' ').trim(),
  strong: (value) => value.replace(/\s+/g, ' ').trim(),
  field: (label, value) => `${label}: ${value.replace(/\s+/g, ' ').trim()}`,
  join: (blocks) => blocks.filter((block) => block !== '').join('\n\n'),
};
