import type { TextProblemCode } from '../structure/text-problems.ts';
import { type GlossaryProblem, LIMITS } from '../terms/entry.ts';
import type { FixTitles } from './code-actions.ts';
import { type ReferenceWords, referenceWordsFor } from './reference-messages.ts';
import type { RenameRefusal } from './rename.ts';
import type { CardWords } from './term-card.ts';
import type { TermFixTitles } from './term-fixes.ts';
import type { TermProblem } from './term-problems.ts';

/** What the server says to a person, in the language of the client: Japanese, else English. */
export interface Messages {
  problem(code: TextProblemCode, count: number): string;
  tooManySections(file: string, count: number, shown: number): string;
  /** Title of the progress while the files of the workspace are read. */
  readonly indexing: string;
  /** Of so many files the documents and sections are known, before any of them is read whole. */
  skimmed(count: number, of: number): string;
  /** No more files were read for want of memory. */
  indexFull(read: number, of: number): string;
  readonly fixes: FixTitles;
  readonly termFixes: TermFixTitles;
  readonly card: CardWords;
  readonly reference: ReferenceWords;
  termProblem(problem: TermProblem): string;
  termRelated(problem: TermProblem): string;
  glossaryProblem(problem: GlossaryProblem): string;
  renameRefused(reason: RenameRefusal, name: string): string;
  readonly noFolder: string;
  readonly glossaryUnreadable: string;
}

const english: Messages = {
  reference: referenceWordsFor(false),
  termFixes: {
    addToGlossary: (word) => `Add “${word}” to the workspace glossary`,
    unify: (word) => `Write “${word}”`,
    unifyAll: (word) => `Write “${word}” everywhere in this text`,
  },
  card: {
    japanese: false,
    definedHere: (line) => `Defined in this text, line ${line}`,
    alsoWritten: 'Also written',
    documents: 'Documents',
    usedIn: 'Also used in',
    unverified: 'Unverified: no source is named for this definition yet.',
    uncertain: 'Uncertain: the use of this term in such texts is not confirmed.',
    workspaceGlossary: 'From the glossary of this workspace.',
    orElse: 'or',
    shortFor: 'Here called',
    separator: ', ',
    more: (count) => `${count} more`,
  },
  termProblem({ code, word, other }) {
    switch (code) {
      case 'undefined-acronym':
        return `${word} is explained neither in this document nor in a glossary.`;
      case 'redefined-alias':
        return `“${word}” was defined as “${other}” before. From here on it means something else.`;
      case 'unused-alias':
        return `“${word}” is defined here and not used again in this document.`;
      case 'inconsistent-variant':
        return `“${word}” is written “${other}” elsewhere in this document.`;
    }
  },
  termRelated: ({ code, other }) => (code === 'redefined-alias' ? 'First defined here' : `Written “${other}” here`),
  glossaryProblem({ code, about }) {
    switch (code) {
      case 'too-large':
        return `This glossary is not read: it is larger than ${LIMITS.bytes >> 20} MB.`;
      case 'too-many':
        return `Terms from here on are not read: a glossary holds ${about} at most.`;
      case 'unreadable':
        return `This glossary cannot be read: ${about}`;
      case 'encoding':
        return `A glossary has to be UTF-8; this file seems to be ${about}.`;
      case 'syntax':
        return about === '' ? 'This is not valid JSON.' : `This is not valid JSON, at “${about}”.`;
      case 'no-terms':
        return 'A glossary is an object with a list "terms": { "terms": [ … ] }.';
      case 'not-a-term':
        return 'A term is an object: { "ja": …, "en": …, "acronym": … }.';
      case 'no-name':
        return 'A term needs a name: "ja", "en" or "acronym" (canonical_ja, canonical_en or acronym in a table).';
      case 'no-column':
        return `The first line has to name the columns, among them ${about}.`;
      case 'unknown-column':
        return `“${about}” is unknown and not read.`;
      case 'not-text':
        return about === '' ? 'This has to be a text.' : `“${about}” has to be a list of texts.`;
      case 'too-long':
        return `Too long to be read: “${about}”.`;
      case 'duplicate':
        return `“${about}” is in this glossary twice; the second one is left out of account in lists.`;
      case 'collision':
        return `This spelling also belongs to another term: ${about}. Both are offered where it stands.`;
    }
  },
  renameRefused(reason, name) {
    switch (reason) {
      case 'no-term':
        return 'There is no term here.';
      case 'not-defined-here':
        return 'Only a term that this text defines can be renamed; this one comes from a glossary.';
      case 'empty':
        return 'A name is needed.';
      case 'not-a-name':
        return `“${name}” cannot be a name: it is too long, or holds brackets, quotation marks or punctuation.`;
      case 'taken-here':
        return `This document gives the name “${name}” to something else.`;
      case 'taken-in-glossary':
        return `“${name}” means something else in the glossary.`;
      case 'not-read':
        return `In the brackets of its definition, “${name}” would not be read as a name. Put the name there in 「」 first, or choose another.`;
      case 'changes-others':
        return `With the name “${name}”, other words of this text would come to mean something else.`;
    }
  },
  noFolder: 'A glossary belongs to a folder: open the folder of this text first.',
  glossaryUnreadable:
    'The glossary of this workspace cannot be changed: it is not valid JSON, not UTF-8 or too large. Correct it first.',
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
  indexing: 'Reading the documents of the workspace',
  skimmed: (count, of) => `titles: ${count} / ${of}`,
  indexFull: (read, of) =>
    `Communiqué has read ${read} of ${of} files and stops there: the index has reached its memory limit. See the setting communique.index.maxMemory.`,
};

