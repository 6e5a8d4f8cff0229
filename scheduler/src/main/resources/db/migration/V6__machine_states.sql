-- What operators and the scheduler itself say of machines, and what has become of them.

ALTER TABLE machines
  -- An operator's word. RETIRING: its queue is being ended and its topic removed.
  ADD COLUMN duty          text        NOT NULL DEFAULT 'IN_USE'
    CHECK (duty IN ('IN_USE', 'DRAINED', 'MAINTENANCE', 'RETIRING', 'RETIRED')),
  ADD COLUMN duty_reason   text,
  ADD COLUMN duty_by       text,
  ADD COLUMN duty_since    timestamptz,
  -- Quarantine stands beside it: who resumes a machine does not say that its measurements are good.
  ADD COLUMN quarantine_reason text,
  ADD COLUMN quarantined_by    text,
  ADD COLUMN quarantined_at    timestamptz,
  ADD COLUMN mac_addresses text[]      NOT NULL DEFAULT '{}',
  -- Which jobs it is given; the one thing about all this that the claim looks at.
  ADD COLUMN orders        text        GENERATED ALWAYS AS (CASE
    WHEN NOT active OR duty <> 'IN_USE' THEN 'NONE'
    WHEN quarantine_reason IS NOT NULL THEN 'CONTROL'
    ELSE 'ALL' END) STORED;

-- Jobs of accuracy control: a machine in quarantine is given these and no others.
ALTER TABLE jobs ADD COLUMN control boolean NOT NULL DEFAULT false;
CREATE INDEX jobs_control ON jobs (pool, rank, project, position) WHERE ready AND control;

-- REPORT: the machine's state or job has changed; CHANGE: somebody has changed something of it.
CREATE TABLE machine_history (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine  text        NOT NULL REFERENCES machines,
  at       timestamptz NOT NULL,
  kind     text        NOT NULL CHECK (kind IN ('REPORT', 'CHANGE')),
  what     text        NOT NULL,
  was      text,
  is_now   text,
  said_by  text        NOT NULL,
  message  text,
  job_id   text
);
CREATE INDEX machine_history_of ON machine_history (machine, position);
CREATE INDEX machine_history_reports ON machine_history (at) WHERE kind = 'REPORT';
CREATE INDEX machines_given_control_only ON machines (id) WHERE orders = 'CONTROL';
