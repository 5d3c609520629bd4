import { createInterface } from 'node:readline/promises';
import { resetDatabase } from '../src/store/core/reset-database.ts';
import { commandLine } from './command-line.ts';
import { configuredDatabase } from './configured-database.ts';

const { yes } = commandLine('db:reset', 'Deletes everything DispatchAI keeps and starts empty. Asks first.')
  .option('--yes', 'do not ask', false)
  .parse()
  .opts();

const { address, name } = configuredDatabase();
if (!yes && !(await agreed())) {
  console.log('Nothing was deleted.');
  process.exitCode = 1;
} else {
  try {
    await resetDatabase(address);
    console.log(`Emptied ${name}.`);
  } catch (error) {
    console.error(`Could not empty it: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error(`This deletes everything in ${name}. Say --yes to do it without being asked.`);
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(`Delete everything in ${name}? Type yes: `);
  lines.close();
  return answer.trim().toLowerCase() === 'yes';
}
