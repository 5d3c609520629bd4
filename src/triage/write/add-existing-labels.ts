import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHub } from '../ports/core.ts';

/** A label as it is known here: its name and GitHub's id of it; null for one that was created just now. */
export interface LabelToAdd {
  label: string;
  labelId: number | null;
}

/**
 * Adds labels in one request. What is known here may be older than a label's end, and GitHub creates a label that it does
 * not find, so the answer is looked at: a name under another id than the one that is known was deleted or renamed. The write
 * created it if nothing else speaks for people having done so (a description, another issue that carries it), and then it is
 * deleted again. Safe to run again.
 *
 * @returns those that the repository does not have any more; they are on the issue no longer
 */
export async function addExistingLabels(
  github: Pick<GitHub, 'addLabels' | 'deleteLabel' | 'isLabelUsed'>,
  repo: RepositoryRef,
  number: number,
  labels: readonly LabelToAdd[],
): Promise<string[]> {
  const names = labels.map(({ label }) => label);
  const standing = await github.addLabels(repo, number, names);
  const gone: string[] = [];
  for (const { label, labelId } of labels) {
    const found = standing.find(({ name }) => name.toLowerCase() === label.toLowerCase());
    if (!found || labelId === null || found.id === labelId || found.description !== '') continue;
    if (await github.isLabelUsed(repo, label, number)) continue;
    await github.deleteLabel(repo, label);
    gone.push(label);
  }
  return gone;
}
