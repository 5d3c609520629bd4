import { createHash, randomBytes } from 'node:crypto';

/** Prefix by which people and secret scanners recognize a token. */
const prefix = 'dispatch_';

/** Creates a token of 256 random bits. Its value is shown once; only its id is stored. */
export function makeToken(): { value: string; id: string } {
  const value = prefix + randomBytes(32).toString('base64url');
  return { value, id: tokenId(value) };
}

/**
 * Hashes a token with SHA-256, in hexadecimal. It needs no slow password hash, because 256 random bits can't
 * be guessed.
 */
export function tokenId(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
