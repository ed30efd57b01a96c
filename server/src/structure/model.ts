/**
 * What the analyser says of one text: its documents, each with a title block and a tree of sections.
 *
 * All positions are 0-based lines and UTF-16 columns; all ranges are half open. No value here knows of another file.
 */

/** The kinds of marker that open a section. Two kinds are two levels wherever both are open at once. */
export type MarkerKind =
  | 'decimal' // 1. １．
  | 'bare-decimal' // 1 総論
  | 'glued-decimal' // 1存立危機事態
  | 'compound-decimal' // 1.2
  | 'paren-decimal' // （1） (1) ⑴
  | 'half-paren-decimal' // 1)
  | 'circled' // ①
  | 'roman' // I. Ⅰ
  | 'paren-roman' // (i)
  | 'upper-letter' // A.
  | 'lower-letter' // a.
  | 'paren-letter' // (a)
  | 'half-paren-letter' // a)
  | 'iroha' // （イ）（ロ）（ハ）
  | 'gojuon' // （ア）（イ）（ウ）
  | 'bare-kana' // ア イ ウ, イ ロ ハ
  | 'kanji' // 一、 一
  | 'paren-kanji' // （一）
  | 'part' // 第1部 第1編
  | 'chapter' // 第1章
  | 'division' // 第1節
  | 'article' // 第1条
  | 'ordinal' // 第1
  | 'bullet' // ・ ○ ● - …, one kind for each character
  | 'bracket' // 【】 <> 〈〉 〔〕, one kind for each pair
  | 'attachment' // 別紙 別添 付属書
  | 'note' // ※ （注）
  | 'heading' // a heading without a marker
  | 'run-in'; // a heading without a marker, followed by ： and its text on the same line

export interface Section {
  readonly kind: MarkerKind;
  /** The marker as it stands in the text, without surrounding space: `（1）`, `1.`, ``. */
  readonly marker: string;
  /** The value counted by the marker; undefined for bullets, brackets and un-numbered headings. */
  readonly number: number | undefined;
  /** The heading, or undefined where the item is a sentence without one. */
  readonly heading: string | undefined;
  /** Marker and heading, or marker and the beginning of the sentence cut at a natural place. */
  readonly name: string;
  /** Line of the marker. */
  readonly line: number;
  /** Columns of marker and heading on that line. */
  readonly startColumn: number;
  readonly endColumn: number;
  /** Last line that belongs to the section (inclusive), with trailing blank lines left out. */
  readonly lastLine: number;
  readonly children: readonly Section[];
}