const japanese: Messages = {
  reference: referenceWordsFor(true),
  termFixes: {
    addToGlossary: (word) => `「${word}」をワークスペースの用語集に追加`,
    unify: (word) => `「${word}」に統一`,
    unifyAll: (word) => `この文書全体で「${word}」に統一`,
  },
  card: {
    japanese: true,
    definedHere: (line) => `この文書での定義（${line}行目）`,
    alsoWritten: '他の表記',
    documents: '関連文書',
    usedIn: '他の文書での使用',
    unverified: '未確認：この説明の出典はまだ示されていません。',
    uncertain: '不確実：この種の文書での用例は確認されていません。',
    workspaceGlossary: 'このワークスペースの用語集による。',
    orElse: 'または',
    shortFor: 'ここでの呼称',
    separator: '、',
    more: (count) => `ほか${count}件`,
  },
  termProblem({ code, word, other }) {
    switch (code) {
      case 'undefined-acronym':
        return `略語「${word}」は、この文書でも用語集でも説明されていません。`;
      case 'redefined-alias':
        return `「${word}」は先に「${other}」と定義されています。ここから後は別のものを指します。`;
      case 'unused-alias':
        return `「${word}」は定義されていますが、この文書ではその後使われていません。`;
      case 'inconsistent-variant':
        return `「${word}」は、この文書の他の箇所では「${other}」と表記されています。`;
    }
  },
  termRelated: ({ code, other }) => (code === 'redefined-alias' ? '最初の定義' : `「${other}」と表記`),
  glossaryProblem({ code, about }) {
    switch (code) {
      case 'too-large':
        return `用語集が${LIMITS.bytes >> 20} MBを超えるため、読み込みません。`;
      case 'too-many':
        return `ここから後の用語は読み込みません。用語集の上限は${about}件です。`;
      case 'unreadable':
        return `用語集を読み込めません：${about}`;
      case 'encoding':
        return `用語集の文字コードはUTF-8とします。このファイルは${about}のようです。`;
      case 'syntax':
        return about === '' ? 'JSONとして正しくありません。' : `JSONとして正しくありません（「${about}」の位置）。`;
      case 'no-terms':
        return '用語集は「terms」の一覧を持つオブジェクトです：{ "terms": [ … ] }';
      case 'not-a-term':
        return '用語はオブジェクトで書きます：{ "ja": …, "en": …, "acronym": … }';
      case 'no-name':
        return '用語には名称が要ります：ja、en、acronymのいずれか（表ではcanonical_ja、canonical_en、acronym）。';
      case 'no-column':
        return `1行目に列名が要ります（${about}など）。`;
      case 'unknown-column':
        return `「${about}」という項目はなく、読み込みません。`;
      case 'not-text':
        return about === '' ? '文字列で書いてください。' : `「${about}」は文字列の一覧で書いてください。`;
      case 'too-long':
        return `長すぎるため読み込めません：「${about}」`;
      case 'duplicate':
        return `「${about}」はこの用語集に二度あります。`;
      case 'collision':
        return `この表記は別の用語にもあります：${about}。使われる箇所では両方を候補として示します。`;
    }
  },
  renameRefused(reason, name) {
    switch (reason) {
      case 'no-term':
        return 'ここに用語はありません。';
      case 'not-defined-here':
        return '名前を変更できるのは、この文書で定義された用語だけです。これは用語集の用語です。';
      case 'empty':
        return '名前を入力してください。';
      case 'not-a-name':
        return `「${name}」は名前にできません。長すぎるか、括弧・引用符・句読点を含みます。`;
      case 'taken-here':
        return `この文書では「${name}」は別のものの名前です。`;
      case 'taken-in-glossary':
        return `「${name}」は用語集では別のものを指します。`;
      case 'not-read':
        return `定義の括弧の中で「${name}」は名前と読み取れません。先に定義を「」で囲むか、別の名前にしてください。`;
      case 'changes-others':
        return `「${name}」に変えると、他の語の意味が変わってしまいます。`;
    }
  },
  noFolder: '用語集はフォルダーごとに置かれます。この文書のあるフォルダーを開いてください。',
  glossaryUnreadable:
    'ワークスペースの用語集を変更できません。JSONとして正しくないか、UTF-8でないか、大きすぎます。先に修正してください。',
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
  indexing: 'ワークスペースの文書を読み込んでいます',
  skimmed: (count, of) => `表題と項目 ${count} / ${of}`,
  indexFull: (read, of) =>
    `${of}件中${read}件のファイルを読み込んだところで、索引のメモリ上限に達したため中止しました（設定 communique.index.maxMemory）。`,
};

/** Messages for a locale such as `ja`, `ja-JP`, `en`. */
export function messagesFor(locale: string | undefined): Messages {
  return locale?.toLowerCase().startsWith('ja') ? japanese : english;
}
