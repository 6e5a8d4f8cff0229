-- The scheduler's own schema. Names follow the REST interface; times are timestamptz with microseconds.

CREATE TABLE projects (
  id          text PRIMARY KEY,
  description text    NOT NULL,
  active      boolean NOT NULL DEFAULT true
);

CREATE TABLE users (
  id     text PRIMARY KEY,
  name   text    NOT NULL,
  mail   text    NOT NULL,
  role   text    NOT NULL CHECK (role IN ('SUBMITTER', 'OPERATOR', 'ADMIN')),
  active boolean NOT NULL DEFAULT true
);

CREATE TABLE members (
  user_id    text NOT NULL REFERENCES users,
  project_id text NOT NULL REFERENCES projects,
  PRIMARY KEY (user_id, project_id)
);

CREATE TABLE watchers (
  project_id text NOT NULL REFERENCES projects,
  user_id    text NOT NULL REFERENCES users,
  PRIMARY KEY (project_id, user_id)
);

-- Only the SHA-256 of a token is kept.
CREATE TABLE tokens (
  hash       text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
  user_id    text        NOT NULL REFERENCES users,
  origin     text        NOT NULL CHECK (origin IN ('ISSUED', 'BOOTSTRAP')),
  created_at timestamptz NOT NULL
);
CREATE INDEX tokens_of_user ON tokens (user_id);

CREATE TABLE machines (
  id            text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{1,63}$'),
  description   text        NOT NULL UNIQUE,
  kind          text        NOT NULL,
  labels        jsonb       NOT NULL,
  active        boolean     NOT NULL DEFAULT true,
  registered_at timestamptz NOT NULL
);

-- What a machine says of itself; apart from machines, whose rows the claim locks.
CREATE TABLE machine_reports (
  machine        text PRIMARY KEY REFERENCES machines,
  event_id       text        NOT NULL,
  state          text        NOT NULL,
  job_id         text,
  last_status_at timestamptz NOT NULL,
  status_due_at  timestamptz,
  message        text,
  facts          jsonb,
  overdue_told   boolean     NOT NULL DEFAULT false
);

CREATE TABLE jobs (
  id               text PRIMARY KEY,
  position         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  name             text        NOT NULL,
  project          text        NOT NULL REFERENCES projects,
  submitter        text        NOT NULL REFERENCES users,
  machine          text        NOT NULL REFERENCES machines,
  state            text        NOT NULL,
  attempt          int         NOT NULL DEFAULT 0,
  attempts_counted int         NOT NULL DEFAULT 0,
  max_attempts     int         NOT NULL,
  order_id         text,
  definition       jsonb       NOT NULL,
  submitted_at     timestamptz NOT NULL,
  dispatched_at    timestamptz,
  ended_at         timestamptz,
  status_due_at    timestamptz,
  error_class      text,
  message          text,
  outcome          jsonb,
  cancelled_by     text,
  -- the order is to be ended in the machine's place (a cancel that the worker is not asked about)
  closing          boolean     NOT NULL DEFAULT false
);
CREATE INDEX jobs_waiting ON jobs (machine, position) WHERE state = 'QUEUED';
CREATE INDEX jobs_due ON jobs (status_due_at) WHERE status_due_at IS NOT NULL;
CREATE INDEX jobs_closing ON jobs (id) WHERE closing;
CREATE INDEX jobs_of_submitter ON jobs (submitter, id);
-- At most one order is out per machine, whatever the claims do.
CREATE UNIQUE INDEX one_order_per_machine ON jobs (machine)
  WHERE state IN ('DISPATCHED', 'ACCEPTED', 'COOLING', 'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED');

CREATE TABLE job_events (
  position        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id        text        NOT NULL UNIQUE,
  job_id          text        NOT NULL REFERENCES jobs,
  occurred_at     timestamptz NOT NULL,
  state           text        NOT NULL,
  attempt         int         NOT NULL,
  order_id        text,
  machine         text,
  message         text,
  ignored_because text
);
CREATE INDEX job_events_of_job ON job_events (job_id, position);

CREATE TABLE job_logs (
  order_id             text   NOT NULL,
  chunk                int    NOT NULL,
  job_id               text   NOT NULL REFERENCES jobs,
  attempt              int    NOT NULL,
  phase                text   NOT NULL,
  repeat               int    NOT NULL,
  stream               text   NOT NULL,
  content              bytea  NOT NULL,
  omitted_bytes_before bigint NOT NULL,
  PRIMARY KEY (order_id, chunk)
);
CREATE INDEX job_logs_of_job ON job_logs (job_id, attempt, chunk);

-- Records on their way to Kafka; batch is set when the relay takes them, the row goes when they are there.
CREATE TABLE outbox (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic         text    NOT NULL,
  record_key    bytea   NOT NULL,
  record_value  bytea,
  header_names  text[]  NOT NULL DEFAULT '{}',
  header_values bytea[] NOT NULL DEFAULT '{}',
  batch         bigint
);
CREATE INDEX outbox_batch ON outbox (batch) WHERE batch IS NOT NULL;

CREATE TABLE relay_position (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_batch bigint NOT NULL
);
INSERT INTO relay_position (last_batch) VALUES (0);

-- Next offset to be read per partition, moved in the transaction that holds what was read.
CREATE TABLE consumer_positions (
  topic       text   NOT NULL,
  partition   int    NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (topic, partition)
);
