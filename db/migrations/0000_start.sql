CREATE TYPE "public"."carrier" AS ENUM('skt', 'kt', 'lgu');--> statement-breakpoint
CREATE TYPE "public"."tier" AS ENUM('hq', 'agency', 'retail');--> statement-breakpoint
CREATE TYPE "public"."export_status" AS ENUM('queued', 'processing', 'completed', 'failed', 'cancelled', 'expired');--> statement-breakpoint
CREATE TYPE "public"."export_type" AS ENUM('settlements_detailed');--> statement-breakpoint
CREATE TYPE "public"."account_kind" AS ENUM('source', 'available', 'held', 'used', 'owed', 'accrued', 'approved', 'paid');--> statement-breakpoint
CREATE TYPE "public"."book" AS ENUM('budget', 'payable');--> statement-breakpoint
CREATE TYPE "public"."transfer_kind" AS ENUM('allocate', 'distribute', 'hold', 'post', 'void', 'accrue', 'approve', 'pay');--> statement-breakpoint
CREATE TYPE "public"."unit" AS ENUM('won', 'session');--> statement-breakpoint
CREATE TYPE "public"."notification_type" AS ENUM('order_created', 'order_approved', 'order_rejected', 'order_shipped', 'order_completed', 'order_cancelled', 'rebate_allocated', 'rebate_distributed', 'policy_assigned', 'settlement_approved', 'settlement_paid', 'excel_ready', 'excel_failed');--> statement-breakpoint
CREATE TYPE "public"."courier" AS ENUM('cj', 'hanjin', 'lotte', 'logen', 'epost', 'daesin', 'hyundai', 'kg', 'kde', 'dongbu', 'other');--> statement-breakpoint
CREATE TYPE "public"."customer_type" AS ENUM('adult', 'corporate', 'foreigner', 'minor');--> statement-breakpoint
CREATE TYPE "public"."join_type" AS ENUM('mnp', 'device_change', 'new');--> statement-breakpoint
CREATE TYPE "public"."order_status" AS ENUM('pending', 'approved', 'shipped', 'completed', 'rejected', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."sim_type" AS ENUM('prepaid', 'postpaid', 'esim', 'reuse');--> statement-breakpoint
CREATE TYPE "public"."support_type" AS ENUM('none', 'selective', 'public');--> statement-breakpoint
CREATE TYPE "public"."total_span" AS ENUM('day', 'month', 'all');--> statement-breakpoint
CREATE TYPE "public"."band_rounding" AS ENUM('up', 'down');--> statement-breakpoint
CREATE TYPE "public"."policy_kind" AS ENUM('normal', 'special', 'event');--> statement-breakpoint
CREATE TYPE "public"."policy_status" AS ENUM('active', 'inactive', 'expired', 'archived');--> statement-breakpoint
CREATE TYPE "public"."line_source" AS ENUM('order', 'sim', 'grade_bonus', 'clawback', 'penalty', 'manual');--> statement-breakpoint
CREATE TYPE "public"."line_status" AS ENUM('pending', 'eligible', 'approved', 'paid', 'held', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."run_kind" AS ENUM('approval', 'payment');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('admin', 'staff');--> statement-breakpoint
CREATE TYPE "public"."user_status" AS ENUM('pending', 'approved', 'rejected', 'suspended');--> statement-breakpoint
CREATE SEQUENCE "public"."order_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 64;--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"action" text NOT NULL,
	"entity_id" uuid,
	"facts" jsonb NOT NULL,
	"trace_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"counter" integer DEFAULT 1 NOT NULL,
	"rotated_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_because" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "device_models" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"manufacturer" text NOT NULL,
	"name" text NOT NULL,
	"colors" text[] NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "device_models_name" UNIQUE("hq_id","manufacturer","name")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"carrier" "carrier" NOT NULL,
	"name" text NOT NULL,
	"monthly_fee_won" bigint NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "plans_name" UNIQUE("hq_id","carrier","name"),
	CONSTRAINT "plans_fee_positive" CHECK ("plans"."monthly_fee_won" > 0)
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"tier" "tier" NOT NULL,
	"parent_id" uuid,
	"hq_id" uuid NOT NULL,
	"agency_id" uuid,
	"business_number" text,
	"phone" text,
	"address" text,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "companies_code_unique" UNIQUE("code"),
	CONSTRAINT "companies_line_fits_tier" CHECK (("companies"."tier" = 'hq' and "companies"."parent_id" is null and "companies"."hq_id" = "companies"."id" and "companies"."agency_id" is null)
       or ("companies"."tier" = 'agency' and "companies"."parent_id" = "companies"."hq_id" and "companies"."agency_id" = "companies"."id")
       or ("companies"."tier" = 'retail' and "companies"."parent_id" = "companies"."agency_id" and "companies"."agency_id" <> "companies"."id"))
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"requested_by" uuid NOT NULL,
	"type" "export_type" NOT NULL,
	"filters" jsonb NOT NULL,
	"status" "export_status" NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"total_rows" integer,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"file_key" text,
	"file_name" text NOT NULL,
	"size_bytes" bigint,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"input_hash" text NOT NULL,
	"status" integer NOT NULL,
	"answer" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"slot" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "jobs_slot_unique" UNIQUE("slot")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hq_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"counterparty_id" uuid,
	"book" "book" NOT NULL,
	"kind" "account_kind" NOT NULL,
	"unit" "unit" NOT NULL,
	"period_start" date,
	"period_end" date,
	"balance" bigint DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"floor" bigint,
	CONSTRAINT "accounts_identity" UNIQUE NULLS NOT DISTINCT("company_id","book","kind","unit","counterparty_id","period_start","period_end"),
	CONSTRAINT "accounts_not_below_floor" CHECK ("accounts"."floor" is null or "accounts"."balance" >= "accounts"."floor")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"account_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"transfer_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint NOT NULL,
	CONSTRAINT "entries_account_id_version_pk" PRIMARY KEY("account_id","version"),
	CONSTRAINT "entries_move_something" CHECK ("entries"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"kind" "transfer_kind" NOT NULL,
	"subject_id" uuid,
	"ends_hold_id" uuid,
	"actor_id" uuid,
	"note" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_reads" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"read_up_to_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid,
	"type" "notification_type" NOT NULL,
	"subject_id" uuid NOT NULL,
	"params" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_history" (
	"order_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"from_status" "order_status",
	"to_status" "order_status" NOT NULL,
	"by_user" uuid NOT NULL,
	"by_company" uuid NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_history_order_id_seq_pk" PRIMARY KEY("order_id","seq")
);
--> statement-breakpoint
CREATE TABLE "order_secrets" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"key_id" text,
	"sealed" text,
	"last4" text NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "order_totals" (
	"agency_id" uuid NOT NULL,
	"span" "total_span" NOT NULL,
	"starts_on" date NOT NULL,
	"status" "order_status" NOT NULL,
	"hq_id" uuid NOT NULL,
	"orders" integer NOT NULL,
	"gross_won" bigint NOT NULL,
	"shop_won" bigint NOT NULL,
	"sim_won" bigint NOT NULL,
	CONSTRAINT "order_totals_agency_id_span_starts_on_status_pk" PRIMARY KEY("agency_id","span","starts_on","status")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"hq_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"retail_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"agency_rate_id" uuid,
	"status" "order_status" NOT NULL,
	"version" integer NOT NULL,
	"carrier" "carrier" NOT NULL,
	"join_type" "join_type" NOT NULL,
	"contract_months" integer NOT NULL,
	"support_type" "support_type" NOT NULL,
	"sim_type" "sim_type" NOT NULL,
	"plan_id" uuid NOT NULL,
	"plan_name" text NOT NULL,
	"plan_fee_won" bigint NOT NULL,
	"gross_won" bigint NOT NULL,
	"shop_won" bigint NOT NULL,
	"sim_won" bigint NOT NULL,
	"pricing" jsonb NOT NULL,
	"customer_name" text NOT NULL,
	"customer_phone" text NOT NULL,
	"customer_type" "customer_type" NOT NULL,
	"form" jsonb NOT NULL,
	"reason" text,
	"courier" "courier",
	"tracking_number" text,
	"activated_number" text,
	"activated_on" date,
	"placed_by" uuid NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "orders_number_unique" UNIQUE("number"),
	CONSTRAINT "orders_split" CHECK ("orders"."shop_won" >= 0 and "orders"."gross_won" >= "orders"."shop_won" and "orders"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "agency_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"default_won" bigint,
	"overrides" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by" uuid NOT NULL,
	CONSTRAINT "agency_rates_number" UNIQUE("policy_id","agency_id","number")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"carrier" text NOT NULL,
	"join_type" text NOT NULL,
	"kind" "policy_kind" NOT NULL,
	"status" "policy_status" NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_to" timestamp (3) with time zone,
	"current_version" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policies_title" UNIQUE("hq_id","title"),
	CONSTRAINT "policies_validity" CHECK ("policies"."valid_to" is null or "policies"."valid_to" > "policies"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "policy_exclusions" (
	"policy_id" uuid NOT NULL,
	"retail_id" uuid NOT NULL,
	CONSTRAINT "policy_exclusions_policy_id_retail_id_pk" PRIMARY KEY("policy_id","retail_id")
);
--> statement-breakpoint
CREATE TABLE "policy_targets" (
	"policy_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"exposed" boolean DEFAULT true NOT NULL,
	CONSTRAINT "policy_targets_policy_id_agency_id_pk" PRIMARY KEY("policy_id","agency_id")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"hq_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"rounding" "band_rounding" NOT NULL,
	"bands_won" jsonb NOT NULL,
	"months" jsonb NOT NULL,
	"cells" jsonb NOT NULL,
	"flat_won" bigint,
	"agency_overrides" jsonb NOT NULL,
	"sim_adjustment_won" bigint NOT NULL,
	"form" jsonb NOT NULL,
	"terms" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" uuid NOT NULL,
	CONSTRAINT "policy_versions_number" UNIQUE("policy_id","number")
);
--> statement-breakpoint
CREATE TABLE "rebate_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"amount_won" bigint NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"transfer_id" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rebate_grants_positive" CHECK ("rebate_grants"."amount_won" > 0),
	CONSTRAINT "rebate_grants_period" CHECK ("rebate_grants"."period_end" >= "rebate_grants"."period_start")
);
--> statement-breakpoint
CREATE TABLE "settlement_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"order_id" uuid,
	"source" "line_source" NOT NULL,
	"amount_won" bigint NOT NULL,
	"status" "line_status" NOT NULL,
	"month" text,
	"eligible_at" timestamp (3) with time zone,
	"due_on" date,
	"reason" text,
	"approval_run_id" uuid,
	"payment_run_id" uuid,
	"version" integer NOT NULL,
	CONSTRAINT "settlement_lines_once" UNIQUE("order_id","payer_id","source"),
	CONSTRAINT "settlement_lines_payable_is_dated" CHECK ("settlement_lines"."status" in ('pending', 'cancelled') or "settlement_lines"."month" is not null)
);
--> statement-breakpoint
CREATE TABLE "settlement_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"kind" "run_kind" NOT NULL,
	"line_count" integer NOT NULL,
	"total_won" bigint NOT NULL,
	"method" text,
	"reference" text,
	"paid_on" date,
	"by_user" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"username" text NOT NULL,
	"password_hash" text NOT NULL,
	"name" text NOT NULL,
	"role" "role" NOT NULL,
	"status" "user_status" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "users_username_unique" UNIQUE("username")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_models" ADD CONSTRAINT "device_models_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_parent_id_companies_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_secrets" ADD CONSTRAINT "order_secrets_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_retail_id_companies_id_fk" FOREIGN KEY ("retail_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_rates" ADD CONSTRAINT "agency_rates_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_rates" ADD CONSTRAINT "agency_rates_agency_id_companies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_exclusions" ADD CONSTRAINT "policy_exclusions_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_exclusions" ADD CONSTRAINT "policy_exclusions_retail_id_companies_id_fk" FOREIGN KEY ("retail_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_targets" ADD CONSTRAINT "policy_targets_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_targets" ADD CONSTRAINT "policy_targets_agency_id_companies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rebate_grants" ADD CONSTRAINT "rebate_grants_from_id_companies_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rebate_grants" ADD CONSTRAINT "rebate_grants_to_id_companies_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_lines" ADD CONSTRAINT "settlement_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_hq_id_id_index" ON "audit_events" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_entity_id_index" ON "audit_events" USING btree ("entity_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "companies_parent_id_index" ON "companies" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "companies_hq_id_id_index" ON "companies" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "exports_company_id_id_index" ON "exports" USING btree ("company_id","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_at_index" ON "idempotency_keys" USING btree ("at");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("run_at") WHERE "jobs"."done_at" is null and "jobs"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "entries_transfer_id_index" ON "entries" USING btree ("transfer_id");--> statement-breakpoint
CREATE INDEX "transfers_subject_id_index" ON "transfers" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "transfers_hold_ends_once" ON "transfers" USING btree ("ends_hold_id") WHERE "transfers"."ends_hold_id" is not null;--> statement-breakpoint
CREATE INDEX "notifications_company_id_id_index" ON "notifications" USING btree ("company_id","id");--> statement-breakpoint
CREATE INDEX "order_totals_hq_id_span_starts_on_index" ON "order_totals" USING btree ("hq_id","span","starts_on");--> statement-breakpoint
CREATE INDEX "orders_hq_id_id_index" ON "orders" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "orders_agency_id_id_index" ON "orders" USING btree ("agency_id","id");--> statement-breakpoint
CREATE INDEX "orders_retail_id_id_index" ON "orders" USING btree ("retail_id","id");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("hq_id","status","id") WHERE "orders"."status" in ('pending', 'approved', 'shipped');--> statement-breakpoint
CREATE INDEX "orders_phone_suffix" ON "orders" USING btree ("hq_id",right("customer_phone", 4),"id");--> statement-breakpoint
CREATE INDEX "policies_hq_id_id_index" ON "policies" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "policy_exclusions_retail_id_index" ON "policy_exclusions" USING btree ("retail_id");--> statement-breakpoint
CREATE INDEX "policy_targets_agency_id_index" ON "policy_targets" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "rebate_grants_from_id_id_index" ON "rebate_grants" USING btree ("from_id","id");--> statement-breakpoint
CREATE INDEX "rebate_grants_to_id_id_index" ON "rebate_grants" USING btree ("to_id","id");--> statement-breakpoint
CREATE INDEX "settlement_lines_payee_id_id_index" ON "settlement_lines" USING btree ("payee_id","id");--> statement-breakpoint
CREATE INDEX "settlement_lines_agency_id_id_index" ON "settlement_lines" USING btree ("agency_id","id");--> statement-breakpoint
CREATE INDEX "settlement_lines_month" ON "settlement_lines" USING btree ("hq_id","month","id") WHERE "settlement_lines"."month" is not null;--> statement-breakpoint
CREATE INDEX "settlement_runs_hq_id_id_index" ON "settlement_runs" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "users_company_id_index" ON "users" USING btree ("company_id");