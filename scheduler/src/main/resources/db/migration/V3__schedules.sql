-- Jobs that are submitted again and again, and every time they were.

CREATE TABLE schedules (
  id         text PRIMARY KEY,
  name       text        NOT NULL,
  owner      text        NOT NULL REFERENCES users,
  mode       text        NOT NULL CHECK (mode IN ('ONCE', 'DAILY', 'WEEKLY', 'CRON', 'COMMIT', 'TAG')),
  timing     jsonb       NOT NULL,
  template   jsonb       NOT NULL,
  repeat     int         NOT NULL CHECK (repeat >= 1),
  missed     text        NOT NULL CHECK (missed IN ('RUN_ONCE', 'SKIP', 'RUN_ALL')),
  state      text        NOT NULL CHECK (state IN ('ACTIVE', 'PAUSED', 'ENDED', 'DELETED')),
  -- When it fires next; of those that watch a repository, when it is looked at next.
  next_at    timestamptz CHECK (next_at IS NULL OR state = 'ACTIVE'),
  -- What the repository had at the last look: one commit, or "tag commit" each; null: no look yet.
  seen       text[],
  failures   int         NOT NULL DEFAULT 0,
  problem    text,
  created_at timestamptz NOT NULL
);
CREATE INDEX schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX schedules_of_owner ON schedules (owner, id);

CREATE TABLE schedule_firings (
  position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  schedule_id text        NOT NULL REFERENCES schedules,
  -- What makes it fire once: the due time, the commit, or the tag and its commit.
  due_key     text        NOT NULL,
  due_at      timestamptz NOT NULL,
  fired_at    timestamptz NOT NULL,
  outcome     text        NOT NULL CHECK (outcome IN ('SUBMITTED', 'FAILED', 'SKIPPED')),
  message     text,
  commit_id   text,
  tag         text,
  job_id      text        REFERENCES jobs,
  group_id    text        REFERENCES job_groups,
  UNIQUE (schedule_id, due_key)
);
CREATE INDEX schedule_firings_in_order ON schedule_firings (schedule_id, position);
