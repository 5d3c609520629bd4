import type { DecidedValue } from '../issue/decision.ts';
import { ruleModel } from './rule-opinions.ts';

/** Whether a rule of the settings chose a value. No model has that name. */
export function isByRule({ decidedBy }: Pick<DecidedValue, 'decidedBy'>): boolean {
  return decidedBy.includes(ruleModel);
}
