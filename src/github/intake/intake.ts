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
  /** Every secret that is active: the present one and, during a rotation, the previous one. */
  secrets: readonly string[];
  /** Which accounts' deliveries are worked on; those of others are kept as ignored. */
  serves?: (login: string) => boolean;
  log: IntakeLog;
  /** Counts a refused request; says whether its address has had too many. Signed deliveries never come here. */
  tooMany: (address: string) => Promise<boolean>;
  addressOf: (request: HttpBindings['incoming']) => string;
  /** Called once a request with its outcome (`queued`, `seen`, …, `401`) and the seconds it took. */
  observe?: (outcome: string, seconds: number) => void;
  /** Milliseconds for a body to arrive; GitHub itself gives up after 10 s. */
  bodyTimeoutMs?: number;
  /** Milliseconds for the database to commit before the answer is 503. */
  commitTimeoutMs?: number;
}

/**
 * The webhook route. Answers 202 only after the delivery and its job are committed; 503 when the database does not
 * answer in time; 401 for a body that no active secret signed; 400, 408, 413 and 429 for what their names say.
 * Nothing of a refused request is stored, and its log line stays under 1 KB.
 */
export function createIntake(options: IntakeOptions): Hono<{ Bindings: HttpBindings }> {
  const { inbox, secrets, log, tooMany, addressOf, observe = () => {} } = options;
  const { bodyTimeoutMs = 10_000, commitTimeoutMs = 1_500 } = options;
  if (secrets.every((secret) => secret.trim() === ''))
    throw new Error('Intake needs at least one webhook secret.');
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
      // Only strangers are counted: what a secret has signed, and our own faults, are not theirs to pay for.
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
