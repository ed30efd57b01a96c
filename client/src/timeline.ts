/** The timeline of a term or a document: our own drawing in a webview that runs one script of ours and loads nothing. */
import { l10n, ViewColumn, window } from 'vscode';
import { goToPlace } from './go-to.ts';
import { byYear } from './history-table.ts';
import type { History } from './protocol.ts';
import { escaped, timelineSvg } from './timeline-svg.ts';

export function showTimeline(history: History): void {
  const years = byYear(history.entries);
  const entries = years.flatMap((year) => year.entries);
  const title = l10n.t('Timeline of “{0}”', history.name);
  const panel = window.createWebviewPanel('communique.timeline', title, ViewColumn.Beside, {
    enableScripts: true,
    localResourceRoots: [],
  });
  const documents = new Set(entries.map(({ uri, documentTitle }) => `${uri}\n${documentTitle}`)).size;
  const svg = timelineSvg(years, {
    picture: l10n.t('{0}: {1} places in {2} documents', title, entries.length, documents),
    year: (year, places) => l10n.t('{0}: {1} places', year, places),
    place: (date, document, section) => [date, document, section].filter((part) => part !== '').join(' — '),
    noDate: l10n.t('no date'),
  });
  panel.webview.html = page(
    title,
    svg,
    l10n.t('{0} places in {1} documents. Arrow keys move, Enter opens.', entries.length, documents),
  );
  panel.webview.onDidReceiveMessage((message: unknown) => {
    const entry = entries[Number((message as { entry?: unknown } | null)?.entry)];
    if (entry !== undefined) void goToPlace(entry, { viewColumn: ViewColumn.One });
  });
}

const STYLE = `
body { padding: 0 1em; color: var(--vscode-foreground); background: var(--vscode-editor-background); }
h1 { font-size: 1.2em; font-weight: 600; }
p { color: var(--vscode-descriptionForeground); }
div { overflow-x: auto; }
.year, .more { fill: var(--vscode-foreground); font: 12px var(--vscode-font-family); }
.ground, .tick { stroke: var(--vscode-editorIndentGuide-activeBackground1, var(--vscode-foreground)); stroke-width: 1; }
.mark { fill: var(--vscode-charts-blue, var(--vscode-textLink-foreground)); stroke: var(--vscode-contrastBorder, transparent); stroke-width: 1; cursor: pointer; }
.mark:hover { fill: var(--vscode-charts-orange, var(--vscode-textLink-activeForeground)); }
.mark:focus { outline: none; stroke: var(--vscode-focusBorder); stroke-width: 3; }
#at { min-height: 3em; white-space: pre-wrap; color: var(--vscode-foreground); }
`;

/** Arrow keys go from mark to mark; one of them is in the order of tab keys. */
const SCRIPT = `
const vscode = acquireVsCodeApi();
const marks = [...document.querySelectorAll('.mark')];
const at = document.getElementById('at');
let current = 0;
function tell(mark) { at.textContent = mark.querySelector('title').textContent; }
function move(to) {
  if (marks[to] === undefined) return;
  marks[current].setAttribute('tabindex', '-1');
  current = to;
  marks[current].setAttribute('tabindex', '0');
  marks[current].focus();
}
function open(mark) { vscode.postMessage({ entry: mark.dataset.entry }); }
marks.forEach((mark, k) => {
  mark.addEventListener('click', () => { move(k); open(mark); });
  mark.addEventListener('focus', () => tell(mark));
  mark.addEventListener('mouseenter', () => tell(mark));
  mark.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') open(mark);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') move(current + 1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') move(current - 1);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(marks.length - 1);
    else return;
    event.preventDefault();
  });
});
if (marks.length > 0) move(0);
`;

function page(title: string, svg: string, help: string): string {
  const nonce = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2)).join('');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><h1>${escaped(title)}</h1><p>${escaped(help)}</p><div>${svg}</div><p id="at" aria-live="polite"></p>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}
