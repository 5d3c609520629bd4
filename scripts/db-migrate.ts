// npm run db:migrate: brings the configured database to the newest migration. `npm start` does the same by itself.
import { openDatabase } from '../src/store/open-database.ts';
import { configuredDatabase } from './configured-database.ts';

const { address, name } = configuredDatabase();
try {
  const database = await openDatabase(address, { onProblem: (problem) => console.warn(problem) });
  await database.close();
  console.log(`Migrated ${name}.`);
} catch (error) {
  console.error(`Could not migrate ${name}: ${(error as Error).message}`);
  process.exitCode = 1;
}
