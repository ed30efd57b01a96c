/**
 * What the words of a note say beyond themselves. Nothing here needs VS Code at run time, so that it can be tested without it.
 */
import type { TextBody } from '../../../server/src/annotations/model.ts';

const TAG = /(?:^|[\s\u3000])[#＃]([^\s\u3000#＃、。，．,;:!?！？（）()「」]+)/g;

/** The tags that words have in them: #沖縄 #BMD. */
export function tagsIn(words: string): string[] {
  return [...new Set([...words.matchAll(TAG)].map((match) => match[1]))];
}

/** What a note is for: words that end as a question ask, tags alone tag, nothing at all marks. */
export function motivationOf(words: string): string {
  const trimmed = words.trim();
  if (trimmed === '') return 'highlighting';
  if (/[?？]$|か。?$/.test(trimmed.replace(TAG, '').trim())) return 'questioning';
  return trimmed.replace(TAG, '').trim() === '' ? 'tagging' : 'commenting';
}

export function bodyOf(words: string): TextBody[] {
  return words.trim() === '' ? [] : [{ value: words.trim(), format: 'text/markdown' }];
}
