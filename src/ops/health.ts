import { Hono } from 'hono';

export interface HealthCheck {
  name: string;
  /** Resolves if healthy, optionally with a detail to show; rejects with the reason otherwise. */
  run: () => Promise<string | undefined>;
  /** Timeout in milliseconds. The default of 1,500 lets `/readyz` answer within two seconds. */
  timeoutMs?: number;
}

export interface CheckResult {
  name: string;
  ok: boolean;
  detail: string;
  /** Milliseconds. */
  tookMs: number;
}

const keptMs = 250;

async function runCheck(check: HealthCheck): Promise<CheckResult> {
  const started = performance.now();
  const limit = check.timeoutMs ?? 1_500;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no response within ${limit} ms`)), limit);
  });
  const result = (ok: boolean, detail: string) => ({
    name: check.name,
    ok,
    detail: detail.slice(0, 300),
    tookMs: Math.round(performance.now() - started),
  });
  try {
    return result(true, (await Promise.race([check.run(), late])) ?? 'ok');
  } catch (error) {
    return result(false, error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Mounts the health endpoints. `GET /healthz` shows that the process responds. `GET /readyz` runs the checks
 * in parallel and answers 200 or 503; during shutdown it answers 503, so that a load balancer sends no new
 * requests. Results are cached for a quarter of a second, so that frequent probes cost the database little
 * and an outage is still reported within two seconds.
 */
export function createHealth(options: {
  checks: () => readonly HealthCheck[];
  stopping?: () => boolean;
  /** Removes secrets from an error message before it is shown. */
  redact?: (text: string) => string;
}): Hono {
  const { checks, stopping = () => false, redact = (text) => text } = options;
  let kept: { at: number; results: Promise<CheckResult[]> } | null = null;
  const results = () => {
    if (!kept || performance.now() - kept.at > keptMs) {
      kept = { at: performance.now(), results: Promise.all(checks().map(runCheck)) };
    }
    return kept.results;
  };

  const health = new Hono();
  health.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  health.get('/healthz', (c) => c.json({ status: 'ok', uptimeSeconds: Math.floor(process.uptime()) }));
  health.get('/readyz', async (c) => {
    if (stopping()) return c.json({ status: 'stopping', checks: [] }, 503);
    const all = (await results()).map((result) => ({ ...result, detail: redact(result.detail) }));
    const ready = all.every((result) => result.ok);
    return c.json({ status: ready ? 'ready' : 'not ready', checks: all }, ready ? 200 : 503);
  });
  return health;
}
