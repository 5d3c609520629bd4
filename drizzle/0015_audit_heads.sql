CREATE TABLE "audit_heads" (
	"installation_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_heads_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_heads FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON audit_heads USING (installation_id = (SELECT dispatch_tenant())) WITH CHECK (installation_id = (SELECT dispatch_tenant()));
--> statement-breakpoint
-- The App's role reads the heads and cannot write them: that is the trigger's, with the rights of its owner.
GRANT SELECT ON audit_heads TO dispatch_app;
--> statement-breakpoint
CREATE FUNCTION dispatch_audit_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO audit_heads AS head (installation_id, repository_id, seq, hash)
  VALUES (NEW.installation_id, NEW.repository_id, NEW.seq, NEW.hash)
  ON CONFLICT (installation_id, repository_id)
  DO UPDATE SET seq = excluded.seq, hash = excluded.hash WHERE head.seq < excluded.seq;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_head AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION dispatch_audit_head();
