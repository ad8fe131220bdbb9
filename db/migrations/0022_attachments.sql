CREATE TYPE "public"."attachment_state" AS ENUM('waiting', 'kept', 'attached', 'erased');--> statement-breakpoint
CREATE TYPE "public"."attachment_type" AS ENUM('jpeg', 'png', 'webp', 'heic', 'pdf');--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"state" "attachment_state" NOT NULL,
	"declared_type" "attachment_type" NOT NULL,
	"declared_bytes" integer NOT NULL,
	"type" "attachment_type",
	"size_bytes" integer,
	"tries" integer NOT NULL,
	"kept_try" integer,
	"order_id" uuid,
	"field" text,
	"place" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"upload_until" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "attachments_states" CHECK (case "attachments"."state"
        when 'waiting' then "attachments"."order_id" is null and "attachments"."type" is null
        when 'kept' then "attachments"."order_id" is null and "attachments"."type" is not null and "attachments"."kept_try" is not null
        when 'attached' then "attachments"."order_id" is not null and "attachments"."type" is not null and "attachments"."kept_try" is not null
        else "attachments"."erased_at" is not null and "attachments"."due_at" is null end)
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_due" ON "attachments" USING btree ("due_at") WHERE "attachments"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "attachments_company" ON "attachments" USING btree ("company_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_place" ON "attachments" USING btree ("order_id","place") WHERE "attachments"."order_id" is not null;--> statement-breakpoint
-- By hand: the key is checked at the commit, because an order is written after its files are its own.
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
-- By hand: orders from before their numbers were kept get them once, by a job, because the digests need the
-- vault's keys. An hour later no process of the former release runs any more. A new installation has no orders.
INSERT INTO "jobs" ("id", "name", "payload", "run_at", "created_at")
  SELECT gen_random_uuid(), 'orders.identify', '{}', now() + interval '1 hour', now() WHERE EXISTS (SELECT 1 FROM "orders");
