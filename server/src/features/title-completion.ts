import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import type { Library, Work } from '../corpus/library.ts';
import type { DocumentSummary, SectionSummary } from '../corpus/summary.ts';
import { titleKey } from '../corpus/title-index.ts';
import { bareTitle, namesOf } from '../references/lexicon.ts';
import { pathOf } from '../references/parts.ts';

/** Completion of titles inside 「, and of section paths behind 上記. */

const MAX_ITEMS = 200;
/** Longest beginning of a title that is looked for. */
const REACH = 80;

// CompletionItemKind
const FILE = 17;
const REFERENCE = 18;

/** Titles and names for the words behind an opening 「 that is not closed; undefined where the cursor is in none. */
export function completeTitle(
  library: Library,
  line: number,
  text: string,
  character: number,
  until: string | undefined,
): CompletionList | undefined {
  const before = text.slice(0, character);
  const open = Math.max(before.lastIndexOf('「'), before.lastIndexOf('『'), before.lastIndexOf('“'));
  if (open < 0 || character - open > REACH || /[」』”。]/.test(before.slice(open + 1))) return undefined;
  const typed = before.slice(open + 1);
  const wanted = titleKey(typed);
  const closing = CLOSING[before[open]];
  const range = { start: { line, character: open + 1 }, end: { line, character } };
  const items: CompletionItem[] = [];
  const seen = new Set<string>();
  for (const work of library.works()) {
    // what did not exist when the document was written is not cited
    if (work.kind === 'event' || (until !== undefined && work.date > until)) continue;
    for (const [name, rank] of titlesOf(work, before[open] === '“')) {
      const key = titleKey(name);
      if (wanted !== '' && !key.includes(wanted)) continue;
      if (seen.has(`${name} ${work.id}`)) continue;
      seen.add(`${name} ${work.id}`);
      // inside 「 the quotation marks of a title are 『』
      const inner = before[open] === '「' ? name.replaceAll('「', '『').replaceAll('」', '』') : name;
      items.push({
        label: name,
        kind: FILE,
        labelDetails: { description: work.date },
        detail: rank === 0 ? work.date : `${work.date} ${work.title}`,
        filterText: `${typed}${name}`,
        // the latest first
        sortText: `${key.startsWith(wanted) ? 0 : 1}${rank}${9999 - Number(work.date.slice(0, 4) || 0)}${name}`,
        textEdit: { range, newText: text[character] === closing ? inner : `${inner}${closing}` },
      });
    }
  }
  items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  return { isIncomplete: items.length > MAX_ITEMS, items: items.slice(0, MAX_ITEMS) };
}

const CLOSING: Readonly<Record<string, string>> = { '「': '」', '『': '』', '“': '”' };

/** The title as the catalogue writes it and the short names, in the language of the quotation marks. */
function titlesOf({ row, title }: Work, english: boolean): [name: string, rank: number][] {
  if (row === undefined) return [[title, 0]];
  const own = english ? row.titleEn : row.titleJa;
  const names: [string, number][] = own === '' ? [] : [[own.replace(/[(（][0-9]{4}年[^()（）]*[)）]$/, ''), 0]];
  const given = (english ? row.namesEn : row.namesJa).map((name) => name.replace(/^~/, ''));
  for (const { text, strength } of namesOf(row)) {
    if (strength === 'dated' || text === bareTitle(own)) continue;
    const written = given.find((name) => name === text);
    if (written !== undefined) names.push([written, 1]);
  }
  return names;
}

/** Paths of sections behind 上記, 前記 and 下記. */
export function completePath(summary: DocumentSummary, line: number, before: string): CompletionList | undefined {
  const match = /(上記|前記|下記)(?:の)?([^\s、。「」]{0,12})$/.exec(before);
  if (match === null) return undefined;
  const typed = match[2];
  const range = { start: { line, character: before.length - typed.length }, end: { line, character: before.length } };
  const items: CompletionItem[] = [];
  const walk = (sections: readonly SectionSummary[], trail: readonly SectionSummary[]): void => {
    for (const section of sections) {
      const path = [...trail, section];
      const above = section.line < line;
      if (section.number !== undefined && above === (match[1] !== '下記') && items.length < MAX_ITEMS) {
        const label = pathOf(path);
        items.push({
          label,
          kind: REFERENCE,
          detail: section.name,
          filterText: `${typed}${label}`,
          sortText: String(items.length).padStart(4, '0'),
          textEdit: { range, newText: label.replace(/[.、]$/, '') },
        });
      }
      walk(section.children, path);
    }
  };
  walk(summary.sections, []);
  return items.length === 0 ? undefined : { isIncomplete: true, items };
}
