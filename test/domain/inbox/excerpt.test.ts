import { expect, it } from 'vitest';
import { excerpt } from '../../../src/domain/inbox/excerpt.ts';

it('keeps the words and leaves out what a form or Markdown brings', () => {
  const body =
    '<!-- please read -->\n### What happens\n\nIt **closes** by itself, see [the log](https://example.com/x).\n\n- [ ] I can send it\n- [x] I looked\n![shot](a.png)\n```\nTypeError: x\n```\n### Version\n_No response_';
  expect(excerpt(body)).toBe('It closes by itself, see the log. I looked TypeError: x');
});

it('cuts at a word, whatever the length, and splits no character', () => {
  const long = excerpt('word '.repeat(100_000));
  expect(long.length).toBeLessThanOrEqual(361);
  expect(long).toMatch(/word…$/);
  expect(excerpt('😀'.repeat(1_000)).isWellFormed()).toBe(true);
  expect(excerpt('')).toBe('');
});

it('is quick with a hostile text', () => {
  for (const text of ['['.repeat(20_000), '!['.repeat(10_000), '> '.repeat(10_000), '*'.repeat(20_000)])
    expect(excerpt(text).length).toBeLessThanOrEqual(361);
});
