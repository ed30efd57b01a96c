import { splitLines } from '../text/lines.ts';
import { beginsDocument } from './boundaries.ts';
import { isChrome, isDate, isIssuer, isLabel, isNumber, isStatus, isTitleOfDocument, namesDocument } from './facts.ts';
import { Kind } from './kinds.ts';
import { Flag, type LineScan, scanLine } from './scan.ts';
import { isTitleLike, readTitleBlock } from './title-block.ts';

/** What the head of a text says about being a communiqué. */
export interface Recognition {
  /** Whether to treat the text as one without being asked. */
  communique: boolean;
  /** 0 to 1; a text is taken from 0.7 on. */
  confidence: number;
  /** What spoke for it, in the order of the evidence: title, date, issuers, preamble, sections, labels. */
  reasons: string[];
}

/** Characters of a text that are looked at. */
export const RECOGNITION_LENGTH = 8000;
const HEAD_LINES = 40;
const THRESHOLD = 0.7;

const PREAMBLE =
  /(?:概要(?:は)?(?:以下|次)のとおり|以下のとおり(?:です)?。?$|開催され(?:たところ|た。|ました)|標記(?:会合|会談)|次のとおり(?:協定|合意)し|閣僚は、|大臣は、|両政府|会合を行|会談を行|Foreign Minister|Ministers? (?:of|met|reaffirmed)|Security Consultative)/;
const SUBJECT =
  /(?:大臣|外務|外交|防衛|国防|首脳|外相|防衛相|安全保障|安保|協議|会談|会見|共同声明|共同発表|共同宣言|閣議|閣僚|条約|協定|政府|国務|両国|二国間|多国間|国連|自衛隊|米軍|在日|談話|官房長官|質問主意書|答弁書|附帯決議|交換公文|書簡|取極|覚書|大使|指針|大綱|戦略|日[米豪英仏印韓中露独伊加比越泰]|日・|Minister|Japan|Joint|Security|Defense|Defence|Foreign|Treaty|Agreement)/;

const OFFICE = /(?:省|庁|府|内閣|官房|議院|国会|大使館)$|Ministry|Department of|Embassy/;

/**
 * Recognises a communiqué by its title block: a title that says what it is, a date line, the ministries. A letter, a diary, a
 * log or source code has at most one of them. `head` is the beginning of the text (RECOGNITION_LENGTH characters suffice).
 * Never throws.
 */
export function recognise(head: string): Recognition {
  const scans = splitLines(head.slice(0, RECOGNITION_LENGTH)).slice(0, 200).map(scanLine);
  let from = 0;
  while (from < scans.length && scans[from].flags & Flag.blank) from++;
  // a page's navigation may stand above the title
  for (let i = from; i < Math.min(scans.length, from + HEAD_LINES); i++) {
    if (i > from && beginsDocument(scans, i) && onlyChrome(scans, from, i)) {
      from = i;
      break;
    }
  }
  if (from >= scans.length) return { communique: false, confidence: 0, reasons: [] };
  const block = readTitleBlock(scans, from, scans.length);
  const reasons: string[] = [];
  let score = 0;
  const first = scans[from];
  const titled = block.titled && isTitleLike(scans[from + block.titleLine]);
  const named = titled && (namesDocument(block.title) || block.labels.some((l) => l.name === '文書名'));
  if (named) {
    score += 0.4;
    reasons.push('title');
  } else if (titled && SUBJECT.test(block.title)) {
    score += 0.25;
    reasons.push('title');
  }
  const dated = block.dateLine >= 0 && isDate(scans[from + block.dateLine]);
  if (dated) {
    score += 0.3;
    reasons.push('date');
  }
  if (block.issuers.length > 0) {
    score += 0.3;
    reasons.push('issuers');
  }
  const body = scans.slice(from + block.bodyLine, from + block.bodyLine + 12);
  if (body.some((s) => s.end - s.start >= 8 && PREAMBLE.test(s.text.slice(0, 400)))) {
    score += 0.2;
    reasons.push('preamble');
  }
  if (body.some((s) => s.kind !== Kind.none && s.number === 1)) {
    score += 0.05;
    reasons.push('sections');
  }
  if (
    block.participants.some((p) => p.side !== undefined) ||
    (block.labels.length > 1 && block.labels.some((l) => /日時|場所|出席|参加|文書名/.test(l.name)))
  ) {
    score += 0.1;
    reasons.push('labels');
  }
  // an agreement is dated where it is signed, at its end
  const signed = !dated && block.date !== undefined && titled && isTitleOfDocument(block.title);
  if (signed) {
    score += 0.15;
    reasons.push('signing');
  }
  // minutes of a club have a title, a date and a sender, too
  const official =
    SUBJECT.test(block.title) || block.issuers.some((name) => OFFICE.test(name)) || reasons.includes('preamble');
  if (!official) score = Math.min(score, 0.6);
  // code and data: braces, tags, tabs, key=value
  if (/^[{[<#!;]|^\s*(?:import|export|function|def|class|var|let|const|package|using)\b|=>|;\s*$/.test(first.text))
    score = Math.min(score, 0.3);
  const confidence = Math.min(1, Math.round(score * 100) / 100);
  return { communique: confidence >= THRESHOLD && (dated || signed || block.issuers.length > 0), confidence, reasons };
}

function onlyChrome(scans: readonly LineScan[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const scan = scans[i];
    if (
      scan.flags & Flag.blank ||
      isChrome(scan) ||
      isNumber(scan) ||
      isStatus(scan) ||
      isIssuer(scan) ||
      isLabel(scan)
    )
      continue;
    return false;
  }
  return true;
}
