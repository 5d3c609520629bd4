CREATE TABLE "duplicate_links" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"canonical" integer NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duplicate_links_installation_id_repository_id_canonical_number_pk" PRIMARY KEY("installation_id","repository_id","canonical","number")
);
--> statement-breakpoint
CREATE TABLE "search_collections" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"documents" integer NOT NULL,
	"title_words" bigint NOT NULL,
	"body_words" bigint NOT NULL,
	"template" "bytea" NOT NULL,
	CONSTRAINT "search_collections_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "search_postings" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"term" integer NOT NULL,
	"block" integer NOT NULL,
	"entries" "bytea" NOT NULL,
	CONSTRAINT "search_postings_installation_id_repository_id_term_block_pk" PRIMARY KEY("installation_id","repository_id","term","block")
);
--> statement-breakpoint
CREATE TABLE "search_texts" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"packed" "bytea" NOT NULL,
	CONSTRAINT "search_texts_installation_id_repository_id_number_pk" PRIMARY KEY("installation_id","repository_id","number")
);
--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['search_collections', 'search_postings', 'search_texts', 'duplicate_links'] LOOP
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
-- Lists grow by rewriting their row: room on the page keeps the new version beside the old one, out of the index.
ALTER TABLE search_postings SET (fillfactor = 70);
--> statement-breakpoint
-- Entries are hashes and weights: compressing them costs time and gains little.
ALTER TABLE search_postings ALTER COLUMN entries SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE search_texts ALTER COLUMN packed SET STORAGE EXTERNAL;
