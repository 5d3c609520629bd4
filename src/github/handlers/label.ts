import type { Context } from 'probot';
import { toRepository } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { knowRepository } from './know-repository.ts';
import { refreshLabels } from './present-labels.ts';

/**
 * A label was created, edited or deleted: the labels are read anew before the next decision. GitHub does not tell of the
 * issues that carry a label which was renamed or deleted, so those are put right here, by what GitHub says now: several
 * such deliveries may come in any order.
 */
export async function labelChanged(deps: AppDeps, context: Context<'label'>): Promise<void> {
  const { octokit, payload } = context;
  if (!payload.installation) return;
  const said = toRepository(payload.installation.id, payload.repository);
  const repo = await knowRepository(deps, context, said);
  if (!repo) return;
  const from = payload.action === 'edited' ? payload.changes?.name?.from : undefined;
  if (from === undefined && payload.action !== 'deleted') {
    await deps.repositories.markLabelsStale(repo);
    return;
  }
  const before = await deps.repositories.knownLabels(repo);
  const now = await refreshLabels(deps, octokit, repo);
  if (before?.some(({ id }) => id === payload.label.id)) return;
  // Its former name was not known here; issues that are may carry it all the same.
  const name = from ?? payload.label.name;
  const present = now.find(({ id }) => id === payload.label.id)?.name ?? null;
  const taken = now.some((label) => label.name.toLowerCase() === name.toLowerCase());
  if (!taken) await deps.issues.renameLabel(repo, name, present);
}
