INSERT INTO directory_machine SELECT id, true, now() FROM unnest(ARRAY['m1', 'm2', 'm3']) AS id;
-- Two samples each, as they came; temperature and process as buckets, too.
INSERT INTO metric_series (event_id, machine, repeat, metric, detail, unit, chunk, started_at, ended_at, samples,
  offsets_micros, sample_values)
SELECT m || metric || coalesce(detail, ''), m, 1, metric, detail, 'unit', 0, now() - since, now() - since + interval '30 s', 2,
  '{0, 30000000}', '{4000, 6000}'
FROM (VALUES ('m1', interval '5 minutes'), ('m2', interval '25 minutes')) AS machine (m, since)
CROSS JOIN (VALUES ('cpu_utilization_procfs_system', NULL), ('memory_used_procfs_system', NULL),
  ('lmsensors_temperature_component', 'coretemp-isa-0000_Package-id-0'),
  ('psu_energy_dc_rapl_powercap_machine', NULL), ('network_io_procfs_system', 'eth0'),
  ('disk_io_procfs_system', 'sda'), ('process_cpu_percent_procfs_process', 'java[4711]'),
  ('process_memory_rss_procfs_process', 'java[4711]')) AS metric (metric, detail);
INSERT INTO metric_series (event_id, machine, repeat, metric, detail, unit, chunk, started_at, ended_at, samples,
  offsets_micros, sample_values, resolution_micros, minimums, maximums, counts) VALUES
  ('old', 'm1', 1, 'cpu_utilization_procfs_system', NULL, 'unit', 0, now() - interval '2 hours',
    now() - interval '2 hours', 1, '{0}', '{1000}', 10000000, '{0}', '{2000}', '{10}');
INSERT INTO charge_rate (machine, from_day, known_from, rate) VALUES ('m1', '2026-01-01', now(), 1.9);
INSERT INTO hardware (machine, from_day, known_from, processors, enabled) VALUES
  ('m1', current_date - 10, now(), 12, true);
INSERT INTO project_pi (project, from_day, known_from, pi) VALUES ('engine', '2026-01-01', now(), 'grace');
INSERT INTO contribution (contribution, from_day, known_from, processors, rate, pis, shares) VALUES
  ('blades', '2026-01-01', now(), 12, 1.9, '{grace, alan}', '{0.5, 0.5}');
INSERT INTO usage_day (day, machine, project, user_id, attempts, not_charged, cpu_micros, measured,
  energy_microjoules) VALUES
  (current_date, 'm1', 'engine', 'ada', 1, 0, 3600000000, 1, 7200000000);
