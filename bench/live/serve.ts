import { createServer, type ServerResponse } from 'node:http';
import { ownBodyLimit } from '../../src/app/routes.ts';
import { createWebServer } from '../../src/ops/web-server.ts';
import { createConsoleReads } from '../../src/store/console/console-reads.ts';
import { createInboxReads } from '../../src/store/console/inbox-reads.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createLiveEvents } from '../../src/store/record/live-events.ts';
import { createTimelineStore } from '../../src/store/record/timeline.ts';
import { consoleOver, readRepositories } from '../console/bench-console.ts';
import { fillConsole } from '../console/fill-console.ts';
import { createEmbedded, createOnServer } from '../intake/bench-database.ts';
import { createIssueMaker } from '../similarity/made-up-issues.ts';

// One server in a process of its own, so that what it costs can be told: the console's Issues list over a real database, or a bare
// node:http that writes the same amount to each connection. Told by the parent to change something; tells what it used.

const issues = 500;
const bareLength = Number(process.env.BARE_LENGTH ?? 2_000);
const started = process.argv[2] === 'bare' ? await serveBare() : await serveConsole();
process.send?.({ ready: true, cookie: started.cookie });
let changed = 0;
process.on('message', (said: { change?: number; stats?: true; stop?: true }) => {
  if (said.change !== undefined) void started.change(changed++, said.change);
  if (said.stats) {
    const used = { cpu: process.cpuUsage(), rss: process.memoryUsage().rss };
    void started.path().then((path) => process.send?.({ ...used, path }));
  }
  if (said.stop) void started.stop().then(() => process.exit(0));
});

async function serveBare() {
  const pages = new Set<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: hello\ndata: \n\n');
    pages.add(response);
    response.on('close', () => pages.delete(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    path: async () => `http://127.0.0.1:${port}/`,
    cookie: '',
    async change(_count: number, at: number) {
      const message = `data: changed at ${at}. ${'x'.repeat(bareLength)}\nid: ${at}\n\n`;
      for (const page of pages) page.write(message);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function serveConsole() {
  const address = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || null;
  const bench = address === null ? await createEmbedded() : await createOnServer(address);
  const database = await openDatabase(bench.address);
  const [repo] = readRepositories();
  await fillConsole(database, repo, { count: issues, decided: issues });
  const live = await createLiveEvents(database, console.error);
  const reads = { reads: createConsoleReads(database), inbox: createInboxReads(database) };
  const { app, cookie } = await consoleOver({ ...reads, live });
  const server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [app as never],
    ownBodyLimit,
    onError: console.error,
  });
  const make = createIssueMaker(3);
  const store = createIssueStore(database);
  const timeline = createTimelineStore(database);
  return {
    /** As a page that is loaded now has it. */
    path: async () => `${server.url}/${repo.owner}/${repo.name}/issues/live?after=${await live.latest(repo)}`,
    cookie,
    async change(count: number, at: number) {
      const number = 1 + (count % issues);
      const title = `${make(number).title} changed at ${at}.`;
      await store.saveIssue(repo, { ...make(number), number, title, updatedAt: new Date(at).toISOString() });
      const event = { kind: 'edited' as const, actor: null, deliveryId: null, detail: {} };
      await timeline.append(repo, number, [event]);
    },
    async stop() {
      await server.close(0);
      await live.close();
      await database.close();
      await bench.drop();
    },
  };
}
