import type { IssueFeatures } from '../features/issue-features.ts';
import { priorInputs } from '../prior/prior.ts';
import type { Inputs } from '../solver/design.ts';

/** What the local model looks at: features, the chosen headings' answers, and the prior's logits. */
export function localInputs(
  features: IssueFeatures,
  answers: readonly string[],
  prior: Float64Array,
): Inputs {
  const given = new Set(features.answers);
  const { blocks, dense } = priorInputs(features);
  return {
    blocks,
    dense: { ...dense, answers: answers.map((answer) => (given.has(answer) ? 1 : 0)), prior },
  };
}
