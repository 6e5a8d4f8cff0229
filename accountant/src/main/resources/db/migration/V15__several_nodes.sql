-- Jobs that ran on several nodes are booked whole on the first: reports say how many and how much that is, so the sums
-- hold it. Records imported before this did not keep it.
ALTER TABLE usage_record ADD COLUMN several_nodes boolean NOT NULL DEFAULT false;

ALTER TABLE usage_day
  ADD COLUMN several_nodes bigint NOT NULL DEFAULT 0,         -- of attempts, count
  ADD COLUMN several_nodes_micros bigint NOT NULL DEFAULT 0;  -- of cpu_micros
ALTER TABLE usage_month
  ADD COLUMN several_nodes bigint NOT NULL DEFAULT 0,
  ADD COLUMN several_nodes_micros bigint NOT NULL DEFAULT 0;
ALTER TABLE usage_machine_day
  ADD COLUMN several_nodes bigint NOT NULL DEFAULT 0,
  ADD COLUMN several_nodes_micros bigint NOT NULL DEFAULT 0;

CREATE OR REPLACE FUNCTION usage_day_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  change text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, * FROM added'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, * FROM removed'
    ELSE 'SELECT 1 AS sign, * FROM added UNION ALL SELECT -1, * FROM removed' END;
  sums text := 'sum(sign * attempts), sum(sign * not_charged), sum(sign * cpu_micros),'
    ' sum(sign * measured), sum(sign * energy_microjoules),'
    ' sum(sign * several_nodes), sum(sign * several_nodes_micros)';
  raise text := ' DO UPDATE SET attempts = known.attempts + excluded.attempts,'
    ' not_charged = known.not_charged + excluded.not_charged,'
    ' cpu_micros = known.cpu_micros + excluded.cpu_micros,'
    ' measured = known.measured + excluded.measured,'
    ' energy_microjoules = known.energy_microjoules + excluded.energy_microjoules,'
    ' several_nodes = known.several_nodes + excluded.several_nodes,'
    ' several_nodes_micros = known.several_nodes_micros + excluded.several_nodes_micros';
BEGIN
  EXECUTE 'INSERT INTO usage_month AS known SELECT date_trunc(''month'', day)::date AS month, machine, project,'
    ' user_id, ' || sums || ' FROM (' || change || ') c GROUP BY 1, 2, 3, 4'
    ' ON CONFLICT (month, machine, project, user_id)' || raise;
  EXECUTE 'INSERT INTO usage_machine_day AS known SELECT day, machine, ' || sums || ' FROM (' || change
    || ') c GROUP BY 1, 2 ON CONFLICT (day, machine)' || raise;
  RETURN NULL;
END
$$;
