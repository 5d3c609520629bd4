/** A label counts as learnt from so many examples on. */
const learntFrom = 3;
/** Fewer learnt labels prove nothing by being told apart from each other. */
const leastLearnt = 4;

/**
 * Whether a repository's areas are judged by being told apart from each other, on issues that carry one: labels are put on now
 * and then, and an issue without any says nothing. Where fewer than four labels are learnt that would prove nothing (one
 * label is always right among issues that carry it), so they are judged on all issues. Where no issue carries any, nobody
 * has ever judged areas.
 * @param examples of each area of the repository
 */
export function areasToldApart(examples: Iterable<number>): boolean {
  let learnt = 0;
  let all = 0;
  for (const count of examples) {
    all += count;
    if (count >= learntFrom) learnt++;
  }
  return all === 0 || learnt >= leastLearnt;
}
