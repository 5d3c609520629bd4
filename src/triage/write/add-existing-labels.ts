import type { Label, RepositoryRef } from '../../domain/issue/repository.ts';
import type { WriteRefusal } from '../../domain/issue/write-refusal.ts';
import type { GitHub } from '../ports/core.ts';
import { addReasonedLabels, type LabelToAdd } from './add-reasoned-labels.ts';
import type { LabelReasons } from './label-reasons.ts';

type Labels = Pick<GitHub, 'addLabels' | 'listSuggestions' | 'deleteLabel' | 'isLabelUsed' | 'labelAge'>;

/** A label that is not on the issue although it was asked for. */
export interface LabelNotAdded {
  label: string;
  refusal: WriteRefusal;
}

/**
 * Adds labels in one request. What is known here may be older than a label's end, and GitHub creates a label that it does
 * not find, so the answer is looked at: a name under another id than the one that is known was deleted or renamed. If the write
 * created it, it is deleted again. If people had made it anew before the write, it is theirs, and stays. Safe to run again.
 *
 * @returns those that are not on the issue: the repository does not have them any more, or leaves them to people
 */
export async function addExistingLabels(
  deps: { github: Labels; reasons?: LabelReasons },
  repo: RepositoryRef,
  number: number,
  labels: readonly LabelToAdd[],
): Promise<LabelNotAdded[]> {
  const { github } = deps;
  const began = performance.now();
  const { standing, held, dismissed } = await addReasonedLabels(deps, repo, number, labels);
  const refused = (names: readonly string[], code: 'held_by_automation' | 'dismissed' | 'label_gone') =>
    names.map((label) => ({ label, refusal: { code } }));
  const gone: string[] = [];
  for (const { label, labelId } of labels) {
    const found = standing.find(({ name }) => name.toLowerCase() === label.toLowerCase());
    if (!found || labelId === null || found.id === labelId) continue;
    if (!(await isMadeByWrite(github, repo, number, found, began))) continue;
    await github.deleteLabel(repo, label);
    gone.push(label);
  }
  return [
    ...refused(gone, 'label_gone'),
    ...refused(held, 'held_by_automation'),
    ...refused(dismissed, 'dismissed'),
  ];
}

/** GitHub's times are whole seconds. */
const precision = 1;

/**
 * True where the write that began then created the label: it is no older than the write, and nothing speaks for people (a
 * description, another issue that carries it). False where GitHub does not say how old it is.
 */
async function isMadeByWrite(
  github: Labels,
  repo: RepositoryRef,
  number: number,
  { name, description }: Label,
  began: number,
): Promise<boolean> {
  if (description !== '' || (await github.isLabelUsed(repo, name, number))) return false;
  const age = await github.labelAge(repo, name);
  return age !== null && age <= (performance.now() - began) / 1_000 + precision;
}
