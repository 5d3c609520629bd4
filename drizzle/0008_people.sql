CREATE TABLE "lessons" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"subject" jsonb NOT NULL,
	"subject_key" text NOT NULL,
	"verdict" text NOT NULL,
	"source" text NOT NULL,
	"by" jsonb,
	"by_id" bigint,
	"cause" text NOT NULL,
	"delivery_id" text,
	"at" timestamp with time zone NOT NULL,
	"said" jsonb,
	"revoked_by" jsonb,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"number" integer,
	"private" boolean NOT NULL,
	"words" text NOT NULL,
	"detail" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_by" jsonb,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "replays" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"report" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"label" text NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"autonomy" text NOT NULL,
	"why" text NOT NULL,
	"threshold" double precision NOT NULL,
	"right" integer NOT NULL,
	"wrong" integer NOT NULL,
	"seen" integer NOT NULL,
	"covered" integer NOT NULL,
	"detail" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "standings_installation_id_repository_id_label_pk" PRIMARY KEY("installation_id","repository_id","label")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"login" text NOT NULL,
	"user_id" bigint NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "app_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"paused_by" text,
	"paused_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" bigint NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "lessons_once" ON "lessons" USING btree ("installation_id","repository_id","number","cause","subject_key");--> statement-breakpoint
CREATE INDEX "lessons_newest" ON "lessons" USING btree ("installation_id","repository_id","at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "lessons_subject" ON "lessons" USING btree ("installation_id","repository_id","subject_key","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "lessons_person" ON "lessons" USING btree ("installation_id","repository_id","by_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_open" ON "notices" USING btree ("installation_id","repository_id","kind","subject") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "notices_newest" ON "notices" USING btree ("installation_id","repository_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "replays_newest" ON "replays" USING btree ("installation_id","repository_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['lessons', 'standings', 'replays', 'notices'] LOOP
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
