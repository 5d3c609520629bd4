import type { LearnedState } from '../../domain/decide/learned-state.ts';
import type { OtherIssue } from '../../domain/guards/flood.ts';
import { isStranger } from '../../domain/guards/flood.ts';
import type { SimilarIssue } from '../../domain/issue/decision.ts';
import type { Account, Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { NearTaught } from '../../domain/lessons/mix-taught.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import { routingLogins } from '../../domain/routing/routing.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { ModelsInUse } from '../ports/models.ts';
import type { HandlerReads } from '../ports/past.ts';
import type { Embedding, SimilarStore } from '../ports/search.ts';

/** What is gathered for a decision is read from these; what is absent is not gathered. */
export interface GatherStores {
  similar: Pick<SimilarStore, 'findSimilar'>;
  /** Who has handled what. */
  handlers: HandlerReads;
  /** The issues with lessons that are most like this one. */
  taught?: (repo: RepositoryRef, issue: Issue) => Promise<NearTaught[]>;
  /** The repository's own models in use. */
  modelsInUse?: (repo: RepositoryRef) => Promise<ModelsInUse>;
  /** What the repository has taught. */
  learnedState?: (repo: RepositoryRef) => Promise<LearnedState>;
  /** What the author filed within the day before. */
  filedBefore?: (repo: RepositoryRef, issue: Issue) => Promise<OtherIssue[]>;
}

export interface GatherRequest {
  repo: RepositoryRef;
  issue: Issue;
  embedding: Embedding;
  settings: Settings;
  codeowners: readonly OwnerRule[];
}

/** What the repository's other issues say of one, as of one moment. */
export interface Gathered {
  similar: SimilarIssue[];
  /** Who may handle it; null where nobody is to be named. */
  hands: Hands | null;
  taught?: NearTaught[];
  models?: ModelsInUse;
  state?: LearnedState;
  /** Of a stranger only. */
  filedBefore?: OtherIssue[];
}

export interface Hands {
  /** Who closed similar issues, with the similarity, 0 to 1. */
  closers: { by: Account; number: number; similarity: number }[];
  /** Open issues that are assigned to each login, in lower case. */
  load: ReadonlyMap<string, number>;
}

/** How many similar issues a decision keeps. */
export const similarLimit = 5;

/** Reads what a decision needs of the repository's other issues. Writes nothing, and asks nobody outside. */
export async function gather(stores: GatherStores, request: GatherRequest): Promise<Gathered> {
  const { repo, issue, embedding } = request;
  const [similar, taught, models, state, filedBefore] = await Promise.all([
    stores.similar.findSimilar(repo, issue.number, embedding, similarLimit),
    stores.taught?.(repo, issue),
    stores.modelsInUse?.(repo),
    stores.learnedState?.(repo),
    isStranger(issue) ? stores.filedBefore?.(repo, issue) : undefined,
  ]);
  return {
    similar,
    hands: await readHands(stores.handlers, request, similar),
    ...(taught ? { taught } : {}),
    ...(models ? { models } : {}),
    ...(state ? { state } : {}),
    ...(filedBefore ? { filedBefore } : {}),
  };
}

async function readHands(
  handlers: HandlerReads,
  { repo, issue, settings, codeowners }: GatherRequest,
  similar: readonly SimilarIssue[],
): Promise<Hands | null> {
  if (settings.routing.mode === 'off' || issue.assignees.length > 0) return null;
  const closed = similar.filter(({ state, repository }) => state === 'closed' && !repository);
  const by = await handlers.closers(
    repo,
    closed.map(({ number }) => number),
  );
  const closers = closed.flatMap(({ number, similarity }) => {
    const closer = by.get(number);
    return closer ? [{ by: closer, number, similarity }] : [];
  });
  return { closers, load: await handlers.openLoad(repo, routingLogins({ codeowners, closers }, settings)) };
}
