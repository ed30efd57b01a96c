import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** `sha256:` and the hexadecimal SHA-256 of the UTF-8 form of a text: what `sha256sum` says of a UTF-8 file without a byte order mark. */
export function textHash(text: string): string {
  return `sha256:${bytesToHex(sha256(new TextEncoder().encode(text)))}`;
}
