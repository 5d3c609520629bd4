import type { LabelMeaning, Reason } from '../../../domain/issue/decision.ts';
import { generalIdf } from '../../embedding/general-idf.ts';
import { createReader, type Reader } from '../category/read-once.ts';
import { matchConfidence, matchName, matchReason, readIssueWords } from './match-name.ts';
import { askTaughtModel, type TaughtModel } from './taught-model.ts';

/** Labels whose names are looked for in an issue: taking a name and a description apart costs some 20 µs. */
const maxMatched = 2_000;

/**
 * How likely each area of the repository is, and why: by its own model from ten examples up, before that by its label's
 * name and description. Areas about which nothing speaks are left out.
 * @param model what the repository has taught of its areas, null before
 * @param read the issue's reader, where other models read the same issue
 */
export function areaOpinion(
  model: TaughtModel | null,
  issue: { title: string; body: string },
  meanings: readonly LabelMeaning[],
  read: Reader = createReader(issue),
): { probabilities: Record<string, number>; reasons: Record<string, Reason[]> } {
  const taught = model ? askTaughtModel(model, issue, read) : { probabilities: {}, reasons: {} };
  const probabilities = new Map<string, number>();
  const reasons = new Map<string, Reason[]>();
  const areas = meanings.filter(({ dimension }) => dimension === 'area');
  const words = areas.length > 0 ? readIssueWords(issue) : null;
  let matched = 0;
  for (const area of areas) {
    const { value } = area;
    if (Object.hasOwn(taught.probabilities, value)) {
      probabilities.set(value, taught.probabilities[value] as number);
      reasons.set(value, taught.reasons[value] ?? []);
      continue;
    }
    const match = words && matched++ < maxMatched && matchName(area, words, generalIdf);
    if (!match) continue;
    probabilities.set(value, matchConfidence(match));
    reasons.set(value, [matchReason(match)]);
  }
  return { probabilities: Object.fromEntries(probabilities), reasons: Object.fromEntries(reasons) };
}
