import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownPath } from '../../../src/console/frame/own-path.ts';

const bases = ['http://127.0.0.1:3000', 'https://triage.example.com'];
const pages = ['/', '/sign-in/callback', '/harbour/tide/issues/1'];

it.each([
  '/.//evil.com',
  '/..//evil.com',
  '/%2e//evil.com',
  '/a/..//evil.com',
  '/.\\\\evil.com',
  '//evil.com',
  '/\\evil.com',
  '/\t/evil.com',
  'https://evil.com',
  'javascript:alert(1)',
  `/${'a'.repeat(2_000)}`,
  undefined,
  ['/'],
])('leads %j nowhere but home', (wanted) => {
  expect(ownPath(wanted, 'https://triage.example.com')).toBe('/');
});

it('keeps a path of ours with its query', () => {
  expect(ownPath('/harbour/tide/issues?q=a%2Fb&next=//x', 'https://triage.example.com')).toBe(
    '/harbour/tide/issues?q=a%2Fb&next=//x',
  );
});

it('stays on our own origin, whatever it is given and wherever it is followed from', () => {
  const part = fc.constantFrom(
    ...['/', '\\', '.', '..', '%2e', '%2f', '%5c', ':', '@', '?', '#', '\t', '\n', '\r', ' ', 'a'],
    ...['evil.com', 'https:', 'javascript:', '127.0.0.1:3000', '\u2024', '\uff0f', '\u3002', '[::1]'],
  );
  const paths = fc.oneof(
    fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `/${text}`),
  );
  fc.assert(
    fc.property(paths, fc.constantFrom(...bases), fc.constantFrom(...pages), (wanted, base, page) => {
      const followed = new URL(ownPath(wanted, base), new URL(page, base));
      expect(followed.origin).toBe(base);
    }),
    { numRuns: 20_000 },
  );
});
