-- By hand: the sequence of old numbers is used no more, but stays. Processes of the version before still
-- place orders by it during a rolling deployment (decision 015); a later migration drops it.
COMMENT ON SEQUENCE "public"."order_numbers" IS 'unused from 0.3.0 on; to be dropped after it';
