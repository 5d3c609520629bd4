import { choreId } from './chore-id.ts';
import type { ChoreParts } from './chore-parts.ts';
import { createSimilarityThread } from './classify/similarity/similarity-thread.ts';
import { createEmbedder } from './create-embedder.ts';
import type { HostedModels } from './create-hosted-models.ts';
import { createLessons } from './create-lessons.ts';
import { createDuplicateReads } from './github/duplicate-reads.ts';
import type { ChoreEnd } from './queue/chores.ts';
import { createDecisionStore } from './store/decisions.ts';
import { createDuplicateLinks } from './store/duplicate-links.ts';
import { createDuplicateWatch } from './store/duplicate-watch.ts';
import { createEffectStore } from './store/effects.ts';
import { findRepository } from './store/find-repository.ts';
import { createIssueStore } from './store/issues.ts';
import { createLinkedIssues } from './store/linked-issues.ts';
import { createNearIndexes } from './store/near-indexes.ts';
import { createNoticeStore } from './store/notices.ts';
import { createPostings } from './store/postings.ts';
import { createRankerStore } from './store/rankers.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { createSimilarStore } from './store/similar.ts';
import { createThemeStore } from './store/themes.ts';
import { embedderFor } from './triage/embedder-for.ts';
import { hideVetoed } from './triage/hide-vetoed.ts';
import { keepAside } from './triage/keep-aside.ts';
import { keepSimilar } from './triage/keep-similar.ts';
import { keepThemes } from './triage/keep-themes.ts';
import { learnRanker } from './triage/learn-ranker.ts';
import { loadSettings } from './triage/load-settings.ts';
import { type LookAgainDeps, lookAgain } from './triage/look-again.ts';
import type { Place } from './triage/past-ports.ts';
import type { NearIndexEnd } from './triage/search-ports.ts';
import { sweepDuplicates } from './triage/sweep-duplicates.ts';

const daySeconds = 86_400;
/** A hosted model that is down, or a budget that is spent, is tried again after this. */
const askAgainSeconds = 1_800;

type Chore = (place: Place, signal: AbortSignal, rest: string[]) => Promise<ChoreEnd>;

/** What keeps similar issues, themes and duplicates up, where there is time. */
export function createSimilarChores(
  parts: ChoreParts,
): Record<'themes' | 'duplicates' | 'second-look', Chore> {
  const { database, queue, log, octokit, github, hosted = {} } = parts;
  const thread = createSimilarityThread();
  const repositories = createRepositoryStore(database, queue.forgetJobs);
  const issues = createIssueStore(database);
  const postings = createPostings(database);
  const themes = createThemeStore(database);
  const duplicates = createDuplicateLinks(database);
  const keep = {
    ...{ themes, issues, postings },
    embedder: createEmbedder(hosted),
    vectors: createSimilarStore(database),
  };
  const near = keepAside(createNearIndexes(database));
  const draw = { themes, drawer: thread, notices: createNoticeStore(database), now: Date.now };
  const ranking = {
    ...{ issues, postings },
    links: createLinkedIssues(database),
    rankers: createRankerStore(database),
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
  const keepNear = async (place: Place, model: string, signal: AbortSignal): Promise<NearIndexEnd> => {
    try {
      const end = await near.keep(place, model, signal);
      if (end === 'built') log.info(place, 'an index of the vectors was built');
      return end;
    } catch (error) {
      if (signal.aborted) return 'busy';
      log.warn({ ...place, err: error }, 'the vectors have no index, every one is looked at');
      return 'exact';
    }
  };

  return {
    async themes(place, signal) {
      closeWith(signal);
      const repo = await findRepository(database, place);
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
        log.info({ ...place, version: learnt.version, lessons, judged, verdict }, 'a ranker was trained');
      }
      const index = await keepNear(place, embedder.model, signal);
      if (index === 'busy') return { againAfterSeconds: 60 };
      return kept === 'later' ? { againAfterSeconds: askAgainSeconds } : 'done';
    },

    async 'second-look'(place, _signal, [number]) {
      const repo = await findRepository(database, place);
      if (!repo) return 'done';
      const deps = {
        ...{ repositories, issues, duplicates },
        github: await github(repo.installationId),
        decisions: hideVetoed(createDecisionStore(database), duplicates),
        models: looksOf(hosted),
      };
      await lookAgain(deps, repo, Number(number));
      return 'done';
    },

    async duplicates(place) {
      const repo = await findRepository(database, place);
      if (!repo) return 'done';
      await sweepDuplicates(
        {
          ...{ repositories, issues, duplicates },
          github: await github(repo.installationId),
          effects: createEffectStore(database),
          reads: createDuplicateReads(await octokit(repo.installationId)),
          watch: createDuplicateWatch(database),
          lessons: createLessons(database, queue),
          decisions: hideVetoed(createDecisionStore(database), duplicates),
          now: Date.now,
        },
        repo,
      );
      // A burst ends by itself, though nothing new may come.
      await queue.chores.add(choreId('themes', place));
      return { againAfterSeconds: daySeconds };
    },
  };
}

function looksOf({ openai, anthropic }: HostedModels): LookAgainDeps['models'] {
  return {
    ...(openai?.secondLook ? { openai: openai.secondLook } : {}),
    ...(anthropic?.secondLook ? { anthropic: anthropic.secondLook } : {}),
  };
}
