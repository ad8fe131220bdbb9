ALTER TYPE "public"."total_span" ADD VALUE 'week' BEFORE 'month';--> statement-breakpoint
CREATE TABLE "settlement_totals" (
	"payer_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"month" text NOT NULL,
	"source" "line_source" NOT NULL,
	"status" "line_status" NOT NULL,
	"hq_id" uuid NOT NULL,
	"lines" integer NOT NULL,
	"won" bigint NOT NULL,
	CONSTRAINT "settlement_totals_payer_id_payee_id_month_source_status_pk" PRIMARY KEY("payer_id","payee_id","month","source","status")
);
--> statement-breakpoint
CREATE INDEX "settlement_totals_hq_id_month_index" ON "settlement_totals" USING btree ("hq_id","month");--> statement-breakpoint
CREATE INDEX "settlement_totals_payee_id_month_index" ON "settlement_totals" USING btree ("payee_id","month");