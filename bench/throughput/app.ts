import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/app/config/config.ts';
import { type Dispatch, startDispatch, stopDispatch } from '../../src/app/start-dispatch.ts';
import { createLogger } from '../../src/ops/logger.ts';
import type { DatabaseAddress } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';

/** One role of the App in a process of its own. */
export type AppOrder =
  | { kind: 'start'; environment: Record<string, string>; address: DatabaseAddress }
  | { kind: 'usage' }
  | { kind: 'depth' };

export interface Usage {
  /** Milliseconds of processor time since the process began. */
  cpuMs: number;
  /** Resident memory in megabytes. */
  memoryMb: number;
}

const dataDir = mkdtempSync(join(tmpdir(), 'dispatch-bench-'));
let dispatch: Dispatch | null = null;

process.on('message', async (order: AppOrder | { kind: 'end' }) => {
  if (order.kind === 'end') {
    if (dispatch) await stopDispatch(dispatch);
    await rm(dataDir, { recursive: true, force: true });
    process.exit(0);
  }
  process.send?.(await obey(order));
});

async function obey(order: AppOrder): Promise<object> {
  switch (order.kind) {
    case 'start': {
      const config = readConfig({ ...order.environment, DATA_DIR: dataDir });
      dispatch = await startDispatch(config, {
        log: createLogger({ level: 'info', secrets: config.secrets }),
        database: await openDatabase(order.address),
      });
      return { url: dispatch.url };
    }
    case 'usage': {
      const { user, system } = process.cpuUsage();
      return { cpuMs: (user + system) / 1_000, memoryMb: process.memoryUsage.rss() / 1_048_576 };
    }
    case 'depth': {
      if (!dispatch) throw new Error('the App was not started');
      const { waiting, active, retrying } = await dispatch.queue.depth();
      return { depth: waiting + active + retrying };
    }
  }
}
