import { openDatabase } from '../src/store/core/open-database.ts';
import { commandLine } from './command-line.ts';
import { configuredDatabase } from './configured-database.ts';

commandLine(
  'db:migrate',
  'Brings the configured database to the newest migration. npm start does so by itself.',
).parse();

const { address, name } = configuredDatabase();
try {
  const database = await openDatabase(address, { onProblem: (problem) => console.warn(problem) });
  await database.close();
  console.log(`Migrated ${name}.`);
} catch (error) {
  console.error(`Could not migrate ${name}: ${(error as Error).message}`);
  process.exitCode = 1;
}
