ALTER TYPE "public"."export_type" ADD VALUE 'policy_impact';--> statement-breakpoint
ALTER TYPE "public"."policy_event_kind" ADD VALUE 'alongside';--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_split";--> statement-breakpoint
ALTER TABLE "policy_versions" DROP CONSTRAINT "policy_versions_margin";--> statement-breakpoint
ALTER TABLE "impacts" ALTER COLUMN "draft_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "impacts" ADD COLUMN "policy_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "leave_won" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "impacts" ADD CONSTRAINT "impacts_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "impacts_policy_id_id_index" ON "impacts" USING btree ("policy_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "impacts_open_of_policy" ON "impacts" USING btree ("policy_id") WHERE "impacts"."status" in ('queued', 'processing');--> statement-breakpoint
ALTER TABLE "impacts" ADD CONSTRAINT "impacts_subject" CHECK (("impacts"."draft_id" is null) <> ("impacts"."policy_id" is null));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_split" CHECK ("orders"."leave_won" >= 0 and "orders"."gross_won" + "orders"."leave_won" >= "orders"."shop_won" and "orders"."version" > 0);--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_margin" CHECK ("policy_versions"."margin_ceiling_won" >= 0 and "policy_versions"."margin_floor_won" <= "policy_versions"."margin_ceiling_won");