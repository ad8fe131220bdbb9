CREATE TYPE "public"."notice_type" AS ENUM('customer', 'company', 'policy', 'general');--> statement-breakpoint
CREATE TYPE "public"."policy_event_kind" AS ENUM('published', 'version', 'title', 'description', 'valid_to', 'requires_reading', 'targets', 'exclusions', 'withdrawn', 'cancelled', 'expired');--> statement-breakpoint
CREATE TYPE "public"."contact_kind" AS ENUM('reminder', 'call');--> statement-breakpoint
ALTER TYPE "public"."notification_type" ADD VALUE 'policy_changed' BEFORE 'settlement_approved';--> statement-breakpoint
ALTER TYPE "public"."notification_type" ADD VALUE 'policy_withdrawn' BEFORE 'settlement_approved';--> statement-breakpoint
ALTER TYPE "public"."notification_type" ADD VALUE 'policy_reminder' BEFORE 'settlement_approved';--> statement-breakpoint
ALTER TYPE "public"."notification_type" ADD VALUE 'notice_published' BEFORE 'settlement_approved';--> statement-breakpoint
CREATE TABLE "notice_acknowledgements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"as_admin" boolean NOT NULL,
	"hq_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_acknowledgements_once" UNIQUE("notice_id","version","company_id","user_id","as_admin")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"type" "notice_type" NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"is_important" boolean DEFAULT false NOT NULL,
	"requires_reading" boolean DEFAULT false NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	"policy_id" uuid,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_to" timestamp (3) with time zone,
	"tiers" jsonb NOT NULL,
	"agency_ids" jsonb,
	"withdrawn_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notices_validity" CHECK ("notices"."valid_to" is null or "notices"."valid_to" > "notices"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "policy_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"hq_id" uuid NOT NULL,
	"kind" "policy_event_kind" NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"by" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_acknowledgements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"as_admin" boolean NOT NULL,
	"hq_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_acknowledgements_once" UNIQUE("policy_id","version","company_id","user_id","as_admin")
);
--> statement-breakpoint
CREATE TABLE "policy_contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"company_id" uuid NOT NULL,
	"hq_id" uuid NOT NULL,
	"kind" "contact_kind" NOT NULL,
	"note" text,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "requires_reading" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "withdrawn_because" text;--> statement-breakpoint
ALTER TABLE "policy_targets" ADD COLUMN "added_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "content_hash" text;--> statement-breakpoint
ALTER TABLE "notice_acknowledgements" ADD CONSTRAINT "notice_acknowledgements_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_acknowledgements" ADD CONSTRAINT "notice_acknowledgements_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_events" ADD CONSTRAINT "policy_events_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_acknowledgements" ADD CONSTRAINT "policy_acknowledgements_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_acknowledgements" ADD CONSTRAINT "policy_acknowledgements_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_contacts" ADD CONSTRAINT "policy_contacts_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_contacts" ADD CONSTRAINT "policy_contacts_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_hq_id_id_index" ON "notices" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "notices_policy_id_index" ON "notices" USING btree ("policy_id");--> statement-breakpoint
CREATE INDEX "policy_events_policy_id_id_index" ON "policy_events" USING btree ("policy_id","id");--> statement-breakpoint
CREATE INDEX "policy_contacts_policy_id_company_id_at_index" ON "policy_contacts" USING btree ("policy_id","company_id","at");--> statement-breakpoint
CREATE TRIGGER policy_acknowledgements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_acknowledgements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER policy_contacts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_contacts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER notice_acknowledgements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notice_acknowledgements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- The publications so far, under the ids of their versions.
INSERT INTO policy_events (id, policy_id, hq_id, kind, before, after, by, at)
  SELECT id, policy_id, hq_id, (CASE number WHEN 1 THEN 'published' ELSE 'version' END)::policy_event_kind,
    CASE WHEN number > 1 THEN to_jsonb(number - 1) END, to_jsonb(number), published_by, published_at
  FROM policy_versions;--> statement-breakpoint
CREATE TRIGGER policy_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
