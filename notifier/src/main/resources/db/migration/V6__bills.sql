-- What the accountant has booked, an attempt each; may come before the job's end.
CREATE TABLE bill (
  job_id        text NOT NULL,
  order_id      text NOT NULL,
  cpu_micros    bigint,                 -- null: not known
  cpu_source    text,                   -- null: no process ran
  charge_rate   numeric NOT NULL,
  service_units numeric,                -- null: not charged
  not_charged   text,                   -- why not
  PRIMARY KEY (job_id, order_id)
);

-- Ends of jobs and of interrupted attempts whose mails are not written yet. They are complete but for the bill.
CREATE TABLE job_end (
  kind         text NOT NULL,
  about        text NOT NULL,
  job_id       text NOT NULL,
  booked_order text,                    -- null: nothing is booked
  submitter    text NOT NULL,
  project      text NOT NULL,
  event        text NOT NULL,
  subject      text NOT NULL,
  text_before  text NOT NULL,
  text_after   text NOT NULL,
  html         text NOT NULL,
  chart        bytea,
  recorded_at  timestamptz NOT NULL,    -- broker's time of the status
  write_at     timestamptz NOT NULL,    -- when the mails are written without the bill
  PRIMARY KEY (kind, about)
);

CREATE INDEX job_end_due ON job_end (write_at, recorded_at);
CREATE INDEX job_end_order ON job_end (job_id, booked_order);
