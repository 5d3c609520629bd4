import type { Label, RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHub } from '../ports/core.ts';

/** A label as it is known here: its name and GitHub's id of it; null for one that was created just now. */
export interface LabelToAdd {
  label: string;
  labelId: number | null;
}

type Labels = Pick<GitHub, 'addLabels' | 'deleteLabel' | 'isLabelUsed' | 'labelAge'>;

/**
 * Adds labels in one request. What is known here may be older than a label's end, and GitHub creates a label that it does
 * not find, so the answer is looked at: a name under another id than the one that is known was deleted or renamed. If the write
 * created it, it is deleted again. If people had made it anew before the write, it is theirs, and stays. Safe to run again.
 *
 * @returns those that the repository does not have any more; they are on the issue no longer
 */
export async function addExistingLabels(
  github: Labels,
  repo: RepositoryRef,
  number: number,
  labels: readonly LabelToAdd[],
): Promise<string[]> {
  const began = performance.now();
  const names = labels.map(({ label }) => label);
  const standing = await github.addLabels(repo, number, names);
  const gone: string[] = [];
  for (const { label, labelId } of labels) {
    const found = standing.find(({ name }) => name.toLowerCase() === label.toLowerCase());
    if (!found || labelId === null || found.id === labelId) continue;
    if (!(await isMadeByWrite(github, repo, number, found, began))) continue;
    await github.deleteLabel(repo, label);
    gone.push(label);
  }
  return gone;
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
