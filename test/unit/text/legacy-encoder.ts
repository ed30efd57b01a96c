/** Bytes of Japanese texts in the older encodings: the platform decodes them only, so its decoder is turned round. */

const tables = new Map<string, Map<string, readonly number[]>>();

/** The bytes of a text in Shift_JIS or EUC-JP. Throws on a character that the encoding has no code for. */
export function encodeLegacy(text: string, encoding: 'shift_jis' | 'euc-jp'): Uint8Array {
  const table = tables.get(encoding) ?? invert(encoding);
  tables.set(encoding, table);
  const bytes: number[] = [];
  for (const char of text) {
    const code = table.get(char);
    if (code === undefined) throw new Error(`${encoding} has no ${char}`);
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

/** The bytes of a text in ISO-2022-JP: those of EUC-JP without their high bits, between escape sequences. */
export function encodeIso2022Jp(text: string): Uint8Array {
  const bytes: number[] = [];
  let japanese = false;
  const ascii = [0x1b, 0x28, 0x42];
  for (const char of text) {
    const code = encodeLegacy(char, 'euc-jp');
    if (code.length === 2 && !japanese) bytes.push(0x1b, 0x24, 0x42);
    if (code.length === 1 && japanese) bytes.push(...ascii);
    japanese = code.length === 2;
    for (const byte of code) bytes.push(byte & 0x7f);
  }
  if (japanese) bytes.push(...ascii);
  return Uint8Array.from(bytes);
}

/** The bytes of a text in UTF-16. */
export function encodeUtf16(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le');
  return bytes;
}

function invert(encoding: 'shift_jis' | 'euc-jp'): Map<string, readonly number[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const learn = (...bytes: number[]) => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      // The first code wins: some characters have a second one in the rows of NEC and IBM.
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // No character has this code.
    }
  };
  for (let byte = 0; byte < 0x100; byte++) learn(byte);
  for (let lead = 0x80; lead < 0x100; lead++) for (let trail = 0x40; trail < 0x100; trail++) learn(lead, trail);
  return table;
}
