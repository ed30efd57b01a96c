/** The list of related sections that shows each in its text while one moves through it. */
import {
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  type Selection,
  type TextEditor,
  ThemeIcon,
  Uri,
  ViewColumn,
  window,
} from 'vscode';
import { goToPlace } from './go-to.ts';
import type { RelatedItem } from './protocol.ts';
import { bars, byScore } from './related-list.ts';
import { toRange } from './term-tree.ts';

interface SectionPick extends QuickPickItem {
  readonly related?: RelatedItem;
}

const SIDE: QuickInputButton = {
  iconPath: new ThemeIcon('split-horizontal'),
  tooltip: l10n.t('Open to the Side'),
};
const COMPARE: QuickInputButton = { iconPath: new ThemeIcon('diff'), tooltip: l10n.t('Compare') };

/** What was chosen, and what is to be done with it. */
export interface Choice {
  readonly related: RelatedItem;
  readonly how: 'open' | 'side' | 'compare';
}

/**
 * Shows the sections; the one at hand can be seen in its text beside the list. Before a choice is acted on, the text that one came from is there again,
 * so that the way back from the choice leads there. The list stays until `act` is done: what is typed meanwhile goes into no text.
 * Ends when the list is closed.
 */
export async function pickRelated(
  items: readonly RelatedItem[],
  { title, preview = true }: { readonly title: string; readonly preview?: boolean },
  act: (choice: Choice) => Promise<void>,
): Promise<void> {
  const picker = window.createQuickPick<SectionPick>();
  picker.title = title;
  picker.placeholder = l10n.t('Sections of other documents on this matter; move to see them');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = byScore(items).flatMap((document): SectionPick[] => [
    {
      label: [document.date, document.title].filter((part) => part !== '').join(' '),
      kind: QuickPickItemKind.Separator,
    },
    ...document.sections.map((related) => ({
      label: related.title,
      description: bars(related.score),
      detail: related.reasons.join(l10n.t('; ')),
      buttons: [SIDE, COMPARE],
      related,
    })),
  ]);
  const previews = new Previews(window.activeTextEditor);
  const choice = await new Promise<Choice | undefined>((resolve) => {
    if (preview) picker.onDidChangeActive(([item]) => item?.related !== undefined && previews.show(item.related));
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      resolve(item?.related === undefined ? undefined : { related: item.related, how: 'open' });
    });
    picker.onDidTriggerItemButton(({ item, button }) => {
      if (item.related !== undefined) resolve({ related: item.related, how: button === SIDE ? 'side' : 'compare' });
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  if (choice !== undefined) {
    picker.ignoreFocusOut = true;
    picker.enabled = false;
    picker.busy = true;
  }
  try {
    await previews.end();
    if (choice !== undefined) await act(choice);
  } finally {
    picker.dispose();
  }
}

/** Places shown in the editor while one moves through a list, and the text that was there before. One is opened at a time, and the last asked for is shown. */
class Previews {
  readonly #before: TextEditor | undefined;
  readonly #selection: Selection | undefined;
  readonly #visible: Range | undefined;
  #wanted: RelatedItem | undefined;
  #running: Promise<void> | undefined;
  #shown = false;
  #ended = false;

  constructor(before: TextEditor | undefined) {
    this.#before = before;
    this.#selection = before?.selection;
    this.#visible = before?.visibleRanges[0];
  }

  show(related: RelatedItem): void {
    if (this.#ended) return;
    this.#wanted = related;
    this.#running ??= this.#run();
  }

  /** The text from before is there again, as it was; nothing is shown from now on. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#wanted = undefined;
    await this.#running;
    if (!this.#shown || this.#before === undefined) return;
    const editor = await window.showTextDocument(this.#before.document, {
      viewColumn: this.#before.viewColumn,
      selection: this.#selection,
    });
    if (this.#visible !== undefined) editor.revealRange(this.#visible);
  }

  async #run(): Promise<void> {
    while (this.#wanted !== undefined) {
      const { uri, range } = this.#wanted;
      this.#wanted = undefined;
      this.#shown = true;
      try {
        const { start } = toRange(range);
        await window.showTextDocument(Uri.parse(uri), {
          preview: true,
          preserveFocus: true,
          viewColumn: this.#before?.viewColumn ?? ViewColumn.Active,
          selection: new Range(start, start),
        });
      } catch {
        // it cannot be shown; choosing it will say so
      }
    }
    this.#running = undefined;
  }
}

export async function openChoice({ related, how }: Choice): Promise<void> {
  await goToPlace(related, how === 'side' ? { viewColumn: ViewColumn.Beside } : { preview: false });
}
