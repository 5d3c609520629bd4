import { createHash } from 'node:crypto';
import { detectLanguage } from '../classify/language/detect-language.ts';
import { redactSecrets } from '../classify/llm/redact.ts';
import type { AppDeps } from '../github/handlers/app-deps.ts';
import type { Queue } from '../queue/queue.ts';
import { gather } from '../triage/decide/gather.ts';
import { createIssueTypes } from '../triage/decide/issue-types.ts';
import { choreId } from '../triage/ports/chores.ts';
import { createDaily } from '../triage/upkeep/start-daily.ts';
import { createLabelReasons } from '../triage/write/label-reasons.ts';
import type { Services } from './services.ts';

/** Delay before it is worked out what people and teams have earned: issues are often closed many at a time. */
const ownersAfterSeconds = 30;

/** Creates the dependencies of the event handlers. The caller provides GitHub access and the freshness check. */
export function createAppDeps(
  services: Services,
  queue: { chores: Pick<Queue['chores'], 'add' | 'hurry'> },
  {
    gateway,
    appReads,
    isStale,
    editSeconds = 30,
  }: Pick<AppDeps, 'gateway' | 'appReads' | 'isStale'> & { editSeconds?: number },
): AppDeps {
  const { repositories, issues, backfills, duplicates, learnedState } = services;
  return {
    ...{ repositories, issues, duplicates },
    timeline: services.timeline,
    gateway,
    appReads,
    editSeconds,
    catchUp: (installationId) => queue.chores.add(choreId('catch-up', { installationId, repositoryId: 0 })),
    async settingsChanged(repo, everywhere) {
      const places = everywhere ? await services.repositoriesOf(repo.installationId) : [repo];
      for (const place of places) await queue.chores.hurry(choreId('themes', place));
    },
    async readPast(repo) {
      await backfills.begin(repo);
      await queue.chores.add(choreId('backfill', repo));
    },
    learning: {
      lessons: services.lessons,
      standing: services.uncorrectedWrites,
      ownerShown: (repo) => queue.chores.add(choreId('standings', repo), ownersAfterSeconds),
      acceptDaily: createDaily(async (repo) => {
        await queue.chores.add(choreId('accept', repo));
        await queue.chores.add(choreId('daily', repo));
      }),
    },
    commands: { undo: services.undo, links: duplicates },
    isStale,
    triage: {
      similar: services.similar,
      indexed: services.indexed,
      unit: services.unit,
      gather: (request) => services.unit(request.repo, (within) => gather(within, request)),
      decisions: services.decisions,
      issueTypes: createIssueTypes(Date.now),
      reasons: createLabelReasons(Date.now),
      effects: services.effects,
      embedder: services.embedder,
      evidencer: services.evidencer,
      handlers: services.handlers,
      guards: { notices: services.notices, redact: redactSecrets, earlierOf: services.earlierOf },
      later: services.later,
      askings: services.infoRequests,
      learnedState,
      detectLanguage,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      now: () => performance.now(),
    },
  };
}
