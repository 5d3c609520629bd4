CREATE TABLE "spending" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"day" date NOT NULL,
	"source" text NOT NULL,
	"model" text NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"prompt_tokens" bigint DEFAULT 0 NOT NULL,
	"cached_tokens" bigint DEFAULT 0 NOT NULL,
	"completion_tokens" bigint DEFAULT 0 NOT NULL,
	"micro_usd" bigint DEFAULT 0 NOT NULL,
	"unpriced_calls" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "spending_installation_id_day_repository_id_source_model_pk" PRIMARY KEY("installation_id","day","repository_id","source","model")
);
--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
ALTER TABLE "spending" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "spending" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "spending" USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "spending" TO dispatch_app;
