import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { createBodyLanes } from './body-lanes.ts';
import { acceptWithin, type Inbox } from './inbox-port.ts';
import { discardRest, readBody } from './read-body.ts';
import { readDelivery } from './read-delivery.ts';
import { type Refusal, type RefusalAnswer, refusals } from './refusals.ts';
import { parseSignature, startSignatureCheck } from './signature.ts';

export const webhookPath = '/api/github/webhooks';

export interface IntakeLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface IntakeOptions {
  inbox: Inbox;
  /** The active secrets: the current one and, during a rotation, the previous one. */
  secrets: readonly string[];
  /** Whether an account is allowed. Deliveries from others are stored as ignored. */
  serves?: (login: string) => boolean;
  log: IntakeLog;
  /** Counts a rejected request and returns whether its address has too many. Signed deliveries aren't counted. */
  tooMany: (address: string) => Promise<boolean>;
  addressOf: (request: HttpBindings['incoming']) => string;
  /** Called once per request with its outcome (`queued`, `seen`, …, `401`) and duration in seconds. */
  observe?: (outcome: string, seconds: number) => void;
  /** Time limit for receiving a body, in milliseconds. GitHub itself gives up after 10 s. */
  bodyTimeoutMs?: number;
  /** Time limit for the database commit, in milliseconds, before the response is 503. */
  commitTimeoutMs?: number;
}

/**
 * Creates the webhook route. It answers 202 only after the delivery and its job are committed, 503 if the
 * database doesn't respond in time, 401 for a body not signed with an active secret, and 400, 408, 413 or
 * 429 for malformed, slow, large or excessive requests. Nothing of a rejected request is stored, and its log
 * line stays under 1 KB.
 */
export function createIntake(options: IntakeOptions): Hono<{ Bindings: HttpBindings }> {
  const { inbox, secrets, log, tooMany, addressOf, observe = () => {} } = options;
  const { bodyTimeoutMs = 10_000, commitTimeoutMs = 1_500 } = options;
  if (secrets.every((secret) => secret.trim() === ''))
    throw new Error('Intake requires at least one webhook secret.');
  const lanes = createBodyLanes(1);
  const accept = acceptWithin(inbox, commitTimeoutMs);
  const intake = new Hono<{ Bindings: HttpBindings }>();

  intake.post(webhookPath, async (c) => {
    const started = performance.now();
    const { incoming } = c.env;
    const address = addressOf(incoming);
    const delivery = (incoming.headers['x-github-delivery'] ?? '').toString().slice(0, 100);
    const event = (incoming.headers['x-github-event'] ?? '').toString().slice(0, 100);
    const finish = (outcome: string) => observe(outcome, (performance.now() - started) / 1000);

    const refuse = async (asked: Refusal, detail?: string) => {
      // Only unauthenticated requests count against an address, not signed ones or failures of our own.
      const counted = asked === 'unsigned' || asked === 'tooLarge' || asked === 'tooSlow';
      const refusal = counted && (await tooMany(address)) ? 'tooMany' : asked;
      const { status, error, retryAfter }: RefusalAnswer = refusals[refusal];
      log.warn(
        { delivery, event, address, status, detail: detail?.slice(0, 300) },
        `delivery refused: ${error}`,
      );
      finish(String(status));
      return c.json({ error }, status, retryAfter ? { 'retry-after': String(retryAfter) } : {});
    };

    const signature = parseSignature(incoming.headers['x-hub-signature-256']?.toString());
    if (!signature) {
      discardRest(incoming);
      return refuse('unsigned');
    }
    const check = startSignatureCheck(secrets);
    const body = await readBody(incoming, { lanes, timeoutMs: bodyTimeoutMs, onChunk: check.update });
    if ('refused' in body) {
      return refuse(
        ({ 'too large': 'tooLarge', 'too slow': 'tooSlow', 'cut off': 'cutOff' } as const)[body.refused],
      );
    }
    try {
      if (!check.matches(signature)) return await refuse('unsigned');
      const read = readDelivery({ delivery, event, bytes: body.bytes() }, options.serves);
      if ('refused' in read) return await refuse(read.refused);
      const outcome = await accept(read);
      if (typeof outcome !== 'string') return await refuse('notStored', outcome.failed);
      const fields = { delivery, event, action: read.action, outcome, reason: read.ignored };
      log.info(fields, `delivery ${outcome}`);
      finish(outcome);
      return c.json({ status: outcome, delivery }, 202);
    } finally {
      body.done();
    }
  });

  intake.all(webhookPath, (c) => c.json({ error: 'Send webhooks with POST.' }, 405, { allow: 'POST' }));
  return intake;
}
