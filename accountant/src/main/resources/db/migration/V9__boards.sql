-- What dashboards may show of samples and usage. afterMigrate.sql lets the role grafana read views named board_..., and
-- nothing else.

CREATE VIEW board_sample AS SELECT * FROM metric_sample;

-- When the last sample of a machine was taken.
CREATE INDEX metric_series_arrival ON metric_series (machine, ended_at);

CREATE VIEW board_arrival AS
SELECT m.id AS machine, last.ended_at AS last_sample_at
FROM directory_machine m
LEFT JOIN LATERAL (
  SELECT s.ended_at FROM metric_series s WHERE s.machine = m.id ORDER BY s.ended_at DESC LIMIT 1) last ON true
WHERE m.active;

-- Usage as a report has it, with rates and PIs as they are known now. The ledger's functions can't be used: what they
-- read whoever looks would have to be allowed to read.
CREATE VIEW board_usage_day AS
SELECT u.day, u.machine, u.project, u.user_id, coalesce(p.pi, q.pi, '(no PI)') AS pi, u.attempts, u.not_charged,
  u.cpu_micros / 1e6 AS cpu_seconds, u.cpu_micros * coalesce(r.rate, 1) / 3600000000 AS service_units,
  u.measured, u.energy_microjoules / 1e6 AS energy_joules
FROM usage_day u
LEFT JOIN (
  SELECT machine, from_day, lead(from_day, 1, 'infinity') OVER (PARTITION BY machine ORDER BY from_day) AS until_day,
    rate
  FROM charge_rate WHERE known_to IS NULL) r
  ON r.machine = u.machine AND u.day >= r.from_day AND u.day < r.until_day
LEFT JOIN (
  SELECT project, from_day, lead(from_day, 1, 'infinity') OVER (PARTITION BY project ORDER BY from_day) AS until_day, pi
  FROM project_pi WHERE known_to IS NULL) p
  ON p.project = u.project AND u.day >= p.from_day AND u.day < p.until_day
LEFT JOIN (
  SELECT user_id, from_day, lead(from_day, 1, 'infinity') OVER (PARTITION BY user_id ORDER BY from_day) AS until_day, pi
  FROM user_pi WHERE known_to IS NULL) q
  ON q.user_id = u.user_id AND u.day >= q.from_day AND u.day < q.until_day;

-- Service units the hardware could supply on each day up to today: processors × rate × 24 h.
CREATE VIEW board_capacity_day AS
SELECT d.day::date AS day, h.machine, h.processors * coalesce(r.rate, 1) * 24 AS service_units
FROM (
  SELECT machine, from_day, lead(from_day, 1, 'infinity') OVER (PARTITION BY machine ORDER BY from_day) AS until_day,
    processors, enabled
  FROM hardware WHERE known_to IS NULL) h
CROSS JOIN LATERAL generate_series(h.from_day::timestamp,
  least(h.until_day, current_date + 1)::timestamp - interval '1 day', interval '1 day') AS d (day)
LEFT JOIN (
  SELECT machine, from_day, lead(from_day, 1, 'infinity') OVER (PARTITION BY machine ORDER BY from_day) AS until_day,
    rate
  FROM charge_rate WHERE known_to IS NULL) r
  ON r.machine = h.machine AND d.day >= r.from_day AND d.day < r.until_day
WHERE h.enabled AND h.processors > 0;

-- Points of what PIs have contributed, as it is today: processors × rate × 100 × share.
CREATE VIEW board_contribution AS
SELECT s.pi, c.contribution, c.cluster, c.processors * c.rate * 100 * s.share AS points
FROM (
  SELECT *, lead(from_day, 1, 'infinity') OVER (PARTITION BY contribution ORDER BY from_day) AS until_day
  FROM contribution WHERE known_to IS NULL) c
CROSS JOIN LATERAL unnest(c.pis, c.shares) AS s (pi, share)
WHERE c.from_day <= current_date AND c.until_day > current_date AND c.processors > 0;
