import { setImmediate as letOthers } from 'node:timers/promises';
import type { DecidedValue } from '../../domain/issue/decision.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { PastRouting } from '../../domain/past/routing-report.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import { handledBy, judgePerson, judgeTeam } from '../../domain/routing/handling.ts';
import { rankOwners } from '../../domain/routing/routing.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { similarLimit } from '../decide/gather.ts';
import type { TaughtIssue } from '../ports/models.ts';
import { indexIssues } from '../similar/index-issues.ts';
import { createMemoryPostings } from '../similar/memory-postings.ts';
import { searchSimilar } from '../similar/search-similar.ts';

/** What routing goes by beside the issues. */
export interface RoutingSources {
  settings: Settings;
  codeowners: readonly OwnerRule[];
  /** `owner/name`, by which addresses of the repository's files are known. */
  repository: string;
}

/** Routes past issues one after the other, each by those before it. */
export interface PastRouter {
  /** Issues come in the order of time; null where it is not known who had to do with it. */
  route(issue: TaughtIssue, values: readonly DecidedValue[]): Promise<PastRouting | null>;
}

const dayMs = 86_400_000;
/** Nothing is stored: the index in memory has one repository. */
const here: RepositoryRef = { installationId: 0, repositoryId: 0, owner: '', name: '', private: true };

/**
 * Routes issues by what was known when each was filed: CODEOWNERS as it is today, the labels that would have been decided, and
 * who had closed similar issues by then. Similar ones are looked for by words alone. How many issues everybody had open is not known.
 */
export function createPastRouter({ settings, codeowners, repository }: RoutingSources): PastRouter {
  const known = new Map<number, TaughtIssue>();
  const bodies: string[] = [];
  const postings = createMemoryPostings({
    factsAt(number, at) {
      const handling = known.get(number)?.handling;
      if (!handling) return null;
      const ageDays = Math.max(0, Date.parse(at) - Date.parse(handling.createdAt)) / dayMs;
      return { ageDays, closed: isClosedAt(handling.closed, at), links: 0, duplicate: false };
    },
    latestBodies: (count) => bodies.slice(-count),
  });

  return {
    async route(issue, values) {
      const { number, title, body, labels, handling } = issue;
      if (!handling || settings.routing.mode === 'off') return null;
      const { createdAt } = handling;
      await letOthers();
      const similar = await searchSimilar(postings, here, { number, title, body, createdAt });
      const closers = similar.slice(0, similarLimit).flatMap(({ number: other, similarity }) => {
        const earlier = known.get(other)?.handling;
        if (!earlier?.closed || !isClosedAt(earlier.closed, createdAt)) return [];
        const { by } = earlier.closed;
        if (by.toLowerCase() === earlier.author.toLowerCase()) return [];
        return [{ by: { login: by, id: null, kind: 'person' as const }, number: other, similarity }];
      });
      const evidence = {
        issue: { title, body, labels: [], assignees: [] },
        ...{ values, codeowners, repository, closers },
        load: new Map<string, number>(),
      };
      const { people, teams } = rankOwners(evidence, settings);
      known.set(number, issue);
      bodies.push(body);
      await indexIssues(postings, here, [{ number, title, body }]);
      const handled = handledBy(handling);
      return {
        number,
        handled: handled.by.size > 0,
        people: people.map((name) => ({ name, right: judgePerson(handled, name) })),
        teams: teams.map((team) => ({ name: team.name, right: judgeTeam(handled, team, labels) })),
      };
    },
  };
}

const isClosedAt = (closed: { at: string } | null, at: string) =>
  closed !== null && Date.parse(closed.at) <= Date.parse(at);
