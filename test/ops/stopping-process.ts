import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { createIntake } from '../../src/github/intake/intake.ts';
import { createHealth } from '../../src/ops/health.ts';
import { createLogger } from '../../src/ops/logger.ts';
import { createShutdown } from '../../src/ops/shutdown.ts';
import { createWebServer } from '../../src/ops/web-server.ts';

/** A server with intake, a live page and the real signals, in a process of its own. Says its address, and at its end what it took in. */
const log = createLogger({ level: 'silent' });
const shutdown = createShutdown({ log, graceMs: 20_000 });
let accepted = 0;
const intake = createIntake({
  inbox: {
    async accept() {
      await new Promise((resolve) => setTimeout(resolve, 30));
      accepted += 1;
      return 'queued';
    },
  },
  secrets: [process.env.SECRET ?? ''],
  log,
  tooMany: async () => false,
  addressOf: () => 'here',
});
const live = new Hono().get('/live', (c) =>
  streamSSE(c, async (stream) => {
    await stream.writeSSE({ data: 'open' });
    await new Promise(() => {});
  }),
);
const server = await createWebServer({
  host: '127.0.0.1',
  port: 0,
  routes: [createHealth({ checks: () => [], stopping: shutdown.stopping }), intake, live],
  onError: () => {},
});
shutdown.add('web server', () => server.close(15_000));
shutdown.add('report', () => void process.stdout.write(`${JSON.stringify({ accepted })}\n`));
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
