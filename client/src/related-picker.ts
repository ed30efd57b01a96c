/** The list of related sections that shows each in its text while one moves through it. */
import {
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
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
 * Shows the sections; the one at hand can be seen in its text beside the list. Without a choice the editor is as before. Ends when the list is closed.
 */
export async function pickRelated(
  items: readonly RelatedItem[],
  { title, preview = true }: { readonly title: string; readonly preview?: boolean },
): Promise<Choice | undefined> {
  const before = window.activeTextEditor;
  const view = before && { selection: before.selection, visible: before.visibleRanges[0] };
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
  let shown: TextEditor | undefined;
  const show = async (item: SectionPick | undefined): Promise<void> => {
    if (!preview || item?.related === undefined) return;
    const { uri, range } = item.related;
    try {
      const { start } = toRange(range);
      shown = await window.showTextDocument(Uri.parse(uri), {
        preview: true,
        preserveFocus: true,
        viewColumn: before?.viewColumn ?? ViewColumn.Active,
        selection: new Range(start, start),
      });
    } catch {
      // it cannot be shown; choosing it will say so
    }
  };
  const choice = await new Promise<Choice | undefined>((resolve) => {
    picker.onDidChangeActive(([item]) => void show(item));
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
  picker.dispose();
  // the text that one came from is there again, as it was; a choice is then a jump from there, which the way back undoes
  if (before !== undefined && view !== undefined && shown !== undefined) {
    const editor = await window.showTextDocument(before.document, {
      viewColumn: before.viewColumn,
      selection: view.selection,
    });
    if (view.visible !== undefined) editor.revealRange(view.visible);
  }
  return choice;
}

export async function openChoice({ related, how }: Choice): Promise<void> {
  await goToPlace(related, how === 'side' ? { viewColumn: ViewColumn.Beside } : { preview: false });
}
