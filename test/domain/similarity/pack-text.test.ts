import { expect, it } from 'vitest';
import { indexText } from '../../../src/domain/similarity/indexed-text.ts';
import { packText, unpackText } from '../../../src/domain/similarity/pack-text.ts';

const norms = { whole: 4.5, title: 2.25, body: 3.5 };

it.each([
  [
    'an ordinary issue',
    'Crash in parseFile',
    "Error: ENOENT, lstat '/a/b'\n    at Reader.open (a.js:1:2)\nthe file again",
  ],
  ['an empty issue', '', ''],
])('reads back %s', (_, title, body) => {
  const text = indexText({ title, body }, new Set());
  const read = unpackText(packText(text, norms));
  expect(read).toEqual({ text, norms });
});

it('reads bytes that begin in the middle of a buffer', () => {
  const packed = packText(indexText({ title: 'One two', body: 'three' }, new Set()), norms);
  const shifted = new Uint8Array(packed.length + 3);
  shifted.set(packed, 3);
  expect(unpackText(shifted.subarray(3)).norms).toEqual(norms);
});

it('refuses bytes of another version', () => {
  expect(() => unpackText(new Uint8Array(64))).toThrow(RangeError);
});
