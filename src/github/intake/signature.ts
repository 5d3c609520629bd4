import { createHmac, timingSafeEqual } from 'node:crypto';

const form = /^sha256=([0-9a-f]{64})$/;

/** The 32 bytes of an `x-hub-signature-256` header, or null when it is missing or not of that form. */
export function parseSignature(header: string | undefined): Buffer | null {
  const hex = header === undefined ? null : form.exec(header)?.[1];
  return hex ? Buffer.from(hex, 'hex') : null;
}

/** Follows a body as it streams in, and says at its end whether any of the secrets signed it. */
export interface SignatureCheck {
  update(chunk: Uint8Array): void;
  /** Constant time in the digest and in which secret matched. Call once. */
  matches(signature: Uint8Array): boolean;
}

/**
 * HMAC-SHA256 over the raw bytes under every active secret at once (one, or two while a secret is rotated).
 *
 * Not `verify` of @octokit/webhooks: it takes the whole body as a decoded string, which is not the bytes that were
 * signed where they are not valid UTF-8, and holds the body three times (see docs/decisions/0007-reading-webhook-bodies.md).
 * Tests hold this against @octokit/webhooks' `sign` and GitHub's published vector.
 */
export function startSignatureCheck(secrets: readonly string[]): SignatureCheck {
  const hmacs = secrets
    .filter((secret) => secret.trim() !== '')
    .map((secret) => createHmac('sha256', secret));
  return {
    update(chunk) {
      for (const hmac of hmacs) hmac.update(chunk);
    },
    matches(signature) {
      let matched = false;
      for (const hmac of hmacs) {
        const digest = hmac.digest();
        matched = (digest.length === signature.length && timingSafeEqual(digest, signature)) || matched;
      }
      return matched;
    },
  };
}
