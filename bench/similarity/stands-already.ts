import { sql } from 'drizzle-orm';
import type { Issue } from '../../src/domain/issue/issue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';

/** Issues of the repositories that a run measures on, the big one first. */
export type Repositories = readonly (readonly Pick<Issue, 'title' | 'body'>[])[];

/**
 * True where a kept database holds exactly these issues, by their number and the last text of the biggest; false where it
 * is empty.
 *
 * @throws Error where it holds others: figures of another data set would pass for these
 */
export async function standsAlready(database: Database, repositories: Repositories): Promise<boolean> {
  const [counted] = await database.system((tx) =>
    readRows<{ issues: number; texts: number; vectors: number }>(
      tx,
      sql`select (select count(*)::int from issues) as issues, (select count(*)::int from search_texts) as texts,
                 (select count(*)::int from embeddings) as vectors`,
    ),
  );
  if (!counted || counted.issues === 0) return false;
  const wanted = repositories.reduce((sum, issues) => sum + issues.length, 0);
  const [last] = await database.system((tx) =>
    readRows<{ body: string }>(
      tx,
      sql`select body from issues where repository_id = 1 order by number desc limit 1`,
    ),
  );
  const whole = [counted.issues, counted.texts, counted.vectors].every((count) => count === wanted);
  if (!whole || last?.body !== repositories[0]?.at(-1)?.body)
    throw new Error('the database that was kept holds other issues, or a part of them: give another name');
  return true;
}
