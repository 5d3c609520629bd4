import type { PGlite } from '@electric-sql/pglite';
import type { OnProblem } from './database.ts';

const everyMs = 10 * 60_000;

/**
 * PGlite has no autovacuum and no checkpointer. Without the first, searches that read the index alone go back to reading
 * the table and plans go stale; without the second the write-ahead log grows for ever.
 *
 * @returns stops it
 */
export function startUpkeep(pglite: PGlite, onProblem: OnProblem): () => void {
  let running = false;
  const timer = setInterval(async () => {
    if (running) return;
    running = true;
    try {
      await keepUp(pglite);
    } catch (error) {
      if (!pglite.closed) onProblem('upkeep of the embedded database failed', error);
    } finally {
      running = false;
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Vacuums the tables that changed, one at a time so that requests get in between, then writes a checkpoint. */
export async function keepUp(pglite: PGlite): Promise<void> {
  // Counts of changes are kept back until the server is idle, which inside this process it never is.
  await pglite.query('select pg_stat_force_next_flush()');
  const { rows } = await pglite.query<{ name: string }>(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
     where n_dead_tup + n_ins_since_vacuum > 500 or n_mod_since_analyze > 500`,
  );
  for (const { name } of rows) await pglite.exec(`vacuum (analyze) ${name}`);
  await pglite.exec('checkpoint');
}
