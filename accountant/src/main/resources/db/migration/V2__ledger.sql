-- The ledger: what is dated, who changed it, and what was known when.
--
-- A row of a dated table says: for this subject, from this day (midnight UTC) until the subject's next row, this holds.
-- known_from and known_to say when the ledger held it for true: a correction closes the old row and adds a new one;
-- nothing is ever overwritten. The functions ..._at(known) give what was held for true at a moment, 'infinity' being now.

-- Every change, once, whatever it is about.
CREATE TABLE ledger_audit (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  what       text NOT NULL,
  subject    text NOT NULL,
  from_day   date NOT NULL,
  old_value  jsonb,                      -- null: there was none
  new_value  jsonb                       -- null: withdrawn
);

CREATE INDEX ledger_audit_subject ON ledger_audit (what, subject, id);

INSERT INTO ledger_audit (changed_at, changed_by, what, subject, from_day, old_value, new_value)
SELECT changed_at, changed_by, 'rate', machine, from_day,
  CASE WHEN old_rate IS NOT NULL THEN jsonb_build_object('rate', trim_scale(old_rate)) END,
  jsonb_build_object('rate', trim_scale(new_rate))
FROM charge_rate_audit ORDER BY id;

-- Rate of a machine. One without a rate has rate 1.
ALTER TABLE charge_rate RENAME TO charge_rate_before;

CREATE TABLE charge_rate (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine    text NOT NULL,
  from_day   date NOT NULL,
  known_from timestamptz NOT NULL,
  known_to   timestamptz,                -- null: still
  rate       numeric NOT NULL CHECK (rate > 0)
);

INSERT INTO charge_rate (machine, from_day, known_from, known_to, rate)
SELECT machine, from_day, changed_at,
  lead(changed_at) OVER (PARTITION BY machine, from_day ORDER BY id), trim_scale(new_rate)
FROM charge_rate_audit ORDER BY id;

DROP TABLE charge_rate_audit;
DROP TABLE charge_rate_before;

CREATE UNIQUE INDEX charge_rate_now ON charge_rate (machine, from_day) WHERE known_to IS NULL;

-- Processors of a machine that could work; 0: taken out, or switched off for good.
CREATE TABLE hardware (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine    text NOT NULL,
  from_day   date NOT NULL,
  known_from timestamptz NOT NULL,
  known_to   timestamptz,
  processors integer NOT NULL CHECK (processors >= 0),
  enabled    boolean NOT NULL
);

CREATE UNIQUE INDEX hardware_now ON hardware (machine, from_day) WHERE known_to IS NULL;

-- People who lead groups.
CREATE TABLE pi (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pi         text NOT NULL,
  from_day   date NOT NULL,
  known_from timestamptz NOT NULL,
  known_to   timestamptz,
  alias      text NOT NULL,
  mail       text,
  exempt     boolean NOT NULL
);

CREATE UNIQUE INDEX pi_now ON pi (pi, from_day) WHERE known_to IS NULL;

-- Whose usage a project's is. A user's own PI counts where the project has none.
CREATE TABLE project_pi (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project    text NOT NULL,
  from_day   date NOT NULL,
  known_from timestamptz NOT NULL,
  known_to   timestamptz,
  pi         text                        -- null: nobody's any more
);

CREATE UNIQUE INDEX project_pi_now ON project_pi (project, from_day) WHERE known_to IS NULL;

CREATE TABLE user_pi (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    text NOT NULL,
  from_day   date NOT NULL,
  known_from timestamptz NOT NULL,
  known_to   timestamptz,
  pi         text
);

CREATE UNIQUE INDEX user_pi_now ON user_pi (user_id, from_day) WHERE known_to IS NULL;

-- Named sets of machines.
CREATE TABLE cluster (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cluster    text NOT NULL,
  from_day   date NOT NULL,
  known_from timestamptz NOT NULL,
  known_to   timestamptz,
  machines   text[] NOT NULL
);

CREATE UNIQUE INDEX cluster_now ON cluster (cluster, from_day) WHERE known_to IS NULL;

