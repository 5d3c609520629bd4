import { readConfig } from '../src/app/config/config.ts';
import { loadEnvironment } from '../src/app/config/environment.ts';
import type { CheckResult } from '../src/ops/health.ts';
import { commandLine } from './command-line.ts';

const options = commandLine('status', 'Shows the status of a running app. Exits with 1 if it is not ready.')
  .option('--url <address>', 'URL of the app (default: HOST and PORT from the environment)')
  .parse()
  .opts();
const { host, port } = readConfig(loadEnvironment());
const url = (options.url ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`).replace(/\/$/, '');

const get = (path: string) => fetch(url + path, { signal: AbortSignal.timeout(5_000) });

function print(rows: [string, string, string][]): void {
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  for (const [name, state, detail] of rows)
    console.log(`${name.padEnd(first)}  ${state.padEnd(second)}  ${detail}`);
}

try {
  const alive = (await (await get('/healthz')).json()) as { uptimeSeconds: number };
  const ready = (await (await get('/readyz')).json()) as { status: string; checks: CheckResult[] };
  print([
    ['process', 'ok', `${url}, up for ${alive.uptimeSeconds} s`],
    ...ready.checks.map(({ name, ok, detail }): [string, string, string] => [
      name,
      ok ? 'ok' : 'FAILS',
      detail,
    ]),
    ['ready', ready.status === 'ready' ? 'yes' : 'NO', ready.status],
  ]);
  process.exitCode = ready.status === 'ready' ? 0 : 1;
} catch (error) {
  console.error(
    `No response from ${url}. Is the app running? (Start it with npm start, or specify another URL with --url.)`,
  );
  if (error instanceof Error && error.name === 'TimeoutError') console.error('It didn’t respond within 5 s.');
  process.exitCode = 1;
}
