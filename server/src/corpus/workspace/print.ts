/** Length and two sums (FNV-1a, from two beginnings): the same for the same bytes, and hardly ever for others. */
export function printOf(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x2f0b4a27;
  for (let i = 0; i < bytes.length; i++) {
    a = Math.imul(a ^ bytes[i], 0x01000193);
    b = Math.imul(b ^ bytes[i], 0x5bd1e995);
  }
  return `${bytes.length}:${a >>> 0}:${b >>> 0}`;
}
