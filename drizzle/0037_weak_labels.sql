CREATE TABLE "labeling_batches" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"numbers" integer[] NOT NULL,
	"describes" boolean NOT NULL,
	"model" text NOT NULL,
	"held_day" date NOT NULL,
	"held_micro_usd" bigint NOT NULL,
	"submitted_at" timestamp with time zone,
	"provider_id" text,
	"closed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "labeling_batches_installation_id_repository_id_id_pk" PRIMARY KEY("installation_id","repository_id","id")
);
--> statement-breakpoint
CREATE TABLE "labeling_runs" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"stage" text NOT NULL,
	"source" text,
	"model" text,
	"issues" integer DEFAULT 0 NOT NULL,
	"estimate_micro_usd" bigint DEFAULT 0 NOT NULL,
	"spent_micro_usd" bigint DEFAULT 0 NOT NULL,
	"half_price" boolean DEFAULT false NOT NULL,
	"waiting" boolean DEFAULT false NOT NULL,
	"problem" text,
	"descriptions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "labeling_runs_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "weak_labels" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"value" text NOT NULL,
	"confidence" real NOT NULL,
	CONSTRAINT "weak_labels_installation_id_repository_id_number_value_pk" PRIMARY KEY("installation_id","repository_id","number","value")
);
--> statement-breakpoint
ALTER TABLE "labeling_batches" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "labeling_batches" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "labeling_batches" USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "labeling_batches" TO dispatch_app;
--> statement-breakpoint
ALTER TABLE "labeling_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "labeling_runs" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "labeling_runs" USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "labeling_runs" TO dispatch_app;
--> statement-breakpoint
ALTER TABLE "weak_labels" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "weak_labels" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "weak_labels" USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "weak_labels" TO dispatch_app;
