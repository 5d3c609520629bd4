import { describe, expect, it } from 'vitest';
import { parseDuplicateOf } from '../../../src/domain/duplicates/parse-duplicate-of.ts';

const repo = { owner: 'harbour', name: 'tide' };
const read = (text: string) => parseDuplicateOf(text, repo);

describe('a comment that names what an issue duplicates', () => {
  it.each([
    ['Duplicate of #12', 12],
    ['duplicate of: #12, thanks', 12],
    ['Thanks for the report.\n\nClosing as a duplicate of https://github.com/Harbour/tide/issues/7.', 7],
    ['This is a dup of harbour/tide#9', 9],
    ['Dupe of #1', 1],
    ['**Duplicate of #1**', 1],
    ['**Duplicate of** #1.', 1],
    ['_Duplicate of #1_', 1],
    ['- Duplicate of #1', 1],
    ['Thanks!\n\n* **Dupe of #1**\n* see there', 1],
    ['Duplicate of GH-1', 1],
  ])('is read: %s', (text, number) => expect(read(text)).toBe(number));

  it.each([
    'Not a duplicate of #12',
    'Is this a duplicate of #12?',
    '> Duplicate of #12',
    '`Duplicate of #12`',
    '```\nDuplicate of #12\n```',
    'Duplicate of other/place#12',
    'Duplicate of https://github.com/other/place/issues/12',
    'Duplicate of #99999999999999',
    'See #12',
    'Duplicate of #12?',
    '~~Duplicate of #12~~',
    '> - Duplicate of #12',
    '- > Duplicate of #12',
    '- `Duplicate of #12`',
    '```\n- Duplicate of #12\n```',
    '<!--\n- Duplicate of #12\n-->',
    '- Not a duplicate of #12',
  ])('is not read into: %s', (text) => expect(read(text)).toBeNull());
});
