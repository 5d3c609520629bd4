CREATE TABLE "similar_progress" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"model" text NOT NULL,
	"issues" integer NOT NULL,
	"indexed" integer NOT NULL,
	"embedded" integer NOT NULL,
	"linked" integer NOT NULL,
	"mapped" integer NOT NULL,
	"counted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "similar_progress_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
DROP INDEX "theme_issues_theme";--> statement-breakpoint
ALTER TABLE "theme_issues" ADD COLUMN "open" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "theme_issues" ADD COLUMN "filed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "theme_issues_map" ON "theme_issues" USING btree ("installation_id","repository_id","open" DESC NULLS FIRST,"number" DESC NULLS FIRST) WHERE x is not null and theme is not null;--> statement-breakpoint
CREATE INDEX "theme_issues_theme" ON "theme_issues" USING btree ("installation_id","repository_id","theme","open" DESC NULLS FIRST,"number" DESC NULLS FIRST,"filed_at");--> statement-breakpoint
-- Row-level security as on every tenant table; see 0002_tenancy.
ALTER TABLE similar_progress ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE similar_progress FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON similar_progress USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON similar_progress TO dispatch_app;
--> statement-breakpoint
-- An issue that is gone gets no row. The lock makes a change of the issue that is under way come first.
CREATE FUNCTION dispatch_theme_issue() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  SELECT i.state = 'open', i.created_at INTO NEW.open, NEW.filed_at FROM issues i
  WHERE i.installation_id = NEW.installation_id AND i.repository_id = NEW.repository_id AND i.number = NEW.number
  FOR SHARE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER theme_issue BEFORE INSERT ON theme_issues FOR EACH ROW EXECUTE FUNCTION dispatch_theme_issue();
--> statement-breakpoint
CREATE FUNCTION dispatch_issue_themes() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  UPDATE theme_issues SET open = NEW.state = 'open', filed_at = NEW.created_at
  WHERE installation_id = NEW.installation_id AND repository_id = NEW.repository_id AND number = NEW.number;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER issue_themes AFTER UPDATE OF state, created_at ON issues FOR EACH ROW
WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.created_at IS DISTINCT FROM NEW.created_at)
EXECUTE FUNCTION dispatch_issue_themes();
--> statement-breakpoint
-- For the owner, who would otherwise see no tenant's rows.
ALTER TABLE issues NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE theme_issues NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE theme_issues t SET open = i.state = 'open', filed_at = i.created_at FROM issues i
WHERE i.installation_id = t.installation_id AND i.repository_id = t.repository_id AND i.number = t.number;
--> statement-breakpoint
ALTER TABLE theme_issues FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE issues FORCE ROW LEVEL SECURITY;
