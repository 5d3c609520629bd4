import { choreId } from './chore-id.ts';
import type { PagePorts } from './console/page-ports.ts';
import { createLessons } from './create-lessons.ts';
import { createPausing } from './create-pausing.ts';
import { createUndoDesk } from './create-undo-desk.ts';
import type { OperatorLimits } from './domain/settings/unmet-wishes.ts';
import { createFailureDesk } from './queue/failure-desk.ts';
import type { Queue } from './queue/queue.ts';
import { createActivityReads } from './store/activity-reads.ts';
import { createAuditLog } from './store/audit.ts';
import { createAuditExport } from './store/audit-export.ts';
import { createBacklogReads } from './store/backlog-reads.ts';
import { createBacktestStore } from './store/backtests.ts';
import type { Database } from './store/database.ts';
import { createLabelReads } from './store/label-reads.ts';
import { createNoticeStore } from './store/notices.ts';
import { createOverviewReads } from './store/overview-reads.ts';
import { createReceivedReads } from './store/received-reads.ts';
import { createReplayStore } from './store/replays.ts';
import { createSettingsDesk } from './store/settings-reads.ts';
import { createSimilarReads } from './store/similar-reads.ts';
import { createStandingStore } from './store/standings.ts';

/** What the console's pages read and ask for, over one database and its queue. `hosted` are the model providers with a key. */
export function createPagePorts(
  database: Database,
  queue: Queue,
  hosted: readonly string[] = [],
  limits?: OperatorLimits,
): PagePorts {
  const audit = createAuditLog(database);
  const backtests = createBacktestStore(database);
  return {
    backlog: {
      waiting: createBacklogReads(database),
      replays: createReplayStore(database),
      standings: createStandingStore(database),
    },
    backtests: {
      read: backtests.read,
      async ask(place) {
        await backtests.ask(place);
        await queue.chores.add(choreId('backtest', place));
      },
    },
    overview: createOverviewReads(database),
    labels: createLabelReads(database),
    activity: createActivityReads(database),
    failures: createFailureDesk(database, queue),
    received: createReceivedReads(database),
    settings: createSettingsDesk(database, hosted, limits),
    pausing: createPausing(database, queue),
    undo: createUndoDesk(database, queue),
    lessons: createLessons(database, queue),
    notices: createNoticeStore(database),
    similar: createSimilarReads(database),
    exportLog: (repository, format) => createAuditExport(database).stream(repository, format),
    verify: (repository) => audit.verify(repository),
  };
}
