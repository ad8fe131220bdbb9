CREATE TYPE "public"."impact_status" AS ENUM('queued', 'processing', 'completed', 'failed', 'cancelled');--> statement-breakpoint
ALTER TYPE "public"."notification_type" ADD VALUE 'policy_approval_requested' BEFORE 'notice_published';--> statement-breakpoint
ALTER TYPE "public"."notification_type" ADD VALUE 'policy_approval_granted' BEFORE 'notice_published';--> statement-breakpoint
ALTER TYPE "public"."notification_type" ADD VALUE 'policy_approval_declined' BEFORE 'notice_published';--> statement-breakpoint
CREATE TABLE "policy_approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"content_hash" text NOT NULL,
	"rise_won" bigint,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"approved" boolean,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "policy_approvals_decided" CHECK (("policy_approvals"."approved" is null) = ("policy_approvals"."decided_at" is null) and ("policy_approvals"."approved" is null) = ("policy_approvals"."decided_by" is null)),
	CONSTRAINT "policy_approvals_two_people" CHECK ("policy_approvals"."decided_by" is distinct from "policy_approvals"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "impacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"status" "impact_status" NOT NULL,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"days" integer NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"done_days" integer DEFAULT 0 NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"draft_version" integer NOT NULL,
	"tally" jsonb,
	"result" jsonb,
	"rise_won" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "hq_settings" ADD COLUMN "approval_over_won" bigint;--> statement-breakpoint
ALTER TABLE "policy_approvals" ADD CONSTRAINT "policy_approvals_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_approvals" ADD CONSTRAINT "policy_approvals_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_approvals" ADD CONSTRAINT "policy_approvals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impacts" ADD CONSTRAINT "impacts_draft_id_policy_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."policy_drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "policy_approvals_draft_id_id_index" ON "policy_approvals" USING btree ("draft_id","id");--> statement-breakpoint
CREATE INDEX "impacts_draft_id_id_index" ON "impacts" USING btree ("draft_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "impacts_open" ON "impacts" USING btree ("draft_id") WHERE "impacts"."status" in ('queued', 'processing');