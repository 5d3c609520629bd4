/** Words of a text: letters and digits of any script, an apostrophe inside; numbers all become `0`. */
export function words(text: string): string[] {
  const found = text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+(?:['’]\p{L}+)?|\?/gu) ?? [];
  return found.map((word) => (/^\d/.test(word) ? '0' : word.slice(0, 40)));
}

/** Links become the word `url`, so that what they point at is not learnt. */
export const withoutLinks = (text: string): string => text.replace(/https?:\/\/[^\s)>\]]{1,2000}/g, ' url ');
