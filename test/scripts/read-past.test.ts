import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { createBackfillStore } from '../../src/store/issues/backfills.ts';

it('npm run read-past has the past read by the next worker', async () => {
  const github = await startLocalGitHub();
  const dataDir = await mkdtemp(join(tmpdir(), 'dispatch-test-'));
  const env = {
    PATH: process.env.PATH,
    APP_ID: String(github.app.id),
    PRIVATE_KEY: github.app.privateKey,
    WEBHOOK_SECRET: 'a secret of the test',
    CLIENT_ID: github.app.clientId,
    CLIENT_SECRET: github.app.clientSecret,
    GITHUB_API_URL: github.url,
    GITHUB_URL: github.url,
    DATA_DIR: dataDir,
    DATABASE_URL: '',
  };
  try {
    const script = join(import.meta.dirname, '../../scripts/read-past.ts');
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', script, 'acme/widgets'], { env });
    expect((await run).stdout).toContain('Queued a backfill of acme/widgets.');
    expect(github.violations).toEqual([]);
    const database = await openDatabase({ dataDir: join(dataDir, 'database') });
    const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    const place = { installationId: github.installationId, repositoryId };
    expect(await createBackfillStore(database).get(place)).toMatchObject({ stage: 'issues', cursor: null });
    await database.close();
  } finally {
    await github.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);
