-- Asks for a chore in one round trip. Its id is its own, so it is in the queue at most once. One that waits may be hurried; one
-- that runs is noted to run again; one that ended, or failed for good, is asked for anew.
CREATE FUNCTION dispatch_ask_chore(job uuid, chore text, after_seconds int, hurried boolean) RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  added int;
BEGIN
  INSERT INTO queue.job AS j (
    id, name, data, start_after, keep_until, expire_seconds, deletion_seconds,
    retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds
  )
  SELECT
    job, q.name, jsonb_build_object('id', chore), now() + after_seconds * interval '1 second',
    now() + (after_seconds + q.retention_seconds) * interval '1 second', q.expire_seconds, q.deletion_seconds,
    q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds
  FROM queue.queue q WHERE q.name = 'chore'
  ON CONFLICT (name, id) DO UPDATE SET
    data = CASE j.state
      WHEN 'active' THEN j.data || jsonb_build_object('again', least((j.data ->> 'again')::int, after_seconds))
      WHEN 'created' THEN j.data WHEN 'retry' THEN j.data ELSE excluded.data END,
    start_after = CASE
      WHEN j.state = 'active' THEN j.start_after
      WHEN j.state IN ('created', 'retry') THEN CASE WHEN hurried THEN least(j.start_after, now()) ELSE j.start_after END
      ELSE excluded.start_after END,
    state = CASE WHEN j.state IN ('created', 'retry', 'active') THEN j.state ELSE 'created' END,
    retry_count = CASE WHEN j.state IN ('created', 'retry', 'active') THEN j.retry_count ELSE 0 END,
    created_on = CASE WHEN j.state IN ('created', 'retry', 'active') THEN j.created_on ELSE now() END,
    completed_on = CASE WHEN j.state IN ('created', 'retry', 'active') THEN j.completed_on END,
    started_on = CASE WHEN j.state IN ('created', 'retry', 'active') THEN j.started_on END,
    output = CASE WHEN j.state IN ('created', 'retry', 'active') THEN j.output END;
  GET DIAGNOSTICS added = ROW_COUNT;
  IF added = 0 THEN
    RAISE EXCEPTION 'the queue of chores was not started';
  END IF;
END
$$;
