/** `npm run pause [-- --resume]`: pauses triage in the whole App, or lets it go on; every process follows within a second. */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { createPausing } from '../src/create-pausing.ts';
import { loadEnvironment } from '../src/environment.ts';
import { startQueue } from '../src/queue/queue.ts';
import { openDatabase } from '../src/store/open-database.ts';

const { values } = parseArgs({ options: { resume: { type: 'boolean', default: false } } });
const { databaseUrl } = readConfig(loadEnvironment());
if (!databaseUrl) {
  console.error('The embedded database belongs to the running process: stop that to pause the whole App.');
  process.exit(1);
}
const database = await openDatabase({ url: databaseUrl }, { migrate: false });
const queue = await startQueue(database);
const by = { login: userInfo().username, id: null, kind: 'person' } as const;
const changed = await createPausing(database, queue).set({ kind: 'app' }, !values.resume, by);
const state = values.resume ? 'goes on' : 'is paused';
console.log(changed ? `Triage ${state} everywhere.` : `Triage ${state} everywhere already.`);
await queue.stop({ timeoutMs: 1_000 });
await database.close();
