import postgres from 'postgres';
import type { Database } from '../../src/store/database.ts';

/** What autovacuum does within minutes of an import: without it no search can read its index alone. */
export async function vacuum({ raw }: Database): Promise<void> {
  if (raw.kind === 'embedded') {
    await raw.pglite.exec('vacuum (analyze)');
    return;
  }
  const server = postgres(raw.url, { max: 1, onnotice: () => undefined });
  try {
    await server.unsafe('vacuum (analyze)');
  } finally {
    await server.end({ timeout: 1 });
  }
}
