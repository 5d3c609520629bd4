import { Hono } from 'hono';

export interface HealthCheck {
  name: string;
  /** Resolves when all is well, with a word to show if there is one; rejects with the reason when it is not. */
  run: () => Promise<string | undefined>;
  /** Milliseconds; 1,500 if not said, so that the answer is there within two seconds. */
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
    timer = setTimeout(() => reject(new Error(`no answer within ${limit} ms`)), limit);
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
 * `GET /healthz` says that the process answers; `GET /readyz` runs the checks side by side and says 200 or 503.
 * While the process stops, `/readyz` is 503 so that a load balancer sends nothing new. Results are kept for
 * a quarter of a second, so that asking often costs the database little and an outage is told within two seconds.
 */
export function createHealth(options: {
  checks: () => readonly HealthCheck[];
  stopping?: () => boolean;
  /** Takes secrets out of an error's message before it is shown. */
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
