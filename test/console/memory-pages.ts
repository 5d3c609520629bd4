import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts';
import type { LabelingRun } from '../../src/domain/weak-labels/labeling-run.ts';
import type { PagePorts } from '../../src/read/pages.ts';
import { livelyBacktest } from './backtest-situation.ts';
import { livelyLabeling } from './labeling-situation.ts';
import { livelyBacklog } from './lively-backlog.ts';
import { createMemorySimilar } from './memory-similar.ts';
import type { World } from './memory-world.ts';
import { ownerRecords } from './owner-situation.ts';
import { activities, failures, labelRecords, livelyOverview, receivedRows } from './page-situations.ts';
import { tide } from './situations.ts';

/** What was asked of the desks, in order. */
export type Asked = [what: string, ...detail: unknown[]];

/** `inForce` are the settings that hold everywhere. */
export interface MemoryPages extends PagePorts {
  asked: Asked[];
  broken: boolean;
  inForce: Settings;
  labeling: LabelingRun | null;
}

/**
 * The ports of the pages in memory: much has happened in `tide`, nothing in any other repository. `broken` makes every read
 * fail. What is asked of the desks is kept in `asked`.
 */
export function createMemoryPages(worlds: readonly World[] = []): MemoryPages {
  const asked: Asked[] = [];
  const state = { repository: false, installation: false, suspended: false, app: false };
  const lively = ({ repositoryId }: { repositoryId: number }) => {
    if (ports.broken) throw new Error('the database is away');
    return repositoryId === tide.repositoryId;
  };
  const nothing = livelyOverview({
    today: { received: 0, triaged: 0, written: 0, leftToPeople: 0, failed: 0 },
    weeks: [],
    calibration: [],
    standings: [],
    notices: [],
    spending: [],
    latencies: [],
    backfill: null,
  });
  const keep = <T>(answer: T, ...what: Asked): T => {
    asked.push(what);
    return answer;
  };
  const ports: MemoryPages = {
    asked,
    broken: false,
    inForce: defaultSettings,
    labeling: livelyLabeling,
    backlog: livelyBacklog,
    backtests: {
      read: async (repository) => (lively(repository) ? livelyBacktest : null),
      ask: async (repository) => keep(undefined, 'backtest', repository.repositoryId),
    },
    weakLabels: {
      read: async (repository) => (lively(repository) ? ports.labeling : null),
      ask: async (repository, by) => keep(true, 'price', repository.repositoryId, by.login),
      confirm: async (_repository, run, by) => keep(run === ports.labeling?.id, 'start', run, by.login),
      cancel: async (_repository, run, by) => keep(true, 'cancel', run, by.login),
      drop: async (_repository, run, by) => keep(true, 'drop', run, by.login),
    },
    overview: {
      overview: async (repository, withPrivate) => {
        if (!lively(repository)) return { ...nothing, settings: ports.inForce };
        const overview = livelyOverview({ settings: ports.inForce });
        return { ...overview, notices: overview.notices.filter((notice) => withPrivate || !notice.private) };
      },
      today: async (repository) => (lively(repository) ? livelyOverview() : nothing).today,
      backfill: async (repository) => (lively(repository) ? livelyOverview() : nothing).backfill,
    },
    similar: createMemorySimilar(() => ports.broken),
    labels: {
      labels: async (repository) => ({
        labels: lively(repository) ? labelRecords : [],
        owners: lively(repository) ? ownerRecords : [],
        settings: ports.inForce,
        source: '.github/dispatch.yml',
        readAt: new Date().toISOString(),
        issues: 500,
      }),
    },
    activity: {
      activity: async (repository, filter) => ({
        rows: lively(repository)
          ? activities.filter(
              ({ actor, kind }) =>
                (filter.who === null || filter.who === actor.login) &&
                (filter.kind !== 'taught' || kind.startsWith('lesson.')),
            )
          : [],
        older: null,
      }),
      writes: async (repository, ids) =>
        lively(repository)
          ? activities.filter(({ effectId }) => effectId !== null && ids.includes(effectId))
          : [],
    },
    undo: {
      previewAll: async (repository, filter) => {
        const own = lively(repository)
          ? activities.flatMap(({ effectId, number, detail }) =>
              effectId !== null && number !== null && (!filter.label || detail.label === filter.label)
                ? [{ id: effectId, number, cannot: null }]
                : [],
            )
          : [];
        return { writes: own.length, issues: own.length, more: false, newest: own };
      },
      askAll: async (_repository, filter, by) =>
        keep({ effects: 2, issues: 2, more: false }, 'undo all', filter, by.login),
      preview: async (repository, ids) =>
        lively(repository)
          ? activities.flatMap(({ effectId, number, kind }) =>
              effectId !== null && number !== null && ids.includes(effectId)
                ? [{ id: effectId, number, cannot: kind === 'label.add' ? null : 'The comment is gone.' }]
                : [],
            )
          : [],
    },
    failures: {
      list: async (repository) => (lively(repository) ? failures : []),
      retry: async ({ name }, ids, by) => keep(ids.length, 'retry', name, ids, by.login),
      drop: async ({ name }, ids, reason, by) => keep(ids.length, 'drop', name, ids, reason, by.login),
    },
    received: {
      received: async (repository) => ({
        rows: lively(repository) ? receivedRows : [],
        older: lively(repository) ? '2026-11-22T10:00:00.000000Z_5f0a' : null,
      }),
    },
    settings: {
      read: async (repository) => ({
        settings: lively(repository) ? { ...defaultSettings, mode: 'suggest' } : defaultSettings,
        problems: lively(repository) ? ['line 3: labels.areas must be a list, not "sync"'] : [],
        unmet: lively(repository)
          ? [
              'model.provider is openai, but this App has no key for openai. Until then the local model decides alone.',
            ]
          : [],
        source: lively(repository) ? '.github/dispatch.yml' : 'defaults',
        readAt: new Date().toISOString(),
        forms: 2,
        ownerRules: 1,
      }),
      markStale: async ({ name }) => keep(undefined, 'stale', name),
    },
    pausing: {
      set: async (scope, paused, by) => {
        state[scope.kind] = paused;
        return keep(true, 'pause', scope.kind, paused, by.login);
      },
      read: async () => ({ ...state }),
    },
    lessons: { revoke: async ({ name }, which, by) => keep([1], 'revoke', name, which, by.login) },
    dismissals: {
      async set({ repositoryId }, numbers, dismissed) {
        const world = worlds.find((each) => each.repository.repositoryId === repositoryId);
        for (const number of numbers) {
          if (dismissed) world?.dismissed.add(number);
          else world?.dismissed.delete(number);
        }
        return [...numbers];
      },
    },
    notices: {
      list: async (repository, { ids, kinds, number, private: withPrivate }, limit) =>
        lively(repository)
          ? livelyOverview()
              .notices.filter(
                (notice) =>
                  (!ids || ids.includes(notice.id)) &&
                  (number === undefined || notice.number === number) &&
                  (!kinds || kinds.includes(notice.kind)) &&
                  (withPrivate || !notice.private),
              )
              .slice(0, limit)
              .map(({ words: reason, ...notice }) => ({
                ...{ ...notice, reason, detail: {}, settled: null },
                subject: `issue ${notice.number}`,
              }))
          : [],
      settle: async ({ name }, { ids }, by) => keep(1, 'settle', name, ids, by.login),
    },
    exportLog: async function* (_repository, format) {
      yield format === 'csv' ? 'seq,at\n' : '{"seq":1}\n';
    },
    verify: async () => ({ rows: 7, brokenAt: null }),
  };
  return ports;
}
