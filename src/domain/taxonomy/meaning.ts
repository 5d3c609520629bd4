import type { LabelMeaning } from '../issue/decision.ts';

/** What a label means, without the label. */
export type Meaning = Pick<LabelMeaning, 'dimension' | 'value' | 'reason'>;

/** A label that is never predicted, and why. */
export function workflow(reason: string): Meaning {
  return { dimension: 'workflow', value: '', reason };
}
