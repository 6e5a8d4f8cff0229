-- Copy of the directory topic: users and projects, newest entry each.
CREATE TABLE directory_user (
  id          text PRIMARY KEY,
  mail        text NOT NULL,
  role        text NOT NULL,
  active      boolean NOT NULL,
  recorded_at timestamptz NOT NULL
);

CREATE TABLE directory_project (
  id          text PRIMARY KEY,
  watchers    text[] NOT NULL,
  recorded_at timestamptz NOT NULL
);

-- One row once the directory topic has been read to its end for the first time.
CREATE TABLE directory_read (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  caught_up_at timestamptz NOT NULL
);

-- How each attempt of a job ended: the mail tells of the earlier ones.
CREATE TABLE attempt_outcome (
  job_id      text NOT NULL,
  order_id    text NOT NULL,
  attempt     integer NOT NULL,
  state       text NOT NULL,
  message     text,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (job_id, order_id)
);

-- Notices as they came; expanded to one mail per recipient when the directory knows them.
CREATE TABLE notice (
  event_id        text PRIMARY KEY,
  scope           text NOT NULL,
  recipient       text,
  kind            text NOT NULL,
  subject         text NOT NULL,
  text_body       text NOT NULL,
  html_body       text NOT NULL,
  recorded_at     timestamptz NOT NULL, -- broker's time of the event
  state           text NOT NULL CHECK (state IN ('PENDING', 'EXPANDED', 'GIVEN_UP')),
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  reason          text
);

CREATE INDEX notice_due ON notice (next_attempt_at) WHERE state = 'PENDING';

CREATE TABLE notice_attachment (
  event_id     text NOT NULL REFERENCES notice ON DELETE CASCADE,
  position     integer NOT NULL,
  name         text NOT NULL,
  content_type text NOT NULL,
  content      bytea NOT NULL,
  PRIMARY KEY (event_id, position)
);

-- Mails to be sent, written before anything is sent. The unique key is what makes each of them one.
CREATE TABLE mail (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind            text NOT NULL,
  about           text NOT NULL,        -- job id, or event id of the notice
  recipient       text NOT NULL,        -- user id; the address is looked up when it is sent
  message_id      text NOT NULL,
  subject         text NOT NULL,
  text_body       text NOT NULL,
  html_body       text NOT NULL,
  notice_id       text REFERENCES notice,
  recorded_at     timestamptz NOT NULL, -- broker's time of the event
  state           text NOT NULL CHECK (state IN ('PENDING', 'SENDING', 'SENT', 'FAILED', 'GIVEN_UP')),
  attempts        integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL, -- SENDING: when the claim lapses
  awaits_address  boolean NOT NULL DEFAULT false,
  reason          text,
  sent_at         timestamptz,
  UNIQUE (kind, about, recipient)
);

CREATE INDEX mail_due ON mail (next_attempt_at) WHERE state IN ('PENDING', 'SENDING');
CREATE INDEX mail_awaiting ON mail (recipient) WHERE awaits_address;
