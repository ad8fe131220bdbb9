ALTER TYPE "public"."policy_event_kind" ADD VALUE 'superseded';--> statement-breakpoint
ALTER TYPE "public"."policy_event_kind" ADD VALUE 'succession_undone';--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "succeeds" uuid;--> statement-breakpoint
ALTER TABLE "policy_events" ADD COLUMN "other_id" uuid;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_succeeds_policies_id_fk" FOREIGN KEY ("succeeds") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_events" ADD CONSTRAINT "policy_events_other_id_policies_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "policies_successor" ON "policies" USING btree ("succeeds") WHERE "policies"."succeeds" is not null and "policies"."status" in ('active', 'expired');