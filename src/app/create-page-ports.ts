import type { Queue } from '../queue/queue.ts';
import type { PagePorts } from '../read/pages.ts';
import { choreId } from '../triage/ports/chores.ts';
import type { Services } from './services.ts';

/** Creates the console's reads and the queue operations it needs. */
export function createPagePorts(
  services: Services,
  queue: { chores: Pick<Queue['chores'], 'add'> },
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
