/**
 * A confidence as models write it, as a probability: `0.9`, `"0.9"`, `55` (percent), `"55%"`. Null where it can't be told what is
 * meant, such as 1.4 or -1: a number is never bent into the range.
 */
export function readConfidence(given: unknown): number | null {
  if (typeof given === 'number') return asProbability(given);
  if (typeof given !== 'string') return null;
  const text = given.trim();
  const [, digits = '', percent] = /^(\d{1,3}(?:\.\d{1,10})?|\.\d{1,10})\s?(%?)$/.exec(text) ?? [];
  if (digits === '') return null;
  const number = Number(digits);
  return percent ? (number <= 100 ? number / 100 : null) : asProbability(number);
}

/** Between a probability and a percentage there is nothing that anybody would write. */
function asProbability(number: number): number | null {
  if (number >= 0 && number <= 1) return number;
  return number >= 2 && number <= 100 ? number / 100 : null;
}
