import { Webhooks } from '@octokit/webhooks';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSignature, startSignatureCheck } from '../../../src/github/intake/signature.ts';

function matches(secrets: string[], chunks: Uint8Array[], header: string): boolean {
  const check = startSignatureCheck(secrets);
  for (const chunk of chunks) check.update(chunk);
  const signature = parseSignature(header);
  return signature !== null && check.matches(signature);
}

it("agrees with GitHub's published vector", () => {
  const header = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  const chunks = [Buffer.from('Hello, '), Buffer.from('World!')];
  expect(matches(["It's a Secret to Everybody"], chunks, header)).toBe(true);
  expect(matches(['another', "It's a Secret to Everybody"], chunks, header)).toBe(true);
  expect(matches(['another'], chunks, header)).toBe(false);
  expect(matches(['', ' '], chunks, header)).toBe(false);
});

it('agrees with @octokit/webhooks for any text, any secret and any cut into chunks', async () => {
  const secret = fc
    .string({ minLength: 1, unit: 'binary' })
    .filter((text) => text.trim() !== '' && text.isWellFormed());
  const body = fc
    .string({ minLength: 1, unit: 'binary', maxLength: 2_000 })
    .filter((text) => text.isWellFormed());
  await fc.assert(
    fc.asyncProperty(secret, body, fc.nat(), async (key, text, cut) => {
      const header = await new Webhooks({ secret: key }).sign(text);
      const bytes = Buffer.from(text);
      const at = cut % (bytes.length + 1);
      expect(matches([key], [bytes.subarray(0, at), bytes.subarray(at)], header)).toBe(true);
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
      expect(matches([key], [bytes], header)).toBe(false);
    }),
  );
});

it('tells bytes apart that decode to the same text', async () => {
  const text = '\uFFFD';
  const header = await new Webhooks({ secret: 'secret' }).sign(text);
  const other = Buffer.from([0xff]);
  expect(other.toString()).toBe(text);
  expect(matches(['secret'], [Buffer.from(text)], header)).toBe(true);
  expect(matches(['secret'], [other], header)).toBe(false);
});

it.each([
  undefined,
  '',
  'sha256=',
  'sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709',
  `sha256=${'g'.repeat(64)}`,
  `sha256=${'a'.repeat(65)}`,
])('does not read %s as a signature', (header) => {
  expect(parseSignature(header)).toBeNull();
});
