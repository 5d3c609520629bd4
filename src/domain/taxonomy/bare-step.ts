import { classifyDescription } from './classify-description.ts';
import type { LabelWords } from './label-words.ts';
import type { Meaning } from './meaning.ts';
import { bareSteps, wordedAs } from './vocabulary.ts';

const stepOf = (all: string) => wordedAs(bareSteps, all);
/** An area of many repositories, and a step in Spanish only: it makes no scale, but may belong to one. */
const seldomStep = 'media';

/** Whether a repository's labels are called `high`, `medium` or `low`, two of them at least, with nothing before: a scale of priority. */
export function isBareScale(labels: readonly LabelWords[]): boolean {
  return new Set(labels.flatMap(({ all }) => (all === seldomStep ? [] : (stepOf(all) ?? [])))).size >= 2;
}

/**
 * What a label says that is called like a step and nothing more: a priority beside other steps, and nothing alone, since `high` may be
 * a priority, a severity, an effort or a risk. Null for any other name, and for one that its description explains.
 */
export function bareStep(all: string, description: string, isScale: boolean): Meaning | null {
  const value = stepOf(all);
  if (value === null || classifyDescription(description)) return null;
  if (isScale)
    return { dimension: 'priority', value, reason: `its name says ${value}, beside other steps of a scale` };
  if (all === seldomStep) return null;
  return { dimension: 'none', value: '', reason: 'its name is a step, of what it does not say' };
}
