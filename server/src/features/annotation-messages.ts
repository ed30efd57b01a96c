import type { SidecarProblem } from '../annotations/model.ts';

/** What is said of a sidecar and its notes, in one language. */
export interface AnnotationMessages {
  /** A problem of a sidecar. */
  problem(problem: Pick<SidecarProblem, 'code' | 'about'>): string;
  /** A note whose phrase is not found; `quote`: the phrase. */
  orphan(quote: string): string;
  /** Titles of actions; `about`: the beginning of a note. */
  readonly add: string;
  reply(about: string): string;
  resolve(about: string): string;
  reopen(about: string): string;
  /** The body of a note that nobody has written yet. */
  readonly placeholder: string;
  /** The sidecar was left as it is. */
  readonly notEdited: string;
  /** A sidecar without its text; `name`: that of the text. */
  textMissing(name: string): string;
}

export const ENGLISH_ANNOTATIONS: AnnotationMessages = {
  problem: ({ code, about }) => {
    switch (code) {
      case 'not-json':
        return `The line is not JSON and is kept as it is (${about})`;
      case 'not-annotation':
        return 'The line is JSON, but not an annotation with id, type and target; it is kept as it is';
      case 'encoding':
        return 'The line is not UTF-8 and is kept as it is';
      case 'line-too-long':
        return `The line is too long to be read (${about} characters) and is kept as it is`;
      case 'duplicate-id':
        return `Another line has the same id (${about}); the one modified last counts, all are kept`;
      case 'conflict-marker':
        return 'An unfinished merge: the notes of both sides count until it is finished';
      case 'unreadable-file':
        return `The file cannot be read (${about}) and is never written`;
    }
  },
  add: 'Add a note to the selection',
  reply: (about) => `Reply to the note “${about}”`,
  resolve: (about) => `Resolve the note “${about}”`,
  reopen: (about) => `Reopen the note “${about}”`,
  placeholder: 'Write the note here',
  notEdited: 'The file of annotations was left as it is: it cannot be edited safely.',
  orphan: (quote) => `The phrase “${quote}” is not found in the text any more`,
  textMissing: (name) => `The text ${name} is not beside its annotations`,
};

export const JAPANESE_ANNOTATIONS: AnnotationMessages = {
  problem: ({ code, about }) => {
    switch (code) {
      case 'not-json':
        return `この行はJSONとして読めないため、そのまま残しています（${about}）`;
      case 'not-annotation':
        return 'この行はJSONですが、id、type、targetを備えた注釈ではないため、そのまま残しています';
      case 'encoding':
        return 'この行はUTF-8として読めないため、そのまま残しています';
      case 'line-too-long':
        return `この行は長すぎて読めないため（${about}文字）、そのまま残しています`;
      case 'duplicate-id':
        return `同じidの行がほかにもあります（${about}）。最後に更新されたものを有効とし、すべて残しています`;
      case 'conflict-marker':
        return 'マージが完了していません。完了するまで、双方の注釈を有効とします';
      case 'unreadable-file':
        return `このファイルは読めないため（${about}）、書き込みません`;
    }
  },
  add: '選択範囲に注釈を付ける',
  reply: (about) => `注釈「${about}」に返信する`,
  resolve: (about) => `注釈「${about}」を解決済みにする`,
  reopen: (about) => `注釈「${about}」を未解決に戻す`,
  placeholder: 'ここに注釈を書く',
  notEdited: '注釈ファイルは安全に編集できないため、そのままにしました。',
  orphan: (quote) => `「${quote}」は現在の本文に見当たりません`,
  textMissing: (name) => `本文${name}が注釈ファイルと同じ場所にありません`,
};

export function annotationMessagesFor(locale: string | undefined): AnnotationMessages {
  return locale?.toLowerCase().startsWith('ja') ? JAPANESE_ANNOTATIONS : ENGLISH_ANNOTATIONS;
}
