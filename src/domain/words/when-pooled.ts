/**
 * Words that follow a lower bound which a label's own outcomes don't explain, because it also counts what the other labels of its
 * dimension have shown: without them, "0 of 2 correct (lower bound 60%)" reads like a mistake. Empty where the own outcomes explain it.
 */
export const whenPooled = (
  { right, total, lowerBound }: { right: number; total: number; lowerBound: number },
  words: string,
): string => (total === 0 || lowerBound > right / total ? words : '');
