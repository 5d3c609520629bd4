DROP INDEX "deliveries_installation";--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "filter_who" text collate "C" GENERATED ALWAYS AS (left(lower(actor ->> 'login'), 100)) STORED;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "filter_label" text collate "C" GENERATED ALWAYS AS (left(lower(detail ->> 'label'), 100)) STORED;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "filter_models" text collate "C" GENERATED ALWAYS AS (left((detail -> 'models')::text, 300)) STORED;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "written" boolean GENERATED ALWAYS AS (effect_id is not null) STORED;--> statement-breakpoint
ALTER TABLE "lessons" ADD COLUMN "confidence" double precision GENERATED ALWAYS AS ((said ->> 'confidence')::float8) STORED;--> statement-breakpoint
CREATE INDEX "audit_filtered" ON "audit" USING btree ("installation_id","repository_id","seq","created_at","written","kind","filter_who","filter_label","filter_models");--> statement-breakpoint
CREATE INDEX "deliveries_repository" ON "deliveries" USING btree ("installation_id","repository_id","received_at","event");--> statement-breakpoint
CREATE INDEX "lessons_latest" ON "lessons" USING btree ("installation_id","repository_id","number","subject_key","at" DESC NULLS FIRST,"verdict","confidence") WHERE revoked_at is null;