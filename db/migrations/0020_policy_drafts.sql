CREATE TABLE "policy_draft_steps" (
	"draft_id" uuid NOT NULL,
	"step" text NOT NULL,
	"payload" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid NOT NULL,
	CONSTRAINT "policy_draft_steps_draft_id_step_pk" PRIMARY KEY("draft_id","step")
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"current_step" integer DEFAULT 1 NOT NULL,
	"policy_id" uuid,
	"policy_number" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_drafts_step" CHECK ("policy_drafts"."current_step" between 1 and 5),
	CONSTRAINT "policy_drafts_based_on" CHECK (("policy_drafts"."policy_id" is null) = ("policy_drafts"."policy_number" is null))
);
--> statement-breakpoint
CREATE TABLE "policy_group_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	"to_at" timestamp (3) with time zone,
	"removed_by" uuid,
	CONSTRAINT "policy_group_members_period" CHECK ("policy_group_members"."to_at" is null or "policy_group_members"."to_at" >= "policy_group_members"."from_at")
);
--> statement-breakpoint
CREATE TABLE "policy_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "draft_id" uuid;--> statement-breakpoint
ALTER TABLE "policy_draft_steps" ADD CONSTRAINT "policy_draft_steps_draft_id_policy_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."policy_drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_draft_steps" ADD CONSTRAINT "policy_draft_steps_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_group_members" ADD CONSTRAINT "policy_group_members_group_id_policy_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."policy_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_group_members" ADD CONSTRAINT "policy_group_members_agency_id_companies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_groups" ADD CONSTRAINT "policy_groups_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_groups" ADD CONSTRAINT "policy_groups_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "policy_drafts_hq_id_id_index" ON "policy_drafts" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "policy_drafts_expires_at_index" ON "policy_drafts" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_group_members_open" ON "policy_group_members" USING btree ("group_id","agency_id") WHERE "policy_group_members"."to_at" is null;--> statement-breakpoint
CREATE INDEX "policy_groups_hq_id_id_index" ON "policy_groups" USING btree ("hq_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_groups_name" ON "policy_groups" USING btree ("hq_id","name") WHERE "policy_groups"."removed_at" is null;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_draft" UNIQUE("draft_id");