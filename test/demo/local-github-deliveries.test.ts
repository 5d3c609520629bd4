import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { createAppAuth } from '@octokit/auth-app';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { checkedOctokit } from './app-octokit.ts';
import { type HookReceiver, startHookReceiver } from './hook-receiver.ts';

let github: LocalGitHub;
let receiver: HookReceiver;
const unlikeGitHub: string[] = [];
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  name: string;
  examples: { action?: string }[];
}[];

beforeAll(async () => {
  receiver = await startHookReceiver();
  github = await startLocalGitHub({ webhookSecret: 'a secret between us' });
  github.deliverTo(receiver.url);
});
afterAll(async () => {
  await github.close();
  receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
});
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
});

describe('a delivery', () => {
  it('is signed over its bytes and named by its headers', async () => {
    const { deliveryId, delivered, number } = await github.openIssue('acme/widgets', {
      title: 'Crash',
      body: 'now',
      author: 'rita',
    });
    expect(await delivered).toBe(202);
    const [one] = receiver.received;
    expect(one?.headers).toMatchObject({
      'x-github-delivery': deliveryId,
      'x-github-event': 'issues',
      'x-github-hook-installation-target-id': String(github.app.id),
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'a secret between us')
        .update(one?.body ?? '')
        .digest('hex')}`,
    });
    expect(deliveryId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(one?.payload).toMatchObject({
      action: 'opened',
      issue: { number, title: 'Crash', user: { login: 'rita' } },
      repository: { full_name: 'acme/widgets' },
      organization: { login: 'acme' },
      sender: { login: 'rita' },
      installation: { id: github.installationId },
    });
  });

  it('has every field that GitHub documents by example', async () => {
    const { number } = await github.openIssue('acme/widgets', {
      title: 'Crash',
      body: 'now',
      author: 'rita',
      labels: ['bug'],
    });
    await github.comment('acme/widgets', number, { author: 'mona', body: 'thanks' });
    await github.createLabel('acme/widgets', { name: `l${number}` }, 'mona');
    await github.deliveries.settled();
    for (const [event, action] of [
      ['issues', 'opened'],
      ['issues', 'labeled'],
      ['issue_comment', 'created'],
      ['label', 'created'],
    ]) {
      const ours = receiver.received.find(
        ({ headers, payload }) => headers['x-github-event'] === event && payload.action === action,
      )?.payload;
      const documented = examples
        .find(({ name }) => name === event)
        ?.examples.find((one) => one.action === action);
      // The examples' issue is old enough to say `draft`, which is a pull request's.
      expect(missingFields(documented, ours).filter((path) => path !== '.issue.draft')).toEqual([]);
    }
  });

  it('is recorded however it ended, and can be sent again under the same id', async () => {
    receiver.answers.push(503);
    const { deliveryId, delivered } = await github.openIssue('acme/widgets', {
      title: 'Down',
      author: 'rita',
    });
    expect(await delivered).toBe(503);
    const { id: appId, privateKey } = github.app;
    const app = checkedOctokit(
      github.url,
      { authStrategy: createAppAuth, auth: { appId, privateKey } },
      unlikeGitHub,
    );
    const { data: failed } = await app.apps.listWebhookDeliveries({ status: 'failure' } as never);
    expect(failed).toMatchObject([
      {
        guid: deliveryId,
        status_code: 503,
        redelivery: false,
        event: 'issues',
        action: 'opened',
        installation_id: github.installationId,
      },
    ]);
    const { status } = await app.apps.redeliverWebhookDelivery({ delivery_id: failed[0]?.id ?? 0 });
    expect(status).toBe(202);
    await github.deliveries.settled();
    expect(receiver.received.map(({ headers }) => headers['x-github-delivery'])).toEqual([
      deliveryId,
      deliveryId,
    ]);
    expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
    const { data } = await app.apps.listWebhookDeliveries({ per_page: 2 });
    expect(data.map(({ guid, redelivery, status_code }) => [guid, redelivery, status_code])).toEqual([
      [deliveryId, true, 202],
      [deliveryId, false, 503],
    ]);
    const { data: whole } = await app.apps.getWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
    expect(whole.request.payload).toMatchObject({ action: 'opened' });
    const next = await app.apps.listWebhookDeliveries({ per_page: 1 });
    expect(next.headers.link).toContain('cursor=');
  });

  it('that reaches nobody is a failure too', async () => {
    const { delivered } = await withHook('http://127.0.0.1:9/none', () =>
      github.openIssue('acme/widgets', { title: 'Nobody home', author: 'rita' }),
    );
    expect(await delivered).toBe(0);
    expect(github.world.store.collection<never>('hub.deliveries').all().at(-1)).toMatchObject({
      status: 'failed to connect',
      status_code: 0,
    });
  });
});

async function withHook<T>(url: string, work: () => Promise<T>): Promise<T> {
  const before = github.world.tables.apps.all()[0]?.hook_url ?? null;
  github.deliverTo(url);
  try {
    return await work();
  } finally {
    github.deliverTo(before);
  }
}

/** Paths of the example that ours lacks. Inside lists only the first element counts. */
function missingFields(documented: unknown, ours: unknown, path = ''): string[] {
  if (Array.isArray(documented))
    return Array.isArray(ours)
      ? documented.length > 0 && ours.length > 0
        ? missingFields(documented[0], ours[0], `${path}[]`)
        : []
      : [path];
  if (typeof documented !== 'object' || documented === null) return [];
  if (typeof ours !== 'object' || ours === null) return ours === undefined ? [path] : [];
  const fields = ours as Record<string, unknown>;
  return Object.entries(documented).flatMap(([name, value]) =>
    name in fields ? missingFields(value, fields[name], `${path}.${name}`) : [`${path}.${name}`],
  );
}
