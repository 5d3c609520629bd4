import fc from 'fast-check';
import { expect, it } from 'vitest';
import { globProblem, matchesGlob } from '../../../src/domain/text/glob.ts';

it.each([
  ['area/*', 'area/api', true],
  ['area/*', 'AREA/API/v2', true],
  ['area/*', 'area', false],
  ['*', '', true],
  ['', 'x', false],
  ['P?', 'P0', true],
  ['P?', 'P10', false],
  ['[Type]*', '[Type] Bug', true],
  ['*bot*', 'renovate[bot]', true],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXbYbZ', false],
  ['🐛*', '🐛 Bug', true],
  ['?', '🐛', true],
])('%s and %s: %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});

it.each(['', ' ', 'a**', '!a', '{a,b}', 'a\nb', 'x'.repeat(201)])('%j is refused', (pattern) => {
  expect(globProblem(pattern)).not.toBeNull();
});

it.each(['area/*', '[Type]*', 'P?', 'needs: {info}'])('%j is taken', (pattern) => {
  expect(globProblem(pattern)).toBeNull();
});

it('matches as the regular expression of the same meaning does', () => {
  const part = fc.constantFrom('a', 'b', '.', '*', '?', '[', '(');
  const text = fc
    .array(fc.constantFrom('a', 'b', '.', '[', '('), { maxLength: 8 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
      text,
      (pattern, subject) => {
        const expression = pattern.replace(/[.[(]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesGlob(pattern, subject)).toBe(new RegExp(`^${expression}$`).test(subject));
      },
    ),
    { numRuns: 2000 },
  );
});
