import { createHmac, randomUUID } from 'node:crypto';
import { githubTime } from '../hub/clock.ts';
import type { Row } from './collection.ts';
import type { AppRow } from './rows.ts';
import type { Store } from './store.ts';

/** One attempt to deliver an event; a redelivery is a further row with the same guid. */
export interface DeliveryRow extends Row {
  app_id: number;
  guid: string;
  delivered_at: string;
  redelivery: boolean;
  /** Seconds. */
  duration: number;
  status: string;
  status_code: number;
  event: string;
  action: string | null;
  installation_id: number | null;
  repository_id: number | null;
  url: string;
  request: { headers: Record<string, string>; payload: unknown };
  response: { headers: Record<string, string>; payload: string };
}

export interface Outgoing {
  app: AppRow;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  payload: object;
}

export interface Deliveries {
  /** Sends and records; resolves with the answer's status, 0 where there was none. Sends nothing while the App has no hook address. */
  send(outgoing: Outgoing): { guid: string; delivered: Promise<number> };
  /** Sends the same bytes again under the same guid. */
  redeliver(id: number): Promise<number> | null;
  find(id: number): DeliveryRow | undefined;
  /** Newest first. */
  list(appId: number): DeliveryRow[];
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

/** GitHub gives an App ten seconds. */
const TIMEOUT_MS = 10_000;
/** GitHub keeps three days; here the newest rows. */
const KEPT = 3_000;

function reason(status: number): string {
  if (status >= 200 && status < 300) return 'OK';
  return status === 0 ? 'failed to connect' : `Invalid HTTP Response: ${status}`;
}

export function createDeliveries(store: Store): Deliveries {
  const rows = store.collection<DeliveryRow>('hub.deliveries', ['app_id']);
  const underway = new Set<Promise<number>>();

  const attempt = async (
    app: AppRow,
    outgoing: Outgoing,
    guid: string,
    body: string,
    redelivery: boolean,
  ): Promise<number> => {
    const url = app.hook_url;
    if (!url) return 0;
    const headers: Record<string, string> = {
      Accept: '*/*',
      'Content-Type': 'application/json',
      'User-Agent': 'GitHub-Hookshot/local',
      'X-GitHub-Delivery': guid,
      'X-GitHub-Event': outgoing.event,
      'X-GitHub-Hook-ID': String(app.app_id + 400_000_000),
      'X-GitHub-Hook-Installation-Target-ID': String(app.app_id),
      'X-GitHub-Hook-Installation-Target-Type': 'integration',
    };
    if (app.webhook_secret) {
      headers['X-Hub-Signature'] =
        `sha1=${createHmac('sha1', app.webhook_secret).update(body).digest('hex')}`;
      headers['X-Hub-Signature-256'] =
        `sha256=${createHmac('sha256', app.webhook_secret).update(body).digest('hex')}`;
    }
    const startedAt = performance.now();
    const answer = await post(url, headers, body);
    rows.insert({
      app_id: app.app_id,
      guid,
      delivered_at: githubTime(),
      redelivery,
      duration: Math.round(performance.now() - startedAt) / 1000,
      status: reason(answer.status),
      status_code: answer.status,
      event: outgoing.event,
      action: outgoing.action,
      installation_id: outgoing.installationId,
      repository_id: outgoing.repositoryId,
      url,
      request: { headers, payload: outgoing.payload },
      response: { headers: answer.headers, payload: answer.body },
    });
    const surplus = rows.count() - KEPT;
    if (surplus > 0) for (const row of rows.all().slice(0, surplus)) rows.delete(row.id);
    return answer.status;
  };

  const track = (sending: Promise<number>): Promise<number> => {
    underway.add(sending);
    void sending.finally(() => underway.delete(sending));
    return sending;
  };

  return {
    send(outgoing) {
      const guid = randomUUID();
      if (!outgoing.app.hook_url) return { guid, delivered: Promise.resolve(0) };
      return {
        guid,
        delivered: track(attempt(outgoing.app, outgoing, guid, JSON.stringify(outgoing.payload), false)),
      };
    },
    redeliver(id) {
      const row = rows.get(id);
      const app = row && store.collection<AppRow>('github.apps', ['slug']).findOneBy('app_id', row.app_id);
      if (!row || !app) return null;
      const { event, action, installation_id: installationId, repository_id: repositoryId } = row;
      const outgoing = {
        app,
        event,
        action,
        installationId,
        repositoryId,
        payload: row.request.payload as object,
      };
      return track(attempt(app, outgoing, row.guid, JSON.stringify(row.request.payload), true));
    },
    find: (id) => rows.get(id),
    list: (appId) => rows.findBy('app_id', appId).reverse(),
    async settled() {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}

async function post(url: string, headers: Record<string, string>, body: string) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch {
    return { status: 0, headers: {}, body: '' };
  }
}
