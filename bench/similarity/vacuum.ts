import postgres from 'postgres';
import type { Database } from '../../src/store/core/database.ts';

/**
 * What a server does within minutes of an import: without the vacuum no search can read its index alone, and until the
 * checkpoint what was imported is still being written to the disk.
 */
export async function vacuum({ raw }: Database): Promise<void> {
  if (raw.kind === 'embedded') {
    await raw.pglite.exec('vacuum (analyze)');
    return;
  }
  const server = postgres(raw.directUrl, { max: 1, onnotice: () => undefined });
  try {
    await server.unsafe('vacuum (analyze)');
    await server.unsafe('checkpoint');
  } finally {
    await server.end({ timeout: 1 });
  }
}
