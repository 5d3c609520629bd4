CREATE TABLE "askings" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"nudged_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "askings_installation_id_repository_id_number_pk" PRIMARY KEY("installation_id","repository_id","number")
);
--> statement-breakpoint
CREATE TABLE "marks" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "former_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "repositories" ADD COLUMN "archived" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
ALTER TABLE "askings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "askings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY tenant ON "askings" USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "askings" TO dispatch_app;
