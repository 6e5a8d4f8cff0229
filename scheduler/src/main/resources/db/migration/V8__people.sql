-- Several tokens per user with names and ends, and what a user may use.

ALTER TABLE tokens
  ADD COLUMN id           text,
  ADD COLUMN name         text NOT NULL DEFAULT '',
  ADD COLUMN last_used_at timestamptz,
  ADD COLUMN expires_at   timestamptz,
  -- Its end has come, and the directory has heard of it.
  ADD COLUMN ended        boolean NOT NULL DEFAULT false;
UPDATE tokens SET id = gen_random_uuid()::text, name = lower(origin);
ALTER TABLE tokens ALTER COLUMN id SET NOT NULL, ADD UNIQUE (id);
CREATE INDEX tokens_to_end ON tokens (expires_at) WHERE NOT ended;

-- No row: all of them.
CREATE TABLE user_machines (
  user_id text NOT NULL REFERENCES users,
  machine text NOT NULL REFERENCES machines,
  PRIMARY KEY (user_id, machine)
);

-- Names of io.tacet.scheduler.schedule.ScheduleMode; no row: all of them.
CREATE TABLE user_schedule_modes (
  user_id text NOT NULL REFERENCES users,
  mode    text NOT NULL,
  PRIMARY KEY (user_id, mode)
);

-- The pool is of these machines only; null: of all that have the labels.
ALTER TABLE label_pools ADD COLUMN machines text[];

-- How long a record has waited for the relay; only ever shown.
ALTER TABLE outbox ADD COLUMN put_at timestamptz NOT NULL DEFAULT clock_timestamp();
