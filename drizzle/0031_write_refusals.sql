-- Why a write was refused is a code now; sentences of earlier versions are kept as JSON strings.
ALTER TABLE "effects" ALTER COLUMN "reason" SET DATA TYPE jsonb USING to_jsonb("reason");
