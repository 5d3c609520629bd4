import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey, RepositoryRef } from '../../domain/issue/repository.ts';
import { loadSettings } from '../core/load-settings.ts';
import type { ChoreDeps } from '../ports/chores.ts';
import type { NearIndexEnd, NearIndexes } from '../ports/search.ts';
import { embedderFor } from '../similar/embedder-for.ts';
import { type KeepSimilarDeps, keepSimilar } from '../similar/keep-similar.ts';
import { type KeepThemesDeps, keepThemes } from '../similar/keep-themes.ts';
import { type LearnRankerDeps, learnRanker } from '../similar/train-ranker.ts';

export interface UpdateSimilarDeps extends ChoreDeps {
  similar: KeepSimilarDeps;
  themes: KeepThemesDeps;
  ranking: LearnRankerDeps;
  near: NearIndexes;
}

/** A hosted model that is down or over its budget is tried again after this. */
const hostedAgainSeconds = 1_800;
const indexAgainSeconds = 60;

/**
 * Brings a repository's similarity data up to date: search index, vectors, neighbors, themes, its own ranker, and the vector
 * index of a large repository. Works in slices, so that other chores get their turn.
 */
export async function updateSimilar(
  deps: UpdateSimilarDeps,
  key: RepositoryKey,
  signal: AbortSignal,
): Promise<ChoreEnd> {
  const repo = await deps.findRepository(key);
  if (!repo || (await deps.repositories.isPaused(repo))) return 'done';
  const github = await deps.github(repo.installationId);
  const { settings } = await loadSettings({ github, repositories: deps.repositories }, repo);
  const embedder = embedderFor(deps.similar.embedder, repo, settings);
  const end = await keepSimilar({ ...deps.similar, embedder }, repo, signal);
  if (end === 'more') return { againAfterSeconds: 0 };
  await keepThemes(deps.themes, repo, signal);
  await trainRanker(deps, repo, signal);
  const index = await updateIndex(deps, key, embedder.model, signal);
  if (index === 'busy') return { againAfterSeconds: indexAgainSeconds };
  return end === 'later' ? { againAfterSeconds: hostedAgainSeconds } : 'done';
}

async function trainRanker(deps: UpdateSimilarDeps, repo: RepositoryRef, signal: AbortSignal): Promise<void> {
  const trained = await learnRanker(deps.ranking, repo, signal);
  if (!trained) return;
  const { lessons, verdict, heldOut, right, rightBefore } = trained.metrics;
  const judged = { issues: heldOut.length, right: right.length, rightBefore };
  const { installationId, repositoryId } = repo;
  deps.log.info(
    { installationId, repositoryId, version: trained.version, lessons, judged, verdict },
    'ranker trained',
  );
}

/** Search works without a vector index, so a failure (a database role that owns no table) stops nothing else. */
async function updateIndex(
  { near, log }: UpdateSimilarDeps,
  key: RepositoryKey,
  model: string,
  signal: AbortSignal,
): Promise<NearIndexEnd> {
  try {
    const end = await near.keep(key, model, signal);
    if (end === 'built') log.info(key, 'vector index built');
    return end;
  } catch (error) {
    if (signal.aborted) return 'busy';
    log.warn({ ...key, err: error }, 'vector index not built; searches scan every vector');
    return 'exact';
  }
}
