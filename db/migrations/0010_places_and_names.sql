CREATE TABLE "inboxes" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "seq" bigint;--> statement-breakpoint

-- By hand: what is there was read by id until now, so it keeps that order.
UPDATE notifications n SET seq = placed.seq
  FROM (SELECT id, row_number() OVER (PARTITION BY company_id ORDER BY id) AS seq FROM notifications) placed
  WHERE placed.id = n.id;--> statement-breakpoint
INSERT INTO inboxes (company_id, last) SELECT company_id, max(seq) FROM notifications GROUP BY company_id;--> statement-breakpoint
ALTER TABLE "notifications" ALTER COLUMN "seq" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_place" UNIQUE("company_id","seq");--> statement-breakpoint

-- Processes of the version before write news without a place (decision 015); they get one here. A later
-- migration drops it: `notify` gives places to many news in one statement.
CREATE FUNCTION place_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO inboxes AS i (company_id, last) VALUES (NEW.company_id, 1)
    ON CONFLICT (company_id) DO UPDATE SET last = i.last + 1 RETURNING last INTO NEW.seq;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER notifications_placed BEFORE INSERT ON notifications
  FOR EACH ROW WHEN (NEW.seq IS NULL) EXECUTE FUNCTION place_news();
--> statement-breakpoint
ALTER TABLE "order_history" ADD COLUMN "by_company_name" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "hq_name" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "agency_name" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "retail_name" text;--> statement-breakpoint

-- By hand: what companies were called before is not known any more; from today on it is kept.
UPDATE orders o SET hq_name = h.name, agency_name = a.name, retail_name = r.name
  FROM companies h, companies a, companies r
  WHERE h.id = o.hq_id AND a.id = o.agency_id AND r.id = o.retail_id;--> statement-breakpoint
-- Nobody else writes it meanwhile: to disable the trigger locks the table until the commit.
ALTER TABLE order_history DISABLE TRIGGER order_history_append_only;--> statement-breakpoint
UPDATE order_history e SET by_company_name = c.name FROM companies c WHERE c.id = e.by_company;--> statement-breakpoint
ALTER TABLE order_history ENABLE TRIGGER order_history_append_only;--> statement-breakpoint
ALTER TABLE "order_history" ALTER COLUMN "by_company_name" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "hq_name" SET NOT NULL, ALTER COLUMN "agency_name" SET NOT NULL, ALTER COLUMN "retail_name" SET NOT NULL;--> statement-breakpoint

-- Processes of the version before write orders without names (decision 015); they get them here. A later
-- migration drops it: placing and moving name them in their own statements.
CREATE FUNCTION name_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT h.name, a.name, r.name INTO NEW.hq_name, NEW.agency_name, NEW.retail_name
    FROM companies h, companies a, companies r WHERE h.id = NEW.hq_id AND a.id = NEW.agency_id AND r.id = NEW.retail_id;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER orders_named BEFORE INSERT ON orders
  FOR EACH ROW WHEN (NEW.retail_name IS NULL) EXECUTE FUNCTION name_order();--> statement-breakpoint
CREATE FUNCTION name_order_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT name INTO NEW.by_company_name FROM companies WHERE id = NEW.by_company;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER order_history_named BEFORE INSERT ON order_history
  FOR EACH ROW WHEN (NEW.by_company_name IS NULL) EXECUTE FUNCTION name_order_history();
