-- Machines that are being woken. The row goes with the machine's next report, or with the reason.
CREATE TABLE machine_wakes (
  machine   text PRIMARY KEY REFERENCES machines,
  wanted_at timestamptz NOT NULL,
  -- A user, or scheduler: an order waits there
  wanted_by text        NOT NULL,
  packets   int         NOT NULL DEFAULT 0,
  sent_at   timestamptz,
  -- When the next packet goes, or nothing more is hoped for; null: given up
  due_at    timestamptz,
  message   text
);
CREATE INDEX machine_wakes_due ON machine_wakes (due_at) WHERE due_at IS NOT NULL;

-- Who is off, to be found without looking at those that are not.
CREATE INDEX machine_reports_off ON machine_reports (machine) WHERE state = 'POWERING_OFF';

-- Machines' topics that are not there, though commands for them are; the relay leaves these out.
CREATE TABLE relay_missing_topics (
  topic text PRIMARY KEY,
  since timestamptz NOT NULL,
  -- Operators know
  told  boolean     NOT NULL DEFAULT false
);
