-- A queue people can steer: priorities, shares, labels, holds, dependencies, deadlines, batches, groups.

ALTER TABLE machines
  ADD COLUMN queue_order  text    NOT NULL DEFAULT 'FIFO' CHECK (queue_order IN ('FIFO', 'RANDOM')),
  -- Where the machine's fair queue stands, weighted seconds; see Claim.
  ADD COLUMN virtual_time numeric NOT NULL DEFAULT 0;

-- Whose jobs a machine may take: its own pool, which has its id, and those of label sets it matches.
CREATE TABLE label_pools (
  id     text PRIMARY KEY CHECK (id LIKE '{%'),
  labels jsonb NOT NULL
);

CREATE TABLE machine_pools (
  machine text NOT NULL REFERENCES machines,
  pool    text NOT NULL,
  PRIMARY KEY (machine, pool)
);
INSERT INTO machine_pools (machine, pool) SELECT id, id FROM machines;

-- Without a row a project's weight is 1. Not bound to projects: the accountant may speak first.
CREATE TABLE project_weights (
  project text PRIMARY KEY,
  weight  numeric NOT NULL CHECK (weight >= 0)
);

-- How much of a machine a project has had, seconds divided by its weight.
CREATE TABLE project_passes (
  machine text    NOT NULL REFERENCES machines,
  project text    NOT NULL REFERENCES projects,
  pass    numeric NOT NULL,
  PRIMARY KEY (machine, project)
);

CREATE TABLE job_groups (
  id           text PRIMARY KEY,
  name         text        NOT NULL,
  project      text        NOT NULL REFERENCES projects,
  submitter    text        NOT NULL REFERENCES users,
  template     jsonb       NOT NULL,
  least        int         NOT NULL CHECK (least >= 1),
  most         int         NOT NULL CHECK (most >= least),
  -- Goes on until this is precise enough; null: a plain number of runs.
  until        jsonb,
  state        text        NOT NULL CHECK (state IN ('RUNNING', 'ENDED')),
  message      text,
  submitted_at timestamptz NOT NULL,
  ended_at     timestamptz
);
CREATE INDEX job_groups_running ON job_groups (id) WHERE state = 'RUNNING';

ALTER TABLE jobs
  ALTER COLUMN machine DROP NOT NULL,
  ADD COLUMN pool         text,
  ADD COLUMN priority     smallint    NOT NULL DEFAULT 0 CHECK (priority BETWEEN -10 AND 10),
  ADD COLUMN rank         smallint    GENERATED ALWAYS AS (-priority) STORED,
  ADD COLUMN lot          real        NOT NULL DEFAULT random(),
  ADD COLUMN held_by      text,
  ADD COLUMN waits_for    int         NOT NULL DEFAULT 0 CHECK (waits_for >= 0),
  ADD COLUMN not_before   timestamptz,
  ADD COLUMN latest_start timestamptz,
  -- The machine's first word of the order, by the broker's clock
  ADD COLUMN begun_at     timestamptz,
  ADD COLUMN group_id     text        REFERENCES job_groups,
  ADD COLUMN ready        boolean     GENERATED ALWAYS AS
    (state = 'QUEUED' AND held_by IS NULL AND waits_for = 0 AND not_before IS NULL) STORED;
UPDATE jobs SET pool = machine;
ALTER TABLE jobs
  ALTER COLUMN pool SET NOT NULL,
  ADD CONSTRAINT only_a_label_job_lacks_a_machine CHECK
    (machine IS NOT NULL OR (pool LIKE '{%' AND state IN ('QUEUED', 'CANCELLED', 'FAILED')));

-- The claim goes down these two, and nothing else, to find the next job.
CREATE INDEX jobs_in_turn ON jobs (pool, rank, project, position) WHERE ready;
CREATE INDEX jobs_by_lot ON jobs (pool, rank, project, lot) WHERE ready;
CREATE INDEX jobs_queued ON jobs (pool) WHERE state = 'QUEUED';
CREATE INDEX jobs_pausing ON jobs (not_before) WHERE not_before IS NOT NULL;
CREATE INDEX jobs_latest_start ON jobs (latest_start)
  WHERE latest_start IS NOT NULL AND state IN ('QUEUED', 'DISPATCHED');
CREATE INDEX jobs_of_group ON jobs (group_id, position) WHERE group_id IS NOT NULL;
DROP INDEX jobs_waiting;
CREATE INDEX jobs_finished ON jobs (machine, ended_at) WHERE state = 'FINISHED';

CREATE TABLE job_dependencies (
  job_id   text    NOT NULL REFERENCES jobs,
  after_id text    NOT NULL REFERENCES jobs,
  -- The job runs however the other ends.
  however  boolean NOT NULL,
  PRIMARY KEY (job_id, after_id)
);
CREATE INDEX job_dependencies_of ON job_dependencies (after_id);

-- Commands to machines do not wait behind what a batch of ten thousand jobs has to say.
ALTER TABLE outbox ADD COLUMN urgent boolean NOT NULL DEFAULT false;
CREATE INDEX outbox_waiting ON outbox (urgent DESC, id) WHERE batch IS NULL;

-- What was submitted under an idempotency key, and what came of it.
CREATE TABLE submission_keys (
  submitter  text        NOT NULL REFERENCES users,
  key        text        NOT NULL,
  body_hash  text        NOT NULL,
  job_ids    text[]      NOT NULL,
  group_id   text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (submitter, key)
);
CREATE INDEX submission_keys_by_age ON submission_keys (created_at);
