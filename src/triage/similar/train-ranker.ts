import { setImmediate as letOthers } from 'node:timers/promises';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { featuresOf } from '../../domain/similarity/features.ts';
import { toRow } from '../../domain/similarity/ranker/ranker.ts';
import { meanReciprocal, type PastInfoRequest } from '../../domain/similarity/ranker/retrain-ranker.ts';
import { rankerBasis, shippedRanker } from '../../domain/similarity/ranker/shipped-ranker.ts';
import type { IssueStore } from '../ports/core.ts';
import type { ModelMetrics } from '../ports/models.ts';
import type { LinkedIssues, RankerStore, RankerTrainer } from '../ports/rankers.ts';
import type { Postings } from '../ports/search.ts';
import { gatherCandidates } from './gather-candidates.ts';

export interface LearnRankerDeps {
  links: LinkedIssues;
  issues: Pick<IssueStore, 'getIssue'>;
  postings: Postings;
  rankers: RankerStore;
  trainer: RankerTrainer;
}

/** A repository with fewer confirmed links keeps the shipped ranker: measured, about 100 are worth a training. */
export const minLinks = 100;
const maxKnown = 20_000;
/** The newest of them teach. */
const maxLinks = 600;
/** Issues that nobody linked, for the likelihood. */
const maxUnlinked = 200;
/** Trained again once a tenth of the links is new, and at least so many are. */
const minNew = 20;

/**
 * Teaches a repository's own ranker by the duplicates that people linked, and puts it to use unless the one in use (at first
 * the shipped one) ranks links that neither has seen better. Null where there is too little (new) to learn from.
 */
export async function learnRanker(
  deps: LearnRankerDeps,
  repo: RepositoryRef,
  signal?: AbortSignal,
): Promise<{ version: number; metrics: ModelMetrics } | null> {
  const all = await deps.links.linked(repo, maxKnown);
  if (all.length < minLinks) return null;
  const last = await deps.rankers.newest(repo);
  const needed = (last?.issues ?? 0) + Math.max(minNew, (last?.issues ?? 0) / 10);
  if (last && all.length < needed) return null;
  const linked = all.slice(0, maxLinks);

  const askings: PastInfoRequest[] = [];
  const numbers = [
    ...linked,
    ...(await deps.links.unlinked(repo, maxUnlinked)).map((number) => ({ number, root: number })),
  ];
  const rootOf = new Map(all.map(({ number, root }) => [number, root]));
  for (const { number, root } of numbers) {
    if (signal?.aborted) return null;
    const asking = await askAgain(deps, repo, number, root, rootOf);
    if (asking) askings.push(asking);
    await letOthers();
  }
  const version = await deps.rankers.latestVersion(repo);
  const before = (version === null ? null : await deps.rankers.get(repo, version)) ?? shippedRanker;
  const { ranker, heldOut, places, placesBefore } = await deps.trainer.retrain({ askings, before }, signal);
  const right = heldOut.filter((_, i) => isListed(places[i]));
  const rightBefore = placesBefore.filter(isListed).length;
  const use =
    right.length >= rightBefore &&
    meanReciprocal(places) >= meanReciprocal(placesBefore) &&
    heldOut.length > 0;
  const metrics: ModelMetrics = {
    basis: rankerBasis,
    lessons: { links: linked.length },
    issues: all.length,
    ...{ heldOut, right, rightBefore },
    size: ranker.trees.length * 500,
    verdict: { code: use ? 'better_or_same' : 'worse' },
  };
  return { version: await deps.rankers.add(repo, ranker, metrics, use), metrics };
}

const isListed = (place: number | null | undefined) => place !== null && place !== undefined && place < 5;

/** The issue as it asked when it was filed: only earlier ones are candidates. */
async function askAgain(
  { issues, postings }: LearnRankerDeps,
  repo: RepositoryRef,
  number: number,
  root: number,
  rootOf: ReadonlyMap<number, number>,
): Promise<PastInfoRequest | null> {
  const issue = await issues.getIssue(repo, number);
  if (!issue) return null;
  const { query, candidates } = await gatherCandidates(postings, repo, issue, {
    allowed: (other) => other < number,
  });
  if (candidates.length === 0) return null;
  const same = (other: number) => other === root || rootOf.get(other) === root;
  return {
    number,
    root,
    rows: featuresOf(query, candidates).map((row) => Float32Array.from(toRow(row))),
    relevant: candidates.map((candidate) => candidate.number !== number && same(candidate.number)),
  };
}
