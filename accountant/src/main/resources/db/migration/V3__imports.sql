-- Imports of foreign accounting files: what was asked, what became of it, and the lines put aside.

CREATE TABLE import_run (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source         text NOT NULL,          -- sge or slurm
  cluster        text NOT NULL,          -- the name records are booked under
  file           text NOT NULL,          -- as whoever sent it called it
  zone           text NOT NULL,          -- of the times in it
  charset        text NOT NULL,
  project_from   text NOT NULL,          -- which field is the project
  source_cluster text NOT NULL,          -- what the lines call the cluster, where they do
  dry_run        boolean NOT NULL,
  state          text NOT NULL CHECK (state IN ('OPEN', 'RUNNING', 'DONE', 'INCOMPLETE', 'FAILED')),
  started_by     text NOT NULL,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,   -- when the last lines of it were booked
  ended_at       timestamptz,
  lines          bigint NOT NULL DEFAULT 0,
  imported       bigint NOT NULL DEFAULT 0,
  already_there  bigint NOT NULL DEFAULT 0,
  quarantined    bigint NOT NULL DEFAULT 0,
  skipped        bigint NOT NULL DEFAULT 0,
  reasons        jsonb NOT NULL DEFAULT '{}',
  unrated_hosts  text[] NOT NULL DEFAULT '{}',
  strange_hosts  text[] NOT NULL DEFAULT '{}',  -- charged, and not among the cluster's machines
  error          text
);

CREATE INDEX import_run_cluster ON import_run (source, cluster);

-- A line is known by its bytes, so that an import done again puts nothing aside again.
CREATE TABLE import_quarantine (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run            bigint NOT NULL REFERENCES import_run,
  source         text NOT NULL,
  cluster        text NOT NULL,
  digest         bytea NOT NULL,
  line           bigint NOT NULL,        -- number in the run's file, from 1
  reason         text NOT NULL,
  detail         text NOT NULL,
  content        bytea NOT NULL,
  cut            boolean NOT NULL,       -- there were more bytes than are kept
  quarantined_at timestamptz NOT NULL,
  settled_at     timestamptz,            -- when a replay found it in order
  UNIQUE (source, cluster, digest)
);

CREATE INDEX import_quarantine_open ON import_quarantine (id) WHERE settled_at IS NULL;

-- The key in it only made imports slower: few records end at the same moment.
DROP INDEX usage_record_ended;
CREATE INDEX usage_record_ended ON usage_record (ended_at);
