-- Sums of sums, so that a report on a year reads months, not days; and what the accountant says by itself.

-- As usage_day, by month. True of a report wherever neither rate nor PI nor cluster changes within the month; for what
-- changes the days are read.
CREATE TABLE usage_month (
  month       date NOT NULL,             -- first day, UTC
  machine     text NOT NULL,
  project     text NOT NULL,
  user_id     text NOT NULL,
  attempts    bigint NOT NULL,
  not_charged bigint NOT NULL,
  cpu_micros  bigint NOT NULL,
  measured    bigint NOT NULL,
  energy_microjoules numeric NOT NULL,
  PRIMARY KEY (month, machine, project, user_id)
);

-- As usage_day, of everyone together: what the line of utilization needs.
CREATE TABLE usage_machine_day (
  day         date NOT NULL,
  machine     text NOT NULL,
  attempts    bigint NOT NULL,
  not_charged bigint NOT NULL,
  cpu_micros  bigint NOT NULL,
  measured    bigint NOT NULL,
  energy_microjoules numeric NOT NULL,
  PRIMARY KEY (day, machine)
);

INSERT INTO usage_month
SELECT date_trunc('month', day)::date, machine, project, user_id, sum(attempts), sum(not_charged),
  sum(cpu_micros), sum(measured), sum(energy_microjoules)
FROM usage_day GROUP BY 1, 2, 3, 4;

INSERT INTO usage_machine_day
SELECT day, machine, sum(attempts), sum(not_charged), sum(cpu_micros), sum(measured),
  sum(energy_microjoules)
FROM usage_day GROUP BY 1, 2;

CREATE INDEX usage_day_machine ON usage_day (machine, day);
CREATE INDEX usage_day_project ON usage_day (project, day);
CREATE INDEX usage_day_user ON usage_day (user_id, day);

-- Whoever writes usage_day, the sums of it follow in the same transaction. In the order of their keys, so that two
-- statements don't wait for each other in a circle.
CREATE FUNCTION usage_day_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, * FROM added'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, * FROM removed'
    ELSE 'SELECT 1 AS sign, * FROM added UNION ALL SELECT -1, * FROM removed' END;
  sums text := 'sum(sign * attempts), sum(sign * not_charged), sum(sign * cpu_micros),'
    ' sum(sign * measured), sum(sign * energy_microjoules)';
  raise text := ' DO UPDATE SET attempts = known.attempts + excluded.attempts,'
    ' not_charged = known.not_charged + excluded.not_charged,'
    ' cpu_micros = known.cpu_micros + excluded.cpu_micros,'
    ' measured = known.measured + excluded.measured,'
    ' energy_microjoules = known.energy_microjoules + excluded.energy_microjoules';
BEGIN
  EXECUTE 'INSERT INTO usage_month AS known SELECT date_trunc(''month'', day)::date AS month, machine, project,'
    ' user_id, ' || sums || ' FROM (' || change || ') c GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4'
    ' ON CONFLICT (month, machine, project, user_id)' || raise;
  EXECUTE 'INSERT INTO usage_machine_day AS known SELECT day, machine, ' || sums || ' FROM (' || change
    || ') c GROUP BY 1, 2 ORDER BY 1, 2 ON CONFLICT (day, machine)' || raise;
  RETURN NULL;
END
$$;

CREATE TRIGGER usage_day_inserted AFTER INSERT ON usage_day
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION usage_day_changed();
CREATE TRIGGER usage_day_updated AFTER UPDATE ON usage_day
REFERENCING NEW TABLE AS added OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION usage_day_changed();
CREATE TRIGGER usage_day_deleted AFTER DELETE ON usage_day
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION usage_day_changed();

-- Events the accountant has to say, written in the transaction that decides so; gone once Kafka has them.
CREATE TABLE announcement (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  key   text NOT NULL,
  value bytea NOT NULL                   -- as it goes to Kafka
);

-- The weight last announced of each project; one without a row has never had another than 1.
CREATE TABLE project_share (
  project      text PRIMARY KEY,
  weight       numeric(18, 6) NOT NULL CHECK (weight >= 0),
  announced_at timestamptz NOT NULL
);

-- What the weights were computed from: the number of changes in the ledger, and the day.
CREATE TABLE share_state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  changes  bigint NOT NULL,
  day      date NOT NULL
);

-- Months whose report went out. The first row is the month before this accountant began: it told nobody.
CREATE TABLE monthly_report (
  month    date PRIMARY KEY,             -- first day, in the zone of reports
  made_at  timestamptz NOT NULL,
  zone     text NOT NULL,
  notices  integer NOT NULL              -- PIs told, count
);
