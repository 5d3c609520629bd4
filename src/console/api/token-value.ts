import { createHash, randomBytes } from 'node:crypto';

/** So that people and secret scanners know what it is. */
const prefix = 'dispatch_';

/** A new token: shown once, then only its id is known. 256 random bits. */
export function makeToken(): { value: string; id: string } {
  const value = prefix + randomBytes(32).toString('base64url');
  return { value, id: tokenId(value) };
}

/** sha256 of a token, in hexadecimal. A slow hash is for passwords: 256 random bits cannot be guessed. */
export function tokenId(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
