import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neutralize } from '../../../src/domain/text/neutralize.ts';
import { hostileText } from '../hostile-text.ts';

it.each([
  ['@octocat fixes #3', '`@octocat fixes #3`'],
  ['a `b` ``` c', "`a 'b' ''' c`"],
  ['one\r\ntwo\u2028three', '`one two three`'],
  ['pay\u202egnp.exe', '`paygnp.exe`'],
  ['a\u200b\u2060\ufeffb', '`ab`'],
  ['  blanks   go  ', '`blanks go`'],
  ['\u0000\u200b', ''],
  ['', ''],
  ['😀😀😀', '`😀😀😀`'],
])('%j becomes %j', (text, inert) => {
  expect(neutralize(text)).toBe(inert);
});

it('cuts by characters, never through one', () => {
  expect(neutralize('😀'.repeat(100), 5)).toBe('`😀😀😀😀…`');
});

it('gives one line with exactly two backticks, at its ends', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 2, max: 100 }), (text, length) => {
      const inert = neutralize(text, length);
      if (inert === '') return;
      expect(inert).toMatch(/^`[^`\n\r]+`$/u);
      expect([...inert].length).toBeLessThanOrEqual(length + 2);
    }),
  );
});
