-- Why a label is on its rung is a code with its numbers now; sentences of earlier versions are kept as JSON strings.
ALTER TABLE "standings" ALTER COLUMN "why" SET DATA TYPE jsonb USING to_jsonb("why");
