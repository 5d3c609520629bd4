import { createInterface } from 'node:readline/promises';
import { resetDatabase } from '../src/store/core/reset-database.ts';
import { commandLine } from './command-line.ts';
import { configuredDatabase } from './configured-database.ts';

const { yes } = commandLine('db:reset', 'Deletes all data of DispatchAI, after confirmation.')
  .option('--yes', 'skip the confirmation', false)
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
    console.error(`Couldn't delete the data: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error(`This deletes all data in ${name}. Pass --yes to skip the confirmation.`);
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(`Delete all data in ${name}? Type yes to confirm: `);
  lines.close();
  return answer.trim().toLowerCase() === 'yes';
}
