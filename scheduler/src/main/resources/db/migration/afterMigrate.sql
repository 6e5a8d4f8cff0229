-- After each start: the role of dashboards, where there is one, may read the views made for it (docs/grafana.md). Made
-- later, it is let in at the next start. One service at a time: two GRANTs at once may get in each other's way.
DO $$
DECLARE
  board text;
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'grafana') THEN
    PERFORM pg_advisory_xact_lock(hashtext('grafana'));
    IF NOT has_schema_privilege('grafana', current_schema(), 'USAGE') THEN
      EXECUTE format('GRANT USAGE ON SCHEMA %I TO grafana', current_schema());
    END IF;
    FOR board IN SELECT format('%I.%I', schemaname, viewname) FROM pg_views
      WHERE schemaname = current_schema() AND viewname LIKE 'board\_%'
    LOOP
      IF NOT has_table_privilege('grafana', board, 'SELECT') THEN
        EXECUTE format('GRANT SELECT ON %s TO grafana', board);
      END IF;
    END LOOP;
  END IF;
END
$$;
