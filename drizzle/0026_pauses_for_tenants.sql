-- Whether the whole App is paused is read in the transaction that decides or writes, without a right to the table.
CREATE FUNCTION dispatch_app_paused() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'SELECT coalesce((SELECT paused FROM public.app_state LIMIT 1), false)';
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION dispatch_app_paused() TO dispatch_app;
