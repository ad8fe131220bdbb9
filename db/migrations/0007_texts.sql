-- One spelling of a text: composed, nothing invisible, one blank between words. As `cleanLine` in api/text.ts.
CREATE FUNCTION text_line(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(normalize(regexp_replace(said,
    '[\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\U0001D173-\U0001D17A\U000E0000-\U000E00FF]',
    '', 'g'), NFC), '[\s\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000]+', ' ', 'g'))
$$;--> statement-breakpoint

-- What searches compare: letters alone, so that blanks, case and width make no difference.
CREATE FUNCTION text_key(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT replace(lower(normalize(regexp_replace(text_line(said),
    '[\u200D\uFE00-\uFE0F\U000E0100-\U000E01EF]', '', 'g'), NFKC)), ' ', '')
$$;--> statement-breakpoint

-- A LIKE pattern for "contains this", in which what was typed stands for itself.
CREATE FUNCTION text_pattern(typed text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT '%' || regexp_replace(text_key(typed), '([\\%_])', '\\\1', 'g') || '%'
$$;--> statement-breakpoint

ALTER TABLE "device_models" ADD COLUMN "name_key" text GENERATED ALWAYS AS (text_key(manufacturer || ' ' || name)) STORED;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "name_key" text GENERATED ALWAYS AS (text_key(name)) STORED;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "name_key" text GENERATED ALWAYS AS (text_key(name)) STORED;--> statement-breakpoint

-- What was written before has the spellings that people happened to type.
UPDATE companies SET name = coalesce(nullif(text_line(name), ''), code), address = nullif(text_line(address), ''),
    closed_because = nullif(text_line(closed_because), '')
  WHERE (name, address, closed_because) IS DISTINCT FROM
    (coalesce(nullif(text_line(name), ''), code), nullif(text_line(address), ''), nullif(text_line(closed_because), ''));--> statement-breakpoint
UPDATE users SET name = coalesce(nullif(text_line(name), ''), username)
  WHERE name <> coalesce(nullif(text_line(name), ''), username);--> statement-breakpoint
UPDATE invitations SET name = nullif(text_line(name), '') WHERE name IS DISTINCT FROM nullif(text_line(name), '');--> statement-breakpoint
UPDATE orders SET customer_name = coalesce(nullif(text_line(customer_name), ''), '-')
  WHERE customer_name <> coalesce(nullif(text_line(customer_name), ''), '-');--> statement-breakpoint

-- Names that must be unique: the one that is in its right spelling keeps it, another gets the end of its id.
UPDATE policies p SET title = said.line || CASE WHEN said.n > 1 THEN ' (' || right(p.id::text, 6) || ')' ELSE '' END
  FROM (SELECT id, line, row_number() OVER (PARTITION BY hq_id, line ORDER BY title = line DESC, id) AS n
    FROM (SELECT id, hq_id, title, coalesce(nullif(text_line(title), ''), '-') AS line FROM policies) spelt) said
  WHERE said.id = p.id AND (said.n > 1 OR p.title <> said.line);--> statement-breakpoint
UPDATE plans p SET name = said.line || CASE WHEN said.n > 1 THEN ' (' || right(p.id::text, 6) || ')' ELSE '' END
  FROM (SELECT id, line, row_number() OVER (PARTITION BY hq_id, carrier, line ORDER BY name = line DESC, id) AS n
    FROM (SELECT id, hq_id, carrier, name, coalesce(nullif(text_line(name), ''), '-') AS line FROM plans) spelt) said
  WHERE said.id = p.id AND (said.n > 1 OR p.name <> said.line);--> statement-breakpoint
UPDATE device_models d SET manufacturer = said.maker, name = said.line || CASE WHEN said.n > 1 THEN ' (' || right(d.id::text, 6) || ')' ELSE '' END
  FROM (SELECT id, maker, line, row_number() OVER (PARTITION BY hq_id, maker, line ORDER BY name = line AND manufacturer = maker DESC, id) AS n
    FROM (SELECT id, hq_id, manufacturer, name, coalesce(nullif(text_line(manufacturer), ''), '-') AS maker,
      coalesce(nullif(text_line(name), ''), '-') AS line FROM device_models) spelt) said
  WHERE said.id = d.id AND (said.n > 1 OR d.name <> said.line OR d.manufacturer <> said.maker);--> statement-breakpoint

-- Telephone numbers as digits. What is none stays for its owner to mend.
CREATE FUNCTION pg_temp.phone_digits(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN digits ~ '^[01][0-9]{7,11}$' THEN digits ELSE said END FROM (
    SELECT regexp_replace(regexp_replace(regexp_replace(normalize(said, NFKC), '[^0-9]', '', 'g'),
      '^(00)?82(?=1[568][0-9]{6}$)', ''), '^(00)?820?', '0') AS digits) read
$$;--> statement-breakpoint
UPDATE companies SET phone = pg_temp.phone_digits(phone) WHERE phone <> pg_temp.phone_digits(phone);--> statement-breakpoint
UPDATE users SET phone = pg_temp.phone_digits(phone) WHERE phone <> pg_temp.phone_digits(phone);
