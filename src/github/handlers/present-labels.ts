import type { Context } from 'probot';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { loadSettings } from '../../triage/core/load-settings.ts';
import { loadTaxonomy } from '../../triage/core/load-taxonomy.ts';
import type { GitHubIssue } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';

type Octokit = Context['octokit'];
type GivenLabel = { id?: number | undefined; name?: string | null | undefined };
type Known = { id: number; name: string };

/**
 * The names that a payload's labels carry now, by their ids: a delivery from before a label was renamed or deleted comes
 * with its old name. A label that is not known makes us read the labels; one that GitHub does not have (any more) is left
 * out. As given, until the labels were read once.
 */
export async function presentLabels(
  deps: AppDeps,
  octokit: Octokit,
  repo: RepositoryRef,
  given: NonNullable<GitHubIssue['labels']>,
): Promise<string[]> {
  const labels = labelsOf(given);
  if (labels.length === 0) return [];
  const known = await deps.repositories.knownLabels(repo);
  return namesOfKnown(labels, known) ?? namesOf(labels, await refreshLabels(deps, octokit, repo));
}

/** The labels of a payload in one form. */
export function labelsOf(given: NonNullable<GitHubIssue['labels']>): GivenLabel[] {
  return given.flatMap<GivenLabel>((label) => (typeof label === 'string' ? { name: label } : (label ?? [])));
}

/** The same by the labels as they are known; null where one of them is not, and as given where none were read yet. */
export function namesOfKnown(labels: readonly GivenLabel[], known: readonly Known[] | null): string[] | null {
  if (known === null) return labels.flatMap(({ name }) => name ?? []);
  return labels.some((label) => isUnknown(label, known)) ? null : namesOf(labels, known);
}

function namesOf(labels: readonly GivenLabel[], known: readonly Known[]): string[] {
  return labels.flatMap((label) => {
    if (isUnknown(label, known)) return [];
    return known.find(({ id }) => id === label.id)?.name ?? label.name ?? [];
  });
}

function isUnknown({ id }: GivenLabel, known: readonly Known[]): boolean {
  return id !== undefined && !known.some((label) => label.id === id);
}

/** Reads the repository's labels; issues follow those that were renamed or deleted. */
export async function refreshLabels(deps: AppDeps, octokit: Octokit, repo: RepositoryRef): Promise<Known[]> {
  const before = (await deps.repositories.knownLabels(repo)) ?? [];
  await deps.repositories.markLabelsStale(repo);
  const reads = { github: deps.gateway(octokit), repositories: deps.repositories };
  const { settings } = await loadSettings(reads, repo);
  const now = (await loadTaxonomy(reads, repo, settings)).map(({ label }) => label);
  for (const { id, name } of before) {
    const present = now.find((label) => label.id === id);
    if (present?.name !== name) await deps.issues.renameLabel(repo, name, present?.name ?? null);
  }
  return now;
}
