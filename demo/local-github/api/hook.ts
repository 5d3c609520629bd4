import type { DeliveryRow } from '../world/deliveries.ts';
import { type Api, type ApiContext, type Hub, notFound, requireApp } from './api.ts';
import { bodyOf } from './forward.ts';

function itemJson(row: DeliveryRow) {
  const {
    id,
    guid,
    delivered_at,
    redelivery,
    duration,
    status,
    status_code,
    event,
    action,
    installation_id,
    repository_id,
  } = row;
  return {
    id,
    guid,
    delivered_at,
    redelivery,
    duration,
    status,
    status_code,
    event,
    action,
    installation_id,
    repository_id,
    throttled_at: null,
  };
}

/** The App's webhook: its address, what was sent to it, and sending again. */
export function hookRoutes(api: Api, { world, deliveries }: Hub): void {
  const deliveryOf = (c: ApiContext): DeliveryRow => {
    const row = deliveries.find(Number(c.req.param('id')));
    if (!row || row.app_id !== requireApp(c).app_id) throw notFound();
    return row;
  };
  api.get('/app/hook/config', (c) => {
    const app = requireApp(c);
    return c.json({
      content_type: 'json',
      insecure_ssl: '0',
      ...(app.webhook_secret ? { secret: '********' } : {}),
      url: app.hook_url ?? '',
    });
  });
  api.patch('/app/hook/config', async (c) => {
    const app = requireApp(c);
    const { url, secret } = await bodyOf(c);
    world.tables.apps.update(app.id, {
      ...(typeof url === 'string' ? { hook_url: url } : {}),
      ...(typeof secret === 'string' ? { webhook_secret: secret } : {}),
    });
    return c.json({
      content_type: 'json',
      insecure_ssl: '0',
      secret: '********',
      url: typeof url === 'string' ? url : (app.hook_url ?? ''),
    });
  });
  // Newest first, in pages that a cursor (the id to go on below) walks.
  api.get('/app/hook/deliveries', (c) => {
    const perPage = Math.min(100, Math.max(1, Number(c.req.query('per_page')) || 30));
    const cursor = Number(c.req.query('cursor') ?? Number.POSITIVE_INFINITY);
    const status = c.req.query('status');
    const rows = deliveries
      .list(requireApp(c).app_id)
      .filter((row) => row.id < cursor)
      .filter(
        (row) =>
          status === undefined ||
          (status === 'success') === (row.status_code >= 200 && row.status_code < 400),
      );
    const shown = rows.slice(0, perPage);
    const last = shown.at(-1);
    if (last && rows.length > perPage) {
      const url = new URL(c.req.url);
      url.searchParams.set('cursor', String(last.id));
      c.header('Link', `<${url.toString()}>; rel="next"`);
    }
    return c.json(shown.map(itemJson));
  });
  api.get('/app/hook/deliveries/:id{[0-9]+}', (c) => {
    const row = deliveryOf(c);
    return c.json({ ...itemJson(row), url: row.url, request: row.request, response: row.response });
  });
  api.post('/app/hook/deliveries/:id{[0-9]+}/attempts', (c) => {
    void deliveries.redeliver(deliveryOf(c).id);
    return c.json({}, 202);
  });
}
