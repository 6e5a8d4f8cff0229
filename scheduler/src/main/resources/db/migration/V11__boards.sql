-- What dashboards may show of the queue, to whoever may look at one: no addresses, tokens, commands, variables, output, or
-- messages of people's programs. afterMigrate.sql lets the role grafana read views named board_..., and nothing else.

-- The same as MachineCondition, which a test holds it to.
CREATE VIEW board_machine AS
SELECT machine, description, kind, registered_at, reported, job_id, last_status_at, status_due_at, queued,
  CASE
    WHEN duty IN ('RETIRING', 'RETIRED') THEN 'RETIRED'
    WHEN duty = 'MAINTENANCE' THEN 'MAINTENANCE'
    WHEN overdue THEN 'OVERDUE'
    WHEN duty = 'DRAINED' THEN CASE WHEN order_out THEN 'DRAINING' ELSE 'DRAINED' END
    WHEN quarantined THEN 'QUARANTINED'
    WHEN reported IN ('POWERING_OFF', 'STOPPED') AND waking THEN 'WAKING'
    WHEN reported = 'POWERING_OFF' THEN 'OFF'
    WHEN reported IN ('STOPPED', 'BLOCKED', 'UNKNOWN') THEN reported
    WHEN reported = 'MEASURING' THEN 'SILENT'
    ELSE 'ONLINE'
  END AS condition
FROM (
  SELECT m.id AS machine, m.description, lower(m.kind) AS kind, m.registered_at, m.duty,
    coalesce(r.state, 'UNKNOWN') AS reported, r.job_id, r.last_status_at, r.status_due_at,
    coalesce(r.status_due_at < now(), false) AS overdue,
    m.quarantine_reason IS NOT NULL AS quarantined,
    EXISTS (SELECT 1 FROM machine_wakes w WHERE w.machine = m.id AND w.due_at IS NOT NULL) AS waking,
    EXISTS (SELECT 1 FROM jobs j WHERE j.machine = m.id AND j.state IN ('DISPATCHED', 'ACCEPTED', 'COOLING',
      'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED')) AS order_out,
    (SELECT count(*) FROM machine_pools p JOIN jobs j ON j.pool = p.pool AND j.state = 'QUEUED'
      WHERE p.machine = m.id) AS queued
  FROM machines m LEFT JOIN machine_reports r ON r.machine = m.id
) AS signs;

-- What machines said of themselves, when it was another state or job than before. Kept for 90 days.
CREATE VIEW board_machine_report AS
SELECT machine, at, is_now AS state, job_id FROM machine_history WHERE kind = 'REPORT';

CREATE VIEW board_job AS
SELECT id AS job, name, project, submitter, machine, pool, state, attempt, priority, control,
  held_by IS NOT NULL AS held, submitted_at, begun_at, ended_at, error_class, outcome ->> 'verdict' AS verdict,
  extract(epoch FROM begun_at - submitted_at)::double precision AS waited_seconds,
  extract(epoch FROM ended_at - begun_at)::double precision AS ran_seconds
FROM jobs;

-- Small, and no burden to the queue: whoever looks reads somewhat more instead.
CREATE INDEX jobs_by_time ON jobs USING brin (submitted_at, ended_at);

CREATE VIEW board_accuracy AS
SELECT machine, state, reason, lost, next_at, failures FROM accuracy_controls;

CREATE VIEW board_accuracy_window AS
SELECT machine, at, verdict, reason FROM accuracy_windows;

-- A metric, or one detail of it, in a window.
CREATE VIEW board_accuracy_figure AS
SELECT w.machine, w.at, f.metric, f.detail, f.unit, f.mean, f.deviation, f."relativeDeviation" AS relative_deviation,
  f.threshold, f.reference, f.drift, f."driftBound" AS drift_bound, f.passed
FROM accuracy_windows w
CROSS JOIN LATERAL jsonb_to_recordset(w.figures) AS f (metric text, detail text, unit text, mean double precision,
  deviation double precision, "relativeDeviation" double precision, threshold double precision,
  reference double precision, drift double precision, "driftBound" double precision, passed boolean);

-- A value of a control run; those that do not count, too.
CREATE VIEW board_accuracy_value AS
SELECT r.machine, r.began_at, r.job_id, r.void_why IS NULL AS counts, v.metric, v.detail, v.unit, v.value
FROM accuracy_runs r
CROSS JOIN LATERAL jsonb_to_recordset(r.readings) AS v (metric text, detail text, unit text, value double precision);
