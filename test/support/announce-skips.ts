import { chromiumPath, howToGetChromium } from './browser.ts';
import { postgresUrl } from './databases.ts';

/**
 * Says plainly which suites this run leaves out and how to get them. With REQUIRE_ALL_SUITES=1 (CI) nothing may be left
 * out, and the run fails instead.
 */
export default function announceSkips(): void {
  const lines = [...(postgresUrl ? [] : howToGetPostgres), ...(chromiumPath ? [] : howToGetChromium)];
  if (lines.length === 0) return;
  if (process.env.REQUIRE_ALL_SUITES === '1') throw new Error(lines.join('\n'));
  console.warn(`\n${lines.join('\n')}\n`);
}

const howToGetPostgres = [
  'PostgreSQL suites are SKIPPED: TEST_DATABASE_URL is not set. The same suites run on the embedded database.',
  'To run them:  TEST_DATABASE_URL="$(.ci/postgres)" npm test   (or any PostgreSQL 16+ with pgvector)',
];
