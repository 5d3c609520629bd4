import { createSimilarityThread } from '../../classify/similarity/similarity-thread.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { createDuplicateReads } from '../../github/calls/duplicate-reads.ts';
import type { ChoreEnd } from '../../queue/chores.ts';
import { loadSettings } from '../../triage/core/load-settings.ts';
import { type ProposeDuplicateDeps, proposeDuplicate } from '../../triage/duplicates/propose-duplicate.ts';
import { sweepDuplicates } from '../../triage/duplicates/sweep-duplicates.ts';
import { choreId } from '../../triage/ports/chores.ts';
import type { NearIndexEnd } from '../../triage/ports/search.ts';
import { buildInBackground } from '../../triage/similar/build-in-background.ts';
import { embedderFor } from '../../triage/similar/embedder-for.ts';
import { keepSimilar } from '../../triage/similar/keep-similar.ts';
import { keepThemes } from '../../triage/similar/keep-themes.ts';
import { learnRanker } from '../../triage/similar/train-ranker.ts';
import type { HostedModels } from '../create-hosted-models.ts';
import type { ChoreParts } from './chore-parts.ts';

const daySeconds = 86_400;
/** A hosted model that is down, or a budget that is spent, is tried again after this. */
const askAgainSeconds = 1_800;

type Chore = (repository: RepositoryKey, signal: AbortSignal, rest: string[]) => Promise<ChoreEnd>;

/** What keeps similar issues, themes and duplicates up, where there is time. */
export function createSimilarChores(
  parts: ChoreParts,
): Record<'themes' | 'duplicates' | 'second-look', Chore> {
  const { services, queue, log, octokit, github } = parts;
  const { repositories, issues, postings, themes, duplicates, vectors, decisions, findRepository } = services;
  const thread = createSimilarityThread();
  const keep = { themes, issues, postings, vectors, embedder: services.embedder };
  const near = buildInBackground(services.nearIndexes);
  const draw = { themes, drawer: thread, notices: services.notices, now: Date.now };
  const ranking = {
    ...{ issues, postings },
    links: services.linkedIssues,
    rankers: services.rankers,
    trainer: thread,
  };

  // The chores' signal is aborted when the process stops: an idle thread would hold it up.
  let stops: AbortSignal | null = null;
  const closeWith = (signal: AbortSignal) => {
    if (stops === signal) return;
    stops = signal;
    signal.addEventListener('abort', () => void thread.close(), { once: true });
  };

  /** A search does without its index: what hinders one, such as a role that owns no table, hinders nothing else. */
  const keepNear = async (
    repository: RepositoryKey,
    model: string,
    signal: AbortSignal,
  ): Promise<NearIndexEnd> => {
    try {
      const end = await near.keep(repository, model, signal);
      if (end === 'built') log.info(repository, 'an index of the vectors was built');
      return end;
    } catch (error) {
      if (signal.aborted) return 'busy';
      log.warn({ ...repository, err: error }, 'the vectors have no index, every one is looked at');
      return 'exact';
    }
  };

  return {
    async themes(repository, signal) {
      closeWith(signal);
      const repo = await findRepository(repository);
      if (!repo || (await repositories.isPaused(repo))) return 'done';
      const { settings } = await loadSettings(
        { github: await github(repo.installationId), repositories },
        repo,
      );
      const embedder = embedderFor(keep.embedder, repo, settings);
      const kept = await keepSimilar({ ...keep, embedder }, repo, signal);
      if (kept === 'more') return { againAfterSeconds: 0 };
      await keepThemes(draw, repo, signal);
      const learnt = await learnRanker(ranking, repo, signal);
      if (learnt) {
        const { lessons, verdict, heldOut, right, rightBefore } = learnt.metrics;
        const judged = { issues: heldOut.length, right: right.length, rightBefore };
        log.info(
          { ...repository, version: learnt.version, lessons, judged, verdict },
          'a ranker was trained',
        );
      }
      const index = await keepNear(repository, embedder.model, signal);
      if (index === 'busy') return { againAfterSeconds: 60 };
      return kept === 'later' ? { againAfterSeconds: askAgainSeconds } : 'done';
    },

    async 'second-look'(repository, _signal, [number]) {
      const repo = await findRepository(repository);
      if (!repo) return 'done';
      const deps = {
        ...{ repositories, issues, duplicates },
        github: await github(repo.installationId),
        decisions,
        models: looksOf(services.hosted),
      };
      await proposeDuplicate(deps, repo, Number(number));
      return 'done';
    },

    async duplicates(repository) {
      const repo = await findRepository(repository);
      if (!repo) return 'done';
      await sweepDuplicates(
        {
          ...{ repositories, issues, duplicates },
          github: await github(repo.installationId),
          effects: services.effects,
          reads: createDuplicateReads(await octokit(repo.installationId)),
          watch: services.duplicateWatch,
          lessons: services.lessons,
          decisions,
          now: Date.now,
        },
        repo,
      );
      // A burst ends by itself, though nothing new may come.
      await queue.chores.add(choreId('themes', repository));
      return { againAfterSeconds: daySeconds };
    },
  };
}

function looksOf({ openai, anthropic }: HostedModels): ProposeDuplicateDeps['models'] {
  return {
    ...(openai?.secondLook ? { openai: openai.secondLook } : {}),
    ...(anthropic?.secondLook ? { anthropic: anthropic.secondLook } : {}),
  };
}
