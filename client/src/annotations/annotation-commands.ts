/** The commands for notes. What each is for stands in docs/annotations.md. */
import {
  type CommentReply,
  type CommentThread,
  commands,
  type Disposable,
  env,
  l10n,
  Range,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  AnchorText,
  anchorAll,
  ENGLISH_REPORT,
  exportCsv,
  exportJsonLd,
  exportMarkdown,
  fileOfSource,
  importJsonLd,
  JAPANESE_REPORT,
  type ReportEntry,
  type SidecarFile,
} from '../../../server/src/annotations/index.ts';
import { fileName, LANGUAGE } from '../names.ts';
import type { Annotations } from './annotations.ts';
import type { AnnotationRow, AnnotationsView, NoteRow } from './annotations-view.ts';
import type { CommentsInMargin } from './comments.ts';

export function registerAnnotationCommands(
  annotations: Annotations,
  margin: CommentsInMargin,
  view: AnnotationsView,
): Disposable[] {
  const onNote = (run: (row: NoteRow) => Promise<unknown>) => async (row: unknown) => {
    const given = row as Partial<AnnotationRow> | undefined;
    if (given?.kind === 'note') await run(given as NoteRow);
  };
  return [
    commands.registerCommand('communique.annotations.add', () =>
      commands.executeCommand('workbench.action.addComment'),
    ),
    commands.registerCommand('communique.annotations.write', (reply: CommentReply) => margin.write(reply)),
    commands.registerCommand('communique.annotations.edit', (comment: unknown) => margin.edit(comment)),
    commands.registerCommand('communique.annotations.save', (comment: unknown) => margin.save(comment)),
    commands.registerCommand('communique.annotations.cancel', (comment: unknown) => margin.cancel(comment)),
    commands.registerCommand('communique.annotations.delete', (comment: unknown) => margin.delete(comment)),
    commands.registerCommand('communique.annotations.resolve', (thread: CommentThread) => margin.resolve(thread, true)),
    commands.registerCommand('communique.annotations.unresolve', (thread: CommentThread) =>
      margin.resolve(thread, false),
    ),
    commands.registerCommand('communique.annotations.next', () => goToNote(annotations, 1)),
    commands.registerCommand('communique.annotations.previous', () => goToNote(annotations, -1)),
    commands.registerCommand('communique.annotations.filter', () => view.filter()),
    commands.registerCommand(
      'communique.annotations.goTo',
      onNote(async ({ uri, placed }) => {
        const selection = placed.range ?? new Range(0, 0, 0, 0);
        await window.showTextDocument(uri, { selection });
      }),
    ),
    commands.registerCommand(
      'communique.annotations.attach',
      onNote(async ({ uri, placed }) => {
        const editor = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
        if (editor === undefined || editor.selection.isEmpty) {
          await window.showTextDocument(uri);
          void window.showInformationMessage(
            l10n.t('Select the phrase that the annotation belongs to, then attach it again.'),
          );
          return;
        }
        await annotations.attach(editor.document, placed.thread.root.id, editor.selection);
        annotations.findAgain(editor.document);
      }),
    ),
    commands.registerCommand(
      'communique.annotations.search',
      onNote(async ({ uri }) => {
        annotations.findAgain(await workspace.openTextDocument(uri));
      }),
    ),
    commands.registerCommand(
      'communique.annotations.deleteNote',
      onNote(({ uri, placed: { thread } }) => annotations.remove(uri, [thread.root, ...thread.replies])),
    ),
    commands.registerCommand('communique.annotations.export', () => exportNotes(annotations)),
    commands.registerCommand('communique.annotations.import', () => importNotes(annotations)),
  ];
}

function activeText(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  if (document?.languageId === LANGUAGE) return document;
  void window.showInformationMessage(l10n.t('Open a communiqué first.'));
  return undefined;
}

