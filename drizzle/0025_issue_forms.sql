-- Issue forms are kept with their options and default texts from now on: all settings are read anew.
UPDATE "repositories" SET "issue_forms" = '[]'::jsonb, "settings_read_at" = NULL;
