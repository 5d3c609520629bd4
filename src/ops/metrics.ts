import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Records an answered webhook. `outcome` is `queued`, `seen`, `ignored`, `requeued` or the status of a rejection. */
  intake: (outcome: string, seconds: number) => void;
  /** Records an attempt to process a delivery. */
  job: (event: string, outcome: 'done' | 'failed', seconds: number) => void;
  /** Records a request to GitHub. */
  github: (method: string, status: number) => void;
  /** Records a hosted model call, including those skipped for lack of budget. */
  llm: (call: {
    source: string;
    outcome: string;
    seconds: number;
    promptTokens: number;
    completionTokens: number;
  }) => void;
  /** Adds a gauge that is read when `/metrics` is scraped, for example the length of the queue. */
  gauge: (name: string, help: string, read: () => Promise<number> | number) => void;
  /** Serves `GET /metrics` in Prometheus text format to requests with the token; 404 if none is configured. */
  routes: Hono;
}

/**
 * Creates the metrics. Every name starts with `dispatch_`, and labels never contain names of people,
 * repositories or issues.
 */
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
    help: 'Seconds from the first byte of a webhook to its response, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 10],
    registers,
  });
  const job = new Histogram({
    name: 'dispatch_job_seconds',
    help: 'Seconds to process a delivery, by event and outcome.',
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
    help: 'Seconds per hosted model call, including retries, by provider and outcome.',
    labelNames: ['provider', 'outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30],
    registers,
  });
  const llmTokens = new Counter({
    name: 'dispatch_llm_tokens_total',
    help: 'Tokens used by hosted models, by provider and direction.',
    labelNames: ['provider', 'direction'],
    registers,
  });
  const routes = new Hono();
  const { token = null } = options;
  // Metrics reveal activity and each scrape queries the database, so they require a token.
  routes.use(
    '/metrics',
    token === null
      ? async (c) =>
          c.text('Metrics are disabled: set METRICS_TOKEN and send it as "Authorization: Bearer …".', 404)
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
            // A gauge that can't be read is omitted and doesn't affect the others.
            this.remove();
          }
        },
      });
    },
    routes,
  };
}
