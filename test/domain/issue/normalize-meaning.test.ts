import { describe, expect, it } from 'vitest';
import { normalizeMeaning } from '../../../src/domain/issue/normalize-meaning.ts';

const base = { title: 'Saving fails', body: 'It says **ENOENT** on `v2`.\n\nEvery time.' };
const same = (over: Partial<typeof base>) =>
  normalizeMeaning({ ...base, ...over }) === normalizeMeaning(base);

describe('an edit changes nothing that matters', () => {
  it.each([
    { title: '  saving   FAILS ' },
    { body: 'It says ENOENT on v2. Every time.' },
    { body: 'It says __ENOENT__ on v2.\r\n\r\n\r\nEvery time.\n' },
    { body: `${base.body}\n<!-- please\nfill in -->` },
    { body: `${base.body}<!-- left open` },
    { body: 'It says\u200b ENOENT on\u00a0v2. Every time.' },
    { body: 'It says ＥＮＯＥＮＴ on v2. Every time.' },
  ])('%j', (over) => {
    expect(same(over)).toBe(true);
  });
});

describe('an edit matters', () => {
  it.each([
    { title: 'Saving works' },
    { body: 'It says EACCES on v2. Every time.' },
    { body: '' },
    { title: 'Saving', body: `fails ${base.body}` },
    { body: `${base.body} <!-- a --> Since v3.` },
  ])('%j', (over) => {
    expect(same(over)).toBe(false);
  });
});
