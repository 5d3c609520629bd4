-- An issue that left for good is not taken up again, whoever writes it: a late delivery, a page of the past, an answer of GitHub's.
CREATE FUNCTION dispatch_skip_forgotten() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (
    SELECT FROM public.forgotten_issues f
    WHERE f.installation_id = NEW.installation_id AND f.repository_id = NEW.repository_id AND f.number = NEW.number
      AND f.missing_since IS NULL
  ) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER issues_skip_forgotten BEFORE INSERT ON issues FOR EACH ROW EXECUTE FUNCTION dispatch_skip_forgotten();
--> statement-breakpoint
-- The last row of a repository's audit log, held until the transaction ends: rows are added one transaction at a time. Volatile,
-- so that the row is read once the lock is held.
CREATE FUNCTION dispatch_audit_head(installation bigint, repository bigint, OUT seq bigint, OUT hash text) LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('dispatch.audit', repository));
  SELECT a.seq, a.hash INTO seq, hash FROM public.audit a
  WHERE a.installation_id = installation AND a.repository_id = repository ORDER BY a.seq DESC LIMIT 1;
END
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dispatch_audit_head(bigint, bigint) TO dispatch_app;
