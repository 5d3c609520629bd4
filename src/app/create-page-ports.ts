import type { Queue } from '../queue/queue.ts';
import type { PagePorts } from '../read/pages.ts';
import { choreId } from '../triage/ports/chores.ts';
import type { LabelingRuns } from '../triage/ports/weak-labels.ts';
import type { Services } from './services.ts';

/** Creates the console's reads and the queue operations it needs. */
export function createPagePorts(
  services: Services,
  queue: { chores: Pick<Queue['chores'], 'add' | 'hurry'> },
): PagePorts {
  const { audit, backtests } = services;
  return {
    backlog: {
      waiting: services.backlogReads,
      replays: services.replays,
      standings: services.trackRecords,
    },
    backtests: {
      read: backtests.read,
      async ask(place) {
        await backtests.ask(place);
        await queue.chores.add(choreId('backtest', place));
      },
    },
    weakLabels: createWeakLabelActions(services.labelingRuns, queue.chores),
    overview: services.overviewReads,
    labels: services.labelReads,
    activity: services.activityReads,
    failures: services.failures,
    received: services.receivedReads,
    settings: services.settingsReads,
    pausing: services.pauses,
    undo: services.undoActions,
    lessons: services.lessons,
    dismissals: services.dismissals,
    notices: services.notices,
    similar: services.similarReads,
    exportLog: (repository, format) => services.auditExport.stream(repository, format),
    verify: (repository) => audit.verify(repository),
  };
}

/** Runs over past issues as the console asks for them: each change that was made is followed by the worker's step. */
function createWeakLabelActions(
  runs: LabelingRuns,
  chores: Pick<Queue['chores'], 'add' | 'hurry'>,
): PagePorts['weakLabels'] {
  /** Whether it was done; the worker takes notice only then. */
  const thenWake = async (done: Promise<boolean>, wake: () => Promise<unknown>) => {
    if (!(await done)) return false;
    await wake();
    return true;
  };
  return {
    read: runs.read,
    ask: (place, by) => thenWake(runs.ask(place, by), () => chores.add(choreId('weak-labels', place))),
    confirm: (place, run, by) =>
      thenWake(runs.confirm(place, run, by), () => chores.hurry(choreId('weak-labels', place))),
    cancel: (place, run, by) =>
      thenWake(runs.cancel(place, run, by), () => chores.hurry(choreId('weak-labels', place))),
    drop: (place, run, by) =>
      thenWake(runs.drop(place, run, by), () => chores.hurry(choreId('train', place))),
  };
}
