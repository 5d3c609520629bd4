import type { ProbotOctokit } from 'probot';
import type { Checkpoints } from '../../triage/ports/follow-up.ts';
import { retried, statusOf } from '../calls/call.ts';
import { type Attempt, planRedelivery } from './redelivery-plan.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

export interface RedeliveryDeps {
  /** The Octokit of the App itself (its JSON web token). */
  asApp: () => Promise<Octokit>;
  marks: Checkpoints;
  /** Which of these deliveries are kept here already, by their ids. */
  known: (guids: readonly string[]) => Promise<Set<string>>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export interface Redelivered {
  /** Deliveries that GitHub was asked to send again. */
  asked: number;
  /** Pages of the list that were read. */
  pages: number;
}

const markId = 'redelivery';
/** GitHub keeps deliveries for three days. */
const keptMs = 3 * 86_400_000;
const perPage = 100;
/** Requests under way at once. */
const lanes = 4;

/** What one sweep leaves to the next. */
interface Mark extends Record<string, unknown> {
  /** Up to this row of GitHub's list nothing is left to do. */
  settledTo?: number;
  etag?: string | null;
  /** When each was asked for (milliseconds): it may still be on its way. */
  asked?: Record<string, number>;
}

/**
 * Asks GitHub to send again what reached us in no attempt (https://docs.github.com/webhooks/using-webhooks/automatically-redelivering-failed-deliveries-for-a-github-app-webhook):
 * reads its list of deliveries back to where the last sweep found nothing open, and costs one conditional request where
 * nothing is new. What is kept here already is not asked for, whatever GitHub heard of it.
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
  // With something open the next sweep has to read, though the list may look the same.
  const next: Mark = { settledTo, asked, etag: open.length > 0 ? null : etag };
  await deps.marks.set(markId, new Date(now), next);
  return { asked: due.length, pages };
}

/** The attempts since the last sweep, newest first; null where GitHub says that nothing is new. */
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
      // Octokit's types allow for more digits than JSON.parse keeps; GitHub's ids have 12.
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

/** One that GitHub no longer has cannot be sent again. */
async function askAgain(octokit: Octokit, id: number): Promise<void> {
  await retried(() =>
    octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id }),
  ).catch((error: unknown) => {
    if (statusOf(error) !== 404 && !(error instanceof Error && error.name === 'Refused')) throw error;
  });
}
