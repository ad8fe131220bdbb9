-- By hand. pg_restore lets no name be looked up (`search_path` is empty), so these functions could not find each
-- other, and no table with a `name_key` could be filled from a backup. A body that is parsed when the function is made
-- names what it rests on for good; it says the same as before.
CREATE OR REPLACE FUNCTION text_key(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN replace(lower(normalize(regexp_replace(text_line(said),
    '[\u200D\uFE00-\uFE0F\U000E0100-\U000E01EF]', '', 'g'), NFKC)), ' ', '');--> statement-breakpoint
CREATE OR REPLACE FUNCTION text_pattern(typed text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN '%' || regexp_replace(text_key(typed), '([\\%_])', '\\\1', 'g') || '%';
