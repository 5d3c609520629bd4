import type { Logger } from 'pino';
import { webhookPath } from '../github/intake/intake.ts';

/**
 * Receives deliveries through a smee.io channel during development. smee-client is a development dependency;
 * in production it isn't installed, GitHub must reach the server directly, and a warning is logged. Resolves
 * to a function that stops the proxy.
 */
export async function startWebhookProxy(
  source: string | null,
  url: string,
  log: Logger,
): Promise<() => Promise<void>> {
  if (!source) return async () => {};
  const smee = await import('smee-client').catch(() => null);
  if (!smee) {
    log.warn({ source }, 'WEBHOOK_PROXY_URL ignored: smee-client is only installed for development');
    return async () => {};
  }
  const target = `${url}${webhookPath}`;
  const client = new smee.default({
    source,
    target,
    logger: { info: () => {}, error: (text: string) => log.warn(text) },
  });
  client.start().then(
    () => log.info({ source, target }, 'webhook proxy connected'),
    (error: unknown) => log.error({ source, err: error }, 'webhook proxy unreachable'),
  );
  return () => client.stop();
}
