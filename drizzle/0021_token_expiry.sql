-- Tokens that lasted for ever get 90 days from now; none lasts longer than a year.
UPDATE "api_tokens" SET "expires_at" = LEAST(COALESCE("expires_at", now() + interval '90 days'), now() + interval '365 days');--> statement-breakpoint
ALTER TABLE "api_tokens" ALTER COLUMN "expires_at" SET NOT NULL;
