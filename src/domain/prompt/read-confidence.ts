/**
 * The words in which a model says how sure it is, and the probability that each stands for. Asked for a number, models
 * answer 80 to 100% nearly always (M. Xiong et al., "Can LLMs Express Their Uncertainty?", ICLR 2024). What a word is worth in a
 * repository is learned: the pool weighs each source by the lessons in which it spoke (`domain/decide/trust`).
 */
export const confidenceWords: Readonly<Record<string, number>> = {
  'almost certain': 0.95,
  'very likely': 0.87,
  likely: 0.75,
  'about even': 0.5,
  unlikely: 0.25,
};

/**
 * A confidence as models write it, as a probability: one of the words, `0.9`, `"0.9"`, `55` (percent), `"55%"`. Null where it can't be told what is
 * meant, such as 1.4 or -1: a number is never bent into the range.
 */
export function readConfidence(given: unknown): number | null {
  if (typeof given === 'number') return asProbability(given);
  if (typeof given !== 'string') return null;
  const text = given.trim();
  const word = text.toLowerCase();
  if (Object.hasOwn(confidenceWords, word)) return confidenceWords[word] ?? null;
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