-- What somebody, or several together, paid for. 0 processors: over.
CREATE TABLE contribution (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  contribution text NOT NULL,
  from_day     date NOT NULL,
  known_from   timestamptz NOT NULL,
  known_to     timestamptz,
  cluster      text,                     -- null: counts in reports on everything only
  processors   integer NOT NULL CHECK (processors >= 0),
  rate         numeric NOT NULL CHECK (rate > 0),
  pis          text[] NOT NULL,
  shares       numeric[] NOT NULL,       -- of the PI at the same place; together 1
  CHECK (cardinality(pis) = cardinality(shares) AND cardinality(pis) > 0)
);

CREATE UNIQUE INDEX contribution_now ON contribution (contribution, from_day) WHERE known_to IS NULL;

CREATE FUNCTION charge_rate_at(known timestamptz)
RETURNS TABLE (machine text, from_day date, until_day date, rate numeric) LANGUAGE sql STABLE AS $$
  SELECT machine, from_day,
    lead(from_day, 1, 'infinity') OVER (PARTITION BY machine ORDER BY from_day), rate
  FROM charge_rate WHERE known_from <= $1 AND (known_to IS NULL OR known_to > $1)
$$;

CREATE FUNCTION project_pi_at(known timestamptz)
RETURNS TABLE (project text, from_day date, until_day date, pi text) LANGUAGE sql STABLE AS $$
  SELECT project, from_day,
    lead(from_day, 1, 'infinity') OVER (PARTITION BY project ORDER BY from_day), pi
  FROM project_pi WHERE known_from <= $1 AND (known_to IS NULL OR known_to > $1)
$$;

CREATE FUNCTION user_pi_at(known timestamptz)
RETURNS TABLE (user_id text, from_day date, until_day date, pi text) LANGUAGE sql STABLE AS $$
  SELECT user_id, from_day,
    lead(from_day, 1, 'infinity') OVER (PARTITION BY user_id ORDER BY from_day), pi
  FROM user_pi WHERE known_from <= $1 AND (known_to IS NULL OR known_to > $1)
$$;

CREATE FUNCTION cluster_at(known timestamptz)
RETURNS TABLE (cluster text, from_day date, until_day date, machines text[]) LANGUAGE sql STABLE AS $$
  SELECT cluster, from_day,
    lead(from_day, 1, 'infinity') OVER (PARTITION BY cluster ORDER BY from_day), machines
  FROM cluster WHERE known_from <= $1 AND (known_to IS NULL OR known_to > $1)
$$;

-- Usage from elsewhere lies beside our own: a record is known by where it came from and its key there.
ALTER TABLE usage_record
  ADD COLUMN source text NOT NULL DEFAULT 'tacet',   -- tacet, or what wrote the file it was imported from
  ADD COLUMN cluster text NOT NULL DEFAULT '',       -- name given to the import; empty for our own
  ADD COLUMN record_key text,                        -- unique in its source and cluster
  ADD COLUMN digest bytea,                           -- of an imported record's content; null for our own
  ADD COLUMN started_at timestamptz,                 -- null: not known
  ADD COLUMN energy_microjoules bigint CHECK (energy_microjoules >= 0),  -- null: not measured
  ADD COLUMN booked_at timestamptz;

UPDATE usage_record SET record_key = job_id || '/' || order_id, booked_at = ended_at;

DROP INDEX usage_record_ended;

ALTER TABLE usage_record
  ALTER COLUMN source DROP DEFAULT,
  ALTER COLUMN cluster DROP DEFAULT,
  ALTER COLUMN record_key SET NOT NULL,
  ALTER COLUMN booked_at SET NOT NULL,
  DROP CONSTRAINT usage_record_pkey,
  ALTER COLUMN order_id DROP NOT NULL,
  ALTER COLUMN event_id DROP NOT NULL,
  ADD PRIMARY KEY (source, cluster, record_key),
  ADD CHECK (started_at <= ended_at);

CREATE INDEX usage_record_ended ON usage_record (ended_at, source, cluster, record_key);
CREATE INDEX usage_record_job ON usage_record (job_id);

ALTER TABLE usage_day
  ADD COLUMN measured bigint NOT NULL DEFAULT 0,             -- attempts whose energy is known
  ADD COLUMN energy_microjoules numeric NOT NULL DEFAULT 0;

-- Tells two orders of one attempt apart; null in rows of before.
ALTER TABLE phase_statistics ADD COLUMN order_id text;

CREATE INDEX phase_statistics_energy ON phase_statistics (job_id) WHERE energy_microjoules IS NOT NULL;
