import postgres from 'postgres';
import { createGateway } from '../../src/github/calls/gateway.ts';
import { createBotLogin, createProbot } from '../../src/github/calls/octokit.ts';
import { createLogger } from '../../src/ops/logger.ts';

/** The least that one issue takes: GitHub's answer on how it stands, one label, and one committed row. No triage. */
export interface FloorOrder {
  kind: 'run';
  environment: Record<string, string>;
  database: string;
  repo: { installationId: number; repositoryId: number; owner: string; name: string; private: boolean };
  numbers: number[];
}

/** As many issues as a worker takes up at once. */
const atOnce = 10;

process.on('message', async (order: FloorOrder | { kind: 'end' }) => {
  if (order.kind === 'end') process.exit(0);
  process.send?.(await run(order));
});

async function run({ environment, database, repo, numbers }: FloorOrder): Promise<object> {
  const probot = createProbot(
    {
      appId: Number(environment.APP_ID),
      privateKey: environment.PRIVATE_KEY ?? '',
      webhookSecret: environment.WEBHOOK_SECRET ?? '',
      apiUrl: environment.GITHUB_API_URL ?? '',
    },
    createLogger({ level: 'silent', secrets: [] }),
  );
  await probot.ready();
  const github = createGateway(await probot.auth(repo.installationId), createBotLogin(probot));
  const sql = postgres(database, { max: atOnce, onnotice: () => undefined });
  await sql`create table if not exists floor (number int primary key, at timestamptz default now())`;
  const before = process.cpuUsage();
  const began = performance.now();
  const left = [...numbers];
  const work = async () => {
    for (let number = left.shift(); number !== undefined; number = left.shift()) {
      await github.getIssue(repo, number);
      await github.addLabels(repo, number, ['bug']);
      await sql`insert into floor (number) values (${number}) on conflict do nothing`;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(before);
  await sql.end();
  return { seconds, cpuMs: (user + system) / 1_000 };
}
