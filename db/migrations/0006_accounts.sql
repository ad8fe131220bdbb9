ALTER TYPE "public"."notification_type" ADD VALUE 'token_made';--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "password_shown_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sign_in_guards" ADD COLUMN "account" text;--> statement-breakpoint
ALTER TABLE "sign_in_guards" ADD COLUMN "locks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "as_of" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "exports" SET "as_of" = "created_at";--> statement-breakpoint
ALTER TABLE "exports" ALTER COLUMN "as_of" SET NOT NULL;--> statement-breakpoint
UPDATE "sign_in_guards" SET "account" = substr("key", 9) WHERE "key" LIKE 'account:%';--> statement-breakpoint
CREATE INDEX "sign_in_guards_account_index" ON "sign_in_guards" USING btree ("account");