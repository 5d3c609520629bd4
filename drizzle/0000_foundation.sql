-- Vectors come from pgvector. On a hosted PostgreSQL an administrator may have to create it once.
CREATE EXTENSION IF NOT EXISTS vector;
--> statement-breakpoint
-- The role every tenant transaction runs under: it owns nothing, cannot log in and is held by row-level security.
-- Roles belong to the cluster, so another database's migration may be making it at this moment.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dispatch_app') THEN
    CREATE ROLE dispatch_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
--> statement-breakpoint
-- Whoever connects must be able to step into it. A superuser is; who has just made it may grant it, and has to.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'dispatch_app', 'SET') THEN
    EXECUTE format('GRANT dispatch_app TO %I', current_user);
  END IF;
END
$$;
