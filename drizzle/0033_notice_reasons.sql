-- What a notice tells and why a duplicate stays open are codes now; sentences of earlier versions are kept as JSON strings.
ALTER TABLE "notices" ALTER COLUMN "words" SET DATA TYPE jsonb USING to_jsonb("words");--> statement-breakpoint
ALTER TABLE "duplicate_links" ALTER COLUMN "kept_open" SET DATA TYPE jsonb USING to_jsonb("kept_open");
