CREATE TABLE "audit" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"number" integer,
	"kind" text NOT NULL,
	"actor" jsonb NOT NULL,
	"delivery_id" text,
	"effect_id" uuid,
	"detail" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_installation_id_repository_id_seq_pk" PRIMARY KEY("installation_id","repository_id","seq")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"input_hash" text NOT NULL,
	"delivery_id" text,
	"decision" jsonb NOT NULL,
	"opinions" jsonb NOT NULL,
	"took_ms" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"action" text,
	"body_sha256" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"installation_id" bigint,
	"repository_id" bigint,
	"number" integer,
	"status" text NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "effects" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"cause" text NOT NULL,
	"position" integer NOT NULL,
	"action" jsonb NOT NULL,
	"by" jsonb NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"github_id" bigint,
	"deleted_by_person" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "embeddings" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"model" text NOT NULL,
	"embedding" vector(512) NOT NULL,
	-- The vector rides in the key's own index, so a search reads the index and never the table (written by hand, as is PARTITION BY).
	CONSTRAINT "embeddings_repository_id_model_number_installation_id_pk" PRIMARY KEY("repository_id","model","number","installation_id") INCLUDE ("embedding"),
	CONSTRAINT "embeddings_model_length" CHECK (octet_length(model) <= 200)
) PARTITION BY HASH ("repository_id");
--> statement-breakpoint
CREATE TABLE "events" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"id" bigserial PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"actor" jsonb,
	"delivery_id" text,
	"detail" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forgotten_installations" (
	"id" bigint PRIMARY KEY NOT NULL,
	"forgotten_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forgotten_issues" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "forgotten_issues_installation_id_repository_id_number_pk" PRIMARY KEY("installation_id","repository_id","number")
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"installation_id" bigint PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"account_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"suspended" boolean DEFAULT false NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issues" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"author_login" text NOT NULL,
	"author_id" bigint,
	"author_kind" text NOT NULL,
	"author_association" text NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"labels" text[] NOT NULL,
	"assignees" text[] NOT NULL,
	"type" text,
	"locked" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "issues_installation_id_repository_id_number_pk" PRIMARY KEY("installation_id","repository_id","number")
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"label_id" bigint NOT NULL,
	"name" text NOT NULL,
	"color" text NOT NULL,
	"description" text NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "labels_installation_id_repository_id_label_id_pk" PRIMARY KEY("installation_id","repository_id","label_id")
);
--> statement-breakpoint
CREATE TABLE "repositories" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"private" boolean NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"settings" jsonb,
	"settings_problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"settings_source" text DEFAULT 'defaults' NOT NULL,
	"settings_read_at" timestamp with time zone,
	"labels_read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repositories_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"user_id" bigint NOT NULL,
	"avatar_url" text NOT NULL,
	"token" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"state" text PRIMARY KEY NOT NULL,
	"verifier" text NOT NULL,
	"return_to" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_issue" ON "audit" USING btree ("installation_id","repository_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_input" ON "decisions" USING btree ("installation_id","repository_id","number","input_hash");--> statement-breakpoint
CREATE INDEX "decisions_issue" ON "decisions" USING btree ("installation_id","repository_id","number","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_body_sha256" ON "deliveries" USING btree ("body_sha256");--> statement-breakpoint
CREATE INDEX "deliveries_installation" ON "deliveries" USING btree ("installation_id","repository_id");--> statement-breakpoint
CREATE INDEX "deliveries_received" ON "deliveries" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "deliveries_dead" ON "deliveries" USING btree ("received_at") WHERE status = 'dead';--> statement-breakpoint
CREATE INDEX "deliveries_queued" ON "deliveries" USING btree ("installation_id") WHERE status = 'queued';--> statement-breakpoint
CREATE UNIQUE INDEX "effects_once" ON "effects" USING btree ("installation_id","repository_id","number","kind","target","cause");--> statement-breakpoint
CREATE INDEX "effects_intended" ON "effects" USING btree ("installation_id","created_at") WHERE status = 'intended';--> statement-breakpoint
CREATE INDEX "events_issue" ON "events" USING btree ("installation_id","repository_id","number","id");--> statement-breakpoint
CREATE INDEX "events_repository" ON "events" USING btree ("installation_id","repository_id","id");--> statement-breakpoint
CREATE INDEX "issues_updated" ON "issues" USING btree ("installation_id","repository_id","updated_at" DESC NULLS FIRST,"number" DESC NULLS FIRST);