-- A year of one large network: 1,000,000 orders of 100 agencies and 2,000 shops, with all related rows, so
-- that `reconcile` finds no fault. The data are invented and made in the database.
-- :orders is the number of orders.

SET synchronous_commit = off;
SET work_mem = '256MB';
SET maintenance_work_mem = '512MB';

-- An id with exactly its record's instant, like that of `newId`; uuidv7() uses the time of the call.
CREATE FUNCTION pg_temp.id_at(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE
RETURN (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid;

CREATE TEMP TABLE agency AS
SELECT n, uuidv7(interval '-400 days') AS id FROM generate_series(1, 100) n;
CREATE TEMP TABLE shop AS
SELECT n, 1 + n % 100 AS agency_n, uuidv7(interval '-399 days') AS id FROM generate_series(1, 2000) n;
ALTER TABLE shop ADD PRIMARY KEY (n);

INSERT INTO companies (id, code, name, tier, parent_id, hq_id, agency_id, phone, active, version, created_at)
VALUES (:'hq', 'HQ-251101-0001', '부피 본사', 'hq', NULL, :'hq', NULL, '02-000-0000', true, 1, now() - interval '400 days');
INSERT INTO companies (id, code, name, tier, parent_id, hq_id, agency_id, phone, active, version, created_at)
SELECT id, format('AG-251101-%s', lpad(n::text, 4, '0')), '협력사 ' || n, 'agency', :'hq', :'hq', id, '02-000-0000', true, 1, now() - interval '400 days' FROM agency;
INSERT INTO companies (id, code, name, tier, parent_id, hq_id, agency_id, phone, active, version, created_at)
SELECT s.id, format('RT-251102-%s', lpad(s.n::text, 4, '0')), '판매점 ' || s.n, 'retail', a.id, :'hq', a.id, '02-000-0000', true, 1, now() - interval '399 days'
FROM shop s JOIN agency a ON a.n = s.agency_n;

UPDATE companies SET approved_at = created_at;

INSERT INTO users (id, company_id, username, password_hash, name, role, status, created_at)
SELECT uuidv7(interval '-399 days'), id, 'u-' || lower(code), 'none', '담당', 'admin', 'approved', created_at FROM companies WHERE hq_id = :'hq';

INSERT INTO plans (id, hq_id, carrier, name, monthly_fee_won, active, created_at)
SELECT uuidv7(), :'hq', c::carrier, '5G ' || f / 1000, f, true, now() - interval '390 days'
FROM unnest(array['skt', 'kt', 'lgu']) c, generate_series(33000, 132000, 11000) f;

CREATE TEMP TABLE policy AS SELECT n, uuidv7(interval '-380 days') AS id, uuidv7(interval '-380 days') AS version_id FROM generate_series(1, 500) n;
INSERT INTO policies (id, hq_id, title, description, carrier, join_type, kind, status, valid_from, valid_to, current_version, version, created_by, created_at, updated_at)
SELECT id, :'hq', '정책 ' || n, '', 'all', 'all', 'normal'::policy_kind, CASE WHEN n <= 60 THEN 'active' ELSE 'inactive' END::policy_status, now() - interval '380 days', NULL, 1, 1, :'hq', now() - interval '380 days', now() - interval '380 days' FROM policy;
INSERT INTO policy_versions (id, policy_id, hq_id, number, rounding, bands_won, months, cells, flat_won, agency_overrides, sim_adjustment_won, form, terms, published_at, published_by)
SELECT version_id, id, :'hq', 1, 'up', '[33000,55000,77000,99000,132000]', '[0,12,24]',
  (SELECT json_agg(json_build_object('carrier', c, 'bandWon', b, 'months', m, 'amountWon', (b / 10 + m * 1000) / 1000 * 1000)) FROM unnest(array['skt', 'kt', 'lgu']) c, unnest(array[33000, 55000, 77000, 99000, 132000]) b, unnest(array[0, 12, 24]) m),
  NULL, '[]', 7700, '[{"key":"birth_date","required":true},{"key":"device_model","required":true},{"key":"memo","required":false}]',
  '{"contractMinMonths":24,"maintenanceDays":180,"clawbackMode":"full","penaltyWon":50000}', now() - interval '380 days', :'hq' FROM policy;
INSERT INTO policy_targets (policy_id, agency_id, exposed) SELECT p.id, a.id, true FROM policy p, agency a WHERE p.n <= 60;
INSERT INTO agency_rates (id, policy_id, agency_id, number, cells, default_won, overrides, saved_at, saved_by)
SELECT uuidv7(interval '-379 days'), p.id, a.id, 1,
  (SELECT json_agg(json_build_object('carrier', c, 'bandWon', b, 'months', m, 'amountWon', (b / 10 + m * 1000) / 1000 * 800)) FROM unnest(array['skt', 'kt', 'lgu']) c, unnest(array[33000, 55000, 77000, 99000, 132000]) b, unnest(array[0, 12, 24]) m),
  NULL, '[]', now() - interval '379 days', a.id FROM policy p, agency a WHERE p.n <= 60;

-- Orders, oldest first, so that ids and physical order follow time as in production.
CREATE TEMP TABLE o AS
SELECT i, pg_temp.id_at(at) AS id, at, (at at time zone 'Asia/Seoul')::date AS day, 1 + (hashint4(i) & 2147483647) % 2000 AS shop_n, 1 + i % 60 AS policy_n,
  (array['skt', 'kt', 'lgu'])[1 + i % 3] AS carrier, (array[33000, 55000, 77000, 99000, 132000])[1 + i % 5] AS fee, (array[0, 12, 24])[1 + i % 3] AS months,
  (array['prepaid', 'postpaid', 'esim', 'reuse'])[1 + i % 4] AS sim,
  CASE WHEN i > :orders - 400 THEN 'pending' WHEN i > :orders - 1500 THEN 'approved' WHEN i > :orders - 4000 THEN 'shipped'
       WHEN i % 40 = 0 THEN 'rejected' WHEN i % 50 = 0 THEN 'cancelled' ELSE 'completed' END AS status
FROM (SELECT i, date_trunc('milliseconds', now() - interval '365 days' + (interval '365 days' - interval '5 minutes') * (i::float8 / :orders)) AS at FROM generate_series(1, :orders) i) t;
ALTER TABLE o ADD COLUMN gross bigint, ADD COLUMN share bigint, ADD COLUMN simwon bigint, ADD COLUMN answers_until date, ADD COLUMN person_until date, ADD COLUMN erased boolean;
UPDATE o SET gross = (fee / 10 + months * 1000) / 1000 * 1000, share = (fee / 10 + months * 1000) / 1000 * 800,
  simwon = CASE sim WHEN 'prepaid' THEN 7700 WHEN 'postpaid' THEN -7700 ELSE 0 END;
-- Until when a finished order keeps its customer's data (`api/orders/retention.ts`); older data are erased.
UPDATE o SET answers_until = day + 30, person_until = day + CASE status WHEN 'completed' THEN 180 ELSE 30 END
WHERE status IN ('completed', 'rejected', 'cancelled');
UPDATE o SET answers_until = nullif(greatest(answers_until, current_date - 1), current_date - 1),
  person_until = nullif(greatest(person_until, current_date - 1), current_date - 1), erased = person_until < current_date;
CREATE INDEX ON o (i);
ANALYZE o;

INSERT INTO orders (id, number, hq_id, agency_id, retail_id, hq_name, agency_name, retail_name, policy_id, policy_version_id, agency_rate_id, status, version, carrier, join_type, contract_months, support_type, sim_type, plan_id, plan_name, plan_fee_won, gross_won, shop_won, sim_won, pricing, customer_name, customer_phone, customer_type, form, activated_on, activated_number, answers_until, person_until, placed_by, placed_at, moved_at)
SELECT o.id, format('%s-%s-%s', (array['SK', 'KT', 'LG'])[1 + i % 3], to_char(at at time zone 'Asia/Seoul', 'YYMMDD'), i + 1000), :'hq', a.id, s.id, '부피 본사', '협력사 ' || a.n, '판매점 ' || s.n, p.id, p.version_id, NULL,
  o.status::order_status, CASE o.status WHEN 'pending' THEN 1 WHEN 'approved' THEN 2 WHEN 'shipped' THEN 3 WHEN 'completed' THEN 4 ELSE 2 END,
  o.carrier::carrier, (array['mnp', 'device_change', 'new'])[1 + i % 3]::join_type, months, 'public', sim::sim_type, pl.id, pl.name, fee, gross, share, simwon,
  json_build_object('bandWon', fee, 'gross', json_build_object('from', 'cell', 'carrier', o.carrier, 'months', months), 'shop', json_build_object('from', 'cell', 'carrier', o.carrier, 'months', months)),
  CASE WHEN erased THEN person.mask ELSE person.name END, CASE WHEN erased THEN right(phone, 4) ELSE phone END, 'adult',
  CASE WHEN o.status IN ('pending', 'approved', 'shipped') OR (o.status = 'completed' AND answers_until IS NOT NULL)
    THEN jsonb_build_object('birth_date', '1990-01-01', 'device_model', '갤럭시 S26', 'imei', '490154203237518')
    ELSE jsonb_build_object('device_model', '갤럭시 S26') END,
  CASE o.status WHEN 'completed' THEN day END, CASE o.status WHEN 'completed' THEN CASE WHEN erased THEN right(phone, 4) ELSE phone END END,
  answers_until, person_until, s.id, at, at
FROM o JOIN shop s ON s.n = o.shop_n JOIN agency a ON a.n = s.agency_n JOIN policy p ON p.n = o.policy_n
JOIN plans pl ON pl.hq_id = :'hq' AND pl.carrier = o.carrier::carrier AND pl.monthly_fee_won = fee
CROSS JOIN LATERAL (SELECT (array['김하늘', '이도윤', '박서연', '최지우', '정민준', '강수아', '윤서진'])[1 + i % 7] AS name,
  (array['김*늘', '이*윤', '박*연', '최*우', '정*준', '강*아', '윤*진'])[1 + i % 7] AS mask,
  '010' || lpad(((i::bigint * 7919) % 100000000)::text, 8, '0') AS phone) person ORDER BY i;

INSERT INTO order_history (order_id, seq, from_status, to_status, by_user, by_company, by_company_name, reason, at)
SELECT o.id, v.seq, v.f::order_status, v.t::order_status, :'hq', :'hq', '부피 본사', NULL, at + interval '1 hour' * (v.seq - 1)
FROM o JOIN (VALUES ('completed', 1, NULL, 'pending'), ('completed', 2, 'pending', 'approved'), ('completed', 3, 'approved', 'shipped'), ('completed', 4, 'shipped', 'completed'),
  ('shipped', 1, NULL, 'pending'), ('shipped', 2, 'pending', 'approved'), ('shipped', 3, 'approved', 'shipped'), ('approved', 1, NULL, 'pending'), ('approved', 2, 'pending', 'approved'),
  ('pending', 1, NULL, 'pending'), ('rejected', 1, NULL, 'pending'), ('rejected', 2, 'pending', 'rejected'), ('cancelled', 1, NULL, 'pending'), ('cancelled', 2, 'pending', 'cancelled')) v(s, seq, f, t) ON v.s = o.status;

INSERT INTO settlement_lines (id, hq_id, agency_id, payer_id, payee_id, order_id, source, amount_won, status, month, eligible_at, due_on, version)
SELECT pg_temp.id_at(at), :'hq', a.id, CASE l.leg WHEN 1 THEN :'hq' ELSE a.id END, CASE l.leg WHEN 1 THEN a.id ELSE s.id END, o.id, l.source::line_source,
  CASE WHEN l.source = 'sim' THEN simwon WHEN l.leg = 1 THEN gross ELSE share END,
  CASE WHEN o.status = 'completed' THEN 'eligible' WHEN o.status IN ('rejected', 'cancelled') THEN 'cancelled' ELSE 'pending' END::line_status,
  CASE WHEN o.status = 'completed' THEN to_char(at at time zone 'Asia/Seoul', 'YYYY-MM') END, CASE WHEN o.status = 'completed' THEN at END,
  CASE WHEN o.status = 'completed' THEN (date_trunc('month', at at time zone 'Asia/Seoul') + interval '2 months' - interval '1 day')::date END, 1
FROM o JOIN shop s ON s.n = o.shop_n JOIN agency a ON a.n = s.agency_n CROSS JOIN (VALUES (1, 'order'), (2, 'order'), (1, 'sim'), (2, 'sim')) l(leg, source)
WHERE l.source = 'order' OR simwon <> 0 ORDER BY i;

-- The budget book: one grant per agency and shop, then for each order a hold and its end.
ALTER TABLE entries DISABLE TRIGGER entries_balance;
INSERT INTO accounts (hq_id, company_id, book, kind, unit, period_start, period_end, balance, version, floor)
SELECT :'hq', id, 'budget', k.kind::account_kind, 'won', CASE WHEN k.kind = 'available' THEN (now() - interval '370 days')::date END, CASE WHEN k.kind = 'available' THEN (now() + interval '40 days')::date END, 0, 0, 0
FROM companies CROSS JOIN (VALUES ('available'), ('held'), ('used')) k(kind) WHERE hq_id = :'hq' AND (tier = 'retail' OR (tier = 'agency' AND k.kind = 'available'));
INSERT INTO accounts (hq_id, company_id, book, kind, unit, balance, version) VALUES (:'hq', :'hq', 'budget', 'source', 'won', 0, 0);
CREATE TEMP TABLE acc AS SELECT a.id, s.n AS shop_n, a.kind FROM accounts a JOIN shop s ON s.id = a.company_id;

CREATE TEMP TABLE move AS
SELECT pg_temp.id_at(at) AS id, o.id AS subject, 'hold'::transfer_kind AS kind, NULL::uuid AS ends, at, i, shop_n, share, 1 AS step FROM o WHERE share > 0;
INSERT INTO move SELECT pg_temp.id_at(move.at + interval '3 hours'), subject, CASE WHEN o2.status = 'completed' THEN 'post' ELSE 'void' END::transfer_kind, move.id, move.at + interval '3 hours', move.i, move.shop_n, move.share, 2
FROM move JOIN o o2 ON o2.i = move.i WHERE o2.status IN ('completed', 'rejected', 'cancelled');
INSERT INTO transfers (id, hq_id, kind, subject_id, ends_hold_id, actor_id, at) SELECT id, :'hq', kind, subject, ends, :'hq', at FROM move;

CREATE TEMP TABLE leg AS
SELECT m.id AS transfer_id, m.at, m.step, acc.id AS account_id,
  CASE WHEN m.kind = 'hold' THEN CASE acc.kind WHEN 'available' THEN -share ELSE share END
       WHEN m.kind = 'post' THEN CASE acc.kind WHEN 'held' THEN -share ELSE share END
       ELSE CASE acc.kind WHEN 'held' THEN -share ELSE share END END AS amount
FROM move m JOIN acc ON acc.shop_n = m.shop_n AND ((m.kind IN ('hold', 'void') AND acc.kind IN ('available', 'held')) OR (m.kind = 'post' AND acc.kind IN ('held', 'used')));
-- The grants come first: from HQ to the agencies and on to the shops.
CREATE TEMP TABLE grant_move AS
SELECT pg_temp.id_at(g.at) AS grant_id, pg_temp.id_at(g.at) AS transfer_id, g.*, 2000000000::bigint AS amount, p.period_start, p.period_end
FROM shop s JOIN agency a ON a.n = s.agency_n
CROSS JOIN LATERAL (VALUES ('allocate', now() - interval '366 days', :'hq', a.id, 'source'),
  ('distribute', now() - interval '366 days' + interval '1 hour', a.id, s.id, 'available')) g(kind, at, from_id, to_id, from_kind)
JOIN accounts p ON p.company_id = g.to_id AND p.kind = 'available';
INSERT INTO rebate_grants (id, hq_id, from_id, to_id, amount_won, period_start, period_end, transfer_id, note, created_by, created_at)
SELECT grant_id, :'hq', from_id, to_id, amount, period_start, period_end, transfer_id, '', :'hq', at FROM grant_move;
INSERT INTO transfers (id, hq_id, kind, subject_id, actor_id, at) SELECT transfer_id, :'hq', kind::transfer_kind, grant_id, :'hq', at FROM grant_move;
INSERT INTO leg SELECT g.transfer_id, g.at, 0, a.id, l.sign * g.amount
FROM grant_move g CROSS JOIN LATERAL (VALUES (g.from_id, g.from_kind, -1), (g.to_id, 'available', 1)) l(company_id, kind, sign)
JOIN accounts a ON a.company_id = l.company_id AND a.kind = l.kind::account_kind;
INSERT INTO entries (account_id, version, transfer_id, amount, balance_after)
SELECT account_id, row_number() OVER w, transfer_id, amount, sum(amount) OVER w FROM leg WINDOW w AS (PARTITION BY account_id ORDER BY at, transfer_id);

-- The payable book: the lines of a completed order fall due, with one transfer each.
CREATE TEMP TABLE due AS
SELECT pg_temp.id_at(eligible_at) AS id, payer_id, payee_id, order_id, amount_won, eligible_at AS at FROM settlement_lines WHERE status = 'eligible' ORDER BY id;
INSERT INTO accounts (hq_id, company_id, counterparty_id, book, kind, unit, balance, version)
SELECT :'hq', v.company_id, v.counterparty_id, 'payable'::book, v.kind::account_kind, 'won'::unit, 0, 0
FROM (SELECT DISTINCT payer_id, payee_id FROM due) pair
CROSS JOIN LATERAL (VALUES (payer_id, payee_id, 'owed'), (payee_id, payer_id, 'accrued')) v(company_id, counterparty_id, kind);
INSERT INTO transfers (id, hq_id, kind, subject_id, actor_id, at) SELECT id, :'hq', 'accrue', order_id, :'hq', at FROM due;
INSERT INTO entries (account_id, version, transfer_id, amount, balance_after)
SELECT a.id, row_number() OVER w, d.id, v.sign * d.amount_won, sum(v.sign * d.amount_won) OVER w
FROM due d CROSS JOIN LATERAL (VALUES (payer_id, payee_id, 'owed', -1), (payee_id, payer_id, 'accrued', 1)) v(company_id, counterparty_id, kind, sign)
JOIN accounts a ON a.book = 'payable' AND a.kind = v.kind::account_kind AND a.company_id = v.company_id AND a.counterparty_id = v.counterparty_id
WINDOW w AS (PARTITION BY a.id ORDER BY d.at, d.id);
UPDATE accounts SET balance = e.balance, version = e.version FROM (SELECT account_id, sum(amount) AS balance, count(*) AS version FROM entries GROUP BY 1) e WHERE e.account_id = accounts.id;
ALTER TABLE entries ENABLE TRIGGER entries_balance;

INSERT INTO order_totals (agency_id, span, starts_on, status, hq_id, orders, gross_won, shop_won, sim_won)
SELECT agency_id, x.span::total_span, x.d, status, :'hq', count(*), sum(gross_won), sum(shop_won), sum(sim_won)
FROM orders CROSS JOIN LATERAL (VALUES ('day', (placed_at at time zone 'Asia/Seoul')::date), ('week', date_trunc('week', placed_at at time zone 'Asia/Seoul')::date), ('month', date_trunc('month', placed_at at time zone 'Asia/Seoul')::date), ('all', date '2000-01-01')) x(span, d)
GROUP BY 1, 2, 3, 4;
INSERT INTO settlement_totals (payer_id, payee_id, month, source, status, hq_id, lines, won)
SELECT payer_id, payee_id, month, source, status, hq_id, count(*), sum(amount_won) FROM settlement_lines WHERE month IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6;
INSERT INTO audit_events (id, hq_id, company_id, user_id, action, entity_id, facts, trace_id, at)
SELECT pg_temp.id_at(at), :'hq', :'hq', :'hq', 'order.place', id, '{}', 'volume', at FROM o ORDER BY i;
INSERT INTO notifications (id, company_id, user_id, type, subject_id, params, at, seq)
SELECT pg_temp.id_at(at), company_id, NULL, 'order_placed', id, json_build_object('number', i), at, row_number() OVER (PARTITION BY company_id ORDER BY i)
FROM (SELECT i, o.id, at, CASE i % 3 WHEN 0 THEN :'hq'::uuid WHEN 1 THEN a.id ELSE s.id END AS company_id FROM o JOIN shop s ON s.n = o.shop_n JOIN agency a ON a.n = s.agency_n) n ORDER BY i;
INSERT INTO inboxes (company_id, last) SELECT company_id, max(seq) FROM notifications GROUP BY company_id;
