-- Run once by a superuser, in the database that DispatchAI is to use; psql variables: app (a role's name), password.
-- The App and its migrations connect as a role that is no superuser and cannot bypass row-level security, so that nothing
-- sent over its connection, `reset role` included, reaches the rows of a tenant that was not entered.
CREATE EXTENSION IF NOT EXISTS vector;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dispatch_app') THEN
    CREATE ROLE dispatch_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
CREATE ROLE :"app" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
GRANT dispatch_app TO :"app";
ALTER SCHEMA public OWNER TO :"app";
SELECT format('ALTER DATABASE %I OWNER TO %I', current_database(), :'app') \gexec
