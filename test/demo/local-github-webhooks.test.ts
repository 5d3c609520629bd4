import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppAuth } from '@octokit/auth-app';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../demo/local-github/seed.ts';
import { appOctokit, checkedOctokit } from './app-octokit.ts';

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of any event
  payload: any;
}

let github: LocalGitHub;
let receiver: Server;
let received: Received[] = [];
let answers: number[] = [];
const unlikeGitHub: string[] = [];
const acme = { owner: 'acme', repo: 'widgets' };

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, body, payload: JSON.parse(body) });
      response.writeHead(answers.shift() ?? 202).end('noted');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const [acmeAccount] = SMALL_SEED.accounts;
  github = await startLocalGitHub({
    webhookSecret: 'a secret between us',
    seed: {
      ...SMALL_SEED,
      accounts: acmeAccount ? [acmeAccount, { login: 'solo', kind: 'user', installed: false }] : [],
      repositories: [
        ...SMALL_SEED.repositories,
        { owner: 'acme', name: 'gadgets', labels: [{ name: 'bug' }] },
        { owner: 'solo', name: 'alone' },
      ],
    },
  });
  github.deliverTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`);
});
afterAll(async () => {
  await github.close();
  receiver.close();
});
beforeEach(() => {
  received = [];
  answers = [];
});
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
});

const arrived = async () => {
  await github.deliveries.settled();
  return received.map(({ headers, payload }) => [headers['x-github-event'], payload.action ?? null]);
};

describe('a delivery', () => {
  it('is signed over its bytes and named by its headers', async () => {
    const { deliveryId, delivered, number } = await github.openIssue('acme/widgets', {
      title: 'Crash',
      body: 'now',
      author: 'rita',
    });
    expect(await delivered).toBe(202);
    const [one] = received;
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
      const ours = received.find(
        ({ headers, payload }) => headers['x-github-event'] === event && payload.action === action,
      )?.payload;
      const documented = examples
        .find(({ name }) => name === event)
        ?.examples.find((one) => (one as { action?: string }).action === action);
      // The examples' issue is old enough to say `draft`, which is a pull request's.
      expect(missingFields(documented, ours).filter((path) => path !== '.issue.draft')).toEqual([]);
    }
  });

  it('is recorded however it ended, and can be sent again under the same id', async () => {
    answers = [503];
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
    expect(received.map(({ headers }) => headers['x-github-delivery'])).toEqual([deliveryId, deliveryId]);
    expect(received[0]?.body).toBe(received[1]?.body);
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

describe('events', () => {
  it('follow what people do to an issue', async () => {
    const { number } = await github.openIssue('acme/widgets', {
      title: 'Life',
      author: 'rita',
      labels: ['bug'],
    });
    await github.editIssue('acme/widgets', number, 'rita', { title: 'A life' });
    await github.removeLabel('acme/widgets', number, 'bug', 'mona');
    await github.assign('acme/widgets', number, 'tess', 'mona');
    const { id } = await github.comment('acme/widgets', number, { author: 'rita', body: 'one' });
    await github.editComment('acme/widgets', id, 'rita', 'two');
    await github.deleteComment('acme/widgets', id, 'rita');
    await github.lockIssue('acme/widgets', number, 'mona');
    await github.closeIssue('acme/widgets', number, 'mona', 'duplicate');
    await github.reopenIssue('acme/widgets', number, 'rita');
    const { number: moved } = await github.transferIssue('acme/widgets', number, 'acme/gadgets', 'mona');
    await github.deleteIssue('acme/gadgets', moved, 'mona');
    expect((await arrived()).map(([event, action]) => `${event}.${action}`).sort()).toEqual(
      [
        'issues.opened',
        'issues.labeled',
        'issues.edited',
        'issues.unlabeled',
        'issues.assigned',
        'issue_comment.created',
        'issue_comment.edited',
        'issue_comment.deleted',
        'issues.locked',
        'issues.closed',
        'issues.reopened',
        'issues.transferred',
        'issues.opened',
        'issues.deleted',
      ].sort(),
    );
    const of = (action: string) => received.find(({ payload }) => payload.action === action)?.payload;
    expect(of('edited').changes).toEqual({ title: { from: 'Life' } });
    expect(
      received.find(
        ({ headers, payload }) =>
          headers['x-github-event'] === 'issue_comment' && payload.action === 'edited',
      )?.payload.changes,
    ).toEqual({ body: { from: 'one' } });
    expect(of('closed').issue.state_reason).toBe('duplicate');
    expect(of('transferred').changes.new_issue.number).toBe(moved);
    expect(github.ledger).toEqual([]);
  });

  it('tell the App of its own writes too, with its bot as sender', async () => {
    const { number } = await github.openIssue('acme/widgets', { title: 'Mine', author: 'rita' });
    await appOctokit(github, unlikeGitHub).issues.addLabels({
      ...acme,
      issue_number: number,
      labels: ['bug'],
    });
    await arrived();
    expect(received.at(-1)?.payload).toMatchObject({
      action: 'labeled',
      label: { name: 'bug' },
      sender: { login: 'dispatch[bot]', type: 'Bot' },
    });
    expect(received.at(-1)?.payload.label.id).toBe(received.at(-1)?.payload.issue.labels[0].id);
  });

  it('follow labels, repositories, pushes and installations', async () => {
    github.installation();
    github.installation('solo');
    github.removeRepository('acme/gadgets');
    github.addRepository('acme/gadgets');
    github.suspend();
    await github.openIssue('acme/widgets', { title: 'Not told', author: 'rita' });
    github.unsuspend();
    github.createLabel('acme/widgets', { name: 'temporary' }, 'mona');
    github.renameLabel('acme/widgets', 'temporary', 'lasting', 'mona');
    github.deleteLabel('acme/widgets', 'lasting', 'mona');
    await github.pushFile('acme/widgets', '.github/dispatch.yml', 'mode: apply\n', 'mona');
    github.renameRepository('acme/gadgets', 'gizmos', 'mona');
    github.uninstall('solo');
    const names = (await arrived()).map(([event, action]) => (action ? `${event}.${action}` : event));
    expect(names.sort()).toEqual(
      [
        'installation.created',
        'installation.created',
        'installation_repositories.removed',
        'installation_repositories.added',
        'installation.suspend',
        'installation.unsuspend',
        'label.created',
        'label.edited',
        'label.deleted',
        'push',
        'repository.renamed',
        'installation.deleted',
      ].sort(),
    );
    const push = received.find(({ headers }) => headers['x-github-event'] === 'push')?.payload;
    expect(push).toMatchObject({
      ref: 'refs/heads/main',
      head_commit: { added: ['.github/dispatch.yml'] },
      repository: { default_branch: 'main' },
      pusher: { name: 'mona' },
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
