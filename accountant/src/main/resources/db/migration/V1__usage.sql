-- Copy of the directory topic: users, machines; newest entry each.
CREATE TABLE directory_user (
  id           text PRIMARY KEY,
  role         text NOT NULL,
  projects     text[] NOT NULL,
  token_hashes text[] NOT NULL,
  active       boolean NOT NULL,
  recorded_at  timestamptz NOT NULL
);

CREATE INDEX directory_user_token ON directory_user USING gin (token_hashes);

CREATE TABLE directory_machine (
  id          text PRIMARY KEY,
  active      boolean NOT NULL,
  recorded_at timestamptz NOT NULL
);

-- One row once the directory topic has been read to its end for the first time.
CREATE TABLE directory_read (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  caught_up_at timestamptz NOT NULL
);

-- Whose a job is: decides who may see its results.
CREATE TABLE job (
  id        text PRIMARY KEY,
  project   text NOT NULL,
  submitter text NOT NULL
);

-- One row per attempt that ended. An order has one outcome, so the order is the key.
CREATE TABLE usage_record (
  job_id      text NOT NULL,
  order_id    text NOT NULL,
  event_id    text NOT NULL,
  attempt     integer NOT NULL,
  machine     text NOT NULL,
  project     text NOT NULL,
  user_id     text NOT NULL,
  outcome     text NOT NULL,
  ended_at    timestamptz NOT NULL,
  day         date NOT NULL,             -- of ended_at, UTC
  cpu_micros  bigint CHECK (cpu_micros >= 0),
  cpu_source  text NOT NULL,
  not_charged text,                      -- why not; null when charged
  PRIMARY KEY (job_id, order_id),
  CHECK ((cpu_micros IS NULL) = (not_charged IS NOT NULL))
);

CREATE INDEX usage_record_ended ON usage_record (ended_at, job_id, order_id);
CREATE INDEX usage_record_project ON usage_record (project, ended_at);
CREATE INDEX usage_record_user ON usage_record (user_id, ended_at);

-- Raised by the statement that inserts usage_record, for rows really inserted. Rates are joined when read.
CREATE TABLE usage_day (
  day         date NOT NULL,
  machine     text NOT NULL,
  project     text NOT NULL,
  user_id     text NOT NULL,
  attempts    bigint NOT NULL,
  not_charged bigint NOT NULL,
  cpu_micros  bigint NOT NULL,
  PRIMARY KEY (day, machine, project, user_id)
);

-- Rate of a machine from a day on, midnight UTC. A machine without one has rate 1.
CREATE TABLE charge_rate (
  machine  text NOT NULL,
  from_day date NOT NULL,
  rate     numeric(18, 9) NOT NULL CHECK (rate > 0),
  PRIMARY KEY (machine, from_day)
);

CREATE TABLE charge_rate_audit (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  machine    text NOT NULL,
  from_day   date NOT NULL,
  old_rate   numeric(18, 9),             -- null: there was none
  new_rate   numeric(18, 9) NOT NULL
);

-- Statistics of one metric over one run of one phase; event and position in it are the key.
CREATE TABLE phase_statistics (
  event_id            text NOT NULL,
  position            integer NOT NULL,
  job_id              text NOT NULL,
  attempt             integer NOT NULL,
  chunk               integer NOT NULL,
  phase               text NOT NULL,
  repeat              integer NOT NULL,
  metric              text NOT NULL,
  detail              text,
  unit                text NOT NULL,
  count               bigint NOT NULL,
  sum                 double precision NOT NULL,
  min                 double precision NOT NULL,
  max                 double precision NOT NULL,
  mean                double precision NOT NULL,
  standard_deviation  double precision,
  energy_microjoules  bigint,
  mean_power_milliwatts double precision,
  PRIMARY KEY (event_id, position)
);

CREATE INDEX phase_statistics_job ON phase_statistics (job_id, attempt, chunk, position);

-- One row per chunk of samples; arrays of equal length.
CREATE TABLE metric_series (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id   text NOT NULL UNIQUE,
  machine    text NOT NULL,
  job_id     text,                       -- null: the machine was idle
  attempt    integer,
  order_id   text,
  phase      text,
  repeat     integer NOT NULL,
  metric     text NOT NULL,
  detail     text,
  unit       text NOT NULL,
  chunk      integer NOT NULL,
  started_at timestamptz NOT NULL,
  samples    integer NOT NULL,
  offsets_micros bigint[] NOT NULL,      -- after started_at
  sample_values  double precision[] NOT NULL,
  CHECK (cardinality(offsets_micros) = samples AND cardinality(sample_values) = samples)
);

CREATE INDEX metric_series_job ON metric_series (job_id, attempt, id) WHERE job_id IS NOT NULL;
