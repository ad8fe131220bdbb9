CREATE TYPE "public"."product_category" AS ENUM('device', 'accessory', 'other');--> statement-breakpoint
CREATE TABLE "catalog_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"imported_by" uuid NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"rows" jsonb NOT NULL,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "catalog_settings" (
	"hq_id" uuid PRIMARY KEY NOT NULL,
	"carriers_off" jsonb NOT NULL,
	"sims" jsonb NOT NULL,
	"couriers" jsonb NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"storages" jsonb NOT NULL,
	"valid_from" date,
	"valid_until" date,
	CONSTRAINT "device_changes_validity" CHECK ("device_changes"."valid_from" is null or "device_changes"."valid_until" is null or "device_changes"."valid_until" >= "device_changes"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "plan_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"monthly_fee_won" bigint NOT NULL,
	"valid_from" date,
	"valid_until" date,
	CONSTRAINT "plan_changes_fee_positive" CHECK ("plan_changes"."monthly_fee_won" > 0),
	CONSTRAINT "plan_changes_validity" CHECK ("plan_changes"."valid_from" is null or "plan_changes"."valid_until" is null or "plan_changes"."valid_until" >= "plan_changes"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "product_prices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hq_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"category" "product_category" NOT NULL,
	"purchase_won" bigint NOT NULL,
	"selling_won" bigint NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "product_prices_name" UNIQUE("company_id","category","name")
);
--> statement-breakpoint
ALTER TABLE "device_models" DROP CONSTRAINT "device_models_name";--> statement-breakpoint
ALTER TABLE "plans" DROP CONSTRAINT "plans_name";--> statement-breakpoint
ALTER TABLE "device_models" ADD COLUMN "model_code" text;--> statement-breakpoint
ALTER TABLE "device_models" ADD COLUMN "color_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "device_models" ADD COLUMN "storages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "device_models" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "device_models" ADD COLUMN "valid_until" date;--> statement-breakpoint
ALTER TABLE "device_models" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "device_models" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "valid_until" date;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "catalog_imports" ADD CONSTRAINT "catalog_imports_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalog_settings" ADD CONSTRAINT "catalog_settings_hq_id_companies_id_fk" FOREIGN KEY ("hq_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_changes" ADD CONSTRAINT "device_changes_device_id_device_models_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device_models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_changes" ADD CONSTRAINT "plan_changes_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_prices" ADD CONSTRAINT "product_prices_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalog_imports_hq_id_id_index" ON "catalog_imports" USING btree ("hq_id","id");--> statement-breakpoint
CREATE INDEX "device_changes_in_force" ON "device_changes" USING btree ("device_id","effective_from","id");--> statement-breakpoint
CREATE INDEX "plan_changes_in_force" ON "plan_changes" USING btree ("plan_id","effective_from","id");--> statement-breakpoint
CREATE INDEX "product_prices_hq_id_id_index" ON "product_prices" USING btree ("hq_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "device_models_name" ON "device_models" USING btree ("hq_id","manufacturer","name") WHERE "device_models"."removed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "plans_name" ON "plans" USING btree ("hq_id","carrier","name") WHERE "plans"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "orders_plan" ON "orders" USING btree ("plan_id");--> statement-breakpoint
ALTER TABLE "device_models" ADD CONSTRAINT "device_models_validity" CHECK ("device_models"."valid_from" is null or "device_models"."valid_until" is null or "device_models"."valid_until" >= "device_models"."valid_from");--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_validity" CHECK ("plans"."valid_from" is null or "plans"."valid_until" is null or "plans"."valid_until" >= "plans"."valid_from");--> statement-breakpoint
-- By hand. What a plan cost on a day is history that prices rest on.
CREATE TRIGGER plan_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER device_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON device_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
