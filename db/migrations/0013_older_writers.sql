-- By hand: processes of the version before end orders without saying how long their customer stays named
-- (decision 015); without these days nothing would ever be erased. As `api/orders/retention.ts` and the
-- migration of retention count them. A later migration drops it.
CREATE FUNCTION keep_ended_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  today date := (NEW.moved_at AT TIME ZONE 'Asia/Seoul')::date;
BEGIN
  NEW.answers_until := today + 30;
  NEW.person_until := greatest(today + 30, CASE WHEN NEW.status = 'completed' THEN NEW.activated_on +
    (SELECT (terms->>'maintenanceDays')::int FROM policy_versions WHERE id = NEW.policy_version_id) END);
  IF NEW.status <> 'completed' THEN
    NEW.form := (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(NEW.form) WHERE key IN
      ('previous_carrier', 'mvno_name', 'device_model', 'device_color', 'sim_model', 'bill_method', 'bank_name'));
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER orders_kept BEFORE UPDATE OF status ON orders
  FOR EACH ROW WHEN (OLD.status IN ('pending', 'approved', 'shipped') AND NEW.status IN ('completed', 'rejected', 'cancelled')
    AND NEW.person_until IS NULL) EXECUTE FUNCTION keep_ended_order();--> statement-breakpoint

-- Those that ended so until now. What was erased has no days either, but it has four digits.
UPDATE orders o SET answers_until = (o.moved_at AT TIME ZONE 'Asia/Seoul')::date + 30,
    person_until = greatest((o.moved_at AT TIME ZONE 'Asia/Seoul')::date + 30,
      CASE WHEN o.status = 'completed' THEN o.activated_on + (v.terms->>'maintenanceDays')::int END)
  FROM policy_versions v WHERE v.id = o.policy_version_id AND o.status IN ('completed', 'rejected', 'cancelled')
    AND o.person_until IS NULL AND length(o.customer_phone) > 4;
