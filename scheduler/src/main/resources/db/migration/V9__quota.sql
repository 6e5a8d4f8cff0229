-- Measurement time of a user on a machine per month (UTC). No row: as much as there is.
CREATE TABLE quotas (
  user_id           text        NOT NULL REFERENCES users,
  machine           text        NOT NULL REFERENCES machines,
  seconds_per_month bigint      NOT NULL CHECK (seconds_per_month >= 0),
  set_by            text        NOT NULL,
  set_at            timestamptz NOT NULL,
  PRIMARY KEY (user_id, machine)
);

CREATE TABLE quota_use (
  user_id         text   NOT NULL REFERENCES users,
  machine         text   NOT NULL REFERENCES machines,
  month           date   NOT NULL CHECK (extract(day FROM month) = 1),
  reserved_micros bigint NOT NULL DEFAULT 0 CHECK (reserved_micros >= 0),
  used_micros     bigint NOT NULL DEFAULT 0 CHECK (used_micros >= 0),
  PRIMARY KEY (user_id, machine, month)
);

ALTER TABLE jobs
  -- What the order that is out has reserved, and in which month
  ADD COLUMN quota_month  date,
  ADD COLUMN quota_micros bigint,
  -- It waits for quota on this machine, so many seconds
  ADD COLUMN quota_wait   text,
  ADD COLUMN quota_needs  bigint,
  -- Its pool before machines without quota were left out; null: that is its pool
  ADD COLUMN quota_pool   text;
CREATE INDEX jobs_without_quota ON jobs (submitter, position) WHERE quota_wait IS NOT NULL;
