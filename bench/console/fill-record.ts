import { sql } from 'drizzle-orm';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import type { Database } from '../../src/store/core/database.ts';

/** So many rows of each kind in a transaction: the App's give up after a while. */
const batch = 5_000;

/** Over how many days the record is spread: all of what the plots show, so that none of it is left out. */
export const recordDays = 83;

/** What few lines of the log name, all of them old: a filter has to look for them. */
export const rare = { who: 'rita', label: 'wontfix', model: 'gpt-6-luna' };

/**
 * The record beside the issues, `count` rows of each kind: deliveries, events, writes, their lines in the log, lessons (with
 * lines of their own), links and themes. Written as SQL: through the stores it would take hours.
 */
export async function fillRecord(database: Database, repo: RepositoryRef, count: number): Promise<void> {
  for (let from = 1; from <= count; from += batch) await fillBatch(database, repo, count, from);
  await fillThemes(database, repo, count);
}

async function fillBatch(
  database: Database,
  repo: RepositoryRef,
  count: number,
  from: number,
): Promise<void> {
  const each = sql`generate_series(${from}::int, ${Math.min(count, from + batch - 1)}::int) n`;
  const { installationId, repositoryId } = repo;
  const place = sql`${installationId}::bigint, ${repositoryId}::bigint`;
  const at = sql`now() - interval '1 day' * ${recordDays} * (${count}::int - n) / ${count}::int`;
  const label = sql`case when n % 30000 = 7 then ${rare.label} else (array['bug', 'enhancement', 'question', 'documentation'])[1 + n % 4] end`;
  const models = sql`jsonb_build_array(case when n % 30000 = 7 then ${rare.model} else 'local v' || (1 + n * 5 / ${count}::int) end)`;
  const person = sql`jsonb_build_object('login', case when n % 30000 = 7 then ${rare.who} else 'mona' end, 'id', 7, 'kind', 'person')`;
  const bot = sql`'{"login": "dispatch", "id": null, "kind": "bot"}'::jsonb`;
  await database.system(
    (tx) =>
      tx.execute(sql`
      insert into deliveries (id, event, action, body_sha256, body, installation_id, repository_id, number, status, attempts, received_at, finished_at)
      select 'delivery-' || n, 'issues', 'opened', sha256(convert_to('delivery-' || n, 'UTF8')), convert_to(repeat('{"issue": 1}', 100), 'UTF8'),
        ${place}, n, case when n % 20000 = 3 then 'dead' else 'done' end, 1, ${at}, ${at}
      from ${each}`),
    { long: true },
  );
  await database.withTenant(installationId, async (tx) => {
    await tx.execute(sql`
      insert into effects (installation_id, repository_id, id, number, kind, target, cause, position, action, by, status, created_at, done_at)
      select ${place}, md5('effect-' || n)::uuid, n, 'label.add', '1', 'triage:' || n, 0,
        jsonb_build_object('kind', 'label.add', 'label', ${label}, 'labelId', 1, 'why', 'sure enough'),
        jsonb_build_object('actor', ${bot}, 'deliveryId', 'delivery-' || n, 'models', ${models}), 'done', ${at}, ${at}
      from ${each}`);
    await tx.execute(sql`
      insert into lessons (installation_id, repository_id, id, number, subject, subject_key, verdict, source, by, by_id, cause, at, said)
      select ${place}, md5('lesson-' || n)::uuid, n,
        jsonb_build_object('kind', 'label', 'label', ${label}, 'labelId', 1, 'dimension', 'category', 'value', ${label}), 'label:' || ${label},
        case when n % 9 = 0 then 'rejected' when n % 9 = 1 then 'missed' else 'accepted' end, 'label', ${person}, 7, 'cause-' || n, ${at},
        case when n % 9 = 1 then null else jsonb_build_object('confidence', 0.5 + (n % 50) / 100.0, 'threshold', 0.8, 'autonomy', 'apply', 'models', ${models}) end
      from ${each}`);
    await tx.execute(sql`
      insert into audit (installation_id, repository_id, seq, number, kind, actor, delivery_id, effect_id, detail, created_at, previous_hash, hash)
      select ${place}, 2 * n - 1, n, 'label.add', ${bot}, 'delivery-' || n, md5('effect-' || n)::uuid,
        jsonb_build_object('kind', 'label.add', 'label', ${label}, 'labelId', 1, 'why', 'a stack trace, like others', 'cause', 'triage:' || n, 'models', ${models}),
        ${at}, md5(n::text) || md5(n::text), md5(n::text) || md5(n::text)
      from ${each}
      union all
      select ${place}, 2 * n, n, 'lesson.taught', ${person}, null, null,
        jsonb_build_object('subject', 'label', 'label', ${label}, 'labelId', 1, 'dimension', 'category', 'value', ${label}, 'verdict', 'accepted',
          'source', 'label', 'lesson', md5('lesson-' || n)::uuid, 'cause', 'cause-' || n),
        ${at}, md5(n::text) || md5(n::text), md5(n::text) || md5(n::text)
      from ${each}`);
    await tx.execute(sql`
      insert into events (installation_id, repository_id, number, kind, actor, delivery_id, detail, created_at)
      select ${place}, n, 'written', ${bot}, 'delivery-' || n, jsonb_build_object('kind', 'label.add', 'label', ${label}), ${at}
      from ${each}`);
    await tx.execute(sql`
      insert into duplicate_links (installation_id, repository_id, number, canonical, linked_at, state)
      select ${place}, n, n - 5, ${at}, case when n % 3 = 0 then 'proposed' else 'linked' end from ${each} where n > 10 and n % 10 = 0`);
    await tx.execute(sql`
      insert into theme_issues (installation_id, repository_id, number, neighbours, theme, x, y)
      select ${place}, n, '[]'::jsonb, 1 + n % 60, (n % 200) / 100.0 - 1, (n % 170) / 85.0 - 1 from ${each}`);
  });
}

async function fillThemes(
  database: Database,
  { installationId, repositoryId }: RepositoryRef,
  count: number,
): Promise<void> {
  const place = sql`${installationId}::bigint, ${repositoryId}::bigint`;
  await database.withTenant(installationId, async (tx) => {
    await tx.execute(sql`
      insert into themes (installation_id, repository_id, id, terms)
      select ${place}, n, array['theme', 'number ' || n] from generate_series(1, 60) n`);
    await tx.execute(sql`
      insert into theme_maps (installation_id, repository_id, issues, drawn_at) values (${place}, ${count}::int, now())`);
    await tx.execute(sql`
      insert into standings (installation_id, repository_id, label, dimension, value, autonomy, why, threshold, "right", wrong, seen, covered, detail, changed_at, computed_at)
      select ${place}, label, 'category', label, 'apply', '{"code":"no_record"}'::jsonb, 0.8, 900, 90, 1200, 900, '{}'::jsonb, now(), now()
      from unnest(array['bug', 'enhancement', 'question']) label`);
  });
}
