CREATE TYPE "public"."health_kind" AS ENUM('concerns', 'goals');--> statement-breakpoint
CREATE TYPE "public"."purchase_status" AS ENUM('active', 'completed', 'expired', 'suspended', 'transferred', 'refunded');--> statement-breakpoint
CREATE TYPE "public"."payment_method" AS ENUM('card', 'transfer', 'cash', 'other');--> statement-breakpoint
CREATE TYPE "public"."payment_status" AS ENUM('completed', 'pending', 'cancelled', 'refunded');--> statement-breakpoint
CREATE TYPE "public"."payment_type" AS ENUM('package', 'single', 'additional', 'refund');--> statement-breakpoint
CREATE TYPE "public"."purchase_type" AS ENUM('new', 'renewal');--> statement-breakpoint
CREATE TABLE "customer_health" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" integer NOT NULL,
	"kind" "health_kind" NOT NULL,
	"key_id" text,
	"sealed" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customer_health_once" UNIQUE("customer_id","kind")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"customer_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "customers_customer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"first_visit_date" date,
	"region" text,
	"referral_source" text,
	"notes" text,
	"assigned_staff" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "package_purchases" (
	"purchase_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "package_purchases_purchase_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"customer_id" integer NOT NULL,
	"package_id" integer NOT NULL,
	"package_name" text NOT NULL,
	"price_won" bigint NOT NULL,
	"purchased_on" date NOT NULL,
	"expires_on" date NOT NULL,
	"total_sessions" integer NOT NULL,
	"used_sessions" integer DEFAULT 0 NOT NULL,
	"status" "purchase_status" DEFAULT 'active' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "package_purchases_used" CHECK ("package_purchases"."used_sessions" between 0 and "package_purchases"."total_sessions")
);
--> statement-breakpoint
CREATE TABLE "package_services" (
	"package_id" integer NOT NULL,
	"service_type_id" integer NOT NULL,
	"sessions" integer NOT NULL,
	CONSTRAINT "package_services_package_id_service_type_id_pk" PRIMARY KEY("package_id","service_type_id"),
	CONSTRAINT "package_services_some" CHECK ("package_services"."sessions" > 0)
);
--> statement-breakpoint
CREATE TABLE "packages" (
	"package_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "packages_package_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"price_won" bigint NOT NULL,
	"total_sessions" integer NOT NULL,
	"valid_days" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "packages_name" UNIQUE("company_id","name"),
	CONSTRAINT "packages_terms" CHECK ("packages"."price_won" >= 0 and "packages"."total_sessions" > 0 and "packages"."valid_days" > 0)
);
--> statement-breakpoint
CREATE TABLE "purchase_services" (
	"purchase_id" integer NOT NULL,
	"service_type_id" integer NOT NULL,
	"total" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "purchase_services_purchase_id_service_type_id_pk" PRIMARY KEY("purchase_id","service_type_id"),
	CONSTRAINT "purchase_services_used" CHECK ("purchase_services"."used" between 0 and "purchase_services"."total")
);
--> statement-breakpoint
CREATE TABLE "payment_numbers" (
	"company_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "payment_numbers_company_id_year_pk" PRIMARY KEY("company_id","year")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"payment_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payments_payment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"customer_id" integer NOT NULL,
	"number" text NOT NULL,
	"paid_on" date NOT NULL,
	"amount_won" bigint NOT NULL,
	"method" "payment_method" NOT NULL,
	"type" "payment_type" NOT NULL,
	"status" "payment_status" NOT NULL,
	"staff" text,
	"approval_number" text,
	"card_holder_name" text,
	"purchase_type" "purchase_type",
	"purchase_order" integer,
	"reference_type" text,
	"reference_id" integer,
	"notes" text,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_number" UNIQUE("company_id","number"),
	CONSTRAINT "payments_positive" CHECK ("payments"."amount_won" > 0)
);
--> statement-breakpoint
CREATE TABLE "service_sessions" (
	"session_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "service_sessions_session_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"customer_id" integer NOT NULL,
	"service_type_id" integer NOT NULL,
	"purchase_id" integer,
	"service_date" date NOT NULL,
	"session_details" text,
	"session_number" integer,
	"created_by" text,
	"created_by_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_types" (
	"service_type_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "service_types_service_type_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"company_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"abbreviation" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"duration_minutes" integer DEFAULT 60 NOT NULL,
	"price_won" bigint DEFAULT 0 NOT NULL,
	"color" text DEFAULT '#8c8c8c' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "service_types_code" UNIQUE("company_id","code"),
	CONSTRAINT "service_types_name" UNIQUE("company_id","name"),
	CONSTRAINT "service_types_abbreviation" UNIQUE("company_id","abbreviation"),
	CONSTRAINT "service_types_terms" CHECK ("service_types"."duration_minutes" > 0 and "service_types"."price_won" >= 0)
);
--> statement-breakpoint
CREATE TABLE "v1_usage" (
	"company_id" uuid NOT NULL,
	"day" date NOT NULL,
	"client_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"calls" integer NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "v1_usage_company_id_day_client_id_operation_pk" PRIMARY KEY("company_id","day","client_id","operation")
);
--> statement-breakpoint
ALTER TABLE "customer_health" ADD CONSTRAINT "customer_health_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_purchases" ADD CONSTRAINT "package_purchases_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_purchases" ADD CONSTRAINT "package_purchases_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_purchases" ADD CONSTRAINT "package_purchases_package_id_packages_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("package_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_services" ADD CONSTRAINT "package_services_package_id_packages_package_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("package_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_services" ADD CONSTRAINT "package_services_service_type_id_service_types_service_type_id_fk" FOREIGN KEY ("service_type_id") REFERENCES "public"."service_types"("service_type_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_services" ADD CONSTRAINT "purchase_services_purchase_id_package_purchases_purchase_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."package_purchases"("purchase_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_services" ADD CONSTRAINT "purchase_services_service_type_id_service_types_service_type_id_fk" FOREIGN KEY ("service_type_id") REFERENCES "public"."service_types"("service_type_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_numbers" ADD CONSTRAINT "payment_numbers_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sessions" ADD CONSTRAINT "service_sessions_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sessions" ADD CONSTRAINT "service_sessions_customer_id_customers_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sessions" ADD CONSTRAINT "service_sessions_service_type_id_service_types_service_type_id_fk" FOREIGN KEY ("service_type_id") REFERENCES "public"."service_types"("service_type_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_sessions" ADD CONSTRAINT "service_sessions_purchase_id_package_purchases_purchase_id_fk" FOREIGN KEY ("purchase_id") REFERENCES "public"."package_purchases"("purchase_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_types" ADD CONSTRAINT "service_types_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "v1_usage" ADD CONSTRAINT "v1_usage_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customers_newest" ON "customers" USING btree ("company_id","created_at" DESC NULLS LAST,"customer_id" DESC NULLS LAST) WHERE "customers"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "customers_phone" ON "customers" USING btree ("company_id","phone") WHERE "customers"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "package_purchases_customer" ON "package_purchases" USING btree ("customer_id","purchase_id");--> statement-breakpoint
CREATE INDEX "package_purchases_company" ON "package_purchases" USING btree ("company_id","expires_on");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_slip" ON "payments" USING btree ("customer_id","paid_on","amount_won","approval_number","type") WHERE "payments"."approval_number" is not null and "payments"."status" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments" USING btree ("company_id","paid_on" DESC NULLS LAST,"payment_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payments_customer" ON "payments" USING btree ("customer_id","paid_on" DESC NULLS LAST,"payment_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "service_sessions_newest" ON "service_sessions" USING btree ("company_id","service_date" DESC NULLS LAST,"session_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "service_sessions_customer" ON "service_sessions" USING btree ("customer_id","service_date" DESC NULLS LAST,"session_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "service_sessions_purchase" ON "service_sessions" USING btree ("purchase_id") WHERE "service_sessions"."purchase_id" is not null;