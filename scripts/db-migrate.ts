import { openDatabase } from '../src/store/core/open-database.ts';
import { commandLine } from './command-line.ts';
import { configuredDatabase } from './configured-database.ts';

commandLine(
  'db:migrate',
  'Migrates the configured database to the latest schema. npm start does this automatically.',
).parse();

const { address, name } = configuredDatabase();
try {
  const database = await openDatabase(address, { onProblem: (problem) => console.warn(problem) });
  await database.close();
  console.log(`Migrated ${name}.`);
} catch (error) {
  console.error(`Couldn't migrate ${name}: ${(error as Error).message}`);
  process.exitCode = 1;
}
