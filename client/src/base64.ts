/** Bytes as base64 in every host: a browser has no `Buffer`, and its `btoa` takes a string of characters up to U+00FF. */

/** As many arguments as every engine takes in one call. */
const PIECE = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let characters = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    characters += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return btoa(characters);
}
