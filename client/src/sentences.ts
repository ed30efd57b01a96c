/**
 * Texts with a sentence a line, so that two of them can be laid side by side. Nothing here needs VS Code at run time.
 */

/** Ends of sentences; a bracket that closes behind one belongs to it, and so does the full stop behind that. */
const END = /[。！？](?:["」』）)]+。?)?/g;
/** A line that opens with a marker, or is indented with one, begins something new. */
const MARKER =
  /^[\s\u3000]*(?:[（(][0-9０-９一二三四五六七八九十ア-ンイロハa-zａ-ｚ]{1,3}[）)]|[0-9０-９]{1,2}[.．、\s\u3000]|[①-⑳]|[IVXⅠ-Ⅹ]+[.．\s\u3000]|[・○●◎■□◆-]|第[0-9０-９一二三四五六七八九十]+[条項章節])/;

/**
 * The sentences of a text, each on its line. Lines that are broken inside a sentence are joined; a blank line, a marker and a line that is a heading keep
 * their own lines. The words stay as they are but for white space at the ends of lines.
 */
export function oneSentenceALine(text: string): string {
  const lines: string[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') lines.push(open);
    open = '';
  };
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');
    // a heading is a line that is no sentence, with nothing open before it
    if (line === '' || MARKER.test(raw) || /^[\u3000 ]/.test(raw)) close();
    if (line === '') continue;
    let from = 0;
    for (const match of line.matchAll(END)) {
      const end = match.index + match[0].length;
      lines.push(joined(open, line.slice(from, end)));
      open = '';
      from = end;
    }
    const rest = line.slice(from).trimStart();
    if (rest !== '') open = joined(open, rest);
    // a short line that ends no sentence is a heading
    if (open !== '' && MARKER.test(raw) && line.length <= LONGEST_HEADING && !/[、，]$/.test(line)) close();
  }
  close();
  return `${lines.join('\n')}\n`;
}

/** Characters of a heading at most. */
const LONGEST_HEADING = 40;

/** Two pieces of a sentence; a space where Latin words meet. */
function joined(before: string, after: string): string {
  if (before === '') return after;
  return /[A-Za-z0-9,.]$/.test(before) && /^[A-Za-z0-9]/.test(after) ? `${before} ${after}` : before + after;
}
