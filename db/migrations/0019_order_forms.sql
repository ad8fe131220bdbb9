CREATE TYPE "public"."identifier_kind" AS ENUM('imei', 'eid', 'sim', 'line', 'parcel');--> statement-breakpoint
CREATE TABLE "identifier_keys" (
	"hq_id" uuid PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_identifiers" (
	"order_id" uuid NOT NULL,
	"hq_id" uuid NOT NULL,
	"kind" "identifier_kind" NOT NULL,
	"digest" text NOT NULL,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "order_identifiers_order_id_kind_digest_pk" PRIMARY KEY("order_id","kind","digest")
);
--> statement-breakpoint
ALTER TABLE "identifier_keys" ADD CONSTRAINT "identifier_keys_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_identifiers_live" ON "order_identifiers" USING btree ("hq_id","kind","digest") WHERE "order_identifiers"."released_at" is null;--> statement-breakpoint
-- By hand: the key is checked at the commit, because an order is written after its numbers are found free.
ALTER TABLE "order_identifiers" ADD CONSTRAINT "order_identifiers_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") DEFERRABLE INITIALLY DEFERRED;
