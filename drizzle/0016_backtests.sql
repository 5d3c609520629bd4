CREATE TABLE "backtests" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"stage" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"kept" jsonb,
	"kept_at" timestamp with time zone,
	CONSTRAINT "backtests_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
ALTER TABLE "backtests" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "backtests" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "backtests" USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "backtests" TO dispatch_app;
