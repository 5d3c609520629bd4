import type { ProbotOctokit } from 'probot';
import type { Checkpoints } from '../../triage/ports/follow-up.ts';
import { retried, statusOf } from '../calls/call.ts';
import { type Attempt, planRedelivery } from './redelivery-plan.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

export interface RedeliveryDeps {
  /** The Octokit client authenticated as the app (with its JSON Web Token). */
  asApp: () => Promise<Octokit>;
  marks: Checkpoints;
  /** Returns which of these delivery ids are already stored. */
  known: (guids: readonly string[]) => Promise<Set<string>>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export interface Redelivered {
  /** Number of redeliveries requested. */
  asked: number;
  /** Number of pages read. */
  pages: number;
}

const markId = 'redelivery';
/** GitHub keeps deliveries for three days. */
const keptMs = 3 * 86_400_000;
const perPage = 100;
/** Number of concurrent requests. */
const lanes = 4;

/** State passed from one sweep to the next. */
interface Mark extends Record<string, unknown> {
  /** Everything up to this row of GitHub's list is done. */
  settledTo?: number;
  etag?: string | null;
  /** When each pending redelivery was requested, in milliseconds. */
  asked?: Record<string, number>;
}

/**
 * Requests redelivery of webhooks that never reached us
 * (https://docs.github.com/webhooks/using-webhooks/automatically-redelivering-failed-deliveries-for-a-github-app-webhook):
 * reads GitHub's list of deliveries back to the point where the last sweep found nothing open, which takes
 * one conditional request if nothing is new. Deliveries that are already stored are not requested, whatever
 * status GitHub recorded.
 */
export async function sweepRedeliveries(deps: RedeliveryDeps): Promise<Redelivered> {
  const octokit = await deps.asApp();
  const mark: Mark = (await deps.marks.get(markId))?.detail ?? {};
  const now = deps.now();
  const read = await readAttempts(octokit, mark, now - keptMs);
  if (read === null) return { asked: 0, pages: 1 };
  const { attempts, pages, etag } = read;
  const planned = planRedelivery(attempts, mark.asked ?? {}, now);
  const kept = await deps.known(planned.due.map(({ guid }) => guid));
  const due = planned.due.filter(({ guid }) => !kept.has(guid));
  const asked: Record<string, number> = { ...planned.waiting };
  const rows = [...due];
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let row = rows.shift(); row; row = rows.shift()) {
        await askAgain(octokit, row.id);
        asked[row.guid] = now;
      }
    }),
  );
  const open = attempts.filter(({ guid }) => guid in asked).map(({ id }) => id);
  const newest = Math.max(mark.settledTo ?? 0, ...attempts.map(({ id }) => id));
  const settledTo = open.length > 0 ? Math.min(...open) - 1 : newest;
  // While something is open, the next sweep has to read the list even if it is unchanged.
  const next: Mark = { settledTo, asked, etag: open.length > 0 ? null : etag };
  await deps.marks.set(markId, new Date(now), next);
  return { asked: due.length, pages };
}

/** Reads the attempts since the last sweep, newest first; null if GitHub reports no change. */
async function readAttempts(octokit: Octokit, mark: Mark, oldest: number) {
  const attempts: Attempt[] = [];
  let etag: string | null = null;
  let cursor: string | null = null;
  for (let pages = 1; ; pages++) {
    const headers = pages === 1 && mark.etag ? { 'if-none-match': mark.etag } : {};
    const answer = await readPage(octokit, { ...(cursor ? { cursor } : {}), headers });
    if (answer === null) return null;
    if (pages === 1) etag = answer.etag;
    attempts.push(...answer.attempts.filter(({ id }) => id > (mark.settledTo ?? 0)));
    const last = answer.attempts.at(-1);
    const reached = !last || last.id <= (mark.settledTo ?? 0) || Date.parse(last.deliveredAt) < oldest;
    cursor = answer.cursor;
    if (reached || cursor === null)
      return {
        attempts: attempts.filter(({ deliveredAt }) => Date.parse(deliveredAt) >= oldest),
        pages,
        etag,
      };
  }
}

async function readPage(octokit: Octokit, asked: { cursor?: string; headers: Record<string, string> }) {
  const { data, headers } = await retried(() =>
    octokit.request('GET /app/hook/deliveries', { per_page: perPage, ...asked }).catch(keepUnchanged),
  );
  if (data === null) return null;
  const cursor = /[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/.exec(headers.link ?? '')?.[1];
  const attempts = data.map(
    (row): Attempt => ({
      // Octokit's types allow ids beyond the precision of JSON.parse; GitHub's have 12 digits.
      id: Number(row.id),
      guid: row.guid,
      deliveredAt: row.delivered_at,
      ok: row.status_code >= 200 && row.status_code < 300,
    }),
  );
  return { attempts, etag: headers.etag ?? null, cursor: cursor ? decodeURIComponent(cursor) : null };
}

function keepUnchanged(error: unknown) {
  if (statusOf(error) !== 304) throw error;
  return { data: null, headers: {} as Record<string, string | undefined> };
}

/** A delivery that GitHub has deleted can't be sent again. */
async function askAgain(octokit: Octokit, id: number): Promise<void> {
  await retried(() =>
    octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id }),
  ).catch((error: unknown) => {
    if (statusOf(error) !== 404 && !(error instanceof Error && error.name === 'Refused')) throw error;
  });
}
