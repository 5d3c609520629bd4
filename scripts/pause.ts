import { userInfo } from 'node:os';
import { readConfig } from '../src/app/config/config.ts';
import { databaseAddress } from '../src/app/config/database-address.ts';
import { loadEnvironment } from '../src/app/config/environment.ts';
import { createServices } from '../src/app/services.ts';
import { startQueue } from '../src/queue/queue.ts';
import { openDatabase } from '../src/store/core/open-database.ts';
import { commandLine } from './command-line.ts';

const { resume } = commandLine(
  'pause',
  'Pauses triage in the whole app; every process follows within a second. New issues are queued, and nothing is written.',
)
  .option('--resume', 'resume triage', false)
  .parse()
  .opts();
const config = readConfig(loadEnvironment());
if (!config.databaseUrl) {
  console.error('The embedded database is in use by the running app. Stop the app to pause triage.');
  process.exit(1);
}
const database = await openDatabase(databaseAddress(config), { migrate: false });
const queue = await startQueue(database);
const by = { login: userInfo().username, id: null, kind: 'person' } as const;
const changed = await createServices({ database, queue }).pauses.set({ kind: 'app' }, !resume, by);
const state = resume ? 'resumed' : 'paused';
console.log(changed ? `Triage ${state} everywhere.` : `Triage was already ${state}.`);
await queue.stop({ timeoutMs: 1_000 });
await database.close();
