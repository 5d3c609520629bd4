CREATE TABLE "backfill_pages" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"page" text NOT NULL,
	"etag" text NOT NULL,
	"next" text,
	CONSTRAINT "backfill_pages_installation_id_repository_id_page_pk" PRIMARY KEY("installation_id","repository_id","page")
);
--> statement-breakpoint
CREATE TABLE "backfills" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"stage" text NOT NULL,
	"cursor" text,
	"pages_read" integer DEFAULT 0 NOT NULL,
	"pages_total" integer,
	"issues_read" integer DEFAULT 0 NOT NULL,
	"rests_until" timestamp with time zone,
	"problem" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stage_started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "backfills_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "issue_pasts" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"filed_title" text,
	"closed_by" jsonb,
	"labels" jsonb NOT NULL,
	CONSTRAINT "issue_pasts_installation_id_repository_id_number_pk" PRIMARY KEY("installation_id","repository_id","number")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"metrics" jsonb NOT NULL,
	"active" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "models_installation_id_repository_id_kind_version_pk" PRIMARY KEY("installation_id","repository_id","kind","version")
);
--> statement-breakpoint
ALTER TABLE "repositories" ADD COLUMN "issue_forms" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "repositories" ADD COLUMN "codeowners" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "models_active" ON "models" USING btree ("installation_id","repository_id","kind") WHERE active;--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['backfills', 'backfill_pages', 'issue_pasts', 'models'] LOOP
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
-- A model's bytes are compressed already.
ALTER TABLE models ALTER COLUMN bytes SET STORAGE EXTERNAL;
