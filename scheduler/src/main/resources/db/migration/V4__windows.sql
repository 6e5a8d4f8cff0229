-- Start windows: when machines are given orders, and what jobs wait for that can wait.

CREATE TABLE start_windows (
  id           text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{1,63}$'),
  description  text    NOT NULL,
  definition   jsonb   NOT NULL,
  made_by      text    NOT NULL REFERENCES users,
  is_open      boolean NOT NULL DEFAULT false,
  changes_at   timestamptz,
  -- The feed as it was last read, and its value now.
  points       jsonb,
  value        double precision,
  next_read    timestamptz,
  failures     int     NOT NULL DEFAULT 0,
  problem      text
);

ALTER TABLE machines
  ADD COLUMN start_window  text    REFERENCES start_windows,
  ADD COLUMN window_closed boolean NOT NULL DEFAULT false;
CREATE INDEX machines_of_window ON machines (start_window) WHERE start_window IS NOT NULL;

ALTER TABLE jobs
  ADD COLUMN start_window      text        REFERENCES start_windows,
  ADD COLUMN starts_anyway_at  timestamptz,
  -- Whether the window, and not a pause, is why not_before is set.
  ADD COLUMN window_wait       boolean     NOT NULL DEFAULT false;
CREATE INDEX jobs_of_window ON jobs (start_window, window_wait)
  WHERE start_window IS NOT NULL AND state = 'QUEUED';
