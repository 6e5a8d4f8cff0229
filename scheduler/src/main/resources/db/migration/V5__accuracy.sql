-- Accuracy control: whether a machine's measurements can be trusted.

CREATE TABLE accuracy_controls (
  machine      text PRIMARY KEY REFERENCES machines,
  owner        text        NOT NULL REFERENCES users,
  plan         jsonb       NOT NULL,
  state        text        NOT NULL CHECK (state IN ('UNPROVEN', 'PASSED', 'FAILED')),
  reason       text        NOT NULL,
  -- Whether the state has had its consequence: quarantine or release, and the notice.
  acted        boolean     NOT NULL DEFAULT true,
  -- Operators were told that accuracy is lost, and not yet that it is back.
  lost         boolean     NOT NULL DEFAULT false,
  -- Runs that began before this do not count.
  window_since timestamptz NOT NULL,
  next_at      timestamptz,
  job_id       text        REFERENCES jobs,
  -- Control runs in a row that gave no values.
  failures     int         NOT NULL DEFAULT 0,
  problem      text,
  reference    jsonb       NOT NULL DEFAULT '[]',
  -- What the machine was when the window began.
  facts        text,
  history_seen bigint      NOT NULL DEFAULT 0
);

CREATE TABLE accuracy_runs (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine  text        NOT NULL REFERENCES machines,
  job_id   text        NOT NULL UNIQUE REFERENCES jobs,
  began_at timestamptz NOT NULL,
  -- Null: it counts.
  void_why text,
  readings jsonb       NOT NULL
);
CREATE INDEX accuracy_runs_that_count ON accuracy_runs (machine, position) WHERE void_why IS NULL;

CREATE TABLE accuracy_windows (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine  text        NOT NULL REFERENCES machines,
  at       timestamptz NOT NULL,
  verdict  text        NOT NULL CHECK (verdict IN ('PASSED', 'FAILED', 'INCOMPLETE')),
  reason   text        NOT NULL,
  runs     text[]      NOT NULL,
  figures  jsonb       NOT NULL
);
CREATE INDEX accuracy_windows_of ON accuracy_windows (machine, position);
