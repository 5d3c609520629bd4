/** One answered question: what was right, what was said, and how sure. */
export interface Answer {
  truth: string;
  said: string;
  /** 0 to 1. */
  confidence: number;
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => a + b, 0) / Math.max(1, numbers.length);

/** F1 of one class. */
export function f1(answers: readonly Answer[], label: string): number {
  const hit = answers.filter((answer) => answer.said === label && answer.truth === label).length;
  const both =
    answers.filter((answer) => answer.said === label).length +
    answers.filter((answer) => answer.truth === label).length;
  return both === 0 ? 0 : (2 * hit) / both;
}

/** Mean F1 over the labels that occur as truth. */
export const macroF1 = (answers: readonly Answer[]): number =>
  mean([...new Set(answers.map((answer) => answer.truth))].sort().map((label) => f1(answers, label)));

export const accuracy = (answers: readonly Answer[]): number =>
  mean(answers.map((answer) => (answer.said === answer.truth ? 1 : 0)));

/** Accuracy of the surest share of the answers. */
export function precisionAtCoverage(answers: readonly Answer[], share: number): number {
  const surest = [...answers].sort((a, b) => b.confidence - a.confidence);
  return accuracy(surest.slice(0, Math.floor(surest.length * share)));
}

/** Expected calibration error over ten bins of equal width (Guo et al. 2017). */
export function calibrationError(answers: readonly Answer[], bins = 10): number {
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const own = answers.filter(({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === bin);
    error +=
      (own.length / Math.max(1, answers.length)) *
      Math.abs(accuracy(own) - mean(own.map(({ confidence }) => confidence)));
  }
  return error;
}
