DROP INDEX "issues_waiting";--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "dismissed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "issues_waiting" ON "issues" USING btree ("installation_id","repository_id","number" DESC NULLS FIRST) WHERE state = 'open' and waits and not dismissed;