/** Selects the phrase of the next note, or the one before; round and round. */
async function goToNote(annotations: Annotations, step: 1 | -1): Promise<void> {
  const document = activeText();
  const editor = window.activeTextEditor;
  if (document === undefined || editor === undefined) return;
  // a key that comes while the window is still loading waits for the notes
  await annotations.ready(document);
  const ranges = annotations.placed(document).flatMap(({ range }) => range ?? []);
  if (ranges.length === 0) {
    void window.showInformationMessage(l10n.t('This text has no annotations.'));
    return;
  }
  const { start } = editor.selection;
  const behind = ranges.findIndex((range) => range.start.isAfter(start));
  let at = behind < 0 ? 0 : behind;
  if (step < 0) {
    const before = ranges.filter((range) => range.start.isBefore(start)).length - 1;
    at = before < 0 ? ranges.length - 1 : before;
  }
  const range = ranges[at];
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

interface ExportPick {
  readonly label: string;
  readonly language: 'json' | 'csv' | 'markdown';
}

/** One text or all, as a new text that the user saves where it is wanted. */
async function exportNotes(annotations: Annotations): Promise<void> {
  const picks: ExportPick[] = [
    { label: 'Markdown', language: 'markdown' },
    { label: 'CSV', language: 'csv' },
    { label: 'JSON-LD (W3C)', language: 'json' },
  ];
  const all = { label: l10n.t('All texts of the workspace'), all: true };
  const document = window.activeTextEditor?.document;
  const own = document?.languageId === LANGUAGE ? [{ label: fileName(document.uri), all: false }] : [];
  const scope = await window.showQuickPick([...own, all], { title: l10n.t('Export Annotations') });
  if (scope === undefined) return;
  const form = await window.showQuickPick(picks, { title: l10n.t('Export Annotations') });
  if (form === undefined) return;
  const uris = scope.all || document === undefined ? await annotations.store.texts() : [document.uri];
  const files: { uri: Uri; file: SidecarFile }[] = [];
  for (const uri of uris) {
    try {
      const file = await annotations.store.read(uri);
      if (file.annotations.length > 0) files.push({ uri, file });
    } catch {
      void window.showWarningMessage(l10n.t('“{0}” could not be opened.', uri.path));
    }
  }
  if (files.length === 0) {
    void window.showInformationMessage(l10n.t('There are no annotations to export.'));
    return;
  }
  const content =
    form.language === 'json'
      ? exportJsonLd(files.map(({ uri, file }) => ({ folder: folderOf(uri), file })))
      : await report(files, form.language);
  await window.showTextDocument(await workspace.openTextDocument({ content, language: form.language }));
}

function folderOf(uri: Uri): string {
  const path = workspace.asRelativePath(uri, false);
  return path.slice(0, path.lastIndexOf('/') + 1);
}

async function report(files: readonly { uri: Uri; file: SidecarFile }[], form: 'csv' | 'markdown'): Promise<string> {
  const entries: ReportEntry[] = [];
  for (const { uri, file } of files) {
    let text: AnchorText | undefined;
    try {
      text = new AnchorText((await workspace.openTextDocument(uri)).getText());
    } catch {
      // its notes are told without their places
    }
    const targets = file.annotations.map(({ target }) => target);
    const anchors = text && anchorAll(text, targets);
    entries.push({
      document: workspace.asRelativePath(uri, false),
      annotations: file.annotations,
      ...(anchors === undefined ? {} : { anchors }),
    });
  }
  if (form === 'csv') return exportCsv(entries);
  return exportMarkdown(entries, env.language.startsWith('ja') ? JAPANESE_REPORT : ENGLISH_REPORT);
}

/** Adds the notes of a file to the texts that it names beside it; those of other sources to the text at hand, if the user says so. */
async function importNotes(annotations: Annotations): Promise<void> {
  const [from] =
    (await window.showOpenDialog({
      title: l10n.t('Import Annotations'),
      filters: { 'JSON-LD': ['json', 'jsonld', 'jsonl'] },
    })) ?? [];
  if (from === undefined) return;
  let imported: ReturnType<typeof importJsonLd>;
  try {
    imported = importJsonLd(new TextDecoder().decode(await workspace.fs.readFile(from)));
  } catch {
    void window.showErrorMessage(l10n.t('“{0}” could not be opened.', from.path));
    return;
  }
  const document = window.activeTextEditor?.document;
  let count = 0;
  let left = imported.problems.length;
  for (const [source, file] of imported.bySource) {
    const name = fileOfSource(source);
    let target = name === undefined ? undefined : Uri.joinPath(from, '..', name);
    if (target !== undefined) {
      try {
        await workspace.fs.stat(target);
      } catch {
        target = undefined;
      }
    }
    if (target === undefined && document?.languageId === LANGUAGE && !document.isUntitled) {
      const yes = l10n.t('Add to “{0}”', fileName(document.uri));
      const answer = await window.showInformationMessage(
        l10n.t('{0} annotations are of “{1}”, which is not here.', file.annotations.length, source),
        yes,
      );
      if (answer === yes) target = document.uri;
    }
    if (target === undefined) {
      left += file.annotations.length;
      continue;
    }
    try {
      await annotations.store.add(target, file);
      count += file.annotations.length;
    } catch (error) {
      left += file.annotations.length;
      void window.showErrorMessage(
        l10n.t(
          'The annotations of “{0}” could not be written: {1}',
          target.path,
          error instanceof Error ? error.message : String(error),
        ),
      );
    }
  }
  void window.showInformationMessage(l10n.t('{0} annotations were imported, {1} left out.', count, left));
}
