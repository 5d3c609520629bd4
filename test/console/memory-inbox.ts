import type { PersonRequest } from '../../src/domain/commands/request.ts';
import { changingKinds } from '../../src/domain/inbox/changing-kinds.ts';
import { excerpt } from '../../src/domain/inbox/excerpt.ts';
import { waitingValues, waitsForPerson } from '../../src/domain/inbox/waiting-values.ts';
import type { LabelMeaning } from '../../src/domain/issue/decision.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { readTaxonomy } from '../../src/domain/taxonomy/taxonomy.ts';
import type { RequestReads } from '../../src/read/api.ts';
import type { IssueDetail } from '../../src/read/console.ts';
import type { AlikeChanges, InboxCard, InboxReads } from '../../src/read/inbox.ts';
import type { Playground } from '../../src/read/playground.ts';
import type { UserRequests } from '../../src/triage/ports/requests.ts';
import type { World } from './memory-world.ts';
import { value } from './situations.ts';

/** InboxReads over worlds in memory. */
export function createMemoryInbox(worlds: World[]): InboxReads {
  const of = (repositoryId: number) =>
    worlds.find((each) => each.repository.repositoryId === repositoryId) as World;
  return {
    async waiting({ repositoryId }, limit) {
      return [...of(repositoryId).details.values()]
        .flatMap((detail) => toCard(detail, of(repositoryId)) ?? [])
        .map(({ issue, values, similar }) => ({
          ...{ values, similar },
          number: issue.number,
          createdAt: issue.createdAt,
        }))
        .slice(0, limit);
    },
    async cards({ repositoryId }, numbers) {
      const world = of(repositoryId);
      return numbers.flatMap((number) => {
        const detail = world.details.get(number);
        return (detail && toCard(detail, world)) ?? [];
      });
    },
    doneBy: async () => [],
    meanings: async ({ repositoryId }): Promise<LabelMeaning[]> =>
      readTaxonomy(of(repositoryId).labels, defaultSettings, new Map()),
    async doneAlone({ repositoryId }) {
      const done = [...of(repositoryId).details.values()].filter(({ writes }) => writes.length > 0);
      const newest = done
        .slice(0, 5)
        .map(({ issue: { number, title, labels } }) => ({ number, title, labels }));
      return { triaged: of(repositoryId).details.size, applied: done.length, newest };
    },
    medianOpenMs: async () => ({ median: 7_400, count: 12 }),
  };
}

function toCard(detail: IssueDetail, world: World): InboxCard | null {
  const { issue, triage, lessons, timeline } = detail;
  if (!triage || triage === 'unreadable' || issue.state !== 'open') return null;
  const { decision, opinions } = triage;
  if (world.dismissed.has(issue.number)) return null;
  if (!waitsForPerson(decision.values, issue.labels, lessons)) return null;
  const others = [...world.details.values()].filter((other) => other.issue.number < issue.number);
  return {
    issue,
    firstIssue: !others.some((other) => other.issue.author.login === issue.author.login),
    excerpt: excerpt(issue.body),
    values: waitingValues(decision.values, issue.labels, lessons),
    opinions,
    similar: decision.similar,
    version: timeline.findLast(({ kind }) => changingKinds.includes(kind))?.id ?? 0,
  };
}

/** Keeps what was asked; every request waits until `settle` says what became of it. */
export function createMemoryBox() {
  const asked: PersonRequest[] = [];
  const settled = new Map<string, string | null>();
  const box: UserRequests & Pick<RequestReads, 'states'> = {
    async add(requests) {
      for (const request of requests) if (!asked.some(({ id }) => id === request.id)) asked.push(request);
    },
    states: async ({ repositoryId }, ids) =>
      asked
        .filter((request) => request.repositoryId === repositoryId && ids.includes(request.id))
        .map(({ id, number }) => {
          const reason = settled.get(id);
          if (reason === undefined) return { id, number, state: 'queued', reason: null };
          return { id, number, state: reason === null ? 'done' : 'refused', reason };
        }),
  };
  return {
    ...box,
    asked,
    /** A worker has run all that was asked; `refusal` is why it did not. */
    settle(refusal: string | null = null) {
      for (const { id } of asked) if (!settled.has(id)) settled.set(id, refusal);
    },
  };
}

/** Finds a bug in whatever says "crash". */
export const memoryPlayground: Playground = {
  models: async () => [
    { id: 'now', words: 'what triages now' },
    { id: 'keywords', words: 'keywords alone' },
  ],
  hosted: async () => [],
  async play(_repository, { title, body }, model) {
    const values = /crash/i.test(title + body) ? [value({ decidedBy: [model] })] : [];
    return { decision: { values, similar: [], missing: [], fallback: null }, opinions: [], tookMs: 3 };
  },
};

/** Two open issues that would be bugs, whatever was taught. */
export const memoryAlikeChanges: AlikeChanges = async () =>
  [143, 141].map((number) => ({
    ...{ number, title: `Like it <${number}>`, dimension: 'category', from: 'question', to: 'bug' },
    ...{ confidence: 0.8, label: 'bug' },
    request: { kind: 'command', command: { name: 'category', argument: 'bug' } },
  }));
