ALTER TABLE "orders" DROP CONSTRAINT "orders_split";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "device_name" text;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "plan_groups" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "device_groups" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "band_labels" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "closed" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "lowest_won" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD COLUMN "additions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_split" CHECK ("orders"."gross_won" >= "orders"."shop_won" and "orders"."version" > 0);