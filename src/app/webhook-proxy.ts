import type { Logger } from 'pino';
import { webhookPath } from '../github/intake/intake.ts';

/**
 * In development, deliveries come through a smee.io channel. smee-client is a development dependency: in production GitHub
 * must reach the App itself, and the log says so. Resolves with the way to stop.
 */
export async function startWebhookProxy(
  source: string | null,
  url: string,
  log: Logger,
): Promise<() => Promise<void>> {
  if (!source) return async () => {};
  const smee = await import('smee-client').catch(() => null);
  if (!smee) {
    log.warn({ source }, 'WEBHOOK_PROXY_URL is for development: smee-client is not installed here');
    return async () => {};
  }
  const target = `${url}${webhookPath}`;
  const client = new smee.default({
    source,
    target,
    logger: { info: () => {}, error: (text: string) => log.warn(text) },
  });
  client.start().then(
    () => log.info({ source, target }, 'deliveries come through the webhook proxy'),
    (error: unknown) => log.error({ source, err: error }, 'the webhook proxy does not answer'),
  );
  return () => client.stop();
}
