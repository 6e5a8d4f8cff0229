-- The sums of the daily sums in whatever order they come: those who raise daily sums take turns, so that nobody waits in
-- a circle, and to sort what is raised cost an import more than the order was worth.
CREATE OR REPLACE FUNCTION usage_day_changed() RETURNS trigger LANGUAGE plpgsql AS $$
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
    ' user_id, ' || sums || ' FROM (' || change || ') c GROUP BY 1, 2, 3, 4'
    ' ON CONFLICT (month, machine, project, user_id)' || raise;
  EXECUTE 'INSERT INTO usage_machine_day AS known SELECT day, machine, ' || sums || ' FROM (' || change
    || ') c GROUP BY 1, 2 ON CONFLICT (day, machine)' || raise;
  RETURN NULL;
END
$$;
