import type { Meaning } from './meaning.ts';

/** What a lone emoji stands for, as the lists of commit and label emoji have it. */
const pictures: readonly [string, RegExp][] = [
  ['bug', /[🐛🐞🪲]/u],
  ['feature', /[✨💡🌟]/u],
  ['question', /[❓❔🙋]/u],
  ['documentation', /[📚📖📝]/u],
];

/** What a label says whose name is nothing but an emoji; null for any other picture. */
export function classifyPicture(name: string): Meaning | null {
  const value = pictures.find(([, picture]) => picture.test(name))?.[0];
  return value ? { dimension: 'category', value, reason: `its picture says ${value}` } : null;
}
