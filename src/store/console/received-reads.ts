import { sql } from 'drizzle-orm';
import type { ReceivedReads } from '../../read/pages.ts';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import { isMoment } from '../core/values/is-moment.ts';
import { iso } from './read-issue-rows.ts';

type Row = Awaited<ReturnType<ReceivedReads['received']>>['rows'][number] & { place: string };

/** What GitHub delivered. Deliveries are the system's and not a tenant's, so the query names the repository. */
export function createReceivedReads(database: Database): ReceivedReads {
  return {
    received: ({ installationId, repositoryId }, now, older, limit) =>
      database.system(async (tx) => {
        const [, at, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(.{1,100})$/.exec(older ?? '') ?? [];
        const before =
          at && id && isMoment(at)
            ? sql`and (d.received_at, d.id) < (${at}::timestamptz, ${id}::text)`
            : sql``;
        const found = await readRows<Row>(
          tx,
          sql`
          select d.id as "deliveryId", d.event, d.action, d.number, d.attempts, d.reason, ${iso(sql`d.received_at`)} as "receivedAt",
            case when d.status = 'queued' and d.attempts > 0 then 'retrying' else d.status end as status,
            (extract(epoch from d.finished_at - d.received_at) * 1000)::int as "tookMs", ${iso(sql`d.received_at`)} || '_' || d.id as place
          from deliveries d
          where d.installation_id = ${installationId} and d.repository_id = ${repositoryId} and d.event <> 'dispatch_request'
            and d.received_at > ${now.toISOString()}::timestamptz - interval '24 hours' ${before}
          order by d.received_at desc, d.id desc limit ${limit + 1}`,
        );
        const shown = found.slice(0, limit);
        return {
          rows: shown.map(({ place: _, ...row }) => row),
          older: found.length > limit ? (shown.at(-1)?.place ?? null) : null,
        };
      }),
  };
}
