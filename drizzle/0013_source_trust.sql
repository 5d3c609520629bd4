CREATE TABLE "source_trusts" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"trust" jsonb NOT NULL,
	"sharpness" double precision NOT NULL,
	"lessons" integer NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "source_trusts_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
ALTER TABLE "source_trusts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "source_trusts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "source_trusts" USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "source_trusts" TO dispatch_app;
