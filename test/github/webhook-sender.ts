import { Webhooks } from '@octokit/webhooks';
import { Hono } from 'hono';
import { ownBodyLimit } from '../../src/app/routes.ts';
import type { Inbox, IncomingDelivery } from '../../src/github/intake/inbox-port.ts';
import { createIntake, type IntakeOptions, webhookPath } from '../../src/github/intake/intake.ts';
import { createWebServer } from '../../src/ops/web-server.ts';

export const secret = "It's a Secret to Everybody";

/** Signs as GitHub does, with the library that GitHub's own SDK uses. */
export function sign(body: string, by = secret): Promise<string> {
  return new Webhooks({ secret: by }).sign(body);
}

/** An inbox in memory, with the inbox's rules: unique ids, unique bodies. */
export function memoryInbox(): Inbox & { kept: IncomingDelivery[] } {
  const kept: IncomingDelivery[] = [];
  return {
    kept,
    async accept(delivery) {
      const body = Buffer.from(delivery.body);
      if (kept.some((other) => other.id === delivery.id || body.equals(other.body))) return 'seen';
      kept.push({ ...delivery, body });
      return delivery.ignored === undefined ? 'queued' : 'ignored';
    },
  };
}

/** Intake on a real port, with everything that it said. */
export async function startIntake(options: Partial<IntakeOptions> & { inbox: IntakeOptions['inbox'] }) {
  const lines: string[] = [];
  const say = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const errors: unknown[] = [];
  const intake = createIntake({
    secrets: [secret],
    log: { info: say, warn: say },
    tooMany: async () => false,
    addressOf: (request) => request.socket.remoteAddress ?? 'unknown',
    ...options,
  });
  const server = await createWebServer({
    host: '127.0.0.1',
    port: 0,
    routes: [intake, new Hono()],
    onError: (error) => errors.push(error),
    ownBodyLimit,
  });
  return { url: server.url + webhookPath, port: server.port, lines, errors, close: () => server.close(0) };
}

export interface Sent {
  body: string;
  event?: string;
  id?: string;
  /** Null sends none. */
  signature?: string | null;
}

let count = 0;

/** Posts one delivery, rightly signed unless said otherwise. */
export async function send(url: string, sent: Sent): Promise<Response> {
  const signature = sent.signature === undefined ? await sign(sent.body) : sent.signature;
  count += 1;
  return fetch(url, {
    method: 'POST',
    body: sent.body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': sent.event ?? 'issues',
      'x-github-delivery': sent.id ?? `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
  });
}

/** A small `issues.opened`, different at each call. */
export function issueOpened(extra: Record<string, unknown> = {}): string {
  count += 1;
  return JSON.stringify({
    action: 'opened',
    issue: { number: count, title: `Issue ${count}`, body: 'It stops after the second page.' },
    repository: { id: 42, name: 'shop', full_name: 'acme/shop' },
    installation: { id: 7 },
    ...extra,
  });
}
