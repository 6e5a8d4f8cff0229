-- m1 measures, m2 is overdue, m3 has never been heard of, m4 is retired.
INSERT INTO projects (id, description) VALUES ('engine', 'Engine');
INSERT INTO users (id, name, mail, role) VALUES ('ada', 'Ada', 'ada@example.org', 'OPERATOR');
INSERT INTO machines (id, description, kind, labels, registered_at, duty) VALUES
  ('m1', 'rack 1', 'BENCHMARKING', '{}', now() - interval '30 days', 'IN_USE'),
  ('m2', 'rack 2', 'BENCHMARKING', '{}', now() - interval '30 days', 'IN_USE'),
  ('m3', 'rack 3', 'PROFILING', '{}', now() - interval '30 days', 'IN_USE'),
  ('m4', 'rack 4', 'PROFILING', '{}', now() - interval '30 days', 'RETIRED');
INSERT INTO machine_pools SELECT id, id FROM machines;
INSERT INTO machine_reports (machine, event_id, state, job_id, last_status_at, status_due_at) VALUES
  ('m1', 'e1', 'MEASURING', 'j2', now() - interval '2 minutes', now() + interval '10 minutes'),
  ('m2', 'e2', 'IDLE', NULL, now() - interval '20 minutes', now() - interval '15 minutes');
INSERT INTO machine_history (machine, at, kind, what, was, is_now, said_by, job_id) VALUES
  ('m1', now() - interval '9 hours', 'REPORT', 'state', NULL, 'IDLE', 'm1', NULL),
  ('m1', now() - interval '2 hours', 'REPORT', 'state', 'IDLE', 'MEASURING', 'm1', 'j1'),
  ('m1', now() - interval '1 hour', 'REPORT', 'state', 'MEASURING', 'IDLE', 'm1', NULL),
  ('m1', now() - interval '2 minutes', 'REPORT', 'state', 'IDLE', 'MEASURING', 'm1', 'j2');
INSERT INTO jobs (id, name, project, submitter, machine, pool, state, attempt, max_attempts, definition, submitted_at,
  begun_at, ended_at, outcome) VALUES
  ('j1', 'sort', 'engine', 'ada', 'm1', 'm1', 'FINISHED', 1, 3, '{}', now() - interval '3 hours',
    now() - interval '2 hours', now() - interval '1 hour', '{"verdict": "DISTURBED"}'),
  ('j2', 'sort again', 'engine', 'ada', 'm1', 'm1', 'MEASURING', 1, 3, '{}', now() - interval '1 hour',
    now() - interval '5 minutes', NULL, NULL),
  ('j3', 'and again', 'engine', 'ada', 'm1', 'm1', 'QUEUED', 0, 3, '{}', now() - interval '1 hour', NULL, NULL, NULL);
INSERT INTO accuracy_controls (machine, owner, plan, state, reason, window_since, next_at) VALUES
  ('m1', 'ada', '{}', 'PASSED', 'All figures of the last 3 runs keep to it.', now() - interval '3 hours',
    now() + interval '3 hours');
INSERT INTO accuracy_runs (machine, job_id, began_at, readings) VALUES
  ('m1', 'j1', now() - interval '2 hours',
    '[{"metric": "energy", "detail": null, "unit": "mJ", "value": 100.0}]');
INSERT INTO accuracy_windows (machine, at, verdict, reason, runs, figures) VALUES
  ('m1', now() - interval '1 hour', 'PASSED', 'All figures of the last 3 runs keep to it.', '{j1}',
    '[{"metric": "energy", "detail": null, "unit": "mJ", "values": [100.0], "mean": 100.0, "deviation": 0.5,
       "relativeDeviation": 0.005, "threshold": 0.01, "reference": 100.0, "drift": 0.001, "driftBound": 0.03,
       "passed": true, "why": null}]');
