import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neutralise } from '../../../src/domain/text/neutralise.ts';
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
  expect(neutralise(text)).toBe(inert);
});

it('cuts by characters, never through one', () => {
  expect(neutralise('😀'.repeat(100), 5)).toBe('`😀😀😀😀…`');
});

it('gives one line with exactly two backticks, at its ends', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 2, max: 100 }), (text, length) => {
      const inert = neutralise(text, length);
      if (inert === '') return;
      expect(inert).toMatch(/^`[^`\n\r]+`$/u);
      expect([...inert].length).toBeLessThanOrEqual(length + 2);
    }),
  );
});
