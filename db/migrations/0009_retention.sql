ALTER TABLE "orders" ADD COLUMN "answers_until" date;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "person_until" date;--> statement-breakpoint
CREATE INDEX "orders_answers_until" ON "orders" USING btree ("answers_until") WHERE "orders"."answers_until" is not null;--> statement-breakpoint
CREATE INDEX "orders_person_until" ON "orders" USING btree ("person_until") WHERE "orders"."person_until" is not null;;--> statement-breakpoint
-- Orders that have ended: their days are counted from their end, a refused one keeps no answers at all.
UPDATE "orders" o SET "answers_until" = (o.moved_at AT TIME ZONE 'Asia/Seoul')::date + 30,
    "person_until" = greatest((o.moved_at AT TIME ZONE 'Asia/Seoul')::date + 30,
      CASE WHEN o.status = 'completed' THEN o.activated_on + (v.terms->>'maintenanceDays')::int END),
    "form" = CASE WHEN o.status = 'completed' THEN o.form ELSE (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(o.form)
      WHERE key IN ('previous_carrier', 'mvno_name', 'device_model', 'device_color', 'sim_model', 'bill_method', 'bank_name')) END
  FROM policy_versions v WHERE v.id = o.policy_version_id AND o.status IN ('completed', 'rejected', 'cancelled');
