ALTER TABLE "settlement_lines" DROP CONSTRAINT "settlement_lines_order_id_orders_id_fk";
--> statement-breakpoint
DROP INDEX "settlement_lines_payee_id_id_index";--> statement-breakpoint
DROP INDEX "settlement_lines_agency_id_id_index";--> statement-breakpoint
CREATE INDEX "settlement_lines_payee" ON "settlement_lines" USING btree ("payee_id","month","id") WHERE "settlement_lines"."month" is not null;--> statement-breakpoint
CREATE INDEX "settlement_lines_agency" ON "settlement_lines" USING btree ("agency_id","month","id") WHERE "settlement_lines"."month" is not null;