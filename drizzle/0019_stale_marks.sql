ALTER TABLE "repositories" ADD COLUMN "settings_marks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "repositories" ADD COLUMN "labels_marks" integer DEFAULT 0 NOT NULL;