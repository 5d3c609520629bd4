-- Sixteen partitions by hash of the repository: vacuum, index builds and moves stay small, and a repository lives in one.
DO $$
BEGIN
  FOR i IN 0..15 LOOP
    EXECUTE format('CREATE TABLE embeddings_p%s PARTITION OF embeddings FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
  END LOOP;
END
$$;
--> statement-breakpoint
-- The tenant of this transaction, or null where none was entered: then no row matches.
CREATE FUNCTION dispatch_tenant() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('dispatch.installation_id', true), '')::bigint;
--> statement-breakpoint
-- Row-level security on every tenant table, forced, so that even the owner sees no other tenant. Written out for every
-- table that carries an installation_id, except the inbox, which belongs to the system.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOR tenant_table IN
    SELECT c.table_name FROM information_schema.columns c
    JOIN pg_class k ON k.relname = c.table_name AND k.relnamespace = 'public'::regnamespace AND NOT k.relispartition
    WHERE c.table_schema = 'public' AND c.column_name = 'installation_id' AND c.table_name <> 'deliveries'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()))',
      tenant_table
    );
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO dispatch_app', tenant_table);
  END LOOP;
END
$$;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE events_id_seq TO dispatch_app;
--> statement-breakpoint
-- Enters a tenant for the rest of the transaction: role, tenant, and a lock that keeps the tenant from being forgotten
-- meanwhile. Each statement of a volatile function sees what was committed before it, so the check follows the lock.
CREATE FUNCTION dispatch_enter(tenant bigint) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('dispatch.installation', tenant));
  IF EXISTS (SELECT FROM forgotten_installations WHERE id = tenant) THEN
    RAISE EXCEPTION 'installation % was forgotten', tenant USING ERRCODE = 'DA001';
  END IF;
  PERFORM set_config('dispatch.installation_id', tenant::text, true), set_config('role', 'dispatch_app', true);
END
$$;
--> statement-breakpoint
-- Ids of events are given in the order of commit, so that a page that has seen event n has seen every event before n.
-- The lock is taken before the first id is drawn and held until commit. It costs little that NOTIFY does not already
-- cost: a commit that notifies takes one lock for the whole database too.
CREATE FUNCTION dispatch_events_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('dispatch.events', 0));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_in_order BEFORE INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION dispatch_events_in_order();
--> statement-breakpoint
CREATE FUNCTION dispatch_notify_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('dispatch_events', json_build_object(
    'installation', NEW.installation_id, 'repository', NEW.repository_id, 'number', NEW.number, 'id', NEW.id)::text);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_heard AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION dispatch_notify_event();
--> statement-breakpoint
-- The audit log is append-only: the App's role may only add and read, and nobody changes a row. Rows go only when their
-- tenant is forgotten, which says so for the length of its transaction.
REVOKE UPDATE, DELETE ON audit FROM dispatch_app;
--> statement-breakpoint
CREATE FUNCTION dispatch_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('dispatch.forgetting', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only: % refused', TG_OP USING ERRCODE = 'DA002';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION dispatch_append_only();
