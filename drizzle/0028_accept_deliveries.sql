-- One round trip keeps a group of deliveries with their jobs. The job's row is the one that pg-boss writes itself;
-- test/queue/job-rows.test.ts compares the two, column by column.

-- The concurrency key of a job. Jobs with the same key (an issue, or else its repository or installation) never run concurrently.
CREATE FUNCTION dispatch_job_key(delivery text, installation bigint, repository bigint, issue int) RETURNS text LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN repository IS NOT NULL AND issue IS NOT NULL THEN 'r' || repository || '/' || issue
    WHEN repository IS NOT NULL THEN 'r' || repository
    WHEN installation IS NOT NULL THEN 'i' || installation
    ELSE 'd' || delivery
  END
$$;
--> statement-breakpoint
-- The priority class of an installation's next job, by how many it has waiting, so that a flood from one installation doesn't
-- delay the others. Class 0 comes first, and each doubling past 16 adds one.
CREATE FUNCTION dispatch_job_priority(waiting bigint) RETURNS int LANGUAGE sql IMMUTABLE
AS $$ SELECT -floor(log(2, greatest(1, waiting / 8.0)))::int $$;
--> statement-breakpoint
-- Adds a job for each of these deliveries, which are stored and queued, in the order of the list. Workers are notified at commit
-- and start it after `after_seconds` at the earliest.
CREATE FUNCTION dispatch_enqueue(delivery_ids text[], after_seconds float8 DEFAULT 0) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  added int;
BEGIN
  IF cardinality(delivery_ids) = 0 THEN
    RETURN;
  END IF;
  WITH waiting AS (
    SELECT i.installation_id, (
      SELECT count(*) FROM (
        SELECT FROM public.deliveries w WHERE w.installation_id = i.installation_id AND w.status = 'queued' LIMIT 1024
      ) counted
    ) AS deliveries
    FROM (SELECT DISTINCT installation_id FROM public.deliveries WHERE id = ANY (delivery_ids) AND installation_id IS NOT NULL) i
  )
  INSERT INTO queue.job (
    id, name, data, priority, start_after, created_on, group_id,
    expire_seconds, deletion_seconds, keep_until, retry_limit, retry_delay, retry_backoff, retry_delay_max,
    policy, dead_letter, heartbeat_seconds
  )
  SELECT
    gen_random_uuid(), q.name, jsonb_build_object('deliveryId', d.id), dispatch_job_priority(coalesce(w.deliveries, 0)),
    now() + after_seconds * interval '1 second',
    -- Jobs of one group are created in its order, which pg-boss keeps.
    now() + given.place * interval '1 microsecond',
    dispatch_job_key(d.id, d.installation_id, d.repository_id, d.number),
    q.expire_seconds, q.deletion_seconds, now() + (after_seconds + q.retention_seconds) * interval '1 second',
    q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
    q.policy, q.dead_letter, q.heartbeat_seconds
  FROM unnest(delivery_ids) WITH ORDINALITY AS given (id, place)
  JOIN public.deliveries d ON d.id = given.id
  JOIN queue.queue q ON q.name = 'issue'
  LEFT JOIN waiting w ON w.installation_id = d.installation_id
  ORDER BY given.place;
  GET DIAGNOSTICS added = ROW_COUNT;
  IF added <> cardinality(delivery_ids) THEN
    RAISE EXCEPTION 'only % of % jobs could be added', added, cardinality(delivery_ids);
  END IF;
  PERFORM pg_notify('dispatch_jobs', '');
END
$$;
--> statement-breakpoint
-- Requeues those of the deliveries that are dead, and returns their ids.
CREATE FUNCTION dispatch_revive(delivery_ids text[]) RETURNS text[] LANGUAGE plpgsql
AS $$
DECLARE
  revived text[];
BEGIN
  WITH changed AS (
    UPDATE public.deliveries SET status = 'queued', reason = NULL, finished_at = NULL, attempts = 0
    WHERE id = ANY (delivery_ids) AND status = 'dead'
    RETURNING id
  )
  SELECT coalesce(array_agg(id ORDER BY id), '{}') INTO revived FROM changed;
  PERFORM dispatch_enqueue(revived);
  RETURN revived;
END
$$;
--> statement-breakpoint
-- Keeps a group of deliveries: `given` is a list of their properties, `bodies` what was signed, one after another. Answers in
-- the order of the list: queued (kept, with a job), ignored (kept without one), seen (the id or the body is known) or requeued
-- (seen, but it had failed for good, and is tried again).
CREATE FUNCTION dispatch_accept(given jsonb, bodies bytea) RETURNS text[] LANGUAGE plpgsql
AS $$
DECLARE
  fresh text[];
  dead text[];
  outcomes text[];
  asked int;
BEGIN
  WITH one AS (
    SELECT DISTINCT ON (g.id) g.*
    FROM jsonb_to_recordset(given) AS g (
      place int, id text, event text, action text, sha256 text, start int, size int,
      installation bigint, repository bigint, number int, opened_by bigint, ignored text
    )
    ORDER BY g.id, g.place
  ), kept AS (
    -- In the order of their ids: two replicas that keep the same deliveries would wait for each other.
    INSERT INTO public.deliveries (
      id, event, action, body_sha256, body, installation_id, repository_id, number, opened_by, status, reason
    )
    SELECT
      id, event, action, decode(sha256, 'hex'), CASE WHEN ignored IS NULL THEN substring(bodies FROM start FOR size) ELSE '' END,
      installation, repository, number, opened_by, CASE WHEN ignored IS NULL THEN 'queued' ELSE 'ignored' END, ignored
    FROM one ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING id
  )
  SELECT coalesce(array_agg(id), '{}') INTO fresh FROM kept;

  WITH answers AS (
    SELECT g.place, g.id, g.ignored, row_number() OVER (PARTITION BY g.id ORDER BY g.place) = 1 AND g.id = ANY (fresh) AS kept
    FROM jsonb_to_recordset(given) AS g (place int, id text, ignored text)
  )
  SELECT
    array_agg(CASE WHEN NOT kept THEN 'seen' WHEN ignored IS NULL THEN 'queued' ELSE 'ignored' END ORDER BY place),
    coalesce(array_agg(id ORDER BY place) FILTER (WHERE kept AND ignored IS NULL), '{}')
  INTO outcomes, fresh
  FROM answers;
  PERFORM dispatch_enqueue(fresh);

  IF 'seen' = ANY (outcomes) THEN
    SELECT coalesce(array_agg(DISTINCT d.id), '{}') INTO dead
    FROM jsonb_to_recordset(given) AS g (place int, id text, sha256 text)
    JOIN public.deliveries d ON d.status = 'dead' AND (d.id = g.id OR d.body_sha256 = decode(g.sha256, 'hex'))
    WHERE outcomes[g.place] = 'seen';
    dead := dispatch_revive(dead);
    -- Of several that ask for the same delivery, the first is told that it is tried again.
    FOR asked IN
      SELECT min(g.place)
      FROM jsonb_to_recordset(given) AS g (place int, id text, sha256 text)
      JOIN public.deliveries d ON d.id = ANY (dead) AND (d.id = g.id OR d.body_sha256 = decode(g.sha256, 'hex'))
      WHERE outcomes[g.place] = 'seen'
      GROUP BY d.id
    LOOP
      outcomes[asked] := 'requeued';
    END LOOP;
  END IF;
  RETURN outcomes;
END
$$;
