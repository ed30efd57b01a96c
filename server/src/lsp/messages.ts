import type { FixTitles } from '../features/code-actions.ts';
import type { TextProblemCode } from '../structure/text-problems.ts';

/** What the server says to a person, in the language of the client: Japanese, else English. */
export interface Messages {
  problem(code: TextProblemCode, count: number): string;
  tooManySections(file: string, count: number, shown: number): string;
  readonly fixes: FixTitles;
}

const english: Messages = {
  fixes: { removeSpaces: 'Remove the spaces', removeControlCharacters: 'Remove the control characters' },
  problem(code, count) {
    switch (code) {
      case 'text-letter-spaced':
        return 'The letters of this line are spaced apart. It is read without the spaces.';
      case 'text-spaces-for-line-breaks':
        return `${count} space${count === 1 ? '' : 's'} inside words: line breaks of the source seem to have become spaces.`;
      case 'text-one-character-per-line':
        return 'Nearly every line holds one character: a vertical text was broken after each. Its structure cannot be read until the lines are joined.';
      case 'text-encoding':
        return `${count} character${count === 1 ? '' : 's'} could not be decoded. Reopen the file with its own encoding (Shift_JIS, EUC-JP …).`;
      case 'text-control-characters':
        return `${count} control character${count === 1 ? '' : 's'} that no text needs.`;
    }
  },
  tooManySections: (file, count, shown) =>
    `${file} has ${count} sections; the outline shows the first ${shown}. See the setting communique.outline.maxSections.`,
};

const japanese: Messages = {
  fixes: { removeSpaces: '空白を取り除く', removeControlCharacters: '制御文字を取り除く' },
  problem(code, count) {
    switch (code) {
      case 'text-letter-spaced':
        return '文字の間が空けられています。空白を除いて読み取ります。';
      case 'text-spaces-for-line-breaks':
        return `語の途中に空白が${count}か所あります。元の改行が空白になったようです。`;
      case 'text-one-character-per-line':
        return 'ほとんどの行が1文字です。縦書きの文章が1字ごとに改行されたもので、行をつなぐまで構成を読み取れません。';
      case 'text-encoding':
        return `復号できない文字が${count}字あります。正しい文字コード（Shift_JIS、EUC-JPなど）で開き直してください。`;
      case 'text-control-characters':
        return `文章に不要な制御文字が${count}字あります。`;
    }
  },
  tooManySections: (file, count, shown) =>
    `${file} には項目が${count}個あり、アウトラインには最初の${shown}個を表示します（設定 communique.outline.maxSections）。`,
};

/** Messages for a locale such as `ja`, `ja-JP`, `en`. */
export function messagesFor(locale: string | undefined): Messages {
  return locale?.toLowerCase().startsWith('ja') ? japanese : english;
}
