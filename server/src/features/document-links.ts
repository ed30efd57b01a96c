import type { DocumentLink } from 'vscode-languageserver-types';

/** http and https addresses, up to white space, brackets, quotation marks and Japanese; www. without a scheme. */
const ADDRESS = /(?:https?:\/\/|\bwww\.)[A-Za-z0-9][\w.~:/?#@!$&*+,;=%-]*[\w/=#&~-]/g;
const MAX_LINKS = 5000;

/** `textDocument/documentLink`: the addresses that stand in a text. Nothing is fetched. */
export function documentLinks(lines: readonly string[]): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (let line = 0; line < lines.length && links.length < MAX_LINKS; line++) {
    const text = lines[line];
    if (!text.includes('://') && !text.includes('www.')) continue;
    for (const match of text.matchAll(ADDRESS)) {
      const target = match[0].startsWith('www.') ? `https://${match[0]}` : match[0];
      if (!URL.canParse(target)) continue;
      links.push({
        range: { start: { line, character: match.index }, end: { line, character: match.index + match[0].length } },
        target,
      });
    }
  }
  return links;
}
