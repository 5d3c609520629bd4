import { Agent, request } from 'node:http';
import autocannon from 'autocannon';
import { nextDelivery, path } from './delivery.ts';

/** What a run of the load gives back. Latencies in milliseconds. */
export interface LoadResult {
  rps: number;
  p50: number;
  p99: number;
  failed: number;
  sent: number;
}

export interface LoadOrder {
  url: string;
  seconds: number;
  /** Requests a second, sent whether the earlier ones were answered or not; null: as many as the server takes. */
  rate: number | null;
  connections: number;
}

function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/**
 * At a steady rate. Each latency counts from the moment at which the request was due, not at which it was sent: a
 * server that stalls cannot make the load wait with it ("coordinated omission").
 */
async function steady({
  url,
  seconds,
  rate,
  connections,
}: LoadOrder & { rate: number }): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let failed = 0;
  const send = (due: number) =>
    new Promise<void>((resolve) => {
      const { body, headers } = nextDelivery();
      const sent = request(url + path, {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': body.length },
      });
      sent.on('response', (response) => {
        response.resume().on('end', () => {
          latencies.push(performance.now() - due);
          if (response.statusCode !== 202 && response.statusCode !== 200) failed += 1;
          resolve();
        });
      });
      sent.on('error', () => {
        failed += 1;
        resolve();
      });
      sent.end(body);
    });
  const total = Math.round(rate * seconds);
  const started = performance.now();
  const answers: Promise<void>[] = [];
  while (answers.length < total) {
    const due = started + (answers.length * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    answers.push(send(due));
  }
  await Promise.all(answers);
  const took = (performance.now() - started) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return {
    rps: total / took,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    failed,
    sent: total,
  };
}

/** As fast as the server answers, over a fixed number of connections. */
async function capacity({ url, seconds, connections }: LoadOrder): Promise<LoadResult> {
  const result = await autocannon({
    url: url + path,
    connections,
    duration: seconds,
    requests: [{ method: 'POST', setupRequest: (sent) => ({ ...sent, ...nextDelivery() }) }],
  });
  return {
    rps: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
    sent: result.requests.sent,
  };
}

process.on('message', async (order: LoadOrder | { kind: 'end' }) => {
  if ('kind' in order) process.exit(0);
  const { rate } = order;
  process.send?.(rate === null ? await capacity(order) : await steady({ ...order, rate }));
});
