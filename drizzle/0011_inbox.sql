-- Labels in lower case, one a line, each between line breaks; what is over 250 characters is cut off, and a search looks there itself.
CREATE FUNCTION dispatch_searched_labels(labels text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN left(lower(chr(10) || array_to_string(labels, chr(10)) || chr(10)), 250);
--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "waits" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "searched_title" text collate "C" GENERATED ALWAYS AS (left(lower(title), 300)) STORED;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "searched_labels" text collate "C" GENERATED ALWAYS AS (dispatch_searched_labels(labels)) STORED;--> statement-breakpoint
CREATE INDEX "deliveries_requests" ON "deliveries" USING btree ("installation_id","repository_id","received_at") WHERE event = 'dispatch_request';--> statement-breakpoint
CREATE INDEX "issues_waiting" ON "issues" USING btree ("installation_id","repository_id","number" DESC NULLS FIRST) WHERE state = 'open' and waits;--> statement-breakpoint
CREATE INDEX "issues_author" ON "issues" USING btree ("installation_id","repository_id","author_id","number");--> statement-breakpoint
CREATE INDEX "issues_searched" ON "issues" USING btree ("installation_id","repository_id","updated_at" DESC NULLS FIRST,"number" DESC NULLS FIRST,"state","outcome","searched_title","searched_labels");
--> statement-breakpoint
-- For the owner, who would otherwise see no tenant's rows.
ALTER TABLE issues NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE issues SET waits = true WHERE state = 'open' AND outcome IN ('suggested', 'unsure');
--> statement-breakpoint
ALTER TABLE issues FORCE ROW LEVEL SECURITY;
