CREATE TABLE "theme_issues" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"neighbours" jsonb NOT NULL,
	"theme" integer,
	"x" double precision,
	"y" double precision,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "theme_issues_installation_id_repository_id_number_pk" PRIMARY KEY("installation_id","repository_id","number")
);
--> statement-breakpoint
CREATE TABLE "theme_maps" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"issues" integer NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "theme_maps_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "themes" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" integer NOT NULL,
	"terms" text[] NOT NULL,
	"burst" jsonb,
	CONSTRAINT "themes_installation_id_repository_id_id_pk" PRIMARY KEY("installation_id","repository_id","id")
);
--> statement-breakpoint
ALTER TABLE "duplicate_links" ADD COLUMN "state" text DEFAULT 'linked' NOT NULL;--> statement-breakpoint
ALTER TABLE "duplicate_links" ADD COLUMN "source" text DEFAULT 'history' NOT NULL;--> statement-breakpoint
ALTER TABLE "duplicate_links" ADD COLUMN "by" jsonb;--> statement-breakpoint
ALTER TABLE "duplicate_links" ADD COLUMN "cause" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "duplicate_links" ADD COLUMN "look" jsonb;--> statement-breakpoint
ALTER TABLE "duplicate_links" ADD COLUMN "kept_open" text;--> statement-breakpoint
CREATE INDEX "theme_issues_theme" ON "theme_issues" USING btree ("installation_id","repository_id","theme");--> statement-breakpoint
CREATE INDEX "duplicate_links_number" ON "duplicate_links" USING btree ("installation_id","repository_id","number");--> statement-breakpoint
CREATE INDEX "duplicate_links_newest" ON "duplicate_links" USING btree ("installation_id","repository_id","state","linked_at" DESC NULLS FIRST);--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['theme_issues', 'themes', 'theme_maps'] LOOP
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
