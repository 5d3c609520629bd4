import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { mayLeave } from '../../domain/settings/may-leave.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { LabelingProblem, LabelingRun } from '../../domain/weak-labels/labeling-run.ts';
import { loadSettings } from '../core/load-settings.ts';
import { loadTaxonomy } from '../core/load-taxonomy.ts';
import type { ChoreDeps, ChoreQueue } from '../ports/chores.ts';
import type { TaughtIssue, TaughtIssues } from '../ports/models.ts';
import type {
  BatchLabeler,
  BatchLabelers,
  BatchTask,
  LabelingBatch,
  LabelingWork,
} from '../ports/weak-labels.ts';

export interface LabelPastDeps extends ChoreDeps {
  chores: ChoreQueue;
  taught: TaughtIssues;
  runs: LabelingWork;
  labelers: BatchLabelers;
}

/** Only the newest issues are asked about. */
export const maxIssues = 5_000;
const titlesOfLabel = 3;
const maxUndescribed = 60;

/** What a step of a run works on. */
export interface Past {
  repo: RepositoryRef;
  settings: Settings;
  /** Of areas alone. */
  meanings: LabelMeaning[];
  issues: TaughtIssue[];
  labeler: BatchLabeler;
  guidance: string;
  description: string;
  /** Why the text may not be sent by the settings as they are now. */
  forbidden: LabelingProblem | null;
}

/** Null where there is no hosted model for the run. */
export async function loadPast(
  deps: LabelPastDeps,
  repo: RepositoryRef,
  run: LabelingRun,
): Promise<Past | null> {
  const reads = { github: await deps.github(repo.installationId), repositories: deps.repositories };
  const { settings, description = '' } = await loadSettings(reads, repo);
  const chosen = deps.labelers.chosen(settings);
  const labeler = run.source === null ? chosen : deps.labelers.of(run.source);
  if (!labeler) return null;
  const unwanted = chosen?.source === labeler.source ? null : 'not_wanted';
  const forbidden = unwanted ?? (mayLeave(repo, settings) ? null : 'private');
  const all = await loadTaxonomy(reads, repo, settings);
  const meanings = all.filter(({ dimension }) => dimension === 'area');
  const issues = await deps.taught.newest(repo, maxIssues);
  const { guidance } = settings.model;
  return { repo, settings, meanings, issues, labeler, guidance, description, forbidden };
}

/** What a batch asks, from the texts as they are now. */
export function taskOf(
  { meanings, issues, guidance, description }: Past,
  { id, numbers, describes }: Pick<LabelingBatch, 'id' | 'numbers' | 'describes'>,
): BatchTask {
  const wanted = new Set(numbers);
  const undescribed = describes ? meanings.filter(({ label }) => label.description.trim() === '') : [];
  return {
    ...{ id, meanings, guidance, description },
    issues: issues.filter(({ number }) => wanted.has(number)),
    undescribed: undescribed.slice(0, maxUndescribed).map(({ label: { name } }) => ({
      label: name,
      titles: issues
        .filter(({ labels }) => labels.includes(name))
        .slice(-titlesOfLabel)
        .map(({ title }) => title),
    })),
  };
}
