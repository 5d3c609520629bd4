import { createHmac, timingSafeEqual } from 'node:crypto';

const form = /^sha256=([0-9a-f]{64})$/;

/** Parses an `x-hub-signature-256` header to its 32 bytes; null if it is missing or malformed. */
export function parseSignature(header: string | undefined): Buffer | null {
  const hex = header === undefined ? null : form.exec(header)?.[1];
  return hex ? Buffer.from(hex, 'hex') : null;
}

/** Verifies the signature of a body while it streams in. */
export interface SignatureCheck {
  update(chunk: Uint8Array): void;
  /** Constant time in the digest and in which secret matched. Call once. */
  matches(signature: Uint8Array): boolean;
}

/**
 * Computes HMAC-SHA256 over the raw bytes with every active secret at once (two during a rotation).
 *
 * Not `verify` of @octokit/webhooks: it takes the whole body as a decoded string, which differs from the
 * signed bytes if they aren't valid UTF-8, and keeps the body in memory three times (see
 * docs/decisions/0007-reading-webhook-bodies.md).
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
