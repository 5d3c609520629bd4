import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** A webhook was answered: `outcome` is `queued`, `seen`, `ignored`, `requeued` or the status of a refusal. */
  intake: (outcome: string, seconds: number) => void;
  /** A delivery was worked on, to its end or not. */
  job: (event: string, outcome: 'done' | 'failed', seconds: number) => void;
  /** A request went to GitHub. */
  github: (method: string, status: number) => void;
  /** A hosted model was asked, or not asked for want of money. */
  llm: (call: {
    source: string;
    outcome: string;
    seconds: number;
    promptTokens: number;
    completionTokens: number;
  }) => void;
  /** Adds a number that is read when `/metrics` is asked for, for example the length of the queue. */
  gauge: (name: string, help: string, read: () => Promise<number> | number) => void;
  /** `GET /metrics` in Prometheus' text format, for whoever sends the token; 404 where there is none. */
  routes: Hono;
}

/** Every name begins with `dispatch_`; labels never hold names of people, repositories or issues. */
export function createMetrics(
  options: {
    processMetrics?: boolean;
    /** METRICS_TOKEN. */
    token?: string | null;
  } = {},
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.processMetrics !== false) collectDefaultMetrics({ register: registry, prefix: 'dispatch_' });
  const intake = new Histogram({
    name: 'dispatch_intake_seconds',
    help: 'Seconds from the first byte of a webhook to its answer, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 10],
    registers,
  });
  const job = new Histogram({
    name: 'dispatch_job_seconds',
    help: 'Seconds that the work on one delivery took, by event and outcome.',
    labelNames: ['event', 'outcome'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const github = new Counter({
    name: 'dispatch_github_requests_total',
    help: 'Requests to GitHub, by method and status.',
    labelNames: ['method', 'status'],
    registers,
  });
  const llm = new Histogram({
    name: 'dispatch_llm_seconds',
    help: 'Seconds that a question to a hosted model took, retries included, by provider and outcome.',
    labelNames: ['provider', 'outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30],
    registers,
  });
  const llmTokens = new Counter({
    name: 'dispatch_llm_tokens_total',
    help: 'Tokens that hosted models used, by provider and direction.',
    labelNames: ['provider', 'direction'],
    registers,
  });
  const routes = new Hono();
  const { token = null } = options;
  // The numbers tell what goes on here, and each look asks the database: not for strangers.
  routes.use(
    '/metrics',
    token === null
      ? async (c) => c.text('Not served: set METRICS_TOKEN, and send it as "Authorization: Bearer …".', 404)
      : bearerAuth({ token, realm: 'metrics' }),
  );
  routes.get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, {
      'content-type': registry.contentType,
      'cache-control': 'no-store',
    }),
  );
  return {
    registry,
    intake: (outcome, seconds) => intake.observe({ outcome }, seconds),
    job: (event, outcome, seconds) => job.observe({ event, outcome }, seconds),
    github: (method, status) => github.inc({ method, status }),
    llm({ source, outcome, seconds, promptTokens, completionTokens }) {
      llm.observe({ provider: source, outcome }, seconds);
      llmTokens.inc({ provider: source, direction: 'in' }, promptTokens);
      llmTokens.inc({ provider: source, direction: 'out' }, completionTokens);
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          try {
            this.set(await read());
          } catch {
            // A number that cannot be read is absent, and never takes the others with it.
            this.remove();
          }
        },
      });
    },
    routes,
  };
}
